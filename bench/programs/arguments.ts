import type { Input } from "@pulumi/pulumi";

/** What every system declares. */
export interface QualificationArgs {
  customerId: Input<string>;
  qualification: "Education" | "StateOwnedEntity";
  educationSegment?: "K12";
  website?: string;
}

/** What a customer's resource has besides its id, of ours and of the floor's. */
export const CUSTOMER_OUTPUTS = [
  "domain",
  "companyName",
  "email",
  "culture",
  "language",
  "address",
  "organizationRegistrationNumber",
  "associatedPartnerId",
  "enableGDAPByDefault",
  "adoptExisting",
  "onDelete",
  "commerceId",
  "relationshipToPartner",
  "adminUserName",
  "adminPassword",
  "adopted",
];

/** Outputs, as the SDK is told of them. */
export const undefinedOf = (names: readonly string[]): Record<string, undefined> =>
  Object.fromEntries(names.map((name) => [name, undefined]));
