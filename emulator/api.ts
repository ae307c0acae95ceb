import { activityRoutes } from "./activity/routes";
import { agreementRoutes } from "./agreements/routes";
import type { ApiCall, ApiState } from "./apiCall";
import { API_AUDIENCES, type TokenClaims } from "./entra/tokens";
import { ERRORS, mfaRequired, refuse } from "./errors";
import { type EmulatorRequest, Refusal, type Reply, textReply, tracingHeaders } from "./http";
import { qualificationRoutes } from "./qualifications/routes";
import { Router, unescaped } from "./router";
import { tenantRoutes } from "./tenants/routes";

/** The Partner Center REST API, version 1. */
export class Api {
  readonly #state: ApiState;
  readonly #router: Router<ApiCall>;

  constructor(state: ApiState) {
    this.#state = state;
    this.#router = new Router("/v1/", [
      ...qualificationRoutes(state),
      ...tenantRoutes(state),
      ...agreementRoutes(state),
      ...activityRoutes(state),
    ]);
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
    const customerId = named === undefined || named === "all" ? undefined : unescaped(named);
    // Calls are counted for the partner's tenant, so who the caller is comes first; that order is assumed.
    const wait = this.#state.throttle.count(customerId);
    if (wait !== undefined) return ERRORS.throttled(String(wait));
    const answer = this.#router.find(request.method, request.path);
    // What an unknown path or method is answered is not published.
    if (answer === "noSuchPath") return ERRORS.notFound();
    if (answer === "noSuchMethod") return textReply(405);
    return answer({ request, claims, customerId: customerId ?? "" });
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
}
