import type { CustomerQualificationItem } from "../models";
import { canonicalQualification, canonicalVettingStatus } from "../names";
import { sameWords } from "../redact";

/** The form of the API's change log, 07/09/2020: 00:00:00, which Date cannot read. Month first, as all of Microsoft's pages write it. */
const CHANGE_LOG_DATE = /^(\d{1,2})\/(\d{1,2})\/(\d{4}):?\s+(\d{1,2}):(\d{2}):(\d{2})$/;
const ZONE = /(?:z|[+-]\d{2}:?\d{2}|gmt|utc)$/i;
const ISO_WITHOUT_ZONE = /^\d{4}-\d{2}-\d{2}t\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?$/i;

/**
 * The instant of a vetting date in milliseconds since 1970, or undefined if it can't be read.
 * A date without a zone is UTC, as the reference pages say of theirs.
 */
export function parseVettingDate(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const trimmed = text.trim();
  const parts = CHANGE_LOG_DATE.exec(trimmed);
  if (parts) {
    const [month, day, year, hour, minute, second] = parts.slice(1).map(Number) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    if (month < 1 || month > 12 || day < 1 || day > 31) return undefined;
    return Date.UTC(year, month - 1, day, hour, minute, second);
  }
  const instant = Date.parse(
    ISO_WITHOUT_ZONE.test(trimmed) && !ZONE.test(trimmed.slice(10)) ? `${trimmed}Z` : trimmed,
  );
  return Number.isNaN(instant) ? undefined : instant;
}

/** Two answers for one vetting may round its date differently. */
const TOLERANCE_MS = 1000;

/** Whether two dates, as they came, are the same instant to within one second. */
export function sameVettingDate(a: string | undefined, b: string | undefined): boolean {
  if (a === b || (a !== undefined && b !== undefined && sameWords(a, b))) return true;
  const [first, second] = [parseVettingDate(a), parseVettingDate(b)];
  return first !== undefined && second !== undefined && Math.abs(first - second) <= TOLERANCE_MS;
}

/** Whether two items are one and the same vetting: same qualification, same status, same date. */
export function sameVetting(a: CustomerQualificationItem, b: CustomerQualificationItem): boolean {
  return (
    canonicalQualification(a.qualification) === canonicalQualification(b.qualification) &&
    sameWords(canonicalVettingStatus(a.vettingStatus ?? ""), canonicalVettingStatus(b.vettingStatus ?? "")) &&
    sameVettingDate(a.vettingCreateDate, b.vettingCreateDate)
  );
}
