import { lowerCaseKeys } from "../decode/json";
import { boolean, decodeCollection, defined, type Properties, text } from "../decode/properties";
import type { Decoded } from "../decode/qualifications";
import { canonicalAddressStatus } from "../names";
import type {
  Address,
  AddressValidation,
  BillingProfile,
  CountryRules,
  CreatedCustomer,
  Customer,
} from "./models";

const notUnderstood = (why: string) => ({ understood: false, why }) as const;
const NOTHING: Properties = new Map();

/** A customer: what matters is its id. */
export function decodeCustomer(body: unknown): Decoded<Customer> {
  const properties = lowerCaseKeys(body) ?? NOTHING;
  const company = lowerCaseKeys(properties.get("companyprofile")) ?? NOTHING;
  const id = text(properties, "id") ?? text(company, "tenantid");
  if (id === undefined) return notUnderstood("it has no id");
  const profile = properties.get("billingprofile") ?? undefined;
  const decoded = profile === undefined ? undefined : decodeBillingProfile(profile);
  if (decoded?.understood === false) return decoded;
  const billingProfile = decoded?.value;
  return {
    understood: true,
    value: defined({
      id,
      commerceId: text(properties, "commerceid"),
      domain: text(company, "domain"),
      // The creation's answer has it in the billing profile only.
      companyName: text(company, "companyname") ?? (billingProfile?.companyName || undefined),
      organizationRegistrationNumber: text(company, "organizationregistrationnumber"),
      relationshipToPartner: text(properties, "relationshiptopartner"),
      allowDelegatedAccess: boolean(properties, "allowdelegatedaccess"),
      associatedPartnerId: text(properties, "associatedpartnerid"),
      billingProfile,
    }),
  };
}

/** A creation's answer for this domain. */
export function decodeCreatedCustomer(body: unknown, domain: string): Decoded<CreatedCustomer> {
  const customer = decodeCustomer(body);
  if (!customer.understood) return customer;
  if (!sameDomain(customer.value.domain ?? domain, domain)) return notUnderstood("it is of another domain");
  const credentials = lowerCaseKeys(lowerCaseKeys(body)?.get("usercredentials")) ?? NOTHING;
  return {
    understood: true,
    value: defined({
      ...customer.value,
      userName: text(credentials, "username"),
      password: text(credentials, "password"),
    }),
  };
}

/** Domain names are the same in any case. */
export const sameDomain = (a: string | undefined, b: string) => a?.toLowerCase() === b.toLowerCase();

export function decodeBillingProfile(body: unknown): Decoded<BillingProfile> {
  const properties = lowerCaseKeys(body);
  if (!properties?.has("companyname")) return notUnderstood("a billing profile has no companyName");
  const attributes = lowerCaseKeys(properties.get("attributes")) ?? NOTHING;
  return {
    understood: true,
    value: defined({
      id: text(properties, "id"),
      email: text(properties, "email") ?? "",
      culture: text(properties, "culture") ?? "",
      language: text(properties, "language") ?? "",
      companyName: text(properties, "companyname") ?? "",
      defaultAddress: address(lowerCaseKeys(properties.get("defaultaddress")) ?? NOTHING),
      firstName: text(properties, "firstname"),
      lastName: text(properties, "lastname"),
      // As a number it would have lost digits by now.
      etag: text(attributes, "etag"),
    }),
  };
}

function address(properties: Properties): Address {
  return defined({
    firstName: text(properties, "firstname"),
    middleName: text(properties, "middlename"),
    lastName: text(properties, "lastname"),
    addressLine1: text(properties, "addressline1") ?? "",
    addressLine2: text(properties, "addressline2"),
    city: text(properties, "city"),
    state: text(properties, "state"),
    postalCode: text(properties, "postalcode"),
    country: text(properties, "country") ?? "",
    region: text(properties, "region"),
    phoneNumber: text(properties, "phonenumber"),
  });
}

export function decodeAddressValidation(body: unknown): Decoded<AddressValidation> {
  const properties = lowerCaseKeys(body) ?? NOTHING;
  const status = text(properties, "status");
  if (status === undefined) return notUnderstood("it has no status");
  const suggested = decodeCollection(properties.get("suggestedaddresses") ?? [], decodeAddress);
  if (!suggested.understood) return suggested;
  return {
    understood: true,
    value: defined({
      status: canonicalAddressStatus(status),
      suggestedAddresses: suggested.value,
      message: text(properties, "validationmessage"),
    }),
  };
}

function decodeAddress(entry: unknown): Decoded<Address> {
  const properties = lowerCaseKeys(entry);
  return properties === undefined
    ? notUnderstood("an address is no object")
    : { understood: true, value: address(properties) };
}

/** The keys that were seen, and those of the page, where the lists have other names and are wrapped. */
export function decodeCountryRules(body: unknown): Decoded<CountryRules> {
  const properties = lowerCaseKeys(body) ?? NOTHING;
  const iso2Code = text(properties, "iso2code");
  if (iso2Code === undefined) return notUnderstood("it has no iso2Code");
  return {
    understood: true,
    value: defined({
      iso2Code,
      defaultCulture: text(properties, "defaultculture"),
      isStateRequired: boolean(properties, "isstaterequired") ?? false,
      supportedStatesList: texts(properties, "supportedstateslist", "states"),
      supportedLanguagesList: texts(properties, "supportedlanguageslist", "supportedlanguages"),
      supportedCulturesList: texts(properties, "supportedcultureslist", "supportedcultures"),
      isPostalCodeRequired: boolean(properties, "ispostalcoderequired") ?? false,
      postalCodeRegex: text(properties, "postalcoderegex"),
      isCityRequired: boolean(properties, "iscityrequired") ?? false,
      isVatIdSupported: boolean(properties, "isvatidsupported"),
      phoneNumberRegex: text(properties, "phonenumberregex"),
      isTaxIdSupported: boolean(properties, "istaxidsupported"),
      isTaxIdOptional: boolean(properties, "istaxidoptional"),
      countryCallingCodesList: texts(properties, "countrycallingcodeslist", "countrycallingcodes"),
      customerOrganizationRegistrationNumberRegex: text(
        properties,
        "customerorganizationregistrationnumberregex",
      ),
      customerOrganizationRegistrationNumberSample: text(
        properties,
        "customerorganizationregistrationnumbersample",
      ),
      customerOrganizationRegistrationNumberRequired: boolean(
        properties,
        "customerorganizationregistrationnumberrequired",
      ),
      customerOrganizationPhoneNumberRequired: boolean(properties, "customerorganizationphonenumberrequired"),
    }),
  };
}

function texts(properties: Properties, key: string, keyOfThePage: string): string[] {
  const list = properties.get(key) ?? lowerCaseKeys(properties.get(keyOfThePage))?.get("value");
  return Array.isArray(list) ? list.filter((entry) => typeof entry === "string") : [];
}
