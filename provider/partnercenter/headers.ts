import { randomUUID } from "node:crypto";
import { settingsError } from "./resolvedSettings";

/** What identifies one call; the same over all its retries ("Partner Center REST headers"). */
export interface CallIds {
  /** MS-RequestId: makes the call idempotent. */
  requestId: string;
  /** MS-CorrelationId: ties the calls of one operation together. */
  correlationId: string;
}

/** Ids of a new call. @throws PartnerCenterError for a correlation id that can't be a header. */
export function newCallIds(correlationId: string | undefined): CallIds {
  if (correlationId !== undefined && !/^[\w.-]{1,64}$/.test(correlationId)) {
    throw settingsError(["correlationId is no GUID"]);
  }
  return { requestId: randomUUID(), correlationId: correlationId ?? randomUUID() };
}

/** The headers of a request to the API ("Partner Center REST headers"). */
export function apiHeaders(
  ids: CallIds,
  token: string,
  options: { applicationName: string; locale: string; hasBody: boolean },
): Record<string, string> {
  return {
    Authorization: `Bearer ${token}`,
    Accept: "application/json",
    ...(options.hasBody && { "Content-Type": "application/json" }),
    "MS-RequestId": ids.requestId,
    "MS-CorrelationId": ids.correlationId,
    "MS-Contract-Version": "v1",
    "MS-PartnerCenter-Application": options.applicationName,
    "X-Locale": options.locale,
    "User-Agent": options.applicationName,
  };
}
