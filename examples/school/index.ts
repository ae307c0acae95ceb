import * as pulumi from "@pulumi/pulumi";
import { QualifiedTenant, type EducationSegment } from "pulumi-partnercenter";

const config = new pulumi.Config();
const educationSegment = config.require<EducationSegment>("educationSegment");

const school = new QualifiedTenant("school", {
  customer: {
    domain: config.require("domain"),
    companyName: config.require("companyName"),
    email: config.require("email"),
    culture: config.require("culture"),
    language: config.require("language"),
    address: {
      addressLine1: config.require("addressLine1"),
      city: config.get("city"),
      state: config.get("state"),
      postalCode: config.get("postalCode"),
      country: config.require("country"),
    },
  },
  // Read only: the customer accepts it in the Microsoft 365 admin center. The vetting does not wait for it; orders do.
  agreement: {},
  qualifications: [
    {
      qualification: "Education",
      educationSegment,
      website: config.get("website"),
      // Another value asks for one more submission, after a denial that was corrected.
      resubmit: config.get("resubmit"),
      waitForVetting: true,
      vettingTimeoutSeconds: config.requireNumber("vettingTimeoutSeconds"),
      vettingPollIntervalSeconds: config.requireNumber("vettingPollIntervalSeconds"),
    },
  ],
});

export const tenantId = school.customerId;
export const vettingStatus = school.vettingStatuses.apply(({ Education }) => Education);
export const agreementAccepted = school.agreementAccepted;
// The new tenant's first administrator. Shown by `pulumi stack output --show-secrets` alone; Microsoft tells it once.
export const adminUserName = school.adminUserName;
export const adminPassword = school.adminPassword;
