import { jsonReply, Refusal, type Reply, textReply } from "./http";

// "Partner Center REST error codes" gives codes and meanings; which code answers which mistake is not always said
// there. Where it isn't, the comment says so.

/**
 * The fault that most of the API answers with. The page calls the code a string; recorded answers carry a number.
 */
export function fault(
  status: number,
  code: number,
  description: string,
  source = "PartnerApiServiceControllers",
): Reply {
  return jsonReply(status, { code, description, data: [], source });
}

/** The other shape, of codes 600061 and 600074 ("Get customer confirmation of the customer agreement"). */
export function extendedFault(
  status: number,
  code: number,
  errorName: string,
  message: string,
  rest: { parameters?: object } = { parameters: {} },
): Reply {
  return jsonReply(status, {
    code,
    message,
    description: message,
    errorName,
    isRetryable: false,
    ...rest,
    errorMessageExtended: `InternalErrorCode=${code}`,
  });
}

/** How multifactor authentication is asked for; see {@link mfaRequired}. */
export const MFA_FORMS = ["code", "empty", "reasonPhrase"] as const;
export type MfaForm = (typeof MFA_FORMS)[number];

/** The answers of the API that say no, by name. Each is made anew, since headers are added to it. */
export const ERRORS = {
  /** No token at all. */
  tokenMissing: () => fault(401, 800001, "Partner token missing."),
  /** A token that is malformed, expired, revoked or of another tenant. */
  accessDenied: () => fault(401, 400, "Access denied."),
  /** The audience https://graph.windows.net was retired in August 2025. */
  invalidAudience: () => fault(401, 900420, "The audience in the token is invalid."),
  /** "This scenario supports authentication with App+User credentials only." */
  appOnlyNotSupported: () => fault(403, 900329, "App only tokens are not supported for this operation."),
  insufficientPrivileges: () => fault(403, 900308, "Insufficient privileges to complete the operation."),
  /** As recorded, with its source. */
  noRelationship: () => fault(403, 20002, "No relationship between caller and account.", "PartnerFD"),
  tenantNotFound: () => fault(404, 60003, "Tenant not found."),
  notFound: () => fault(404, 1000, "Not found."),
  invalidCustomerId: () => fault(400, 900118, "The customer id is invalid."),
  invalidProperty: (description: string) => fault(400, 3000, description),
  unparsableEnum: (value: string) => fault(400, 900126, `Unable to parse enum: ${value}`),
  notSupportedHere: () => fault(400, 900127, "The operation is not supported in this environment."),
  /**
   * A domain that somebody has already. Neither status nor code is published: 409, "Conflict", of the page's table,
   * and the code of an invalid property.
   */
  domainTaken: (domain: string) => fault(409, 3000, `The domain ${domain} is not available.`),
  /** Only "starts with" is supported in a search; also a GUID that is none. */
  unsupportedSearch: (description: string) => fault(400, 2000, description),
  /** "Get a record of Partner Center activity": 400 "and an appropriate message"; neither message nor code is published. */
  activityTooOld: () => fault(400, 2000, "The start date must be within the previous 90 days."),
  staleEtag: () => fault(400, 2055, "Etag is no longer valid."),
  /** The same said with another status, which the page lists as well; its body is assumed. */
  preconditionFailed: () => fault(412, 2055, "Etag is no longer valid."),
  registrationNumberNotSupported: () =>
    fault(400, 600002, "Organization registration id value is not supported."),
  /** As recorded, without a source of its own. */
  registrationNumberMissing: () => fault(400, 600049, "Organization registration id information is missing."),
  registrationNumberInvalid: (regex: string) =>
    fault(
      400,
      600050,
      `Organization registration id information is invalid and should be of the format ${regex}`,
    ),
  phoneNumberMissing: () => fault(400, 600051, "Customer phone number is missing."),
  partnerIdNotFound: () => fault(404, 800015, "Partner ID is not found."),
  notAnIndirectReseller: () => fault(400, 800016, "Partner ID is not a valid Indirect Reseller."),
  sandboxLimit: () => fault(400, 800018, "The sandbox limit has been met."),
  /** As seen on the creation of a customer; with which cause was not told. */
  actionNotAllowed: () => fault(403, 600006, "The requested action is not allowed"),
  /**
   * "Confirm customer acceptance of the Microsoft Customer Agreement" prints the body, not the status: 409 is assumed.
   */
  agreementAlreadyExists: () =>
    extendedFault(
      409,
      600061,
      "PartnerConfirmedAgreementAlreadyExists",
      "A partner confirmed agreement already exists for the customer.",
    ),
  /** "Retrieve the validation status of a customer", 404: without `parameters`. */
  accountStatusNotFound: (customerId: string) =>
    extendedFault(
      404,
      600074,
      "AccountStatusNotFound",
      `Account Status for the customer, ${customerId} was not found.`,
      {},
    ),
  /** A bare text, as it was seen on the call of 2018; the status was not told with it: 400 is a guess. */
  taggingDenied: () => jsonReply(400, "Customer tagging denied."),
  unexpected: () => fault(500, 800003, "An unexpected error occurred."),
  /** "API throttling guidance": this body and a Retry-After header. */
  throttled: (retryAfter?: string) =>
    jsonReply(
      429,
      { statusCode: 429, message: `Rate limit is exceeded. Try again in ${retryAfter ?? "some"} seconds.` },
      retryAfter === undefined ? {} : { "Retry-After": retryAfter },
    ),
  /** What a gateway in between answers. */
  gateway: () => textReply(502, "<html><head><title>502 Bad Gateway</title></head></html>", "text/html"),
  /** A document within a document, its quotes escaped for HTML, as the old address validation answered. */
  nestedDescription: () =>
    fault(400, 2007, "{&quot;code&quot;:60071,&quot;description&quot;:&quot;ZipCityInvalid&quot;}"),
} as const satisfies Record<string, (...details: never[]) => Reply>;

/** The name of an answer that says no. */
export type ErrorName = keyof typeof ERRORS;

/**
 * A user's token without multifactor authentication. `code`: 401 with 900421, as of 2026; its body is not published,
 * the usual fault is assumed. `empty`: the same status and nothing else. `reasonPhrase`: the rejection of before, in
 * the reason phrase and WWW-Authenticate only ("Mandating multifactor authentication (MFA) for your partner tenant").
 */
export function mfaRequired(form: MfaForm): Reply {
  switch (form) {
    case "code":
      return fault(401, 900421, "Multi-factor authentication is required.");
    case "empty":
      return textReply(401);
    case "reasonPhrase":
      return {
        ...textReply(401, "", "", { "WWW-Authenticate": 'Bearer error="invalid_token"' }),
        reason: "Unauthorized - MFA required",
      };
  }
}

/** Ends the handling of a request with this answer. */
export function refuse(reply: Reply): never {
  throw new Refusal(reply);
}
