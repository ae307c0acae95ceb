import type { CallOptions } from "../models";

/** A postal address ("Utility resources", Address). */
export interface Address {
  /** Of the contact person, 1 to 50 characters. */
  firstName?: string;
  /** Of the contact person. */
  middleName?: string;
  /** Of the contact person, 1 to 50 characters. */
  lastName?: string;
  /** 1 to 200 characters. An empty text in an answer that has none. */
  addressLine1: string;
  /** Up to 200 characters. */
  addressLine2?: string;
  /** Required where the country's rules say so. */
  city?: string;
  /** Two letters, for countries that have them in their rules. */
  state?: string;
  /** In the form that the country's rules demand. */
  postalCode?: string;
  /** ISO 3166 alpha-2; GB, not UK. An empty text in an answer that has none. */
  country: string;
  /** A part of the country where `state` is none. */
  region?: string;
  /** In the form that the country's rules demand. */
  phoneNumber?: string;
}

/**
 * A customer's billing profile ("Get a customer's billing profile"). A text that an answer lacks is empty here, so that
 * a profile which is incomplete can still be read and updated.
 */
export interface BillingProfile {
  /** Microsoft's id of the profile. */
  id?: string;
  /** The contact's e-mail address. */
  email: string;
  /** Such as en-US. */
  culture: string;
  /** Two letters, such as en; zh-CHS for 21Vianet. */
  language: string;
  /** The organization's name. */
  companyName: string;
  /** The postal address. */
  defaultAddress: Address;
  /** The contact's first name. */
  firstName?: string;
  /** The contact's last name. */
  lastName?: string;
  /** Opaque and temporary: to be read right before an update, never kept. A text of digits longer than a number can hold. */
  etag?: string;
}

/** A customer ("Customer resources"). An item of the list has neither commerceId nor billingProfile. */
export interface Customer {
  /** The customer's tenant id, a GUID. */
  id: string;
  /** The customer's id in commerce calls. */
  commerceId?: string;
  /** The tenant's domain. */
  domain?: string;
  /** The organization's name. */
  companyName?: string;
  /** The organization's registration number, if the API tells it. */
  organizationRegistrationNumber?: string;
  /** reseller, none, advisor, syndication, microsoft_support, unknown; as it came. */
  relationshipToPartner?: string;
  /** Whether there are delegated admin privileges (DAP). */
  allowDelegatedAccess?: boolean;
  /** The indirect reseller's tenant id. */
  associatedPartnerId?: string;
  /** Absent in a list. */
  billingProfile?: BillingProfile;
}

/** What "Create a customer" takes. */
export interface NewCustomer {
  /** Such as contoso.onmicrosoft.com; the part before the first dot has at most 27 characters. */
  domain: string;
  /** Required by some countries, refused by others: see the country's rules. */
  organizationRegistrationNumber?: string;
  /** The tenant of the indirect reseller that the customer is for. Without it the customer is the provider's own. */
  associatedPartnerId?: string;
  /** Whether the customer gets the default GDAP. */
  enableGDAPByDefault?: boolean;
  /** The organization's name, contact, languages and address. */
  billingProfile: Omit<BillingProfile, "id" | "etag">;
}

/** A customer as its creation answers. */
export interface CreatedCustomer extends Customer {
  /** The first administrator, "admin". */
  userName?: string;
  /** The administrator's password, a secret. No other call ever answers it. */
  password?: string;
}

/** What a creation came to. */
export interface CreationResult {
  /** If found, as the list of customers shows it: without billing profile, and without the password, which is lost. */
  customer: CreatedCustomer;
  /** True when the creation's own answer never came or could not be read, and a look afterwards showed the customer. */
  found: boolean;
  /** False when nothing of it was sent that may have been taken: the domain had become a customer's while it waited. */
  sent: boolean;
}

/** What customers can be searched by ("Get a list of customers filtered by a search field"). */
export type CustomerSearchField =
  "CompanyName" | "Domain" | "IndirectReseller" | "IndirectCloudSolutionProvider";

/** The one operator is starts_with; capitals do not matter. */
export interface CustomerFilter {
  /** What is compared. */
  field: CustomerSearchField;
  /** What it begins with. */
  startsWith: string;
}

/** What a list of customers accepts besides. */
export interface ListOptions extends CallOptions {
  /** Customers that one request asks for; the API's own default if absent. */
  pageSize?: number;
}

/** What a country demands of a customer's profile ("Get market-specific validation data"), under the API's own keys. */
export interface CountryRules {
  /** The country, ISO 3166 alpha-2. */
  iso2Code: string;
  /** Such as sv-SE. */
  defaultCulture?: string;
  /** Whether an address needs a state. */
  isStateRequired: boolean;
  /** Empty if any state will do. */
  supportedStatesList: string[];
  /** Languages that a profile may have. */
  supportedLanguagesList: string[];
  /** Cultures that a profile may have. */
  supportedCulturesList: string[];
  /** Whether an address needs a postal code. */
  isPostalCodeRequired: boolean;
  /** A .NET regular expression, as it came: not each is one of JavaScript. */
  postalCodeRegex?: string;
  /** Whether an address needs a city. */
  isCityRequired: boolean;
  /** Whether the country has VAT ids. */
  isVatIdSupported?: boolean;
  /** A .NET regular expression, as it came. */
  phoneNumberRegex?: string;
  /** Whether the country has tax ids. */
  isTaxIdSupported?: boolean;
  /** Whether a tax id may be left out. */
  isTaxIdOptional?: boolean;
  /** The country's telephone prefixes. */
  countryCallingCodesList: string[];
  /** A .NET regular expression, as it came. Absent, like the following three, if the API does not tell. */
  customerOrganizationRegistrationNumberRegex?: string;
  /** A registration number of the right form. */
  customerOrganizationRegistrationNumberSample?: string;
  /** Whether a creation needs a registration number. */
  customerOrganizationRegistrationNumberRequired?: boolean;
  /** Whether a creation needs a phone number in the address. */
  customerOrganizationPhoneNumberRequired?: boolean;
}

/** What Microsoft says of an address ("Validate an address"). */
export interface AddressValidation {
  /**
   * VerifiedShippable, Verified, InteractionRequired, StreetPartial, PremisesPartial, Multiple, None (incorrect) or
   * NotValidated; other values are kept as they came.
   */
  status: string;
  /** At most three. */
  suggestedAddresses: Address[];
  /** Microsoft's words about what is wrong. */
  message?: string;
}
