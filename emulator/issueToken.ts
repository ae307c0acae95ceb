import type { Grant } from "./entra/tokens";
import type { EmulatorState } from "./state";

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

/** A ready-made access token. */
export function issueToken({ tokens, tenant, login }: EmulatorState, kind: TokenKind): string {
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
