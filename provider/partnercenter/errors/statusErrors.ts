import { STALE_ETAG } from "./customerErrors";
import type { ErrorEntry } from "./PartnerCenterError";

/** What a status means when its code, if any, is not in the table. */
export const STATUS_ERRORS: Readonly<Record<number, ErrorEntry>> = {
  400: {
    name: "InvalidRequestError",
    meaning: "The API does not accept the request's content.",
    remedy: "Correct what its answer names.",
    scope: "customer",
    submission: "refused",
  },
  401: {
    name: "UnauthorizedError",
    meaning: "Partner Center did not accept the token.",
    remedy:
      "Check the login's tenant and audience; sign in again, with multifactor authentication, and store the new refresh token.",
    scope: "partner",
  },
  403: {
    name: "ForbiddenError",
    meaning: "The login may not do this for this customer.",
    remedy: "Check the customer's id, the reseller relationship and the signed-in user's role (Admin agent).",
    scope: "customer",
  },
  404: {
    name: "CustomerNotFoundError",
    meaning: "Partner Center knows no such customer.",
    remedy: "Check the customer's id and the API's base URL.",
    scope: "customer",
  },
  407: {
    name: "ProxyLoginError",
    meaning: "The proxy asks for a login.",
    remedy: "Put user and password into the HTTPS_PROXY variable, or except the API's host with NO_PROXY.",
    scope: "partner",
  },
  408: {
    name: "TimeoutError",
    meaning: "The API gave up waiting for the request, at every attempt.",
    remedy: "Run again later.",
    scope: "customer",
  },
  409: {
    name: "ConflictError",
    meaning: "The API says that the request conflicts with what is there.",
    remedy:
      "Look at the customer in Partner Center. Of qualifications, Education and Government Community Cloud exclude each other.",
    scope: "customer",
    submission: "refused",
  },
  412: STALE_ETAG,
  429: {
    name: "ThrottledError",
    meaning: "Partner Center throttles this partner tenant, until the last attempt.",
    remedy:
      "Run again later, with fewer requests a minute or less at the same time; other programs of the same tenant count too.",
    scope: "partner",
  },
};

/** 3xx: following one could carry the token to a stranger. */
export const REDIRECTED: ErrorEntry = {
  name: "RedirectError",
  meaning: "The answer is a redirect, which is never followed, for it could carry the token elsewhere.",
  remedy: "Check the API's base URL and whether a proxy or a sign-in page is in the way.",
  scope: "partner",
};

/** Any other 4xx: a refusal of what was sent. */
export const OTHER_CLIENT_ERROR: ErrorEntry = {
  name: "RequestRefusedError",
  meaning: "The API refuses the request.",
  remedy: "Correct what its answer names.",
  scope: "customer",
  submission: "refused",
};

/** 5xx, and whatever else is no answer of HTTP. */
export const SERVER_ERROR: ErrorEntry = {
  name: "ServerError",
  meaning: "Partner Center failed, at every attempt.",
  remedy: "Run again later; if it stays, give Microsoft's support the MS-CorrelationId.",
  scope: "customer",
};

/**
 * What a status means of the activity log, where its code concerns no other call as well. The 400 is documented; which role
 * may read the log, and what a cloud without one answers, is not.
 */
export const ACTIVITY_LOG_ERRORS: Readonly<Record<number, ErrorEntry>> = {
  400: {
    name: "ActivityLogRequestError",
    meaning: "Partner Center refuses what was asked of its activity log, which goes back 90 days.",
    remedy: "Ask for a start within the last 90 days (UTC), or correct what its answer names.",
    scope: "partner",
  },
  403: {
    name: "ActivityLogForbiddenError",
    meaning: "The login may not read the activity log.",
    remedy:
      "Give the signed-in user the Admin agent role in Partner Center, or read it with an app-only login. A preview or an `up` goes on without the log, with a warning.",
    scope: "partner",
  },
  404: {
    name: "ActivityLogNotFoundError",
    meaning: "There is no activity log here: it is documented for the global cloud and US Government.",
    remedy: "Check the API's base URL, or look in Partner Center's own pages.",
    scope: "partner",
  },
};
