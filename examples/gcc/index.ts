import * as pulumi from "@pulumi/pulumi";
import { CustomerQualification } from "pulumi-partnercenter";

const config = new pulumi.Config();

const government = new CustomerQualification("government", {
  customerId: config.require("customerId"),
  qualification: "GovernmentCommunityCloud",
  // Checked against your own codes before it is submitted, and how many customers it is still good for.
  validationCode: config.requireSecret("validationCode"),
});

export const qualification = government.id;
export const vettingStatus = government.vettingStatus;
export const vettingReason = government.vettingReason;
