import { errorOf } from "./errors/describe";
import type { ErrorFacts, PartnerCenterError } from "./errors/PartnerCenterError";

/**
 * An id becomes part of a path: nothing that could turn into another one. Whether it is a GUID is for the API to say, which
 * names customers.
 */
export function requireId(doing: string, customerId: string, outcome: Partial<ErrorFacts> = {}): void {
  if (/^[\w-]+$/.test(customerId)) return;
  throw errorOf({
    name: "InvalidCustomerIdError",
    doing,
    found: `the customer's id ${customerId === "" ? "is empty" : "has other characters than letters, digits, - and _"}`,
    meaning: "Nothing was sent.",
    remedy: "Use the Microsoft ID on the customer's Account page.",
    scope: "customer",
    ...outcome,
  });
}

/** The same of a domain. */
export function requireDomain(doing: string, domain: string, outcome: Partial<ErrorFacts> = {}): void {
  if (/^[a-z0-9][a-z0-9.-]*$/i.test(domain)) return;
  throw errorOf({
    name: "DomainInvalidError",
    doing,
    found: "the domain is no domain name",
    meaning: "Nothing was sent.",
    remedy: "Use a domain such as contoso.onmicrosoft.com.",
    scope: "customer",
    ...outcome,
  });
}

/** A write that an application's login can't do, found out before it is sent. */
export function appOnly(doing: string, meaning: string, outcome: Partial<ErrorFacts>): PartnerCenterError {
  return errorOf({
    name: "AppOnlyNotSupportedError",
    doing,
    found: "the login is an application's alone",
    meaning: `${meaning} Nothing was sent.`,
    remedy:
      "Log in with a refresh token (secure application model): set PARTNERCENTER_REFRESH_TOKEN and leave the certificate away.",
    scope: "partner",
    ...outcome,
  });
}
