import * as pulumi from "@pulumi/pulumi";
import * as partnercenter from "@pulumi/partnercenter";

const config = new pulumi.Config();

const school = new partnercenter.CustomerQualification("school", {
  customerId: config.require("customerId"),
  qualification: "Education",
  educationSegment: config.require<partnercenter.types.enums.EducationSegment>("educationSegment"),
  website: config.get("website"),
  // Another value asks for one more submission, after a denial that was corrected.
  resubmit: config.get("resubmit"),
});

export const qualification = school.id;
export const vettingStatus = school.vettingStatus;
export const vettingReason = school.vettingReason;
export const submissions = school.submissions;
