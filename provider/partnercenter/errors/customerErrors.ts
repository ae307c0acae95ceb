import type { ErrorEntry } from "./PartnerCenterError";

/** An update against a profile that has changed since it was read: 400 with code 2055, or 412. */
export const STALE_ETAG: ErrorEntry = {
  name: "StaleEtagError",
  meaning: "What was to be updated has changed since it was read. Nothing was updated.",
  remedy: "Read it again and run again.",
  scope: "customer",
  submission: "refused",
};

/** 400 or 404 for a country's rules. */
export const COUNTRY_NOT_FOUND: ErrorEntry = {
  name: "CountryNotFoundError",
  meaning: "Partner Center has no rules for this country.",
  remedy: "Use the two-letter ISO 3166 code, such as GB for the United Kingdom.",
  scope: "customer",
};

const ADDRESS: ErrorEntry = {
  name: "AddressInvalidError",
  meaning: "Microsoft does not accept the address.",
  remedy:
    "Correct what its answer names: the address must be a real one, and its city, state and postal code must belong together.",
  scope: "customer",
  submission: "refused",
};

const REGISTRATION_NUMBER = "RegistrationNumberError";
const ASSOCIATED_PARTNER: ErrorEntry = {
  name: "AssociatedPartnerError",
  meaning: "The associated partner is no indirect reseller with a partnership with this provider.",
  remedy: "Check associatedPartnerId, and accept the partnership in Partner Center first.",
  scope: "customer",
  submission: "refused",
};

/** The API's codes that concern customers, their profiles and agreements ("Partner Center REST error codes"). */
export const CUSTOMER_ERRORS: Readonly<Record<string, ErrorEntry>> = {
  "2007": ADDRESS,
  // Within the description of a 2007: the city and the postal code do not belong together.
  "60071": ADDRESS,
  "2055": STALE_ETAG,
  "600002": {
    name: REGISTRATION_NUMBER,
    meaning: "The organization registration number is not supported in this country.",
    remedy: "Leave organizationRegistrationNumber away.",
    scope: "customer",
    submission: "refused",
  },
  "600049": {
    name: REGISTRATION_NUMBER,
    meaning: "The customer's country requires an organization registration number.",
    remedy: "Set organizationRegistrationNumber.",
    scope: "customer",
    submission: "refused",
  },
  "600050": {
    name: REGISTRATION_NUMBER,
    meaning: "The organization registration number does not have the form of its country.",
    remedy: "Correct organizationRegistrationNumber: the country's validation rules have a sample.",
    scope: "customer",
    submission: "refused",
  },
  "600051": {
    name: "PhoneNumberMissingError",
    meaning: "The customer's country requires a phone number in the address.",
    remedy: "Set the address's phoneNumber.",
    scope: "customer",
    submission: "refused",
  },
  "800015": ASSOCIATED_PARTNER,
  "800016": ASSOCIATED_PARTNER,
  "800018": {
    name: "SandboxLimitError",
    meaning: "The sandbox account has as many customers as it may have.",
    remedy: "Delete sandbox customers that are no longer needed.",
    scope: "partner",
    submission: "refused",
  },
  "900147": {
    name: "DomainInvalidError",
    meaning: "The API does not accept the domain.",
    remedy: "Use a domain that ends as the partner's cloud demands, such as contoso.onmicrosoft.com.",
    scope: "customer",
    submission: "refused",
  },
};
