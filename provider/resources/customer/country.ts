import { concernsOneCustomer } from "../../lifecycle/outage";
import type { Session } from "../../lifecycle/session";
import type { CountryRules } from "../../partnercenter";
import type { Failure } from "../../lifecycle/validation";
import type { Inputs } from "./model";

/**
 * What a customer's country demands of it ("Get market-specific validation data"), found out in the preview. The
 * patterns are .NET's, written by the API: one that JavaScript can't read, or nobody can match, is left to the API.
 */

/** "The state field is validated against a list" in these only ("Validate an address"). */
const STATES_LISTED: readonly string[] = ["US", "CA", "CN", "MX"];

/** "Create a customer", Company profile; where the rules themselves do not say it. */
const REGISTRATION_NUMBER: readonly string[] =
  "AM AZ BY HU KZ KG MD RU TJ UZ UA BR IN ZA PL AE SA TR TH VN MM IQ SS VE".split(" ");

/** What is wrong with a declared address and registration number under the rules of its country. */
export async function countryProblems(
  session: Session,
  desired: Inputs,
  creating: boolean,
): Promise<Failure[]> {
  const country = desired.address?.country;
  if (country === undefined) return [];
  let rules: CountryRules;
  try {
    rules = await session.looks.forPreview(`country ${country}`, () =>
      session.client.customers.getCountryRules(country, session.call),
    );
  } catch (error) {
    if (!concernsOneCustomer(error)) throw error;
    if (error.name === "CountryNotFoundError") {
      return [{ property: "address.country", reason: `Partner Center has no rules for ${country}` }];
    }
    session.notices.tellStackOnce(
      `Customer: the rules of the country ${country} could not be read, so addresses are not checked. ${error.message}`,
    );
    return [];
  }
  return [...addressProblems(desired, rules), ...(creating ? registrationProblems(desired, rules) : [])];
}

export function addressProblems({ address = {} }: Inputs, rules: CountryRules): Failure[] {
  const { city, state, postalCode, phoneNumber, country = "" } = address;
  const needs = (name: string, value: string | undefined, required: boolean): Failure[] =>
    required && !value ? [problem(name, `is required in ${country}; it is not set`)] : [];
  return [
    ...needs("city", city, rules.isCityRequired),
    ...needs("state", state, rules.isStateRequired),
    ...needs("postalCode", postalCode, rules.isPostalCodeRequired),
    ...(state && STATES_LISTED.includes(country) && !isListed(state, rules.supportedStatesList)
      ? [problem("state", `must be one of ${rules.supportedStatesList.join(", ")}; found "${state}"`)]
      : []),
    ...(postalCode && !matches(postalCode, rules.postalCodeRegex)
      ? [
          problem(
            "postalCode",
            `has not the form of ${country}, ${rules.postalCodeRegex}; found "${postalCode}"`,
          ),
        ]
      : []),
    ...(phoneNumber && !matches(phoneNumber, rules.phoneNumberRegex)
      ? [
          problem(
            "phoneNumber",
            `has not the form of ${country}, ${rules.phoneNumberRegex}; found "${phoneNumber}"`,
          ),
        ]
      : []),
  ];
}

export function registrationProblems(desired: Inputs, rules: CountryRules): Failure[] {
  const { organizationRegistrationNumber: number, address = {} } = desired;
  const { country = "", phoneNumber } = address;
  const published = REGISTRATION_NUMBER.includes(country);
  const { customerOrganizationRegistrationNumberRegex: regex } = rules;
  const sample = rules.customerOrganizationRegistrationNumberSample;
  const such = sample === undefined ? "" : `, such as ${sample}`;
  const failures: Failure[] = [];
  if (rules.customerOrganizationRegistrationNumberRequired ?? published) {
    if (number === undefined) {
      const reason = `is required to create a customer in ${country}${such}; it is not set`;
      failures.push({ property: "organizationRegistrationNumber", reason });
    } else if (!matches(number, regex)) {
      const reason = `has not the form of ${country}${such}, ${regex}; found "${number}"`;
      failures.push({ property: "organizationRegistrationNumber", reason });
    }
  }
  if ((rules.customerOrganizationPhoneNumberRequired ?? published) && !phoneNumber)
    failures.push(problem("phoneNumber", `is required to create a customer in ${country}; it is not set`));
  return failures;
}

const problem = (name: string, reason: string): Failure => ({ property: `address.${name}`, reason });

/** Nothing listed: any will do. */
const isListed = (value: string, list: readonly string[]): boolean =>
  list.length === 0 || list.some((one) => one.toUpperCase() === value.toUpperCase());

function matches(value: string, pattern: string | undefined): boolean {
  if (!pattern) return true;
  try {
    return new RegExp(pattern).test(value);
  } catch (error) {
    if (error instanceof SyntaxError) return true;
    throw error;
  }
}
