import { type Fields, readFields } from "../body";
import type { Customer } from "../customers";
import { ERRORS, refuse } from "../errors";
import type { EmulatorRequest } from "../http";
import type { Behaviour } from "../options";
import { checkAddress, readAddress, withoutAbsent } from "./addresses";
import { type BillingProfileValues, newEtag } from "./profiles";

/**
 * Reads a billing profile and checks it as far as the pages say what is wrong: required properties ("Create a
 * customer", Billing profile), names and e-mails ("Validate names and addresses"). Refused with 3000; the API's own
 * codes are not published.
 */
export function readBillingProfile(fields: Fields): BillingProfileValues {
  const email = fields.neededText("email");
  const culture = canonicalCulture(fields.neededText("culture"));
  const companyName = fields.neededText("companyName");
  const values = withoutAbsent({
    firstName: fields.text("firstName"),
    lastName: fields.text("lastName"),
    email,
    culture: culture ?? refuse(ERRORS.invalidProperty(`${fields.pathOf("culture")} is no culture.`)),
    language: fields.neededText("language"),
    companyName,
    defaultAddress: readAddress(fields.neededFields("defaultAddress")),
  });
  if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email) || /@microsoft\.com$/i.test(email)) {
    refuse(ERRORS.invalidProperty(`${fields.pathOf("email")} is not allowed.`));
  }
  if (companyName.trim().length < 2 || !/[\p{L}\p{N}]/u.test(companyName)) {
    refuse(ERRORS.invalidProperty(`${fields.pathOf("companyName")} is not allowed.`));
  }
  checkAddress(values.defaultAddress);
  return values;
}

/**
 * "Update a customer's billing profile": takes the full resource, so what is missing is gone. The page wants the etag
 * in If-Match, quoted; Microsoft's own clients send only `attributes.etag`. Whichever is sent must be valid, and one
 * must be sent; what the API says to none is not published.
 */
export function putBillingProfile(customer: Customer, request: EmulatorRequest, behaviour: Behaviour): void {
  const fields = readFields(request.body);
  const { etag } = customer.billingProfile;
  const inHeader = request.headers["if-match"];
  const inBody = fields.fields("attributes")?.text("etag");
  const stale =
    (inHeader === undefined && inBody === undefined) ||
    (inHeader !== undefined && inHeader !== `"${etag}"`) ||
    (inBody !== undefined && inBody !== etag);
  if (stale) refuse(behaviour.staleEtagStatus === 412 ? ERRORS.preconditionFailed() : ERRORS.staleEtag());
  // That the organization keeps its own name is assumed: the pages show both, and they differ.
  customer.billingProfile = {
    id: customer.billingProfile.id,
    ...readBillingProfile(fields),
    etag: newEtag(),
  };
}

/** "EN-US" comes back as "en-US" ("Create a customer", both examples). */
function canonicalCulture(culture: string): string | undefined {
  try {
    return /^[a-z]{2,3}-[a-z]/i.test(culture) ? Intl.getCanonicalLocales(culture)[0] : undefined;
  } catch {
    return undefined;
  }
}
