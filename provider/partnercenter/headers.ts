import { createHash, randomUUID } from "node:crypto";
import { settingsError } from "./resolvedSettings";

/** What identifies one call; the same over all its retries ("Partner Center REST headers"). */
export interface CallIds {
  /** MS-RequestId: makes the call idempotent. */
  requestId: string;
  /** MS-CorrelationId: ties the calls of one operation together. */
  correlationId: string;
}

/** Ids of a new call. @throws PartnerCenterError for a correlation id that can't be a header. */
export function newCallIds(correlationId: string | undefined, requestId: string = randomUUID()): CallIds {
  if (correlationId !== undefined && !/^[\w.-]{1,64}$/.test(correlationId)) {
    throw settingsError(["correlationId is no GUID"]);
  }
  return { requestId, correlationId: correlationId ?? randomUUID() };
}

/** Made once, at random: it only keeps these ids apart from those that others make of names. */
const NAMESPACE = Buffer.from("3f0c6c0e5d8b4b0f9a53c1d2e7f46a18", "hex");

/**
 * The UUID of a name: of version 5 (RFC 9562), which every check of a UUID's form knows; not all of them know version 8,
 * and nobody gains by two names with the same SHA-1.
 */
export function uuidOf(name: string, namespace: Buffer = NAMESPACE): string {
  const bytes = createHash("sha1").update(namespace).update(name).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
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
