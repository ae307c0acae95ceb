import type { ActivityLog } from "./activity/activityLog";
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
import { type PathParameters, route, type Route } from "./router";
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
  activity: ActivityLog;
  throttle: Throttle;
  random: () => number;
}

/** One call of somebody who may call. */
export interface ApiCall {
  request: EmulatorRequest;
  claims: TokenClaims;
  /** The customer that the path names; not looked up. */
  customerId: string;
}

/** One operation of the API. */
export type ApiRoute = Route<ApiCall>;

/** `:name` in the path stands for one part of it. */
export function apiRoute<Path extends string>(
  method: string,
  path: Path,
  answer: (call: ApiCall, parameters: PathParameters<Path>) => Reply,
): ApiRoute {
  return route(method, path, answer);
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
