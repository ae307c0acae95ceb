import type * as pulumi from "@pulumi/pulumi";
import type { CustomerAddressOutput } from "./customerArgs";
import type { AgreementType } from "./customerAgreement";
import type { VettingStatus } from "./customerQualificationArgs";

/** Where a function takes its login from. */
export interface FunctionOptions {
  /** An explicit `Provider`; default: the environment and the stack's configuration, as for resources. */
  provider?: pulumi.ProviderResource | undefined;
}

/** The same arguments with outputs allowed in them. */
export type InputsOf<T> = { [Name in keyof T]: pulumi.Input<T[Name]> };

/** The arguments of `getCustomer`: one of the two. */
export interface GetCustomerArgs {
  /** The customer's tenant id, a GUID. */
  customerId?: string | undefined;
  /** The customer's domain, such as contoso.onmicrosoft.com. */
  domain?: string | undefined;
}

/** A customer as the list of customers shows it. */
export interface CustomerSummary {
  /** The customer's tenant id, a GUID. */
  customerId: string;
  /** The tenant's domain. */
  domain?: string;
  /** The organization's name. */
  companyName?: string;
  /** Microsoft's word, such as `reseller`. */
  relationshipToPartner?: string;
}

/** A customer with its billing profile. */
export interface GetCustomerResult extends CustomerSummary {
  /** The customer's id in commerce calls. */
  commerceId?: string;
  /** The organization's registration number, where the API tells it. */
  organizationRegistrationNumber?: string;
  /** The indirect reseller's tenant id. */
  associatedPartnerId?: string;
  /** Whether there are delegated admin privileges (DAP). */
  allowDelegatedAccess?: boolean;
  /** The contact's e-mail address. */
  email?: string;
  /** The preferred culture, such as `sv-SE`. */
  culture?: string;
  /** The preferred language, such as `sv`. */
  language?: string;
  /** The address, without the lines that are empty. */
  address?: CustomerAddressOutput;
}

/** What customers are searched by ("Get a list of customers filtered by a search field"). */
export interface CustomerFilter {
  /** What is compared. */
  field: "CompanyName" | "Domain" | "IndirectReseller" | "IndirectCloudSolutionProvider";
  /** The only operator that the API has; capitals do not matter. */
  startsWith: string;
}

/** The arguments of `getCustomers`. */
export interface GetCustomersArgs {
  /**
   * Which customers.
   *
   * @defaultValue all
   */
  filter?: CustomerFilter | undefined;
  /**
   * Customers asked for by one request; all pages are read.
   *
   * @defaultValue the API's own
   */
  pageSize?: number | undefined;
}

/** What `getCustomers` returns. */
export interface GetCustomersResult {
  /** In the API's order. */
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
  vettingStatus?: VettingStatus;
  /** Microsoft's reason for a denial. */
  vettingReason?: string;
  /** When the vetting was requested, as the API wrote it. */
  vettingCreateDate?: string;
}

/** What `getCustomerQualifications` returns. */
export interface GetCustomerQualificationsResult {
  /** An empty list is none. */
  qualifications: ListedQualification[];
}

/** The arguments of `getQualificationHistory`. */
export interface GetQualificationHistoryArgs {
  /** The customer's tenant id, a GUID. */
  customerId: string;
  /**
   * The first day, such as `2026-11-01`, in UTC and at most 90 days back.
   *
   * @defaultValue 89 days ago
   */
  since?: string | undefined;
}

/** A submission as Microsoft's activity log shows it, whoever made it. */
export interface LoggedSubmission {
  /** Undefined where the record does not say which. */
  qualification?: string;
  /** When, as the API wrote it. */
  operationDate?: string;
  /** How it ended: `succeeded`, `failed`, `progress`, or a word that Microsoft adds. */
  operationStatus?: string;
  /** Who submitted it. */
  userPrincipalName?: string;
  /** Through what: an application's id or name. */
  applicationId?: string;
}

/** What `getQualificationHistory` returns. */
export interface GetQualificationHistoryResult {
  /** The oldest first. What is not among them may have been submitted all the same. */
  submissions: LoggedSubmission[];
}

/** A Government Community Cloud validation code of the partner. */
export interface ListedValidationCode {
  /** The code itself, a secret: the `validationCode` of a `CustomerQualification`. */
  validationId: string;
  /** Whose code it is, as Microsoft names it. */
  organizationName?: string;
  /** How many customers it can be used for. Undefined where the API does not tell. */
  maxCreates?: number;
  /** For how many more. Undefined where the API does not tell. */
  remainingCreates?: number;
}

/** What `getValidationCodes` returns. */
export interface GetValidationCodesResult {
  /** All codes of the partner. */
  validationCodes: ListedValidationCode[];
}

/** The arguments of `checkDomainAvailability`. */
export interface CheckDomainAvailabilityArgs {
  /** The whole domain, such as contoso.onmicrosoft.com. */
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
  /**
   * Which agreement.
   *
   * @defaultValue `MicrosoftCustomerAgreement`
   */
  agreementType?: AgreementType;
}

/** An acceptance that the partner has attested. */
export interface ListedAgreement {
  /** The agreement, such as `MicrosoftCustomerAgreement`. */
  type: string;
  /** The version of the agreement that was accepted, as the API identifies it. */
  templateId?: string;
  /** The person who accepted for the customer. */
  primaryContact?: { firstName?: string; lastName?: string; email?: string; phoneNumber?: string };
  /** As the API wrote it; without a zone it is UTC. */
  dateAgreed?: string;
  /** Where the agreement can be read. */
  agreementLink?: string;
}

/** What `getCustomerAgreements` returns. */
export interface GetCustomerAgreementsResult {
  /** What the partner has attested; an empty list is nothing. */
  agreements: ListedAgreement[];
  /** Whether the customer has signed the Microsoft Customer Agreement itself; undefined for another type. */
  signedByCustomer?: boolean;
}
