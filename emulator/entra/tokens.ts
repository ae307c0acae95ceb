import { createHmac, randomBytes, randomUUID, timingSafeEqual } from "node:crypto";
import type { Clock } from "../clock";

/** What an access token says; the part of it that the API looks at. */
export interface TokenClaims {
  /** The audience. */
  aud: string;
  /** The tenant. */
  tid: string;
  /** The application. */
  appid: string;
  /** Seconds since 1970. */
  iat: number;
  exp: number;
  /** Unique, so that no two tokens are the same. */
  uti: string;
  /** Absent in an app-only token. */
  scp?: string;
  upn?: string;
  /** The user. */
  oid?: string;
  /** How the user has signed in; `mfa` is what the API asks for. */
  amr?: string[];
  /** `app` in an app-only token. */
  idtyp?: "app";
  /** Not in a real token: whether the user is an admin agent. */
  adminAgent: boolean;
}

/** Whose token, and how it was obtained. */
export interface Grant {
  kind: "appUser" | "appOnly";
  /** Whether the user has signed in with multifactor authentication. */
  mfa: boolean;
  /** Whether the user has the Admin agent role. */
  adminAgent: boolean;
  clientId: string;
}

/** Issues access tokens and reads them again: JWTs signed with a key of this process. */
export class AccessTokens {
  readonly #clock: Clock;
  readonly #key = randomBytes(32);
  #revokedBefore = 0;
  /** Users' tokens up to this one count as without multifactor authentication. */
  #distrusted = 0;
  #issued = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  issue(grant: Grant, tenantId: string, audience: string, lifetimeSeconds: number): string {
    const iat = Math.floor(this.#clock.now() / 1000);
    const user = grant.kind === "appUser";
    const claims: TokenClaims & { number: number } = {
      aud: audience,
      tid: tenantId,
      appid: grant.clientId,
      iat,
      exp: iat + lifetimeSeconds,
      uti: randomUUID(),
      ...(user
        ? {
            scp: "user_impersonation",
            upn: "agent@partner.example",
            oid: "7e3f9fb2-4c5d-4e6f-8071-8293a4b5c6d7",
            amr: grant.mfa ? ["pwd", "mfa"] : ["pwd"],
          }
        : { idtyp: "app" as const }),
      adminAgent: grant.adminAgent,
      number: (this.#issued += 1),
    };
    const text = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
    return `${text}.${this.#sign(text)}`;
  }

  /** What a token says, or undefined if it is none of ours, has ended or was revoked. */
  read(token: string): TokenClaims | undefined {
    const end = token.lastIndexOf(".");
    const text = token.slice(0, Math.max(end, 0));
    if (!sameText(token.slice(end + 1), this.#sign(text))) return undefined;
    const claims = JSON.parse(
      Buffer.from(text.split(".")[1] ?? "", "base64url").toString(),
    ) as TokenClaims & {
      number: number;
    };
    if (claims.exp * 1000 <= this.#clock.now() || claims.number <= this.#revokedBefore) return undefined;
    return claims.amr !== undefined && claims.number <= this.#distrusted
      ? { ...claims, amr: ["pwd"] }
      : claims;
  }

  /** Tokens until now count as without multifactor authentication. @returns what takes that back */
  distrustMfa(): () => void {
    this.#distrusted = this.#issued;
    return () => {
      this.#distrusted = 0;
    };
  }

  /** No token that was issued until now is accepted any more. */
  revokeAll(): void {
    this.#revokedBefore = this.#issued;
  }

  #sign(text: string): string {
    return createHmac("sha256", this.#key).update(text).digest("base64url");
  }
}

export const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Access tokens by what is right or wrong with them. */
export const TOKEN_KINDS = [
  "appUser",
  "appOnly",
  /** A user that has signed in without multifactor authentication. */
  "withoutMfa",
  /** A user that is no admin agent. */
  "withoutRole",
  /** For https://graph.windows.net. */
  "wrongAudience",
  /** Of another partner's tenant. */
  "otherTenant",
  "expired",
] as const;
export type TokenKind = (typeof TOKEN_KINDS)[number];

/** What a token is issued from: a part of the emulator's state. */
interface Issuer {
  tokens: AccessTokens;
  tenant: { tenantId: string; clientId: string };
  login: { lifetimeSeconds: number };
}

/** A ready-made access token. */
export function issueToken({ tokens, tenant, login }: Issuer, kind: TokenKind): string {
  const grant: Grant = {
    kind: kind === "appOnly" ? "appOnly" : "appUser",
    mfa: kind !== "withoutMfa",
    adminAgent: kind !== "withoutRole",
    clientId: tenant.clientId,
  };
  return tokens.issue(
    grant,
    kind === "otherTenant" ? "99999999-9999-4999-8999-999999999999" : tenant.tenantId,
    kind === "wrongAudience" ? "https://graph.windows.net" : "https://api.partnercenter.microsoft.com",
    kind === "expired" ? -60 : login.lifetimeSeconds,
  );
}

/** Audiences that the Partner Center API accepts: its own in each cloud, and its application's id. */
export const API_AUDIENCES = [
  "https://api.partnercenter.microsoft.com",
  "https://partner.partnercenterapi.microsoftonline.cn",
  "fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd",
] as const;

/** Other resources that a tenant knows; the first was Partner Center's own until August 2025. */
const OTHER_AUDIENCES = [
  "https://graph.windows.net",
  "https://graph.chinacloudapi.cn",
  "https://graph.microsoft.com",
] as const;

/** What a token is for if nobody says: Microsoft Graph. */
const NO_AUDIENCE = "00000003-0000-0000-c000-000000000000";

/**
 * The audience that a request asks for: `resource` (v1) or the first scope of a resource (v2). Undefined: the tenant
 * knows no such resource.
 */
export function audienceOf(resource: string | null, scope: string): string | undefined {
  const scoped = scope.split(/\s+/).find((entry) => /^(https:\/\/|[0-9a-f-]{36}\/)/i.test(entry));
  const asked = (resource ?? scoped?.replace(/\/[^/]*$/, ""))?.replace(/\/+$/, "");
  if (asked === undefined || asked === "") return NO_AUDIENCE;
  return [...API_AUDIENCES, ...OTHER_AUDIENCES].find((known) => known === asked.toLowerCase());
}
