import { API_AUDIENCES } from "./entra/audiences";
import type { AccessTokens, TokenClaims } from "./entra/tokens";
import { type Customer, type Customers, isCustomerId } from "./customers";
import { ERRORS, mfaRequired, refuse } from "./errors";
import { type EmulatorRequest, jsonReply, Refusal, type Reply, textReply, tracingHeaders } from "./http";
import type { Behaviour } from "./options";
import { listed } from "./qualifications/answers";
import { type Contract, readPost, readPut } from "./qualifications/contracts";
import type { Submissions } from "./qualifications/submissions";
import type { Throttle } from "./throttle";
import type { ValidationCodes } from "./validations";

/** What the API works with. */
export interface ApiState {
  behaviour: Behaviour;
  tenantId: string;
  tokens: AccessTokens;
  customers: Customers;
  validations: ValidationCodes;
  submissions: Submissions;
  throttle: Throttle;
  random: () => number;
}

interface Call {
  request: EmulatorRequest;
  claims: TokenClaims;
  /** The customer that the path names; not looked up. */
  customerId: string;
}

interface Route {
  method: string;
  path: RegExp;
  answer: (call: Call) => Reply;
}

/** The Partner Center REST API, version 1. */
export class Api {
  readonly #state: ApiState;
  readonly #routes: readonly Route[];

  constructor(state: ApiState) {
    this.#state = state;
    const customer = "/v1/customers/([^/]+)";
    const route = (method: string, path: string, answer: Route["answer"]): Route => ({
      method,
      path: new RegExp(`^${path}/?$`, "i"),
      answer,
    });
    this.#routes = [
      route("GET", "/v1/customers/all/validations", () => jsonReply(200, state.validations.all())),
      route("GET", `${customer}/validations`, (call) => this.#customerValidation(call)),
      route("GET", `${customer}/qualifications`, (call) => this.#list(call)),
      route("POST", `${customer}/qualifications`, (call) => this.#post(call)),
      route("GET", `${customer}/qualification`, (call) => this.#get2018(call)),
      route("PUT", `${customer}/qualification`, (call) => this.#put2018(call)),
    ];
  }

  handle(request: EmulatorRequest): Reply {
    const headers = tracingHeaders(request);
    try {
      const reply = this.#answer(request, headers);
      return { ...reply, headers: { ...reply.headers, ...headers } };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { ...error.reply, headers: { ...error.reply.headers, ...headers } };
    }
  }

  #answer(request: EmulatorRequest, headers: Record<string, string>): Reply {
    const claims = this.#authenticated(request, headers);
    const named = /^\/v1\/customers\/([^/]+)/i.exec(request.path)?.[1];
    const customerId = named === undefined || named === "all" ? undefined : decoded(named);
    // Calls are counted for the partner's tenant, so who the caller is comes first; that order is assumed.
    const wait = this.#state.throttle.count(customerId);
    if (wait !== undefined) return ERRORS.throttled(String(wait));
    const routes = this.#routes.filter(({ path }) => path.test(request.path));
    const route = routes.find(({ method }) => method === request.method);
    if (route) return route.answer({ request, claims, customerId: customerId ?? "" });
    // What an unknown path or method is answered is not published.
    return routes.length > 0 ? textReply(405) : ERRORS.notFound();
  }

  /** "Partner Center authentication", and the codes of "Partner Center REST error codes". */
  #authenticated(request: EmulatorRequest, headers: Record<string, string>): TokenClaims {
    const { authorization } = request.headers;
    if (!authorization) return refuse(ERRORS.tokenMissing());
    const token = /^Bearer\s+(\S+)$/i.exec(authorization)?.[1];
    const claims = token === undefined ? undefined : this.#state.tokens.read(token);
    if (claims === undefined) return refuse(ERRORS.accessDenied());
    if (!(API_AUDIENCES as readonly string[]).includes(claims.aud)) return refuse(ERRORS.invalidAudience());
    if (claims.tid !== this.#state.tenantId) return refuse(ERRORS.accessDenied());
    const compliant = claims.scp === undefined || claims.amr?.includes("mfa") === true;
    // Asked with ValidateMfa: true, the API says whether the token would do.
    if (request.headers.validatemfa?.toLowerCase() === "true") headers.isMfaCompliant = String(compliant);
    const { mfa } = this.#state.behaviour;
    if (!compliant && mfa !== "notRequired" && this.#state.random() < mfa.share)
      return refuse(mfaRequired(mfa.form));
    return claims;
  }

  #list(call: Call): Reply {
    this.#expects("qualifications", "qualifications-2021");
    const customer = this.#customer(call);
    return jsonReply(200, listed(customer.qualifications.list(), this.#state.behaviour.answerStyle));
  }

  #post(call: Call): Reply {
    this.#expects("qualifications", "qualifications-2021");
    this.#needsUser(call);
    const customer = this.#customer(call);
    const { submissions, behaviour } = this.#state;
    return submissions.once(call.request, () =>
      submissions.take(customer, readPost(call.request, behaviour.contracts), call.request),
    );
  }

  /** "Update a customer's qualification" (2018) and its GET: one name in lower case, without vetting. */
  #get2018(call: Call): Reply {
    this.#expects("qualification-2018");
    const [first] = this.#customer(call).qualifications.standing();
    // That none is "none" is assumed.
    return jsonReply(200, (first ?? "None").toLowerCase());
  }

  #put2018(call: Call): Reply {
    this.#expects("qualification-2018");
    this.#needsUser(call);
    const customer = this.#customer(call);
    const { submissions } = this.#state;
    return submissions.once(call.request, () =>
      submissions.take(customer, readPut(call.request), call.request),
    );
  }

  #customerValidation(call: Call): Reply {
    const customer = this.#customer(call);
    const used = this.#state.validations.ofCustomer(customer.id);
    // The REST specification alone has this call; what it says when no code was used is not published.
    return used === undefined ? ERRORS.notFound() : jsonReply(200, used);
  }

  /** A contract that is switched off is as if its path did not exist; what the API says then is not published. */
  #expects(...contracts: Contract[]): void {
    if (!contracts.some((contract) => this.#state.behaviour.contracts.includes(contract)))
      refuse(ERRORS.notFound());
  }

  #needsUser({ claims }: Call): void {
    if (claims.scp === undefined) refuse(ERRORS.appOnlyNotSupported());
    if (!claims.adminAgent) refuse(ERRORS.insufficientPrivileges());
  }

  #customer({ customerId, claims }: Call): Customer {
    if (!isCustomerId(customerId)) return refuse(ERRORS.invalidCustomerId());
    const customer = this.#state.customers.find(customerId);
    if (customer === undefined) {
      const unknown = this.#state.behaviour.unknownCustomer === "notFound";
      return refuse(unknown ? ERRORS.tenantNotFound() : ERRORS.noRelationship());
    }
    if (!customer.related) return refuse(ERRORS.noRelationship());
    // An application has no role; a user without one may not even look.
    if (claims.scp !== undefined && !claims.adminAgent) return refuse(ERRORS.insufficientPrivileges());
    return customer;
  }
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
