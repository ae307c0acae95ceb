import { lowerCaseKeys, parseJson } from "../decode/json";

/** What an access token says of itself. All of it is absent where the token is none that can be read. */
export interface TokenFacts {
  /** What it was issued for. */
  audience?: string;
  /** The tenant that it was issued by, a GUID. */
  tenantId?: string;
  /** The application, a GUID. */
  clientId?: string;
  /** A user's token, or an application's alone. */
  kind?: "App+User" | "app-only";
  /** The user's sign-in name. */
  username?: string;
  /** Whether the user's sign-in had multifactor authentication. */
  mfa?: boolean;
  /** Milliseconds since 1970. */
  expiresAt?: number;
}

/** Reads a token's claims ("Access tokens in the Microsoft identity platform"). Nothing is verified: that is the API's part. */
export function tokenFacts(accessToken: string): TokenFacts {
  const json = parseJson(Buffer.from(accessToken.split(".")[1] ?? "", "base64url").toString());
  const claims = json.ok ? lowerCaseKeys(json.value) : undefined;
  if (claims === undefined) return {};
  const text = (...names: string[]) =>
    names.map((name) => claims.get(name)).find((value): value is string => typeof value === "string");
  const amr = claims.get("amr");
  const expires = claims.get("exp");
  const ofUser = text("scp") !== undefined;
  const ofApplication = text("idtyp") === "app" || Array.isArray(claims.get("roles"));
  const facts: TokenFacts = {
    audience: text("aud"),
    tenantId: text("tid")?.toLowerCase(),
    clientId: text("appid", "azp"),
    kind: ofUser ? "App+User" : ofApplication ? "app-only" : undefined,
    username: text("upn", "preferred_username", "unique_name"),
    mfa: ofUser && Array.isArray(amr) ? amr.includes("mfa") : undefined,
    expiresAt: typeof expires === "number" ? expires * 1000 : undefined,
  };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}
