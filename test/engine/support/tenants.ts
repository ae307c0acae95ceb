// How tests declare customers, agreements and qualified tenants.
import type { Emulator, RecordedRequest } from "../../../emulator";
import type { ResourceDeclaration } from "../harness";

/** A Swedish school that can be created. */
export const school = (domain: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  domain,
  companyName: "Contoso School",
  email: "head@contoso.example",
  culture: "sv-SE",
  language: "sv",
  address: {
    country: "SE",
    addressLine1: "Storgatan 1",
    city: "Malmö",
    postalCode: "211 34",
    firstName: "Astrid",
    lastName: "Berg",
  },
  ...more,
});

/** Declares a customer. */
export function customer(
  name: string,
  args: Record<string, unknown>,
  more: Partial<ResourceDeclaration> = {},
): ResourceDeclaration {
  return { name, type: "Customer", args, ...more };
}

/** The POSTs that would create a customer, taken or not. */
export const creationRequests = (emulator: Emulator): RecordedRequest[] =>
  emulator.requests.filter(({ method, path }) => method === "POST" && path === "/v1/customers");

/** All requests that change something at Microsoft, taken or not: no look, and no question. */
export const changes = (emulator: Emulator): string[] =>
  emulator.requests
    .filter(
      ({ endpoint, method, path }) =>
        endpoint === "api" && !["GET", "HEAD"].includes(method) && path !== "/v1/validations/address",
    )
    .map(({ method, path }) => `${method} ${path}`);

/** Those of them that end a relationship or delete a tenant. */
export const removals = (emulator: Emulator): string[] =>
  changes(emulator).filter((request) => /^(?:DELETE|PATCH) \/v1\/customers\/[^/]+$/.test(request));
