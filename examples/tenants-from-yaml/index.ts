import * as pulumi from "@pulumi/pulumi";
import { CustomerQualification } from "pulumi-partnercenter";
import { readTenants } from "./tenants";

const config = new pulumi.Config();
const tenants = readTenants(config.require("tenantsFile"));

const qualifications = tenants.flatMap(
  ({ name, customerId, qualifications, educationSegment, website, resubmit }) =>
    qualifications.map(
      (qualification) =>
        new CustomerQualification(`${name}-${qualification}`, {
          customerId,
          qualification,
          ...(qualification === "Education" && { educationSegment, website }),
          // One for the partner, whoever the customer is.
          ...(qualification === "GovernmentCommunityCloud" && {
            validationCode: config.requireSecret("validationCode"),
          }),
          resubmit,
          // One denial must not keep the others from being onboarded.
          onDenied: "warn",
        }),
    ),
);

/** How many qualifications there are of each status, such as `{ Approved: 41, InReview: 9 }`. */
export const vettings = pulumi
  .all(qualifications.map(({ vettingStatus }) => vettingStatus))
  .apply((statuses) =>
    statuses.reduce<Record<string, number>>((counts, vettingStatus) => {
      const status = vettingStatus ?? "without a status";
      counts[status] = (counts[status] ?? 0) + 1;
      return counts;
    }, {}),
  );
