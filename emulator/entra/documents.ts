import { randomUUID } from "node:crypto";
import { encode } from "./tokens";

/** The OpenID configuration of a tenant, whose address is `base`. */
export function configuration(base: string, v2: boolean) {
  const version = v2 ? "v2.0/" : "";
  return {
    issuer: `${base}/${version}`.replace(/\/$/, ""),
    authorization_endpoint: `${base}/oauth2/${version}authorize`,
    token_endpoint: `${base}/oauth2/${version}token`,
    device_authorization_endpoint: `${base}/oauth2/${version}devicecode`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
    end_session_endpoint: `${base}/oauth2/${version}logout`,
    response_types_supported: ["code", "id_token", "code id_token", "token"],
    response_modes_supported: ["query", "fragment", "form_post"],
    subject_types_supported: ["pairwise"],
    id_token_signing_alg_values_supported: ["RS256"],
    scopes_supported: ["openid", "profile", "email", "offline_access"],
    token_endpoint_auth_methods_supported: ["client_secret_post", "private_key_jwt", "client_secret_basic"],
  };
}

/** The user who signs in. */
export const USER_ID = randomUUID();

/** Says who signed in; nobody checks its signature, since it came over the connection that was asked. */
export function idToken(
  clientId: string,
  tenantId: string,
  now: number,
  lifetime: number,
  baseUrl: string,
): string {
  const claims = {
    aud: clientId,
    iss: `${baseUrl}/${tenantId}/v2.0`,
    iat: now,
    nbf: now,
    exp: now + lifetime,
    oid: USER_ID,
    sub: USER_ID,
    tid: tenantId,
    preferred_username: "agent@partner.example",
    ver: "2.0",
  };
  return `${encode({ alg: "none", typ: "JWT" })}.${encode(claims)}.`;
}
