import { randomBytes } from "node:crypto";
import type { Clock } from "../clock";
import { type EmulatorRequest, jsonReply, type Reply, textReply } from "../http";
import { assertionProblem, issuerOf } from "./assertion";
import { type AccessTokens, audienceOf, encode, type Grant } from "./tokens";
import { DeviceLogins } from "./deviceLogins";
import { configuration, idToken, USER_ID } from "./documents";
import { entraError, type EntraErrorCode } from "./errors";
import { Federation } from "./federation";
import { RefreshTokens, type Rotation, type SignIn } from "./refreshTokens";

/** What the tenant knows. */
export interface Tenant {
  tenantId: string;
  /** The application that has a secret and a certificate. */
  clientId: string;
  clientSecret: string;
  /** The application that has neither: for sign-ins by device code. */
  publicClientId: string;
}

const DEVICE_CODE_GRANT = "urn:ietf:params:oauth:grant-type:device_code";

/** Where a pipeline requests its OIDC token. */
export const OIDC_PATH = "/oidc/token";

/** Microsoft Entra's token endpoints, v1 and v2, for one partner tenant. */
export class EntraLogin {
  /** Of a new access token. */
  lifetimeSeconds = 3600;
  /**
   * "Allow public client flows" of the application that has a secret. With it, a sign-in by device code is a public
   * client's: a secret that is sent along is refused, with its refresh token as well. That, and not the secret, is what
   * decides has been seen of Microsoft Entra (AADSTS700025 on a refresh). Default: false.
   */
  publicClientFlows = false;
  readonly deviceLogins: DeviceLogins;
  /** Certificates of the application, PEM. */
  readonly certificates: string[] = [];
  /** The other issuers whose tokens the application is trusted by. */
  readonly federation: Federation;
  /** Where it can be reached; known when the socket is bound. */
  baseUrl = "https://localhost";
  readonly #tenant: Tenant;
  readonly #tokens: AccessTokens;
  readonly #clock: Clock;
  readonly #refreshTokens: RefreshTokens;
  #failures: { code: EntraErrorCode; left: number }[] = [];

  constructor(tenant: Tenant, tokens: AccessTokens, clock: Clock, rotation: Rotation) {
    this.#tenant = tenant;
    this.#tokens = tokens;
    this.#clock = clock;
    this.#refreshTokens = new RefreshTokens(clock, rotation);
    this.deviceLogins = new DeviceLogins(clock);
    this.federation = new Federation(clock, `request~${randomBytes(24).toString("base64url")}`);
  }

  /** The next so many requests for a token fail with this code. */
  failNext(code: EntraErrorCode, times = 1): void {
    this.#failures.push({ code, left: times });
  }

  /** Ends what {@link failNext} has begun. */
  clearFailures(): void {
    this.#failures = [];
  }

  get rotation(): Rotation {
    return this.#refreshTokens.rotation;
  }

  set rotation(rotation: Rotation) {
    this.#refreshTokens.rotation = rotation;
  }

  /** A refresh token of a user, as an earlier sign-in has left it. */
  refreshToken(user: Partial<SignIn> = {}): string {
    const { mfa = true, adminAgent = true, clientId = this.#tenant.clientId, ofPublicClient } = user;
    return this.#refreshTokens.add({ mfa, adminAgent, clientId, ofPublicClient });
  }

  /**
   * Sign-ins until now count as made without multifactor authentication, and so do their access tokens.
   *
   * @returns what takes that back
   */
  distrustSignIns(): () => void {
    const [trustSignIns, trustTokens] = [this.#refreshTokens.distrust(), this.#tokens.distrustMfa()];
    return () => {
      trustSignIns();
      trustTokens();
    };
  }

  handle(request: EmulatorRequest): Reply {
    if (request.path === OIDC_PATH) return this.federation.handle(request);
    const [, tenant = "", ...rest] = request.path.split("/");
    const endpoint = rest.join("/");
    const correlationId = request.headers["client-request-id"];
    const fail = (code: EntraErrorCode, found?: string) =>
      entraError(code, this.#clock.now(), correlationId, found);
    if (!this.#knows(tenant)) return fail(90002);
    if (request.method === "GET" && /^(v2\.0\/)?\.well-known\/openid-configuration$/.test(endpoint)) {
      return jsonReply(200, configuration(`${this.baseUrl}/${tenant}`, endpoint.startsWith("v2.0/")));
    }
    if (request.method === "GET" && endpoint === "discovery/v2.0/keys") return jsonReply(200, { keys: [] });
    if (request.method !== "POST") return textReply(404);
    const form = new URLSearchParams(request.body);
    if (/^oauth2\/(v2\.0\/)?devicecode$/.test(endpoint)) return this.#startDeviceLogin(form, fail);
    if (!/^oauth2\/(v2\.0\/)?token$/.test(endpoint)) return textReply(404);
    const failure = this.#failures[0];
    if (failure) {
      failure.left -= 1;
      if (failure.left <= 0) this.#failures.shift();
      return fail(failure.code);
    }
    const given = this.#grant(form, request);
    if (typeof given === "number")
      return fail(given, this.federation.shown(form.get("client_assertion"), given));
    const audience = audienceOf(form.get("resource"), given.scope);
    if (audience === undefined) return fail(500011);
    return jsonReply(200, this.#answer(given, audience, endpoint === "oauth2/token"), {
      "Cache-Control": "no-store, no-cache",
    });
  }

  #knows(tenant: string): boolean {
    return ["common", "organizations", this.#tenant.tenantId].includes(tenant.toLowerCase());
  }

  #startDeviceLogin(form: URLSearchParams, fail: (code: EntraErrorCode) => Reply): Reply {
    const clientId = form.get("client_id") ?? "";
    if (![this.#tenant.clientId, this.#tenant.publicClientId].includes(clientId)) return fail(700016);
    return jsonReply(200, this.deviceLogins.start(clientId, form.get("scope") ?? "", this.baseUrl));
  }

  /** What the request's credentials are worth. */
  #grant(
    form: URLSearchParams,
    request: EmulatorRequest,
  ): (Grant & { scope: string; refresh?: string }) | EntraErrorCode {
    const grantType = form.get("grant_type");
    const clientId = form.get("client_id") ?? "";
    const problem = this.#clientProblem(form, clientId, request.path);
    if (problem !== undefined) return problem;
    const scope = form.get("scope") ?? "";
    if (grantType === "client_credentials") {
      if (clientId === this.#tenant.publicClientId) return 7000218;
      return { kind: "appOnly", mfa: false, adminAgent: true, clientId, scope };
    }
    if (grantType === "refresh_token") {
      const user = this.#refreshTokens.redeem(form.get("refresh_token") ?? "", clientId);
      return typeof user === "number" ? user : { ...user, kind: "appUser", scope };
    }
    if (grantType === DEVICE_CODE_GRANT || grantType === "device_code") {
      const user = this.deviceLogins.redeem(form.get("device_code") ?? form.get("code") ?? "", clientId);
      if (typeof user === "number") return user;
      const refresh = this.refreshToken({ ...user, clientId, ofPublicClient: this.publicClientFlows });
      return {
        kind: "appUser",
        mfa: user.mfa,
        adminAgent: user.adminAgent,
        clientId,
        scope: scope || user.scope,
        refresh,
      };
    }
    return grantType === null ? 900144 : 70003;
  }

  #clientProblem(form: URLSearchParams, clientId: string, tokenPath: string): EntraErrorCode | undefined {
    const secret = form.get("client_secret");
    const assertion = form.get("client_assertion");
    if (clientId === this.#tenant.publicClientId || this.#asPublicClient(form))
      return secret === null && assertion === null ? undefined : 700025;
    if (clientId !== this.#tenant.clientId) return 700016;
    if (assertion !== null) {
      if (issuerOf(assertion) !== clientId) return this.federation.problem(assertion);
      const { certificates } = this;
      return assertionProblem(assertion, { clientId, tokenPath, now: this.#clock.now(), certificates });
    }
    if (secret === null) return 7000218;
    return secret === this.#tenant.clientSecret ? undefined : 7000215;
  }

  #asPublicClient(form: URLSearchParams): boolean {
    if (form.get("client_id") !== this.#tenant.clientId) return false;
    const grantType = form.get("grant_type");
    if (grantType === "refresh_token")
      return this.#refreshTokens.isOfPublicClient(form.get("refresh_token") ?? "");
    return this.publicClientFlows && /(^|:)device_code$/.test(grantType ?? "");
  }

  #answer(given: Grant & { scope: string; refresh?: string }, audience: string, v1: boolean) {
    const { lifetimeSeconds } = this;
    const { tenantId } = this.#tenant;
    const token = this.#tokens.issue(given, tenantId, audience, lifetimeSeconds);
    const now = Math.floor(this.#clock.now() / 1000);
    const user = given.kind === "appUser" && {
      scope: v1 ? "user_impersonation" : `${audience}/user_impersonation openid profile offline_access`,
      refresh_token: given.refresh,
      id_token: idToken(given.clientId, tenantId, now, lifetimeSeconds, this.baseUrl),
      client_info: encode({ uid: USER_ID, utid: tenantId }),
    };
    if (!v1) {
      return {
        token_type: "Bearer",
        expires_in: lifetimeSeconds,
        ext_expires_in: lifetimeSeconds,
        access_token: token,
        ...user,
      };
    }
    // The v1 endpoint gives its numbers as texts.
    return {
      token_type: "Bearer",
      expires_in: String(lifetimeSeconds),
      ext_expires_in: String(lifetimeSeconds),
      expires_on: String(now + lifetimeSeconds),
      not_before: String(now - 300),
      resource: audience,
      access_token: token,
      ...user,
    };
  }
}
