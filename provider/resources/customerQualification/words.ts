import type { Severity } from "../../lifecycle/notices";
import { correlated, notObserved, nothingToDo, sentence } from "../../lifecycle/text";
import type { CustomerQualificationItem } from "../../partnercenter";
import { missingForSubmission, nextRequest, type Decision, type Limits } from "./decide";
import { NONE, resourceId, type Inputs, type Recorded, type Vetting } from "./model";
import {
  conflictingItem,
  DECLARED,
  excludes,
  isDenied,
  isSettled,
  ownItem,
  reportedVetting,
  SUBMITTED_HERE,
} from "./vetting";

/**
 * What a person reads: one place for every sentence about a decision, so that a preview and an `up` say the same.
 */

/** Everything a sentence may need. */
export interface Situation {
  desired: Inputs;
  recorded?: Recorded;
  items: readonly CustomerQualificationItem[];
  limits: Limits;
  correlationId?: string;
  /** In a preview: the last `up` failed here. */
  lastUpFailed?: boolean;
  /** Whether it is done now, and not only shown before. */
  acting?: boolean;
}

/** The remedy that Microsoft gives for a denial ("Sell to education customers"). */
export const CORRECT_PROFILE =
  "have the customer's global administrator correct the organisation's profile in the Microsoft 365 admin center";

/** What follows a denial, as a `nextStep` and wherever else it is said without a count of requests. */
export const AFTER_DENIAL = `${CORRECT_PROFILE}, then change \`resubmit\``;

export function subject(inputs: { customerId: string; qualification: string }): string {
  return `CustomerQualification ${resourceId(inputs)}`;
}

/** `Denied (Not an Education Customer, vetting of 2026-11-20T10:00:00Z)` */
export function describeVetting(vetting: Vetting): string {
  const details = [
    vetting.vettingReason,
    vetting.vettingCreateDate === undefined ? undefined : `vetting of ${vetting.vettingCreateDate}`,
  ].filter((detail) => detail !== undefined);
  const status = vetting.vettingStatus ?? "listed without a vetting status";
  return details.length === 0 ? status : `${status} (${details.join(", ")})`;
}

/** `verification request at least 2 of 3` */
export function ordinal(request: number, limits: Limits): string {
  const least = request > 1 ? "at least " : "";
  return `verification request ${least}${request} of ${limits.maxSubmissions}`;
}

function resubmitHint(request: number, limits: Limits): string {
  return request > limits.maxSubmissions
    ? `No verification request is left (${limits.maxSubmissions} per customer): contact Microsoft partner support.`
    : `Then change \`resubmit\` to submit it once more (${ordinal(request, limits)}).`;
}

function observedPhrase(s: Situation): string {
  const own = ownItem(s.items, s.desired.qualification);
  const conflict = conflictingItem(s.items, s.desired.qualification);
  const still = s.recorded && statusBefore(s) === statusNow(s) ? "still " : "";
  const parts = [own ? `is ${still}${describeVetting(own)}` : `is ${still}not listed by Partner Center`];
  if (conflict?.vettingStatus === DECLARED)
    parts.push(`${conflict.qualification} is declared for the same customer by the same program`);
  else if (conflict?.vettingStatus?.startsWith(SUBMITTED_HERE))
    parts.push(`${conflict.qualification} was ${conflict.vettingStatus}, and may not be listed yet`);
  else if (conflict)
    parts.push(`the customer holds ${conflict.qualification} instead: ${describeVetting(conflict)}`);
  return parts.join("; ");
}

function statusNow({ items, desired }: Situation): string | undefined {
  const own = ownItem(items, desired.qualification);
  return own ? own.vettingStatus : NONE;
}

/** What was recorded before. What only a refresh has recorded is new to a person, who knows what the last `up` told. */
function statusBefore(s: Situation): string | undefined {
  if (s.recorded?.vettingStatus !== statusNow(s)) return s.recorded?.vettingStatus;
  return reportedVetting(s.recorded ?? {}).vettingStatus;
}

export function conflictRemedy(desired: Inputs, items: readonly CustomerQualificationItem[]): string {
  return conflictingItem(items, desired.qualification)?.vettingStatus === DECLARED
    ? "declare one of the two only"
    : "declare the one the customer holds, or remove this resource";
}

function wasPhrase(s: Situation): string {
  if (!s.recorded) return "";
  const before = statusBefore(s);
  if (before === undefined) return s.recorded.submissionError ? "" : "was held, ";
  if (before === statusNow(s)) return "";
  return before === NONE ? "was not listed, " : `was ${before}, `;
}

/** What was found and what to do next, for a refusal and for the same thing under `onDenied: "warn"`. */
function refusal(
  s: Situation,
  because: Extract<Decision, { kind: "refuse" }>["because"],
  request: number,
): string {
  const found = `${wasPhrase(s)}${observedPhrase(s)}`;
  const own = ownItem(s.items, s.desired.qualification);
  switch (because) {
    case "denied":
      return `${found}. Next: ${CORRECT_PROFILE}. ${resubmitHint(request, s.limits)}`;
    case "notListed":
      return (
        `${found}. After a denial Partner Center lists nothing; look in the customer's account page for the reason. ` +
        `Next: ${CORRECT_PROFILE}. ${resubmitHint(request, s.limits)}`
      );
    case "conflict":
      return (
        `${found}. ${s.desired.qualification} and ${excludes(s.desired.qualification) ?? "the other"} exclude each ` +
        `other, and a qualification can't be taken back. Next: ${conflictRemedy(s.desired, s.items)}.`
      );
    case "submissionRefused":
      return (
        `the API refused the last submission: ${sentence(s.recorded?.submissionError ?? "no reason was recorded")} It ${found}. ` +
        `Next: correct what is sent, or change \`resubmit\` to send the same again (${ordinal(request, s.limits)}).`
      );
    case "submissionUnknown":
      return (
        `${sentence(s.recorded?.submissionError ?? "the last submission's outcome is not known")} Now it ${found}. A list may be ` +
        "behind, so that the submission may have been taken nevertheless. Next: look at the customer's account page in Partner " +
        `Center; if nothing was requested there, change \`resubmit\` to submit it once more (${ordinal(request, s.limits)}).`
      );
    case "notAdopted":
      return (
        `${own ? `is already there: ${describeVetting(own)}` : found}, and \`adoptExisting\` is false. ` +
        "Next: set `adoptExisting: true` to take it over without a submission (also after a crash, when it may be this resource's own)."
      );
    case "limit":
      return (
        `${found}. This would be ${ordinal(request, s.limits)}: past the limit. Next: contact Microsoft partner support; ` +
        "if they grant more, set `partnercenter:maxSubmissions`."
      );
    case "incomplete": {
      const missing = missingForSubmission(s.desired) ?? "an input";
      return `${found}. Next: set \`${missing}\`, which a submission of ${s.desired.qualification} requires.`;
    }
  }
}

/** Whether the vetting is not the recorded one any more. */
function hasMoved({ desired, recorded, items }: Pick<Situation, "desired" | "recorded" | "items">): boolean {
  const own = ownItem(items, desired.qualification);
  return own !== undefined && recorded?.vettingStatus !== own.vettingStatus;
}

/** Whether it has only moved on as desired, which needs nobody: told as a count where many have. */
export function isProgress(s: Pick<Situation, "desired" | "recorded" | "items" | "lastUpFailed">): boolean {
  const own = ownItem(s.items, s.desired.qualification);
  return own !== undefined && isSettled(own) && hasMoved(s) && s.lastUpFailed !== true;
}

/** The sentence a decision is reported with, or undefined where there is nothing worth a line. */
export function explain(decision: Decision, s: Situation): string | undefined {
  const own = ownItem(s.items, s.desired.qualification);
  const line = (text: string): string => `${subject(s.desired)}: ${text}`;
  switch (decision.kind) {
    case "nothing": {
      const moved = hasMoved(s);
      const found = own && moved ? `${wasPhrase(s)}is ${describeVetting(own)}. ` : "";
      const text = `${found}${nothingToDo(moved, s.lastUpFailed === true)}`;
      return text === "" ? undefined : line(text);
    }
    case "adopt":
      return line(
        `is already there: ${describeVetting(decision.item)}. It is adopted without a submission.` +
          (decision.thenWait ? " Then its vetting is waited for." : ""),
      );
    case "record":
      return line(recordText(decision.because, s, own));
    case "warn":
      return line(
        `${refusal(s, decision.because, decision.request)}` +
          (decision.alreadyRecorded
            ? ' It is recorded; `onDenied: "warn"`.'
            : ' `onDenied: "warn"`: it is recorded.'),
      );
    case "wait":
      return line(`is ${own ? describeVetting(own) : "requested"}. Its vetting is waited for.`);
    case "submit":
      return line(
        `${s.recorded ? `${wasPhrase(s)}${observedPhrase(s)}` : "is not there"}. It ${s.acting ? "is" : "will be"} submitted: ` +
          `${ordinal(decision.request, s.limits)}.`,
      );
    case "refuse":
      return line(refusal(s, decision.because, decision.request));
    case "notObserved":
      return notObserved(decision.why, line);
    case "notLooked":
      return line(`was not looked at: ${decision.why}`);
  }
}

/** How loudly it is told. */
export function severityOf(decision: Decision, s: Situation): Severity {
  switch (decision.kind) {
    case "warn":
      // A denial that is recorded under `onDenied: "warn"` was told by the `up` that recorded it.
      return decision.alreadyRecorded ? "info" : "warning";
    case "record": {
      const own = ownItem(s.items, s.desired.qualification);
      return own && isDenied(own) ? "warning" : "info";
    }
    case "nothing":
      return isProgress(s) ? "progress" : "info";
    default:
      return "info";
  }
}

function recordText(
  because: Extract<Decision, { kind: "record" }>["because"],
  s: Situation,
  own: CustomerQualificationItem | undefined,
): string {
  switch (because) {
    case "approved":
      return `is ${own ? describeVetting(own) : "as desired"}; that is recorded.`;
    case "edited":
      return "what was edited is recorded only: Microsoft is not told, and nothing is submitted.";
    case "resubmitMoot":
      return own && isDenied(own)
        ? `${observedPhrase(s)}: a newer denial than any that an \`up\` has reported. The changed \`resubmit\` is recorded without a ` +
            `submission. Next: read the reason, ${CORRECT_PROFILE}. ${resubmitHint(s.recorded ? nextRequest(s.recorded) : 2, s.limits)}`
        : `${observedPhrase(s)}: there is nothing to resubmit. The changed \`resubmit\` is recorded without a submission.`;
  }
}

/** The error a refusal fails with: what `explain` says, what was done nevertheless, and what support asks for. */
export function failure(decision: Decision, s: Situation, done = "Nothing was submitted."): string {
  return correlated(`${explain(decision, s) ?? subject(s.desired)} ${done}`, s.correlationId);
}
