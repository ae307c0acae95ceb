import type { Customer, Customers } from "./customers";
import type { AccessTokens, TokenClaims } from "./entra/tokens";
import { isCustomerId } from "./customers";
import type { Clock } from "./clock";
import { ERRORS, refuse } from "./errors";
import type { EmulatorRequest, Reply } from "./http";
import type { AnsweredRequests } from "./idempotency";
import type { Behaviour } from "./options";
import type { Submissions } from "./qualifications/submissions";
import type { Recorder } from "./recorder";
import type { Throttle } from "./throttle";
import type { ValidationCodes } from "./validations";

/** What the API works with. */
export interface ApiState {
  behaviour: Behaviour;
  tenantId: string;
  clock: Clock;
  tokens: AccessTokens;
  customers: Customers;
  validations: ValidationCodes;
  submissions: Submissions;
  answered: AnsweredRequests;
  recorder: Recorder;
  throttle: Throttle;
  random: () => number;
}

/** One call of somebody who may call. */
export interface ApiCall {
  request: EmulatorRequest;
  claims: TokenClaims;
  /** The customer that the path names; not looked up. */
  customerId: string;
  /** The variable parts of the path, unescaped. */
  parts: readonly string[];
}

/** One operation of the API. */
export interface ApiRoute {
  method: string;
  path: RegExp;
  answer: (call: ApiCall) => Reply;
}

/** `:name` in the path stands for one part of it. */
export function apiRoute(method: string, path: string, answer: ApiRoute["answer"]): ApiRoute {
  return { method, path: new RegExp(`^/v1/${path.replace(/:\w+/g, "([^/]+)")}/?$`, "i"), answer };
}

/** "This scenario supports authentication with App+User credentials only": a user with the role of an admin agent. */
export function needsUser({ claims }: ApiCall): void {
  if (claims.scp === undefined) refuse(ERRORS.appOnlyNotSupported());
  needsRole(claims);
}

/** An application has no role; a user without one may not even look. */
export function needsRole(claims: TokenClaims): void {
  if (claims.scp !== undefined && !claims.adminAgent) refuse(ERRORS.insufficientPrivileges());
}

/** The customer that the path names, if it is the partner's. */
export function customerOf({ customers, behaviour }: ApiState, { customerId, claims }: ApiCall): Customer {
  if (!isCustomerId(customerId)) return refuse(ERRORS.invalidCustomerId());
  const customer = customers.find(customerId);
  if (customer === undefined) {
    const unknown = behaviour.unknownCustomer === "notFound";
    return refuse(unknown ? ERRORS.tenantNotFound() : ERRORS.noRelationship());
  }
  if (!customer.related) return refuse(ERRORS.noRelationship());
  needsRole(claims);
  return customer;
}
