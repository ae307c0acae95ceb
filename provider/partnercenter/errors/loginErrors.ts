import type { ErrorEntry } from "./entry";

const login = (name: string, meaning: string, remedy: string): ErrorEntry => ({
  name,
  meaning,
  remedy,
  scope: "partner",
});

const SIGN_IN_AGAIN =
  "Sign in again interactively, with multifactor authentication (`partnercenter login`), and store the new refresh token (PARTNERCENTER_REFRESH_TOKEN).";
const START_AGAIN = "Start the sign-in again (`partnercenter login`) and finish it in the browser.";
const ASK_ADMINISTRATOR =
  "Have an administrator of the partner's tenant grant the application the Partner Center API's user_impersonation permission.";
const COMPLY_WITH_POLICY =
  "Sign in from a device and a place that the policy allows, or have the policy changed.";

const ADD_CREDENTIAL =
  "Add a federated credential to the application in Microsoft Entra (Certificates & secrets) with just what the answer names, to the letter.";
const COPIED_WHOLE = "Check that the token is the one that the platform gave, whole and unchanged.";
const REACHABLE = "An issuer's /.well-known/openid-configuration must be public: open it from elsewhere.";

/** Failures of Microsoft Entra by code. None gets better by repeating it. */
export const LOGIN_ERRORS: Readonly<Record<string, ErrorEntry>> = {
  AADSTS65001: login(
    "ConsentRequiredError",
    "Nobody has consented to the application in the partner's tenant.",
    ASK_ADMINISTRATOR,
  ),
  AADSTS65004: login(
    "ConsentRequiredError",
    "The user did not consent to the application.",
    `Sign in again and consent, or: ${ASK_ADMINISTRATOR.charAt(0).toLowerCase()}${ASK_ADMINISTRATOR.slice(1)}`,
  ),
  AADSTS90094: login(
    "ConsentRequiredError",
    "The application needs the consent of an administrator.",
    ASK_ADMINISTRATOR,
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
    "Set PARTNERCENTER_CLIENT_SECRET, or use an OIDC token (PARTNERCENTER_USE_OIDC). For a device code sign-in without it, switch on “Allow public client flows” in the application's registration (Authentication).",
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
  AADSTS70043: login(
    "RefreshTokenExpiredError",
    "A Conditional Access policy for the frequency of sign-ins has ended the refresh token.",
    `${SIGN_IN_AGAIN} For a pipeline, have its user excepted from that policy.`,
  ),
  AADSTS50158: login("MfaRequiredError", "An external security challenge was not met.", SIGN_IN_AGAIN),
  AADSTS53003: login(
    "ConditionalAccessError",
    "A Conditional Access policy blocked the sign-in.",
    `${COMPLY_WITH_POLICY} Some policies block device code sign-ins altogether.`,
  ),
  AADSTS53000: login(
    "ConditionalAccessError",
    "A Conditional Access policy asks for a compliant device.",
    COMPLY_WITH_POLICY,
  ),
  AADSTS53001: login(
    "ConditionalAccessError",
    "A Conditional Access policy asks for a domain-joined device.",
    COMPLY_WITH_POLICY,
  ),
  AADSTS530003: login(
    "ConditionalAccessError",
    "A Conditional Access policy asks for a managed device.",
    COMPLY_WITH_POLICY,
  ),
  AADSTS700016: login(
    "ApplicationNotFoundError",
    "The tenant knows no application with this client id.",
    "Check PARTNERCENTER_CLIENT_ID and PARTNERCENTER_TENANT_ID, and that the environment is the right cloud.",
  ),
  AADSTS900023: login(
    "TenantNotFoundError",
    "The tenant is neither a GUID nor a domain that the login knows.",
    "Check PARTNERCENTER_TENANT_ID.",
  ),
  AADSTS50194: login(
    "TenantNotFoundError",
    "The application is of one tenant, and the sign-in was for any.",
    "Set PARTNERCENTER_TENANT_ID to the partner's own tenant.",
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
    "InvalidAssertionError",
    "What the application has proved itself by, an OIDC token or what a certificate signed, is not valid at this time.",
    "An OIDC token lives for minutes: have each login get a fresh one (PARTNERCENTER_USE_OIDC, PARTNERCENTER_OIDC_TOKEN_FILE or PARTNERCENTER_OIDC_REQUEST_URL), and not one that was put into PARTNERCENTER_OIDC_TOKEN long before. With a certificate, correct this machine's clock.",
  ),
  AADSTS700025: login(
    "PublicClientError",
    "The application is a public client, and a client secret, a certificate or an OIDC token was sent.",
    "Leave PARTNERCENTER_CLIENT_SECRET or PARTNERCENTER_USE_OIDC away, or use the confidential application.",
  ),
  AADSTS70021: login(
    "FederatedCredentialError",
    "No federated credential of the application has the OIDC token's issuer, subject and audience.",
    ADD_CREDENTIAL,
  ),
  AADSTS700211: login(
    "FederatedCredentialError",
    "No federated credential of the application has the OIDC token's issuer.",
    ADD_CREDENTIAL,
  ),
  AADSTS700212: login(
    "FederatedCredentialError",
    "No federated credential of the application has the OIDC token's audience.",
    `${ADD_CREDENTIAL} The usual audience is api://AzureADTokenExchange; GitLab's is what the job's \`id_tokens\` says.`,
  ),
  AADSTS700213: login(
    "FederatedCredentialError",
    "No federated credential of the application has the OIDC token's subject.",
    `${ADD_CREDENTIAL} The subject depends on the branch, the environment or the event that the job runs for.`,
  ),
  AADSTS7002138: login(
    "FederatedCredentialError",
    "A federated credential of the application has the OIDC token's subject in other letter cases only.",
    `${ADD_CREDENTIAL} Capital and small letters count.`,
  ),
  AADSTS700222: login(
    "InvalidAssertionError",
    "The OIDC token is one of Microsoft Entra itself, which is not taken in the place of a secret.",
    "Use a token of the platform that the program runs on, not one for another resource.",
  ),
  AADSTS50027: login("InvalidAssertionError", "The OIDC token is no valid JWT.", COPIED_WHOLE),
  AADSTS50013: login("InvalidAssertionError", "The OIDC token's signature is wrong.", COPIED_WHOLE),
  AADSTS7000272: login(
    "InvalidAssertionError",
    "The OIDC token's issuer does not publish the key that has signed it.",
    "Check the issuer's own keys (its /.well-known/openid-configuration); a key that has just been changed takes a while to be known.",
  ),
  AADSTS90061: login(
    "IssuerUnreachableError",
    "Microsoft Entra could not reach the OIDC token's issuer.",
    REACHABLE,
  ),
  AADSTS501661: login(
    "IssuerUnreachableError",
    "Microsoft Entra could not reach the OIDC token's issuer.",
    REACHABLE,
  ),
  AADSTS50034: login("InvalidCredentialsError", "The user does not exist in the tenant.", SIGN_IN_AGAIN),
  AADSTS50020: login(
    "WrongTenantError",
    "The user who has signed in is of another tenant.",
    "Sign in as a user of the partner's own tenant, in a private window of the browser if need be, and check PARTNERCENTER_TENANT_ID.",
  ),
  AADSTS50105: login(
    "UserNotAssignedError",
    "The application is for assigned users only, and this one is not.",
    "Have the user assigned to the application in Microsoft Entra (Enterprise applications), or sign in as another.",
  ),
  AADSTS50055: login("InvalidCredentialsError", "The user's password has expired.", SIGN_IN_AGAIN),
  AADSTS50053: login(
    "UserLockedError",
    "The user's account is locked, or the sign-in came from a blocked address.",
    "Wait, or have an administrator unlock it, and sign in again.",
  ),
  AADSTS50057: login(
    "UserDisabledError",
    "The user's account is disabled.",
    "Enable it, or sign in as another user and store the new refresh token.",
  ),
  AADSTS70016: login("DeviceCodeExpiredError", "Nobody finished the sign-in in time.", START_AGAIN),
  AADSTS70018: login("DeviceCodeInvalidError", "The login does not know the device code.", START_AGAIN),
  AADSTS70019: login("DeviceCodeExpiredError", "The code has expired.", START_AGAIN),
  AADSTS70020: login("DeviceCodeExpiredError", "The code has expired.", START_AGAIN),
  expired_token: login("DeviceCodeExpiredError", "The code has expired.", START_AGAIN),
  authorization_declined: login(
    "SignInDeclinedError",
    "The sign-in was declined in the browser.",
    START_AGAIN,
  ),
  invalid_grant: login(
    "InvalidRefreshTokenError",
    "The login does not accept the refresh token.",
    SIGN_IN_AGAIN,
  ),
  invalid_client: login(
    "InvalidCredentialsError",
    "The login does not accept the application's credentials.",
    "Check the client id and the client secret, certificate or federated credential.",
  ),
};

/** A failure of the login with a code that is not in the table. */
export const OTHER_LOGIN_ERROR = login(
  "LoginFailedError",
  "Microsoft Entra did not give a token.",
  "Look its code up on https://login.microsoftonline.com/error, and check tenant, client id, secret and refresh token.",
);

/** The platform that a pipeline runs on gave no OIDC token. */
export const NO_OIDC_TOKEN = login(
  "OidcTokenRequestError",
  "The platform gave no OIDC token that the application could prove itself by.",
  "GitHub: give the job `permissions: id-token: write`. Azure: name the service connection in a task of the same stage, such as AzureCLI@2, and give that pipeline access to it. Check PARTNERCENTER_OIDC_REQUEST_URL and PARTNERCENTER_OIDC_REQUEST_TOKEN where they are set.",
);
