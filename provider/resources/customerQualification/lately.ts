import type { CustomerQualificationItem } from "../../partnercenter";
import { NONE, type Recorded, type Seen } from "./model";
import { conflictingItem, isDenied, isOlderDenial, itemOf, ownItem } from "./vetting";

/**
 * What was submitted a moment ago is not gone: a list may be behind. Whether Partner Center's ever is, and for how long, is not
 * published. One that is behind for more than an hour has never been heard of, so after that what is not listed is gone.
 */
export const LIST_BEHIND_MS = 3_600_000;

/** Clocks differ: the time of a submission may lie a little ahead. */
export const isLately = (at: number, now: number): boolean => Math.abs(now - at) < LIST_BEHIND_MS;

/** A submission that a list may not show yet. */
export interface NotListedYet {
  /** What was submitted, as it was recorded. */
  item: CustomerQualificationItem;
  ageMs: number;
  /** The denial that the list still shows. */
  before?: CustomerQualificationItem;
}

/**
 * What a resource has submitted lately, where neither it is listed nor what excludes it; the denial that was listed before may
 * still be. What was denied since, or recorded as not listed, has been listed; what was refused, or is not known to have been
 * taken, need never be listed.
 */
export function notListedYet(
  recorded: Recorded,
  { items, at: now }: Pick<Seen, "items" | "at">,
): NotListedYet | undefined {
  const { qualification, vettingStatus, submissionError } = recorded;
  const at = Date.parse(recorded.submittedAt ?? "");
  if (Number.isNaN(at) || !isLately(at, now) || submissionError !== undefined) return undefined;
  if (vettingStatus === NONE || isDenied(recorded)) return undefined;
  const before = ownItem(items, qualification);
  if (before && !isOlderDenial(before, recorded)) return undefined;
  if (conflictingItem(items, qualification)) return undefined;
  return { before, item: itemOf(recorded), ageMs: Math.max(0, now - at) };
}

/** Why nothing is said of what is not listed yet: for an answer that shows nothing may not be understood. */
export const notCertain = (uncertain: string): string =>
  `The answer does not say for certain what the customer has: ${uncertain}.`;
