import { CREDENTIAL_ERRORS } from "./credentialErrors";
import { type ErrorEntry, partnerError } from "./PartnerCenterError";

const SIGN_IN_AGAIN =
  "Sign in again interactively, with multifactor authentication (`partnercenter login`), and store the new refresh token (PARTNERCENTER_REFRESH_TOKEN).";
const START_AGAIN = "Start the sign-in again (`partnercenter login`) and finish it in the browser.";
const ASK_ADMINISTRATOR =
  "Have an administrator of the partner's tenant grant the application the Partner Center API's user_impersonation permission.";
const COMPLY_WITH_POLICY =
  "Sign in from a device and a place that the policy allows, or have the policy changed.";

/** Failures of Microsoft Entra by code. None gets better by repeating it. */
export const LOGIN_ERRORS: Readonly<Record<string, ErrorEntry>> = {
  AADSTS65001: partnerError(
    "ConsentRequiredError",
    "Nobody has consented to the application in the partner's tenant.",
    ASK_ADMINISTRATOR,
  ),
  AADSTS65004: partnerError(
    "ConsentRequiredError",
    "The user did not consent to the application.",
    `Sign in again and consent, or: ${ASK_ADMINISTRATOR.charAt(0).toLowerCase()}${ASK_ADMINISTRATOR.slice(1)}`,
  ),
  AADSTS90094: partnerError(
    "ConsentRequiredError",
    "The application needs the consent of an administrator.",
    ASK_ADMINISTRATOR,
  ),
  AADSTS50126: partnerError("InvalidCredentialsError", "The user name or password is wrong.", SIGN_IN_AGAIN),
  AADSTS700082: partnerError(
    "RefreshTokenExpiredError",
    "The refresh token has expired: it was not used for 90 days.",
    `${SIGN_IN_AGAIN} A run at least every 90 days keeps it alive.`,
  ),
  AADSTS70008: partnerError(
    "RefreshTokenExpiredError",
    "The refresh token has expired or was revoked.",
    SIGN_IN_AGAIN,
  ),
  AADSTS700084: partnerError(
    "RefreshTokenExpiredError",
    "The refresh token's lifetime has ended.",
    SIGN_IN_AGAIN,
  ),
  AADSTS50173: partnerError(
    "RefreshTokenRevokedError",
    "The refresh token was revoked, such as by a changed password.",
    SIGN_IN_AGAIN,
  ),
  AADSTS70000: partnerError(
    "InvalidRefreshTokenError",
    "The refresh token is malformed, or of another application or tenant.",
    `Check that it was copied whole and belongs to this client id and tenant. ${SIGN_IN_AGAIN}`,
  ),
  AADSTS9002313: partnerError(
    "InvalidRefreshTokenError",
    "The refresh token or another part of the login is malformed.",
    "Check that the refresh token was copied whole.",
  ),
  AADSTS50076: partnerError(
    "MfaRequiredError",
    "Multifactor authentication is required and the refresh token's sign-in had none.",
    SIGN_IN_AGAIN,
  ),
  AADSTS50078: partnerError(
    "MfaRequiredError",
    "The multifactor authentication of the refresh token's sign-in has expired.",
    SIGN_IN_AGAIN,
  ),
  AADSTS50079: partnerError(
    "MfaRequiredError",
    "The user has to enrol in multifactor authentication.",
    `Enrol the user. ${SIGN_IN_AGAIN}`,
  ),
  AADSTS70043: partnerError(
    "RefreshTokenExpiredError",
    "A Conditional Access policy for the frequency of sign-ins has ended the refresh token.",
    `${SIGN_IN_AGAIN} For a pipeline, have its user excepted from that policy.`,
  ),
  AADSTS50158: partnerError("MfaRequiredError", "An external security challenge was not met.", SIGN_IN_AGAIN),
  AADSTS53003: partnerError(
    "ConditionalAccessError",
    "A Conditional Access policy blocked the sign-in.",
    `${COMPLY_WITH_POLICY} Some policies block device code sign-ins altogether.`,
  ),
  AADSTS53000: partnerError(
    "ConditionalAccessError",
    "A Conditional Access policy asks for a compliant device.",
    COMPLY_WITH_POLICY,
  ),
  AADSTS53001: partnerError(
    "ConditionalAccessError",
    "A Conditional Access policy asks for a domain-joined device.",
    COMPLY_WITH_POLICY,
  ),
  AADSTS530003: partnerError(
    "ConditionalAccessError",
    "A Conditional Access policy asks for a managed device.",
    COMPLY_WITH_POLICY,
  ),
  AADSTS700016: partnerError(
    "ApplicationNotFoundError",
    "The tenant knows no application with this client id.",
    "Check PARTNERCENTER_CLIENT_ID and PARTNERCENTER_TENANT_ID, and that the environment is the right cloud.",
  ),
  AADSTS900023: partnerError(
    "TenantNotFoundError",
    "The tenant is neither a GUID nor a domain that the login knows.",
    "Check PARTNERCENTER_TENANT_ID.",
  ),
  AADSTS50194: partnerError(
    "TenantNotFoundError",
    "The application is of one tenant, and the sign-in was for any.",
    "Set PARTNERCENTER_TENANT_ID to the partner's own tenant.",
  ),
  AADSTS90002: partnerError(
    "TenantNotFoundError",
    "There is no such tenant in this cloud.",
    "Check PARTNERCENTER_TENANT_ID, and PARTNERCENTER_ENVIRONMENT for a national cloud.",
  ),
  AADSTS500011: partnerError(
    "InvalidAudienceError",
    "The tenant does not know the Partner Center API under this audience.",
    "Check the audience setting, and that the partner's tenant is enrolled in Partner Center.",
  ),
  AADSTS50034: partnerError(
    "InvalidCredentialsError",
    "The user does not exist in the tenant.",
    SIGN_IN_AGAIN,
  ),
  AADSTS50020: partnerError(
    "WrongTenantError",
    "The user who has signed in is of another tenant.",
    "Sign in as a user of the partner's own tenant, in a private window of the browser if need be, and check PARTNERCENTER_TENANT_ID.",
  ),
  AADSTS50105: partnerError(
    "UserNotAssignedError",
    "The application is for assigned users only, and this one is not.",
    "Have the user assigned to the application in Microsoft Entra (Enterprise applications), or sign in as another.",
  ),
  AADSTS50055: partnerError("InvalidCredentialsError", "The user's password has expired.", SIGN_IN_AGAIN),
  AADSTS50053: partnerError(
    "UserLockedError",
    "The user's account is locked, or the sign-in came from a blocked address.",
    "Wait, or have an administrator unlock it, and sign in again.",
  ),
  AADSTS50057: partnerError(
    "UserDisabledError",
    "The user's account is disabled.",
    "Enable it, or sign in as another user and store the new refresh token.",
  ),
  AADSTS70016: partnerError("DeviceCodeExpiredError", "Nobody finished the sign-in in time.", START_AGAIN),
  AADSTS70018: partnerError(
    "DeviceCodeInvalidError",
    "The login does not know the device code.",
    START_AGAIN,
  ),
  AADSTS70019: partnerError("DeviceCodeExpiredError", "The code has expired.", START_AGAIN),
  AADSTS70020: partnerError("DeviceCodeExpiredError", "The code has expired.", START_AGAIN),
  expired_token: partnerError("DeviceCodeExpiredError", "The code has expired.", START_AGAIN),
  authorization_declined: partnerError(
    "SignInDeclinedError",
    "The sign-in was declined in the browser.",
    START_AGAIN,
  ),
  invalid_grant: partnerError(
    "InvalidRefreshTokenError",
    "The login does not accept the refresh token.",
    SIGN_IN_AGAIN,
  ),
  ...CREDENTIAL_ERRORS,
};

/** A failure of the login with a code that is not in the table. */
export const OTHER_LOGIN_ERROR = partnerError(
  "LoginFailedError",
  "Microsoft Entra did not give a token.",
  "Look its code up on https://login.microsoftonline.com/error, and check tenant, client id, secret and refresh token.",
);
