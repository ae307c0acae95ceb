import * as pulumi from "@pulumi/pulumi";
import * as partnercenter from "@pulumi/partnercenter";

const customerId = new pulumi.Config().require("customerId");

const school = new partnercenter.CustomerQualification(
  "school",
  { customerId, qualification: "Education" },
  // Takes over what is there, and submits nothing. After the first `up` it can be left out.
  { import: `${customerId}/Education` },
);

export const vettingStatus = school.vettingStatus;
