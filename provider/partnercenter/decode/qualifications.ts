import type { CustomerQualificationItem } from "../models";
import { canonicalQualification, canonicalVettingStatus } from "../names";
import { lowerCaseKeys } from "./json";

/** A list that was understood, empty for none; or why the body says nothing. */
export type Decoded<T> = { understood: true; value: T } | { understood: false; why: string };

type Items = Decoded<CustomerQualificationItem[]>;

const understood = (value: CustomerQualificationItem[]): Items => ({ understood: true, value });
const notUnderstood = (why: string) => ({ understood: false, why }) as const;

/**
 * Qualifications as the API lists them: an array, one object, or an object that holds `qualifications`, keys in
 * any case. No entry, or one that says None, is none. Everything else is not understood: read as none, it would be
 * submitted.
 */
export function decodeQualifications(body: unknown): Items {
  if (Array.isArray(body)) return decodeItems(body);
  const properties = lowerCaseKeys(body);
  if (properties === undefined) return notUnderstood("it is neither an array nor an object");
  if (properties.has("qualifications")) {
    const wrapped = properties.get("qualifications");
    return Array.isArray(wrapped) ? decodeItems(wrapped) : notUnderstood("its qualifications are no array");
  }
  return decodeItems([body]);
}

function decodeItems(entries: readonly unknown[]): Items {
  const items: CustomerQualificationItem[] = [];
  for (const entry of entries) {
    const item = decodeItem(entry);
    if (!item.understood) return item;
    if (item.value.qualification !== "None") items.push(item.value);
  }
  return understood(items);
}

/** Names are short words; a sentence or markup in their place is some other answer. */
const NAME = /^[\p{L}][\p{L}\p{N}_ -]{0,63}$/u;
/** As long as a date or a status can be; both are compared as they come. */
const SHORT_TEXT = /^\P{Cc}{1,100}$/u;
/** A reason is shown to people and kept in the state. */
const LONGEST_REASON = 1000;

function decodeItem(entry: unknown): Decoded<CustomerQualificationItem> {
  const properties = lowerCaseKeys(entry);
  if (properties === undefined) return notUnderstood("an entry is no object");
  if (contradictsItself(entry)) return notUnderstood("an entry has one property twice");
  const qualification = properties.get("qualification");
  if (typeof qualification !== "string" || !NAME.test(qualification.trim())) {
    return notUnderstood("an entry has no qualification");
  }
  const status = properties.get("vettingstatus");
  if (status !== undefined && status !== null && typeof status !== "string") {
    return notUnderstood("an entry's vettingStatus is no text");
  }
  const item: CustomerQualificationItem = { qualification: canonicalQualification(qualification.trim()) };
  if (status?.trim()) {
    if (!SHORT_TEXT.test(status.trim())) return notUnderstood("an entry's vettingStatus is no word");
    item.vettingStatus = canonicalVettingStatus(status.trim());
  }
  const reason = text(properties.get("vettingreason"));
  if (reason !== undefined) item.vettingReason = oneLine(reason);
  // Both keys occur in Microsoft's pages; the .NET SDK reads only the first.
  const date = text(properties.get("vettingcreatedate")) ?? text(properties.get("vettingcreateddate"));
  if (date !== undefined) {
    if (!SHORT_TEXT.test(date)) return notUnderstood("an entry's vettingCreateDate is no date");
    item.vettingCreateDate = date;
  }
  return { understood: true, value: item };
}

/** Whether a key comes in two spellings with different values: one of them might say None. */
function contradictsItself(entry: unknown): boolean {
  const values = new Map<string, unknown>();
  return Object.entries(entry as object).some(([key, value]) => {
    const name = key.toLowerCase();
    if (values.has(name) && values.get(name) !== value) return true;
    values.set(name, value);
    return false;
  });
}

function oneLine(reason: string): string {
  const line = reason.replace(/[\p{Cc}\s]+/gu, " ").trim();
  return line.length <= LONGEST_REASON ? line : `${line.slice(0, LONGEST_REASON - 1)}…`;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

/** The one name that the contract of 2018 answers with; `none` is none. */
export function decodeQualificationName(body: unknown): Items {
  if (typeof body !== "string" || !NAME.test(body.trim()))
    return notUnderstood("it is no qualification's name");
  const qualification = canonicalQualification(body.trim());
  return understood(qualification === "None" ? [] : [{ qualification }]);
}
