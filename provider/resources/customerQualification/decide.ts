import type { CustomerQualificationItem } from "../../partnercenter";
import type { Decision, Limits } from "./decision";
import { notCertain, notListedYet } from "./lately";
import { lastLogged, loggedLately, loggedRequests } from "./earlierSubmissions";
import {
  NONE,
  SUBMITTED_NAMES,
  withDefaults,
  withSentCode,
  willBeKnown,
  type Desired,
  type Observed,
  type Recorded,
  type Seen,
} from "./model";
import { INPUT_NAMES } from "./schema";
import {
  concludesReported,
  conflictingItem,
  isDenied,
  isSettled,
  leavesUnknown,
  ownItem,
  reportedVetting,
  sameVetting,
} from "./vetting";

/**
 * The one rule of this resource. Everything that a preview shows and everything that `up` does comes from here.
 *
 * A resource submits when it is created, nothing is there, and nobody has submitted it before as far as the state, this run
 * and Microsoft's activity log tell. After that it never submits again unless the user changes `resubmit` (or corrects what
 * the API refused for its content): not when Microsoft denied it, and not when it is no longer listed. Verification may be
 * requested at most three times per customer, and none can be undone.
 *
 * For an hour after a submission, what is not listed is taken as not listed yet, whoever submitted it.
 */

/** @param earlier - of a creation: what this run knows of the same qualification, from before (known.ts) */
export function decide(
  desired: Desired,
  recorded: Recorded | undefined,
  observed: Observed,
  limits: Limits,
  earlier?: Recorded,
): Decision {
  if (observed.kind === "notObserved") return observed;
  if (observed.kind === "notLooked") {
    return { ...observed, edited: recorded === undefined || isEdited(desired, recorded) };
  }
  return recorded === undefined
    ? decideCreate(desired, observed, limits, earlier)
    : decideUpdate(desired, recorded, observed, limits);
}

/** What is listed of it, and whether another one is in its way. */
function found({ qualification }: Desired, { items }: Seen) {
  const conflict = conflictingItem(items, qualification) !== undefined;
  return { own: ownItem(items, qualification), conflict };
}

function decideCreate(desired: Desired, seen: Seen, limits: Limits, earlier: Recorded | undefined): Decision {
  const { own, conflict } = found(desired, seen);
  const { adoptExisting, waitForVetting } = withDefaults(desired);
  // What was recorded under another resource, or before a replacement, is not submitted for being created anew.
  if (earlier && !own) return decideUpdate(desired, earlier, seen, limits);
  if (own) {
    if (!adoptExisting) return { kind: "refuse", because: "notAdopted", request: 2 };
    if (!isDenied(own)) return { kind: "adopt", item: own, thenWait: waitForVetting && !isSettled(own) };
    return decideNotApproved(desired, "denied", 2);
  }
  if (conflict) return { kind: "refuse", because: "conflict", request: 1 };
  const request = 1 + loggedRequests(seen, desired.qualification);
  // A program that sets `resubmit` on a new resource asks for it; not before what was submitted can be listed.
  const asked = asksToResubmit(desired, {});
  const lately = loggedLately(seen, desired.qualification, asked);
  if (lately) return { kind: "refuse", because: "submittedLately", request, submitted: lately };
  const submitted = lastLogged(seen, desired.qualification);
  if (submitted && !asked) return { kind: "refuse", because: "submittedBefore", request, submitted };
  return submission(desired, request, undefined, limits);
}

function decideUpdate(desired: Desired, recorded: Recorded, seen: Seen, limits: Limits): Decision {
  const { own, conflict } = found(desired, seen);
  const edited = isEdited(desired, recorded);
  if (own && !isDenied(own)) return decidePresent(desired, recorded, own, edited);

  const request = Math.max(nextRequest(recorded), 1 + loggedRequests(seen, desired.qualification));
  const asked = asksToResubmit(desired, recorded);
  const unknown = leavesUnknown(recorded, own);
  // As what is listed: there is nothing that a changed `resubmit` could answer.
  const submitted = notListedYet(recorded, seen);
  if (submitted && seen.uncertain !== undefined)
    return { kind: "notObserved", why: notCertain(seen.uncertain) };
  if (submitted)
    return { ...decidePresent(desired, recorded, submitted.item, edited), notListedYet: submitted };
  if (asked && own && !unknown && !concludesReported(recorded, own))
    return { kind: "record", because: "resubmitMoot" };
  if (conflict) {
    return asked ? { kind: "refuse", because: "conflict", request } : notAsDesired("conflict");
  }
  if (asked) return submission(desired, request, own, limits);
  if (unknown) return { kind: "refuse", because: "submissionUnknown", request };
  if (own) return notAsDesired("denied");
  if (recorded.submissionError !== undefined) {
    return wouldSendSomethingElse(desired, recorded)
      ? submission(desired, request, undefined, limits)
      : { kind: "refuse", because: "submissionRefused", request };
  }
  return notAsDesired("notListed");

  function notAsDesired(because: "denied" | "notListed" | "conflict"): Decision {
    const now = own ?? { vettingStatus: NONE };
    const alreadyRecorded = sameVetting(recorded, now) && sameVetting(reportedVetting(recorded), now);
    return decideNotApproved(desired, because, request, { alreadyRecorded, edited });
  }
}

/**
 * It is denied, not listed any more, or another one stands in its place, and nobody asks to submit again. A look, a
 * submission's own answer and the end of a wait all decide here.
 */
export function decideNotApproved(
  desired: Desired,
  because: "denied" | "notListed" | "conflict",
  request: number,
  { alreadyRecorded = false, edited = false } = {},
): Extract<Decision, { kind: "warn" | "refuse" }> {
  return failsIfDenied(desired)
    ? { kind: "refuse", because, request }
    : { kind: "warn", because, request, alreadyRecorded, edited };
}

export const failsIfDenied = (desired: Desired): boolean => withDefaults(desired).onDenied === "fail";

function decidePresent(
  desired: Desired,
  recorded: Recorded,
  own: CustomerQualificationItem,
  edited: boolean,
): Extract<Decision, { kind: "nothing" | "record" | "wait" }> {
  if (withDefaults(desired).waitForVetting) {
    if (!isSettled(own)) return { kind: "wait" };
    if (recorded.vettingStatus !== own.vettingStatus) return { kind: "record", because: "approved" };
  }
  if (asksToResubmit(desired, recorded)) return { kind: "record", because: "resubmitMoot" };
  return edited ? { kind: "record", because: "edited" } : { kind: "nothing" };
}

/** A submission that was decided, unless it is past the limit or lacks what the API requires. */
function submission(
  desired: Desired,
  request: number,
  before: CustomerQualificationItem | undefined,
  limits: Limits,
): Decision {
  if (request > limits.maxSubmissions) return { kind: "refuse", because: "limit", request };
  const missing = missingForSubmission(desired);
  if (missing) return { kind: "refuse", because: "incomplete", request, missing };
  return { kind: "submit", request, before };
}

/**
 * What the body lacks ("Update a customer's qualifications", request body). Demanded only of a submission: what was
 * adopted or imported has none of it, since no answer of the API carries it.
 */
export function missingForSubmission(desired: Desired): "educationSegment" | "validationCode" | undefined {
  const lacks = (name: "educationSegment" | "validationCode"): boolean =>
    !desired[name] && !willBeKnown(desired, name);
  if (desired.qualification === "Education" && lacks("educationSegment")) return "educationSegment";
  if (desired.qualification === "GovernmentCommunityCloud" && lacks("validationCode"))
    return "validationCode";
  return undefined;
}

/**
 * Which verification request of this customer the next submission would be, at least: after those that this resource
 * made, or the one that somebody else made (in the portal, another stack, a resource of another name). What is recorded
 * was listed, or submitted here.
 */
export function nextRequest(recorded: Pick<Recorded, "submissions">): number {
  return Math.max(recorded.submissions, 1) + 1;
}

/** Removing `resubmit` never asks for anything. One that is not known yet is taken to ask. */
export function asksToResubmit(desired: Desired, recorded: Pick<Recorded, "resubmit">): boolean {
  return (
    willBeKnown(desired, "resubmit") ||
    (desired.resubmit !== undefined && desired.resubmit !== recorded.resubmit)
  );
}

export function wouldSendSomethingElse(
  desired: Desired,
  recorded: Pick<Recorded, (typeof SUBMITTED_NAMES)[number]>,
): boolean {
  return SUBMITTED_NAMES.some((name) => willBeKnown(desired, name) || desired[name] !== recorded[name]);
}

/** A code that the program no longer gives is no edit: what was sent stays in the record (`recordFound`). */
export function isEdited(desired: Desired, recorded: Recorded): boolean {
  const [now, then] = [withSentCode(withDefaults(desired), recorded), withDefaults(recorded)];
  return (desired.notKnownYet ?? []).length > 0 || INPUT_NAMES.some((name) => now[name] !== then[name]);
}
