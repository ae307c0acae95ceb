import * as pulumi from "@pulumi/pulumi";
import { CustomerQualification } from "pulumi-partnercenter";

const config = new pulumi.Config();

const education = new CustomerQualification("school", {
  customerId: config.require("customerId"),
  qualification: "Education",
  educationSegment: "K12",
  waitForVetting: true,
  // `up` fails when it has passed, with the submission on record: run it again, and it waits on.
  vettingTimeoutSeconds: config.requireNumber("vettingTimeoutSeconds"),
  vettingPollIntervalSeconds: config.requireNumber("vettingPollIntervalSeconds"),
});

// What the next stack sells to. It has no such output before the approval, and none after a denial.
export const approvedCustomerId = pulumi
  .all([education.customerId, education.vettingStatus])
  .apply(([customerId, vettingStatus]) => (vettingStatus === "Approved" ? customerId : undefined));
