import * as pulumi from "@pulumi/pulumi";
import { CustomerQualification } from "pulumi-partnercenter";

const config = new pulumi.Config();

const education = new CustomerQualification("school", {
  customerId: config.require("customerId"),
  qualification: "Education",
  educationSegment: config.require<"K12" | "HigherEducation">("educationSegment"),
  website: config.get("website"),
  // Another value asks for one more submission, after a denial that was corrected.
  resubmit: config.get("resubmit"),
});

export const qualification = education.id;
export const vettingStatus = education.vettingStatus;
export const vettingReason = education.vettingReason;
export const submissions = education.submissions;
