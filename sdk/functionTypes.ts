import type * as pulumi from "@pulumi/pulumi";
import type { CustomerAddressOutput } from "./customer";
import type { AgreementType } from "./customerAgreement";

/** Where a function takes its login from. */
export interface FunctionOptions {
  /** An explicit `Provider`; default: the environment and the stack's configuration, as for resources. */
  provider?: pulumi.ProviderResource;
}

/** The same arguments with outputs allowed in them. */
export type InputsOf<T> = { [Name in keyof T]: pulumi.Input<T[Name]> };

/** The arguments of `getCustomer`: one of the two. */
export interface GetCustomerArgs {
  /** The customer's tenant id, a GUID. */
  customerId?: string;
  /** The customer's domain, such as contoso.onmicrosoft.com. */
  domain?: string;
}

/** A customer as the list of customers shows it. */
export interface CustomerSummary {
  /** The customer's tenant id, a GUID. */
  customerId: string;
  domain?: string;
  companyName?: string;
  /** Microsoft's word, such as `reseller`. */
  relationshipToPartner?: string;
}

/** A customer with its billing profile. */
export interface GetCustomerResult extends CustomerSummary {
  commerceId?: string;
  organizationRegistrationNumber?: string;
  /** The indirect reseller's tenant id. */
  associatedPartnerId?: string;
  /** Whether there are delegated admin privileges (DAP). */
  allowDelegatedAccess?: boolean;
  email?: string;
  culture?: string;
  language?: string;
  address?: CustomerAddressOutput;
}

/** What customers are searched by ("Get a list of customers filtered by a search field"). */
export interface CustomerFilter {
  field: "CompanyName" | "Domain" | "IndirectReseller" | "IndirectCloudSolutionProvider";
  /** The only operator that the API has; capitals do not matter. */
  startsWith: string;
}

/** The arguments of `getCustomers`. */
export interface GetCustomersArgs {
  /** Default: all customers. */
  filter?: CustomerFilter;
  /** Customers asked for by one request; all pages are read. Default: the API's own. */
  pageSize?: number;
}

/** What `getCustomers` returns. */
export interface GetCustomersResult {
  customers: CustomerSummary[];
}

/** The arguments of `getCustomerQualifications`. */
export interface GetCustomerQualificationsArgs {
  /** The customer's tenant id, a GUID. */
  customerId: string;
}

/** A qualification as Microsoft lists it. */
export interface ListedQualification {
  /** `Education`, `GovernmentCommunityCloud`, `StateOwnedEntity`, `Nonprofit`, or one that Microsoft adds. */
  qualification: string;
  /** `InReview`, `Approved`, `Denied`, or one that Microsoft adds; undefined where the API gives none. */
  vettingStatus?: string;
  vettingReason?: string;
  /** As the API wrote it. */
  vettingCreateDate?: string;
}

/** What `getCustomerQualifications` returns. */
export interface GetCustomerQualificationsResult {
  qualifications: ListedQualification[];
}

/** A Government Community Cloud validation code of the partner. */
export interface ListedValidationCode {
  /** The code itself, a secret: the `validationCode` of a `CustomerQualification`. */
  validationId: string;
  organizationName?: string;
  /** How many customers it can be used for, and for how many more. */
  maxCreates?: number;
  remainingCreates?: number;
}

/** What `getValidationCodes` returns. */
export interface GetValidationCodesResult {
  validationCodes: ListedValidationCode[];
}

/** The arguments of `checkDomainAvailability`. */
export interface CheckDomainAvailabilityArgs {
  /** Such as contoso.onmicrosoft.com. */
  domain: string;
}

/** What `checkDomainAvailability` returns. */
export interface CheckDomainAvailabilityResult {
  /** False if anybody has it, your own customers included. */
  available: boolean;
}

/** The arguments of `getCustomerAgreements`. */
export interface GetCustomerAgreementsArgs {
  /** The customer's tenant id, a GUID. */
  customerId: string;
  /** Default `MicrosoftCustomerAgreement`. */
  agreementType?: AgreementType;
}

/** An acceptance that the partner has attested. */
export interface ListedAgreement {
  type: string;
  templateId?: string;
  primaryContact?: { firstName?: string; lastName?: string; email?: string; phoneNumber?: string };
  /** As the API wrote it; without a zone it is UTC. */
  dateAgreed?: string;
  agreementLink?: string;
}

/** What `getCustomerAgreements` returns. */
export interface GetCustomerAgreementsResult {
  agreements: ListedAgreement[];
  /** Whether the customer has signed the Microsoft Customer Agreement itself; undefined for another type. */
  signedByCustomer?: boolean;
}
