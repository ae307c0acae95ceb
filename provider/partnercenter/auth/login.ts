import type { Login } from "../settings";
import { tokenFacts } from "./claims";

/** What a login holds that no one may see. */
export function secretsOf(login: Login): (string | undefined)[] {
  switch (login.kind) {
    case "refreshToken":
      return [login.refreshToken, login.clientSecret, login.oidcToken, login.oidcRequestToken];
    case "oidc":
      return [login.oidcToken, login.oidcRequestToken];
    case "clientSecret":
      return [login.clientSecret];
    case "accessToken":
      return [login.accessToken];
    case "certificate":
      return [];
  }
}

/** Whose requests Microsoft counts together. A ready-made token says it in its tid claim, if it can be read. */
export function partnerOf(login: Login): string {
  if (login.kind !== "accessToken") return login.tenantId.toLowerCase();
  return tokenFacts(login.accessToken).tenantId ?? "";
}
