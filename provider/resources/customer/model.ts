import type { Observed as Looked } from "../../lifecycle/definition";
import type { Address, BillingProfile } from "../../partnercenter";

/** The types of this resource, as the rules use them: what is desired, recorded and observed. */

/** What a program declares of an address; an empty text says that there is none. */
export type DeclaredAddress = Partial<Omit<Address, "middleName">>;

/** What a program declares, validated (see schema.ts). Defaults are applied where a value is used, never stored. */
export interface Inputs {
  domain?: string;
  customerId?: string;
  companyName?: string;
  email?: string;
  culture?: string;
  language?: string;
  address?: DeclaredAddress;
  organizationRegistrationNumber?: string;
  associatedPartnerId?: string;
  enableGDAPByDefault?: boolean;
  adoptExisting?: boolean;
  onDelete?: OnDelete;
}

export type OnDelete = "keep" | "removeRelationship" | "deleteSandboxCustomer";

/** What the billing profile holds besides the address, and can be changed. */
export const PROFILE_NAMES = ["companyName", "email", "culture", "language"] as const;

export const ADDRESS_NAMES = [
  "firstName",
  "lastName",
  "addressLine1",
  "addressLine2",
  "city",
  "state",
  "postalCode",
  "country",
  "region",
  "phoneNumber",
] as const satisfies readonly (keyof DeclaredAddress)[];

/** What only a creation takes, and no call can change. */
export const FIXED_NAMES = ["organizationRegistrationNumber", "associatedPartnerId"] as const;

/** What is only recorded when it is edited. */
export const NOTED_NAMES = ["enableGDAPByDefault", "adoptExisting", "onDelete"] as const;

export const DEFAULTS = { adoptExisting: true, onDelete: "keep" } as const;

export function withDefaults(inputs: Inputs): Inputs & Required<Pick<Inputs, "adoptExisting" | "onDelete">> {
  return {
    ...inputs,
    adoptExisting: inputs.adoptExisting ?? DEFAULTS.adoptExisting,
    onDelete: inputs.onDelete ?? DEFAULTS.onDelete,
  };
}

/** What the state holds: the inputs, and the customer as it was when last acted on or refreshed. */
export interface Recorded extends Inputs {
  customerId: string;
  commerceId?: string;
  /** Microsoft's word; "none" when it was no customer of the partner any more. */
  relationshipToPartner?: string;
  adminUserName?: string;
  /** A secret; only the creation's own answer has it. */
  adminPassword?: string;
  /** Whether it was taken over instead of created; absent for one that `get` read. */
  adopted?: boolean;
}

/** A customer of the partner as a look shows it. */
export interface SeenCustomer {
  id: string;
  domain?: string;
  commerceId?: string;
  relationshipToPartner?: string;
  organizationRegistrationNumber?: string;
  associatedPartnerId?: string;
  profile: BillingProfile;
}

/** What a look at the API found. */
export type Seen =
  | { kind: "seen"; customer: SeenCustomer }
  /** No customer of the partner has the domain; whether somebody else has is not asked for what is recorded. */
  | { kind: "absent"; domainTaken: boolean }
  /** The id is no customer of the partner, or not any more. */
  | { kind: "notOurs"; why: string; noCustomer?: true };

export type Observed = Looked<Seen>;
