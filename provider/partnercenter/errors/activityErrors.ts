import type { ErrorEntry } from "./entry";

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
      "Give the signed-in user the Admin agent role in Partner Center, or read it with an app-only login. Nothing else needs the log.",
    scope: "partner",
  },
  404: {
    name: "ActivityLogNotFoundError",
    meaning: "There is no activity log here: it is documented for the global cloud and US Government.",
    remedy: "Check the API's base URL, or look in Partner Center's own pages.",
    scope: "partner",
  },
};
