import * as pulumi from "@pulumi/pulumi";
import * as partnercenter from "@pulumi/partnercenter";

const config = new pulumi.Config();

const school = new partnercenter.QualifiedTenant("school", {
  customer: {
    domain: config.require("domain"),
    companyName: "Contoso Elementary School",
    email: "office@contoso.edu",
    culture: "en-US",
    language: "en",
    address: {
      addressLine1: "1 Microsoft Way",
      city: "Redmond",
      state: "WA",
      postalCode: "98052",
      country: "US",
    },
  },
  // Read only: the customer accepts it in the Microsoft 365 admin center.
  agreement: {},
  qualifications: [
    {
      qualification: "Education",
      educationSegment: "K12",
      website: "https://www.contoso.edu",
      waitForVetting: true,
      vettingPollIntervalSeconds: config.requireNumber("vettingPollIntervalSeconds"),
    },
  ],
});

export const tenantId = school.customerId;
export const vettingStatus = school.vettingStatuses.apply(({ Education }) => Education);
export const agreementAccepted = school.agreementAccepted;
export const adminUserName = school.adminUserName;
export const adminPassword = school.adminPassword;
