import { lowerCaseKeys } from "../decode/json";
import { defined, type Properties, text } from "../decode/properties";
import type { Decoded } from "../decode/qualifications";
import { decodePageOf, type Page } from "../paging";
import type { AuditDetail, AuditRecord } from "./models";

/** A page of the log, and what leads to the next. */
export const decodeAuditPage = (body: unknown): Decoded<Page<AuditRecord>> =>
  decodePageOf(body, decodeAuditRecord, "auditrecords");

const TEXTS = [
  ...["partnerId", "customerId", "customerName", "userPrincipalName", "applicationId", "resourceType"],
  ...["resourceOldValue", "resourceNewValue", "operationType", "operationDate", "operationStatus"],
] as const;

const KNOWN: ReadonlySet<string> = new Set([
  ...TEXTS.map((name) => name.toLowerCase()),
  "customizeddata",
  "attributes",
]);

/** Any object is a record: one that has less than usual must not make all others unreadable. */
function decodeAuditRecord(entry: unknown): Decoded<AuditRecord> {
  const properties = lowerCaseKeys(entry);
  if (properties === undefined) return { understood: false, why: "a record is no object" };
  const others = Object.entries(entry as object).filter(([key]) => !KNOWN.has(key.toLowerCase()));
  return {
    understood: true,
    value: defined({
      ...Object.fromEntries(TEXTS.map((name) => [name, textOrDocument(properties, name.toLowerCase())])),
      customizedData: details(properties.get("customizeddata")),
      otherProperties: others.length === 0 ? undefined : Object.fromEntries(others),
    }),
  };
}

/** A value is JSON within a text; it is taken as well where it is not wrapped. */
function textOrDocument(properties: Properties, key: string): string | undefined {
  const value = properties.get(key);
  const unwrapped = typeof value === "object" && value !== null && key.startsWith("resource");
  return unwrapped ? JSON.stringify(value) : text(properties, key);
}

function details(value: unknown): AuditDetail[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown) => {
    const properties = lowerCaseKeys(entry);
    const key = properties && text(properties, "key");
    if (properties === undefined || key === undefined) return [];
    const detail = properties.get("value") ?? undefined;
    return [
      {
        key,
        ...(detail !== undefined && { value: typeof detail === "string" ? detail : JSON.stringify(detail) }),
      },
    ];
  });
}
