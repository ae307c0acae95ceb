import { type ErrorEntry, partnerError } from "./PartnerCenterError";

const ADD_CREDENTIAL =
  "Add a federated credential to the application in Microsoft Entra (Certificates & secrets) with just what the answer names, to the letter.";
const COPIED_WHOLE = "Check that the token is the one that the platform gave, whole and unchanged.";
const REACHABLE = "An issuer's /.well-known/openid-configuration must be public: open it from elsewhere.";

/** What Microsoft Entra says of an application's own credentials: client secret, certificate, OIDC token. */
export const CREDENTIAL_ERRORS: Readonly<Record<string, ErrorEntry>> = {
  AADSTS70002: partnerError(
    "InvalidCredentialsError",
    "The application's credentials are wrong.",
    "Check the client id and the client secret, and that they belong together.",
  ),
  AADSTS7000215: partnerError(
    "InvalidClientSecretError",
    "The client secret is wrong.",
    "Set PARTNERCENTER_CLIENT_SECRET to the secret's value; its id, which the portal shows beside it, does not work.",
  ),
  AADSTS7000222: partnerError(
    "ClientSecretExpiredError",
    "The client secret has expired.",
    "Create a new secret for the application in Microsoft Entra and set PARTNERCENTER_CLIENT_SECRET.",
  ),
  AADSTS7000218: partnerError(
    "ClientSecretMissingError",
    "The application is a confidential one and no client secret was sent.",
    "Set PARTNERCENTER_CLIENT_SECRET, or use an OIDC token (PARTNERCENTER_USE_OIDC). For a device code sign-in without it, switch on “Allow public client flows” in the application's registration (Authentication).",
  ),
  AADSTS700027: partnerError(
    "InvalidCertificateError",
    "The application does not know the certificate.",
    "Upload the certificate to the application in Microsoft Entra, or point PARTNERCENTER_CERTIFICATE_FILE to the right one.",
  ),
  AADSTS700024: partnerError(
    "InvalidAssertionError",
    "What the application has proved itself by, an OIDC token or what a certificate signed, is not valid at this time.",
    "An OIDC token lives for minutes: have each login get a fresh one (PARTNERCENTER_USE_OIDC, PARTNERCENTER_OIDC_TOKEN_FILE or PARTNERCENTER_OIDC_REQUEST_URL), and not one that was put into PARTNERCENTER_OIDC_TOKEN long before. With a certificate, correct this machine's clock.",
  ),
  AADSTS700025: partnerError(
    "PublicClientError",
    "The application is a public client, and a client secret, a certificate or an OIDC token was sent.",
    "Leave PARTNERCENTER_CLIENT_SECRET or PARTNERCENTER_USE_OIDC away, or use the confidential application.",
  ),
  AADSTS70021: partnerError(
    "FederatedCredentialError",
    "No federated credential of the application has the OIDC token's issuer, subject and audience.",
    ADD_CREDENTIAL,
  ),
  AADSTS700211: partnerError(
    "FederatedCredentialError",
    "No federated credential of the application has the OIDC token's issuer.",
    ADD_CREDENTIAL,
  ),
  AADSTS700212: partnerError(
    "FederatedCredentialError",
    "No federated credential of the application has the OIDC token's audience.",
    `${ADD_CREDENTIAL} The usual audience is api://AzureADTokenExchange; GitLab's is what the job's \`id_tokens\` says.`,
  ),
  AADSTS700213: partnerError(
    "FederatedCredentialError",
    "No federated credential of the application has the OIDC token's subject.",
    `${ADD_CREDENTIAL} The subject depends on the branch, the environment or the event that the job runs for.`,
  ),
  AADSTS7002138: partnerError(
    "FederatedCredentialError",
    "A federated credential of the application has the OIDC token's subject in other letter cases only.",
    `${ADD_CREDENTIAL} Capital and small letters count.`,
  ),
  AADSTS700222: partnerError(
    "InvalidAssertionError",
    "The OIDC token is one of Microsoft Entra itself, which is not taken in the place of a secret.",
    "Use a token of the platform that the program runs on, not one for another resource.",
  ),
  AADSTS50027: partnerError("InvalidAssertionError", "The OIDC token is no valid JWT.", COPIED_WHOLE),
  AADSTS50013: partnerError("InvalidAssertionError", "The OIDC token's signature is wrong.", COPIED_WHOLE),
  AADSTS7000272: partnerError(
    "InvalidAssertionError",
    "The OIDC token's issuer does not publish the key that has signed it.",
    "Check the issuer's own keys (its /.well-known/openid-configuration); a key that has just been changed takes a while to be known.",
  ),
  AADSTS90061: partnerError(
    "IssuerUnreachableError",
    "Microsoft Entra could not reach the OIDC token's issuer.",
    REACHABLE,
  ),
  AADSTS501661: partnerError(
    "IssuerUnreachableError",
    "Microsoft Entra could not reach the OIDC token's issuer.",
    REACHABLE,
  ),
  invalid_client: partnerError(
    "InvalidCredentialsError",
    "The login does not accept the application's credentials.",
    "Check the client id and the client secret, certificate or federated credential.",
  ),
};

/** The platform that a pipeline runs on gave no OIDC token. */
export const NO_OIDC_TOKEN = partnerError(
  "OidcTokenRequestError",
  "The platform gave no OIDC token that the application could prove itself by.",
  "GitHub: give the job `permissions: id-token: write`. Azure: name the service connection in a task of the same stage, such as AzureCLI@2, and give that pipeline access to it. Check PARTNERCENTER_OIDC_REQUEST_URL and PARTNERCENTER_OIDC_REQUEST_TOKEN where they are set.",
);
