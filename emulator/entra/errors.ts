import { randomUUID } from "node:crypto";
import { jsonReply, type Reply } from "../http";

interface EntraError {
  status: number;
  error: string;
  description: string;
  suberror?: string;
}

const grant = (description: string): EntraError => ({ status: 400, error: "invalid_grant", description });
const client = (description: string): EntraError => ({ status: 401, error: "invalid_client", description });
const request = (description: string): EntraError => ({ status: 400, error: "invalid_request", description });
const interaction = (description: string): EntraError => ({
  status: 400,
  error: "interaction_required",
  suberror: "basic_action",
  description,
});

/** Failures of the login by number ("Microsoft Entra authentication and authorization error codes"). */
export const ENTRA_ERRORS = {
  65001: grant("The user or administrator has not consented to use the application."),
  65004: grant("The user declined to consent to access the application."),
  50020: grant("The user account does not exist in the tenant and cannot access the application."),
  50034: grant("The user account does not exist in the directory."),
  50053: grant("The account is locked."),
  50055: grant("The password is expired."),
  50057: grant("The user account is disabled."),
  50105: grant("The signed in user is not assigned to a role for the application."),
  50194: request(
    "The application is not configured as a multi-tenant application. Usage of the /common endpoint is not supported.",
  ),
  50013: client("Assertion failed signature validation."),
  50027: client("JWT token is invalid or malformed."),
  50126: grant("Error validating credentials due to invalid username or password."),
  50173: grant("The provided grant has expired due to it being revoked, a fresh auth token is needed."),
  50076: interaction(
    "Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access the resource.",
  ),
  50078: interaction("Presented multi-factor authentication has expired due to policies."),
  50079: interaction("The user must enroll in multi-factor authentication to access the resource."),
  50158: interaction("External security challenge not satisfied."),
  53000: interaction("The device is not in the required device state: compliant."),
  53001: interaction("The device is not in the required device state: domain_joined."),
  530003: interaction("The device is required to be managed to access this resource."),
  53003: interaction("Access has been blocked by Conditional Access policies."),
  70000: grant("The provided value for the input parameter 'refresh_token' is not valid."),
  70008: grant("The provided authorization code or refresh token has expired."),
  70002: client("Error validating credentials."),
  70003: { status: 400, error: "unsupported_grant_type", description: "The grant type is not supported." },
  70016: {
    status: 400,
    error: "authorization_pending",
    description: "OAuth 2.0 device flow error. Authorization is pending. Continue polling.",
  },
  70018: { status: 400, error: "bad_verification_code", description: "Invalid verification code." },
  70019: { status: 400, error: "expired_token", description: "The verification code has expired." },
  70020: { status: 400, error: "expired_token", description: "The device code has expired." },
  /** The number of a declined sign-in is not published: a guess. */
  70044: { status: 400, error: "authorization_declined", description: "The user declined the sign-in." },
  70021: client("No matching federated identity record found for presented assertion."),
  70043: grant(
    "The refresh token has expired or is invalid due to sign-in frequency checks by Conditional Access.",
  ),
  90061: request("Request to External OIDC endpoint failed."),
  90094: interaction("An administrator of the tenant has set a policy: the application needs their consent."),
  90002: request("Tenant not found. Check that you have the correct tenant ID."),
  900144: request("The request body lacks a parameter that is needed."),
  500011: {
    status: 400,
    error: "invalid_resource",
    description: "The resource principal was not found in the tenant.",
  },
  700016: {
    status: 400,
    error: "unauthorized_client",
    description: "The application was not found in the directory.",
  },
  501661: request("Request to External OIDC endpoint failed."),
  700023: client("Client assertion audience claim does not match Realm issuer."),
  700024: client("Client assertion is not within its valid time range."),
  700025: client("Client is public so neither 'client_assertion' nor 'client_secret' should be presented."),
  700211: client("No matching federated identity record found for presented assertion issuer."),
  700212: client("No matching federated identity record found for presented assertion audience."),
  700213: client("No matching federated identity record found for presented assertion subject."),
  700222: client("AAD-issued tokens may not be used for federated identity flows."),
  7002138: client(
    "No matching federated identity record found for presented assertion subject. The subject matches with case-insensitive matching, but not with case-sensitive matching.",
  ),
  7000272: client(
    "The certificate used to sign the federated credential could not be found in the metadata of the identity provider.",
  ),
  700027: client(
    "The certificate with which the client assertion was signed is not registered on the application.",
  ),
  900023: request("The specified tenant identifier is neither a valid DNS name nor an external domain."),
  700084: grant("The refresh token was issued with a limited lifetime that has ended."),
  700082: grant("The refresh token has expired due to inactivity."),
  7000215: client(
    "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID.",
  ),
  7000218: client(
    "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  ),
  7000222: client("The provided client secret keys are expired."),
  9002313: request("Invalid request. Request is malformed or invalid."),
} as const satisfies Record<number, EntraError>;

/** The number of a failure, without its AADSTS. */
export type EntraErrorCode = keyof typeof ENTRA_ERRORS;

export const ENTRA_ERROR_CODES = Object.keys(ENTRA_ERRORS).map(Number) as EntraErrorCode[];

/** A failure in the shape of Microsoft Entra's token endpoint, with what it found where it says that. */
export function entraError(
  code: EntraErrorCode,
  now: number,
  correlationId: string | undefined,
  found?: string,
): Reply {
  const { status, error, description: words, suberror }: EntraError = ENTRA_ERRORS[code];
  const description = found === undefined ? words : words.replace(".", ` '${found}'.`);
  const timestamp = `${new Date(now).toISOString().slice(0, 19).replace("T", " ")}Z`;
  const traceId = randomUUID();
  const correlation = correlationId ?? randomUUID();
  return jsonReply(
    status,
    {
      error,
      error_description: `AADSTS${code}: ${description} Trace ID: ${traceId} Correlation ID: ${correlation} Timestamp: ${timestamp}`,
      error_codes: [code],
      timestamp,
      trace_id: traceId,
      correlation_id: correlation,
      error_uri: `https://login.microsoftonline.com/error?code=${code}`,
      ...(suberror && { suberror }),
    },
    { "Cache-Control": "no-store, no-cache", "x-ms-request-id": traceId },
  );
}
