import * as pulumi from "@pulumi/pulumi";
import { CustomerQualification, type EducationSegment } from "pulumi-partnercenter";

const config = new pulumi.Config();
const educationSegment = config.require<EducationSegment>("educationSegment");

const education = new CustomerQualification("school", {
  customerId: config.require("customerId"),
  qualification: "Education",
  educationSegment,
  website: config.get("website"),
  // Another value asks for one more submission, after a denial that was corrected.
  resubmit: config.get("resubmit"),
});

export const qualification = education.id;
export const vettingStatus = education.vettingStatus;
export const vettingReason = education.vettingReason;
export const submissions = education.submissions;
