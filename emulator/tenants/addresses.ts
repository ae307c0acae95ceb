import type { Fields } from "../body";
import { ERRORS, fault, refuse } from "../errors";
import { type CountryRules, countryRules } from "./countries";
import type { Address } from "./profiles";

/** The answers of "Validate an address" that the emulator gives. */
export type AddressStatus = "VerifiedShippable" | "StreetPartial" | "None";

/** What the API says of an address. */
export interface AddressVerdict {
  originalAddress: Address;
  suggestedAddresses: Address[];
  status: AddressStatus;
  validationMessage?: string;
}

/** Reads an address; which lines it needs is the country's affair. Lengths: "Utility resources", Address. */
export function readAddress(fields: Fields): Address {
  const limited = (key: string, most: number) => {
    const value = fields.text(key);
    if (value === undefined || value.length <= most) return value;
    return refuse(ERRORS.invalidProperty(`${fields.pathOf(key)} is longer than ${most} characters.`));
  };
  const country = fields.neededText("country").toUpperCase();
  fields.neededText("addressLine1");
  return withoutAbsent({
    country,
    region: fields.text("region"),
    city: fields.text("city"),
    state: fields.text("state"),
    addressLine1: limited("addressLine1", 200) ?? "",
    addressLine2: limited("addressLine2", 200),
    postalCode: fields.text("postalCode"),
    firstName: limited("firstName", 50),
    middleName: limited("middleName", 50),
    lastName: limited("lastName", 50),
    phoneNumber: fields.text("phoneNumber"),
  });
}

/** The rules of the address's country; refused where there is none, such as "UK". */
export function rulesFor({ country }: Address): CountryRules {
  return countryRules(country) ?? refuse(unknownCountry(country));
}

/** The words were seen with UK; status and code were not told. */
export const unknownCountry = (country: string) =>
  fault(404, 1000, `No validation rules were found for the country/region ${country}`);

/**
 * What a customer's address is refused for. That a missing line has 3000 and a wrong one 2007, as the old address
 * validation did, is assumed.
 */
export function checkAddress(address: Address): void {
  const rules = rulesFor(address);
  const missing = missingLine(address, rules);
  if (missing !== undefined) {
    refuse(ERRORS.invalidProperty(`DefaultAddress.${missing} is required for ${address.country}.`));
  }
  if (wrongLine(address, rules) !== undefined) refuse(ERRORS.nestedDescription());
}

/**
 * How deliverable an address is: wrong for its country: None; a street without a number: StreetPartial; else it is
 * found. Microsoft asks a service that knows all streets; the other answers of the page do not occur here.
 */
export function judge(address: Address): AddressVerdict {
  const rules = countryRules(address.country);
  const wrong = rules === undefined ? "Country" : (missingLine(address, rules) ?? wrongLine(address, rules));
  const { addressLine1, postalCode } = address;
  if (wrong !== undefined) {
    return {
      originalAddress: address,
      suggestedAddresses: [],
      status: "None",
      validationMessage: `Address field invalid for property: '${wrong}'`,
    };
  }
  // As in the page's two examples, a code of five digits gets four more.
  const found = (end: string) =>
    postalCode !== undefined && /^\d{5}$/.test(postalCode) && address.country === "US"
      ? { postalCode: `${postalCode}-${end}` }
      : {};
  if (!/\d|^one\b/i.test(addressLine1)) {
    return {
      originalAddress: address,
      suggestedAddresses: [{ ...address, addressLine1: `1 ${addressLine1}`, ...found("6399") }],
      status: "StreetPartial",
      validationMessage: "Address field invalid for property: 'Region', 'PostalCode', 'City'",
    };
  }
  return {
    originalAddress: address,
    suggestedAddresses: [{ ...address, ...found("8300") }],
    status: "VerifiedShippable",
  };
}

function missingLine({ city, state, postalCode }: Address, rules: CountryRules): string | undefined {
  if (rules.isCityRequired && city === undefined) return "City";
  if (rules.isStateRequired && state === undefined) return "State";
  if (rules.isPostalCodeRequired && postalCode === undefined) return "PostalCode";
  return undefined;
}

/** "The state field is validated against a list" for the United States, Canada, China and Mexico only. */
function wrongLine({ country, state, postalCode }: Address, rules: CountryRules): string | undefined {
  const listed = ["US", "CA", "CN", "MX"].includes(country) && rules.supportedStatesList.length > 0;
  if (listed && state !== undefined && !rules.supportedStatesList.includes(state.toUpperCase()))
    return "State";
  if (postalCode !== undefined && !new RegExp(rules.postalCodeRegex).test(postalCode)) return "PostalCode";
  return undefined;
}

/** Leaves out what is undefined; the order of the keys is the pages'. */
export function withoutAbsent<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T;
}
