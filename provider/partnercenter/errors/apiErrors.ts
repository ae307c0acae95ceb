import type { ErrorEntry } from "./PartnerCenterError";

const RENEW_WITH_MFA =
  "Sign in again interactively with multifactor authentication (`partnercenter login`), store the new refresh token and run again; repeating the call does not help.";
const GET_NEW_LOGIN =
  "Check the login's tenant, application and refresh token, and sign in again if need be; a ready-made access token (PARTNERCENTER_ACCESS_TOKEN) has none of these: obtain a new one.";
const ASK_FOR_ROLE =
  "Give the signed-in user the Admin agent role in Partner Center, or, for Government Community Cloud, a GDAP role of the customer such as Directory Writer or License Administrator.";

/**
 * The API's codes that concern qualifications ("Partner Center REST error codes", and what others have reported).
 * A code that another status carries too is written `status/code`; that key is looked up first.
 */
export const API_ERRORS: Readonly<Record<string, ErrorEntry>> = {
  "401/400": {
    name: "AccessDeniedError",
    meaning: "Partner Center did not accept the token.",
    remedy: GET_NEW_LOGIN,
    scope: "partner",
  },
  "800001": {
    name: "PartnerTokenMissingError",
    meaning: "The token is not one for Partner Center.",
    remedy: "Obtain the token for the Partner Center API (the audience setting) in the partner's own tenant.",
    scope: "partner",
  },
  "900420": {
    name: "InvalidAudienceError",
    meaning:
      "The token was issued for another audience; https://graph.windows.net has not been accepted since August 2025.",
    remedy:
      "Request the token for https://api.partnercenter.microsoft.com (21Vianet: https://partner.partnercenterapi.microsoftonline.cn), and set neither PARTNERCENTER_ACCESS_TOKEN nor the audience to another one.",
    scope: "partner",
  },
  "900421": {
    name: "MfaRequiredError",
    meaning: "Partner Center asks for multifactor authentication and the token's sign-in had none.",
    remedy: RENEW_WITH_MFA,
    scope: "partner",
  },
  "900329": {
    name: "AppOnlyNotSupportedError",
    meaning: "The call needs a user's token (App+User) and the login is an application's alone.",
    remedy:
      "Log in with a refresh token (secure application model): set PARTNERCENTER_REFRESH_TOKEN and leave the certificate away.",
    scope: "partner",
  },
  "900308": {
    name: "InsufficientPrivilegesError",
    meaning: "The signed-in user lacks the privileges for this call.",
    remedy: ASK_FOR_ROLE,
    scope: "customer",
  },
  "900150": {
    name: "InsufficientPrivilegesError",
    meaning: "The role of the signed-in user does not have the rights for this call.",
    remedy: ASK_FOR_ROLE,
    scope: "customer",
  },
  "900309": {
    name: "ConditionalAccessError",
    meaning: "A Conditional Access policy of the partner's tenant blocked the call.",
    remedy: "Run from a place and with a user that the policy allows, or have the policy changed.",
    scope: "partner",
  },
  "1002": {
    name: "AuthorizationFailedError",
    meaning: "The authorization failed.",
    remedy: `Check that the application has been consented to. ${ASK_FOR_ROLE}`,
    scope: "customer",
  },
  "2032": {
    name: "AccessDeniedError",
    meaning: "Access to this customer was denied.",
    remedy: `Check the customer's id. ${ASK_FOR_ROLE}`,
    scope: "customer",
  },
  "20002": {
    name: "NoRelationshipError",
    meaning: "The partner has no reseller relationship with this customer, or no longer has one.",
    remedy: "Check the customer's id, and have the customer accept the reseller relationship.",
    scope: "customer",
  },
  "2030": {
    name: "NotOnboardedError",
    meaning: "The partner is not onboarded in the customer's country.",
    remedy: "Use a customer of a market that the partner is enrolled in.",
    scope: "customer",
  },
  "600006": {
    name: "ActionNotAllowedError",
    meaning: "The requested action is not allowed for this account.",
    remedy: "Check the account's type (sandbox or production) and the signed-in user's role.",
    scope: "customer",
  },
  "900123": {
    name: "AgreementNotSignedError",
    meaning: "The reseller has not signed the Microsoft Partner Agreement.",
    remedy: "Have the reseller's global administrator sign it in Partner Center.",
    // Of an indirect reseller: the customers of the others are none of its business.
    scope: "customer",
  },
  "900124": {
    name: "AgreementNotSignedError",
    meaning: "The partner has not signed the Microsoft Partner Agreement.",
    remedy: "Have the partner's global administrator sign it in Partner Center.",
    scope: "partner",
  },
  "900149": {
    name: "ProgramNotActiveError",
    meaning: "The partner's enrolment in the program is not active.",
    remedy: "Check the enrolment in Partner Center.",
    scope: "partner",
  },
  "13605": {
    name: "CustomerAgreementMissingError",
    meaning: "The customer has not accepted the Microsoft Customer Agreement.",
    remedy: "Have the customer accept it.",
    scope: "customer",
  },
  "800073": {
    name: "CustomerUnderReviewError",
    meaning: "Microsoft is reviewing the customer's account.",
    remedy: "Wait for the review and run again; the account's validation status shows it.",
    scope: "customer",
  },
  "800074": {
    name: "CustomerNotApprovedError",
    meaning: "Microsoft has not approved the customer's account.",
    remedy: "Look at the account's validation status in Partner Center.",
    scope: "customer",
  },
  "800075": {
    name: "CustomerNotApprovedError",
    meaning: "The status of the customer's account does not allow this.",
    remedy: "Look at the account's validation status in Partner Center.",
    scope: "customer",
  },
  "60003": {
    name: "CustomerNotFoundError",
    meaning: "Partner Center knows no such customer tenant.",
    remedy: "Check the customer's id: it is the Microsoft ID on the customer's Account page.",
    scope: "customer",
  },
  "600074": {
    name: "AccountStatusNotFoundError",
    meaning: "The account has no validation status.",
    remedy: "Nothing is blocked by that; run again later.",
    scope: "customer",
  },
  "2000": {
    name: "InvalidRequestError",
    meaning: "The API could not read an id in the request.",
    remedy: "Check the customer's id: a GUID.",
    scope: "customer",
    submission: "refused",
  },
  "900118": {
    name: "InvalidCustomerIdError",
    meaning: "The API does not accept the customer's id.",
    remedy: "Check it: it is the Microsoft ID on the customer's Account page.",
    scope: "customer",
    submission: "refused",
  },
  "900126": {
    name: "InvalidEnumError",
    meaning: "The API does not know one of the values that were sent.",
    remedy: "Check the qualification, the education segment and the contract setting.",
    scope: "customer",
    submission: "refused",
  },
  "3000": {
    name: "InvalidRequestError",
    meaning: "The API does not accept a property of the request.",
    remedy: "Correct the property that it names.",
    scope: "customer",
    submission: "refused",
  },
  "800002": {
    name: "InvalidRequestError",
    meaning: "The API does not accept the request's input.",
    remedy: "Correct the input that it names.",
    scope: "customer",
    submission: "refused",
  },
  "800086": {
    name: "QualificationMissingError",
    meaning: "The customer's tenant has no qualification for this yet.",
    remedy: "Wait until the qualification has been approved.",
    scope: "customer",
    submission: "refused",
  },
  "900127": {
    name: "EnvironmentNotSupportedError",
    meaning: "The operation is not supported in this environment.",
    remedy: "Check whether the login is of a sandbox or a production account.",
    scope: "partner",
  },
};

/** The one refusal that is known by its words only, a bare text: seen on the contract of 2018. */
export const TAGGING_DENIED: ErrorEntry = {
  name: "QualificationDeniedError",
  meaning: "Microsoft denied the qualification.",
  remedy:
    "Correct the organization's profile in the customer's Microsoft 365 admin center before asking again: verification may be requested at most three times per customer.",
  scope: "customer",
  submission: "refused",
};
