import type { Redactor } from "../redact";
import type { ResolvedSettings } from "../resolvedSettings";
import type { Sender } from "../transport";
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
