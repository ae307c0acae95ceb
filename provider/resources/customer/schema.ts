import { z } from "zod";
import type { Properties } from "../../engineValues";
import { Refused } from "../../failure";
import {
  bool,
  guid,
  isEmail,
  isGuid,
  lowerCase,
  oneOf,
  text,
  inputsIn,
  namesOf,
  validateInputs,
  type Failure,
  type Validated,
} from "../../lifecycle/validation";
import { PROFILE_NAMES, type Inputs } from "./model";

/** What a program may declare ("Create a customer", request body; "Utility resources", Address). */

const upTo = (max: number, min = 0) =>
  text(`${min} to ${max} characters`, (value) => value.length >= min && value.length <= max);

const address = z.strictObject(
  {
    firstName: upTo(50).optional(),
    lastName: upTo(50).optional(),
    addressLine1: upTo(200, 1),
    addressLine2: upTo(200).optional(),
    city: upTo(200).optional(),
    state: upTo(200).optional(),
    postalCode: upTo(50).optional(),
    country: z
      .string({ error: "must be a country's two letters (ISO 3166), such as SE" })
      .regex(/^[a-z]{2}$/i, { error: "must be a country's two letters (ISO 3166), such as SE" })
      .refine((value) => value.toUpperCase() !== "UK", {
        error: "must be GB for the United Kingdom, not UK",
      }),
    region: upTo(200).optional(),
    phoneNumber: upTo(50).optional(),
  },
  {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? undefined
        : "must be an address, with its country and addressLine1",
  },
);

const schema = z.strictObject({
  domain: text(
    "a domain name, such as contoso.onmicrosoft.com",
    (value) =>
      value.length <= 253 && /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/i.test(value),
  ).optional(),
  customerId: guid("the tenant id of an existing customer").optional(),
  companyName: text(
    "a company's name, of two characters or more, not only special ones",
    (value) => value.trim().length > 1 && /[\p{L}\p{N}]/u.test(value),
  ).optional(),
  email: text(
    "an e-mail address of the customer, not one of Microsoft's",
    (value) => isEmail(value) && !/@microsoft\.com$/i.test(value),
  ).optional(),
  culture: text("a culture, such as sv-SE", (value) =>
    /^[a-z]{2,3}(-[a-z0-9]{2,8})+$/i.test(value),
  ).optional(),
  language: text("a language, such as sv", (value) =>
    /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(value),
  ).optional(),
  address: address.optional(),
  organizationRegistrationNumber: upTo(100, 1).optional(),
  associatedPartnerId: guid("the indirect reseller's tenant id").optional(),
  enableGDAPByDefault: bool().optional(),
  adoptExisting: bool().optional(),
  onDelete: oneOf(["keep", "removeRelationship", "deleteSandboxCustomer"]).optional(),
} satisfies Record<keyof Inputs, z.ZodType>);

export const INPUT_NAMES = namesOf<Inputs>(schema);

/** The inputs out of outputs, old inputs or anything that carries them among other things. */
export const inputsOf = (properties: Properties): Inputs => inputsIn(schema, properties);

function asWritten(known: Partial<Record<keyof Inputs, unknown>>): Partial<Record<keyof Inputs, unknown>> {
  const lower = (["domain", "customerId", "associatedPartnerId"] as const)
    .filter((name) => name in known)
    .map((name) => [name, lowerCase(known[name])] as const);
  const country = (known.address as { country?: unknown } | undefined)?.country;
  return {
    ...Object.fromEntries(lower),
    ...(typeof country === "string" && {
      address: { ...(known.address as object), country: country.toUpperCase() },
    }),
  };
}

/** Ids and the domain in lower case, the country in upper case, as the API answers them. */
export function validate(news: Properties): Validated<Inputs> {
  const validated = validateInputs<Inputs>(schema, news, asWritten);
  const { inputs, unknown, invalid, failures } = validated;
  const isGiven = (name: "domain" | "customerId"): boolean => inputs[name] !== undefined || unknown.has(name);
  if (isGiven("domain") || isGiven("customerId")) return validated;
  const reason = "must be set, or `customerId` for a customer that is there already";
  return {
    ...validated,
    invalid: new Set([...invalid, "domain"]),
    failures: [...failures, { property: "domain", reason }],
  };
}

/** @throws Refused where the id is no GUID */
export function identityOf(id: string): Inputs {
  if (isGuid(id)) return { customerId: id.toLowerCase() };
  throw new Refused(
    `Customer: the id "${id.slice(0, 200)}" is not a customer's tenant id, such as 8f9a1c52-1d0e-4c5e-9a43-0a9f5b0c7d11.`,
  );
}

/**
 * What is wrong or missing for a creation. Demanded only of a creation: a customer that is there already has all of
 * it, and may have a domain of its own.
 */
export function creationProblems(desired: Inputs): Failure[] {
  if (desired.customerId !== undefined) return [];
  const problems = [...PROFILE_NAMES, "address" as const]
    .filter((name) => desired[name] === undefined)
    .map((name) => ({ property: name, reason: "is required to create a customer; it is not set" }));
  return desired.domain !== undefined && isNewDomain(desired.domain)
    ? problems
    : [
        {
          property: "domain",
          reason:
            "must be at most 27 letters, digits and hyphens before .onmicrosoft.com (.partner.onmschina.cn in 21Vianet, " +
            ".ccsctp.net in the sandbox) to create a customer" +
            (desired.domain === undefined ? "" : `; found "${desired.domain}"`),
        },
        ...problems,
      ];
}

/** Microsoft's published forms of a new tenant's domain. */
const isNewDomain = (domain: string): boolean =>
  /^[a-z0-9]([a-z0-9-]{0,25}[a-z0-9])?\.(onmicrosoft\.com|partner\.onmschina\.cn|([a-z0-9-]+\.)?ccsctp\.net)$/.test(
    domain,
  );
