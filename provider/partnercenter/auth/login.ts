import type { Login } from "../settings";
import { tokenFacts } from "./claims";
import type { Redactor } from "../redact";
import type { ResolvedSettings } from "../resolvedSettings";
import type { HttpAnswer, Sender } from "../transport";
import { decodeText } from "../decode/text";
import { parseFault } from "../errors/parse";
import { EntraTokens } from "./msal";
import { type Tokens, TokenSource } from "./tokenSource";

export type { Tokens } from "./tokenSource";

/** The tokens of a login. MSAL is loaded with the first one that is needed. */
export function tokensOf(settings: ResolvedSettings, transport: Sender, redactor: Redactor): Tokens {
  const { login, clock } = settings;
  if (login.kind === "accessToken") {
    return { get: async () => login.accessToken, renew: async () => undefined };
  }
  const entra = new EntraTokens(login, settings, transport, redactor);
  return new TokenSource(() => entra.obtain(), clock);
}

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

/** Faults that a new token of the same login has, too: its audience, no multifactor authentication, an application's alone. */
const FAULTS_OF_THE_LOGIN = new Set(["900420", "900421", "900329"]);

/** Whether an answer of the API rejects a token, so that a new one may do better. */
export function rejectsToken({ status, body }: HttpAnswer): boolean {
  return status === 401 && !FAULTS_OF_THE_LOGIN.has(parseFault(decodeText(body)).code ?? "");
}
