import type { Page, Section } from "./pages";
import { KIND, type Entry } from "./typedoc";

/** Which page of docs/reference describes what, and in which order. Every export must have its place: see Writer. */

const types = (...names: string[]): Section[] => names.map((name) => ({ kind: "type", name }));

export const SDK_PAGES: readonly Page[] = [
  {
    file: "customer-qualification.md",
    title: "CustomerQualification",
    about: "",
    sections: [
      { kind: "resource", name: "CustomerQualification", inputs: "CustomerQualificationArgs" },
      ...types("QualificationName", "EducationSegment", "VettingStatus"),
    ],
  },
  {
    file: "customer.md",
    title: "Customer",
    about: "",
    sections: [
      { kind: "resource", name: "Customer", inputs: "CustomerArgs" },
      ...types("CustomerAddress", "CustomerAddressOutput", "CustomerOnDelete"),
    ],
  },
  {
    file: "customer-agreement.md",
    title: "CustomerAgreement",
    about: "",
    sections: [
      { kind: "resource", name: "CustomerAgreement", inputs: "CustomerAgreementArgs" },
      ...types("AgreementAttestation", "AgreementType"),
    ],
  },
  {
    file: "qualified-tenant.md",
    title: "QualifiedTenant",
    about: "",
    sections: [
      { kind: "resource", name: "QualifiedTenant", inputs: "QualifiedTenantArgs" },
      ...types("TenantQualificationArgs", "TenantAgreementArgs"),
    ],
  },
  {
    file: "settings.md",
    title: "Provider and settings",
    about: "",
    sections: [
      { kind: "mentioned", name: "Provider" },
      { kind: "mentioned", name: "ProviderArgs" },
    ],
  },
  {
    file: "functions.md",
    title: "Functions",
    about:
      "They read; none changes anything. Each exists twice: called with plain values it returns a promise, and as `…Output` it " +
      "takes outputs and returns one. They take the login as resources do, or from `opts.provider`; where the call fails, the " +
      "program does, with the message alone.",
    sections: [
      { kind: "function", name: "getCustomer", args: "GetCustomerArgs", result: "GetCustomerResult" },
      { kind: "function", name: "getCustomers", args: "GetCustomersArgs", result: "GetCustomersResult" },
      {
        kind: "function",
        name: "getCustomerQualifications",
        args: "GetCustomerQualificationsArgs",
        result: "GetCustomerQualificationsResult",
      },
      {
        kind: "function",
        name: "getQualificationHistory",
        args: "GetQualificationHistoryArgs",
        result: "GetQualificationHistoryResult",
      },
      { kind: "function", name: "getValidationCodes", result: "GetValidationCodesResult" },
      {
        kind: "function",
        name: "checkDomainAvailability",
        args: "CheckDomainAvailabilityArgs",
        result: "CheckDomainAvailabilityResult",
      },
      {
        kind: "function",
        name: "getCustomerAgreements",
        args: "GetCustomerAgreementsArgs",
        result: "GetCustomerAgreementsResult",
      },
      ...types(
        "FunctionOptions",
        "CustomerFilter",
        "CustomerSummary",
        "ListedQualification",
        "LoggedSubmission",
        "ListedValidationCode",
        "ListedAgreement",
        "InputsOf",
      ),
      ...[
        "GetCustomerArgs",
        "GetCustomerResult",
        "GetCustomersArgs",
        "GetCustomersResult",
        "GetCustomerQualificationsArgs",
        "GetCustomerQualificationsResult",
        "GetQualificationHistoryArgs",
        "GetQualificationHistoryResult",
        "GetValidationCodesResult",
        "CheckDomainAvailabilityArgs",
        "CheckDomainAvailabilityResult",
        "GetCustomerAgreementsArgs",
        "GetCustomerAgreementsResult",
      ].map((name): Section => ({ kind: "mentioned", name })),
    ],
  },
];

export const CLIENT_PAGES: readonly Page[] = [
  {
    file: "client.md",
    title: "The API client alone",
    about: "",
    sections: [
      { kind: "methods", name: "PartnerCenterClient", as: "client" },
      { kind: "methods", name: "Customers", as: "client.customers" },
      { kind: "methods", name: "Agreements", as: "client.agreements" },
      { kind: "helper", name: "signInByDeviceCode" },
      ...types(
        "ClientSettings",
        "Login",
        "RefreshTokenLogin",
        "ClientSecretLogin",
        "CertificateLogin",
        "AccessTokenLogin",
        "DeviceCodeSettings",
        "DeviceCodePrompt",
        "DeviceCodeSignIn",
        "PartnerCenterError",
        "SubmissionOutcome",
        "ErrorScope",
        "CallOptions",
        "SubmitOptions",
        "ListOptions",
        "QualificationRequest",
        "CustomerQualificationItem",
        "SubmissionResult",
        "QualificationName",
        "ValidationCode",
        "CustomerValidationCode",
        "Customer",
        "CustomerFilter",
        "CustomerSearchField",
        "NewCustomer",
        "CreationResult",
        "CreatedCustomer",
        "BillingProfile",
        "Address",
        "AddressValidation",
        "CountryRules",
        "AgreementType",
        "AgreementTemplate",
        "AgreementContact",
        "AgreementConfirmation",
        "ConfirmationResult",
        "CustomerAgreement",
        "AuditRecord",
        "AuditDetail",
        "AuditRecordFilter",
        "Environment",
        "Cloud",
        "ContractName",
        "Clock",
      ),
      { kind: "helper", name: "parseVettingDate" },
      { kind: "helper", name: "sameVettingDate" },
      { kind: "helper", name: "sameVetting" },
      { kind: "helper", name: "canonicalQualification" },
      { kind: "helper", name: "canonicalVettingStatus" },
      ...types("QUALIFICATION_NAMES", "AGREEMENT_TYPES", "ENVIRONMENTS", "CLOUDS", "CONTRACT_NAMES"),
      ...types("QUALIFICATION_OPERATION", "ACTIVITY_LOG_DAYS"),
    ],
  },
];

/** The pages with what none of them names at the end of the last one: for a client that grows. */
export function withTheRest(pages: readonly Page[], { exports }: Entry): readonly Page[] {
  const named = new Set(pages.flatMap(({ sections }) => sections.map(({ name }) => name)));
  const rest = exports
    .filter(({ name }) => !named.has(name))
    .map(({ name, kind }): Section => {
      if (kind === KIND.class)
        return { kind: "methods", name, as: name.charAt(0).toLowerCase() + name.slice(1) };
      return { kind: kind === KIND.function ? "helper" : "type", name };
    });
  return pages.map((page, index) =>
    index === pages.length - 1 ? { ...page, sections: [...page.sections, ...rest] } : page,
  );
}
