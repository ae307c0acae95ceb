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
    return claims;
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
