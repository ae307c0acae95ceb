import type { CustomerValidationCode, ValidationCode } from "../models";
import { lowerCaseKeys } from "./json";
import { defined, integer, type Properties, text } from "./properties";
import type { Decoded } from "./qualifications";

/** The partner's codes: a bare array of objects with a `validationId` each. */
export function decodeValidationCodes(body: unknown): Decoded<ValidationCode[]> {
  if (!Array.isArray(body)) return { understood: false, why: "it is no array" };
  const codes: ValidationCode[] = [];
  for (const entry of body) {
    const properties = lowerCaseKeys(entry);
    const validationId = properties && id(properties);
    if (!properties || validationId === undefined)
      return { understood: false, why: "an entry has no validationId" };
    codes.push(
      defined({
        partnerId: text(properties, "partnerid"),
        organizationName: text(properties, "organizationname"),
        validationId,
        maxCreates: integer(properties, "maxcreates"),
        remainingCreates: integer(properties, "remainingcreates"),
        eTag: text(properties, "etag"),
      }),
    );
  }
  return { understood: true, value: codes };
}

/** The code that one customer used. */
export function decodeCustomerValidationCode(body: unknown): Decoded<CustomerValidationCode> {
  const properties = lowerCaseKeys(body);
  const validationId = properties && id(properties);
  if (!properties || validationId === undefined) return { understood: false, why: "it has no validationId" };
  return {
    understood: true,
    value: defined({
      partnerId: text(properties, "partnerid"),
      customerId: text(properties, "customerid"),
      organizationName: text(properties, "organizationname"),
      validationId,
      eTag: text(properties, "etag"),
    }),
  };
}

/** One page says that the code is a number, its example has a text; as a text leading zeros survive. */
function id(properties: Properties): string | undefined {
  const value = properties.get("validationid");
  return typeof value === "number" ? String(value) : text(properties, "validationid");
}
