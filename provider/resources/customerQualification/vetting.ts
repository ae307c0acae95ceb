import { parseVettingDate, sameVettingDate, type CustomerQualificationItem } from "../../partnercenter";
import { plainName } from "../../partnercenter/names";
import { sameWords } from "../../partnercenter/redact";
import { NONE, type Observed, type Vetting } from "./model";

/**
 * What a vetting status means. The set is open: Microsoft documents "Approved, Denied, InReview, etc."
 * (API change log, December 2020), so a word that is not known here is neither settled nor denied. Words that plainly
 * mean no are a denial, whichever of them Microsoft uses; they are shown and recorded as they came.
 */

/** Microsoft's own pages vary the case of statuses and reasons. */
const spelled = (word: string | undefined): string => (word ?? "").toLowerCase();

/** A status in any spelling: "InReview", "in review", "In Review.". */
const plainWord = (status: string | undefined): string => plainName(status ?? "").replace(/[.!]+$/, "");

const DENIALS: ReadonlySet<string> = new Set([
  "denied",
  "declined",
  "refused",
  "rejected",
  "expired",
  "revoked",
  "withdrawn",
]);

export function isDenied(vetting: Vetting): boolean {
  return DENIALS.has(plainWord(vetting.vettingStatus));
}

/** Nothing more to wait for: approved, or a qualification for which the API gives no status (State-owned entity). */
export function isSettled(vetting: Vetting): boolean {
  return vetting.vettingStatus === undefined || plainWord(vetting.vettingStatus) === "approved";
}

/** Education and Government Community Cloud exclude each other; each may stand beside State-owned entity. */
const EXCLUDES: Readonly<Record<string, string>> = {
  Education: "GovernmentCommunityCloud",
  GovernmentCommunityCloud: "Education",
};

export function excludes(qualification: string): string | undefined {
  return EXCLUDES[qualification];
}

/**
 * What is listed of a qualification. Whether a denial stays listed beside the vetting that a later submission asked for
 * is not documented: of several, one that is not denied counts, then the newest. The other way round a denial that is
 * over would ask for one more submission.
 */
export function ownItem(
  items: readonly CustomerQualificationItem[],
  qualification: string,
): CustomerQualificationItem | undefined {
  return items
    .filter((item) => item.qualification === qualification && spelled(item.vettingStatus) !== spelled(NONE))
    .reduce<CustomerQualificationItem | undefined>(
      (best, item) => (best === undefined || counts(item, best) ? item : best),
      undefined,
    );
}

/** What is recorded, as Partner Center lists it. */
export function itemOf(recorded: Vetting & { qualification: string }): CustomerQualificationItem {
  const { qualification, vettingStatus, vettingReason, vettingCreateDate } = recorded;
  return { qualification, vettingStatus, vettingReason, vettingCreateDate };
}

/** What is listed, as far as it was seen. */
export function itemsOf(observed: Observed): readonly CustomerQualificationItem[] {
  return observed.kind === "seen" ? observed.items : [];
}

/** Whether an item counts before another one that is listed before it. */
function counts(item: Vetting, other: Vetting): boolean {
  if (isDenied(item) !== isDenied(other)) return isDenied(other);
  const [date, otherDate] = [item.vettingCreateDate, other.vettingCreateDate].map(parseVettingDate);
  return date !== undefined && otherDate !== undefined && date > otherDate;
}

/**
 * The qualification in the way of this one, if any. A denied one is not in the way: the customer does not hold it
 * (whether the API then accepts the other is not documented; it would refuse, and nothing would be spent).
 */
export function conflictingItem(
  items: readonly CustomerQualificationItem[],
  qualification: string,
): CustomerQualificationItem | undefined {
  const other = excludes(qualification);
  const item = other === undefined ? undefined : ownItem(items, other);
  return item && !isDenied(item) ? item : undefined;
}

/** In the place of a status: the same program declares it, and it may not have been submitted yet. */
export const DECLARED = "declared by the same program";

/** How what stands in the place of a status begins where it was submitted and may not be listed yet; by whom and when follows. */
export const SUBMITTED = "submitted ";

/** The same, where another process of this machine has submitted it. */
export const SUBMITTED_HERE = `${SUBMITTED}from this machine`;

/** Whether two dates name one vetting, as the client compares them. A missing date tells nothing. */
export function sameDate(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && sameVettingDate(a, b);
}

/** Whether the denial that is observed is the one that is recorded: nothing new for a person to read. */
export function sameDenial(recorded: Vetting, observed: Vetting): boolean {
  return (
    isDenied(recorded) &&
    isDenied(observed) &&
    plainWord(recorded.vettingStatus) === plainWord(observed.vettingStatus) &&
    sameWords(recorded.vettingReason, observed.vettingReason) &&
    (recorded.vettingCreateDate === observed.vettingCreateDate ||
      sameDate(recorded.vettingCreateDate, observed.vettingCreateDate))
  );
}

/** Whether what is listed after a submission is still the denial from before it: the list is behind. */
export function isStillBefore(before: Pick<Vetting, "vettingCreateDate">, listed: Vetting): boolean {
  const [then, now] = [before.vettingCreateDate, listed.vettingCreateDate];
  return isDenied(listed) && (then === now || sameDate(then, now));
}

/** Clocks differ by less. */
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Whether a date tells the day alone, as the form of the API's change log does: `07/09/2020: 00:00:00`. */
export const isDayAlone = (date: number): boolean => date % DAY_MS === 0;

/** The latest moment that a date may stand for. */
const latestOf = (date: number): number => (isDayAlone(date) ? date + DAY_MS : date);

/** Whether a vetting is older than the submission that was just answered with it, as far as its date tells. */
export function isFromBefore({ vettingCreateDate }: Vetting, now: number): boolean {
  const date = parseVettingDate(vettingCreateDate);
  return date !== undefined && now - latestOf(date) > HOUR_MS;
}

/** Whether what is listed is the denial of an earlier vetting than the recorded one, as far as their dates tell. */
export function isOlderDenial(listed: Vetting, recorded: Vetting): boolean {
  const [then, now] = [listed.vettingCreateDate, recorded.vettingCreateDate].map(parseVettingDate);
  if (!isDenied(listed) || then === undefined || now === undefined) return false;
  return latestOf(then) < now && !sameDate(listed.vettingCreateDate, recorded.vettingCreateDate);
}

/** Whether two are the same vetting, or both are not listed: nothing new for a person to read. */
export function sameVetting(a: Vetting, b: Vetting): boolean {
  if (isDenied(b)) return sameDenial(a, b);
  if (b.vettingStatus === NONE) return a.vettingStatus === NONE;
  return (
    sameWords(a.vettingStatus, b.vettingStatus) &&
    (a.vettingCreateDate === b.vettingCreateDate || sameDate(a.vettingCreateDate, b.vettingCreateDate))
  );
}

/** The vetting that the last `up` reported to a person. A preview's words are nobody's report, nor a refresh's. */
export function reportedVetting(recorded: Vetting & { reported?: Vetting }): Vetting {
  return recorded.reported ?? recorded;
}

/**
 * Whether the observed denial concludes the vetting that an `up` has reported, so that a changed `resubmit` can be an
 * answer to it. A denial of another date is one that nobody has read yet, and so is one of a vetting without a date.
 */
export function concludesReported(recorded: Vetting & { reported?: Vetting }, denial: Vetting): boolean {
  const reported = reportedVetting(recorded);
  return sameDate(reported.vettingCreateDate, denial.vettingCreateDate) || sameDenial(reported, denial);
}

/** Whether it is not known if the last submission was taken. */
export function isOutcomeUnknown(recorded: Vetting & { submissionError?: string }): boolean {
  return recorded.submissionError !== undefined && recorded.vettingStatus === undefined;
}

/**
 * Whether a look leaves it unknown: nothing is listed, or the denial that was listed before the submission. A list may
 * be behind, so that neither says that the submission was not taken.
 */
export function leavesUnknown(
  recorded: Vetting & { submissionError?: string },
  own: Vetting | undefined,
): boolean {
  if (!isOutcomeUnknown(recorded)) return false;
  return own === undefined || sameDenial({ ...recorded, vettingStatus: own.vettingStatus }, own);
}
