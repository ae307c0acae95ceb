import type { ErrorEntry } from "./entry";

const login = (name: string, meaning: string, remedy: string): ErrorEntry => ({
  name,
  meaning,
  remedy,
  scope: "partner",
});

const SIGN_IN_AGAIN =
  "Sign in again interactively, with multifactor authentication, and store the new refresh token (PARTNERCENTER_REFRESH_TOKEN).";

/** Failures of Microsoft Entra by code. None gets better by repeating it. */
export const LOGIN_ERRORS: Readonly<Record<string, ErrorEntry>> = {
  AADSTS65001: login(
    "ConsentRequiredError",
    "Nobody has consented to the application in the partner's tenant.",
    "Have an administrator of the partner's tenant grant the application the Partner Center API's user_impersonation permission.",
  ),
  AADSTS50126: login("InvalidCredentialsError", "The user name or password is wrong.", SIGN_IN_AGAIN),
  AADSTS70002: login(
    "InvalidCredentialsError",
    "The application's credentials are wrong.",
    "Check the client id and the client secret, and that they belong together.",
  ),
  AADSTS7000215: login(
    "InvalidClientSecretError",
    "The client secret is wrong.",
    "Set PARTNERCENTER_CLIENT_SECRET to the secret's value; its id, which the portal shows beside it, does not work.",
  ),
  AADSTS7000222: login(
    "ClientSecretExpiredError",
    "The client secret has expired.",
    "Create a new secret for the application in Microsoft Entra and set PARTNERCENTER_CLIENT_SECRET.",
  ),
  AADSTS7000218: login(
    "ClientSecretMissingError",
    "The application is a confidential one and no client secret was sent.",
    "Set PARTNERCENTER_CLIENT_SECRET.",
  ),
  AADSTS700082: login(
    "RefreshTokenExpiredError",
    "The refresh token has expired: it was not used for 90 days.",
    `${SIGN_IN_AGAIN} A run at least every 90 days keeps it alive.`,
  ),
  AADSTS70008: login(
    "RefreshTokenExpiredError",
    "The refresh token has expired or was revoked.",
    SIGN_IN_AGAIN,
  ),
  AADSTS700084: login("RefreshTokenExpiredError", "The refresh token's lifetime has ended.", SIGN_IN_AGAIN),
  AADSTS50173: login(
    "RefreshTokenRevokedError",
    "The refresh token was revoked, such as by a changed password.",
    SIGN_IN_AGAIN,
  ),
  AADSTS70000: login(
    "InvalidRefreshTokenError",
    "The refresh token is malformed, or of another application or tenant.",
    `Check that it was copied whole and belongs to this client id and tenant. ${SIGN_IN_AGAIN}`,
  ),
  AADSTS9002313: login(
    "InvalidRefreshTokenError",
    "The refresh token or another part of the login is malformed.",
    "Check that the refresh token was copied whole.",
  ),
  AADSTS50076: login(
    "MfaRequiredError",
    "Multifactor authentication is required and the refresh token's sign-in had none.",
    SIGN_IN_AGAIN,
  ),
  AADSTS50078: login(
    "MfaRequiredError",
    "The multifactor authentication of the refresh token's sign-in has expired.",
    SIGN_IN_AGAIN,
  ),
  AADSTS50079: login(
    "MfaRequiredError",
    "The user has to enrol in multifactor authentication.",
    `Enrol the user. ${SIGN_IN_AGAIN}`,
  ),
  AADSTS50158: login("MfaRequiredError", "An external security challenge was not met.", SIGN_IN_AGAIN),
  AADSTS53003: login(
    "ConditionalAccessError",
    "A Conditional Access policy blocked the sign-in.",
    "Run from a place that the policy allows, or have the policy changed.",
  ),
  AADSTS700016: login(
    "ApplicationNotFoundError",
    "The tenant knows no application with this client id.",
    "Check PARTNERCENTER_CLIENT_ID and PARTNERCENTER_TENANT_ID, and that the environment is the right cloud.",
  ),
  AADSTS90002: login(
    "TenantNotFoundError",
    "There is no such tenant in this cloud.",
    "Check PARTNERCENTER_TENANT_ID, and PARTNERCENTER_ENVIRONMENT for a national cloud.",
  ),
  AADSTS500011: login(
    "InvalidAudienceError",
    "The tenant does not know the Partner Center API under this audience.",
    "Check the audience setting, and that the partner's tenant is enrolled in Partner Center.",
  ),
  AADSTS700027: login(
    "InvalidCertificateError",
    "The application does not know the certificate.",
    "Upload the certificate to the application in Microsoft Entra, or point PARTNERCENTER_CERTIFICATE_FILE to the right one.",
  ),
  AADSTS700024: login(
    "InvalidCertificateError",
    "The assertion that the certificate signed is not valid at this time.",
    "Correct this machine's clock.",
  ),
  AADSTS700025: login(
    "PublicClientError",
    "The application is a public client, and a client secret or certificate was sent.",
    "Leave PARTNERCENTER_CLIENT_SECRET away, or use the confidential application.",
  ),
  AADSTS50034: login("InvalidCredentialsError", "The user does not exist in the tenant.", SIGN_IN_AGAIN),
  AADSTS50057: login(
    "UserDisabledError",
    "The user's account is disabled.",
    "Enable it, or sign in as another user and store the new refresh token.",
  ),
  invalid_grant: login(
    "InvalidRefreshTokenError",
    "The login does not accept the refresh token.",
    SIGN_IN_AGAIN,
  ),
  invalid_client: login(
    "InvalidCredentialsError",
    "The login does not accept the application's credentials.",
    "Check the client id and the client secret or certificate.",
  ),
};

/** A failure of the login with a code that is not in the table. */
export const OTHER_LOGIN_ERROR = login(
  "LoginFailedError",
  "Microsoft Entra did not give a token.",
  "Look its code up on https://login.microsoftonline.com/error, and check tenant, client id, secret and refresh token.",
);
