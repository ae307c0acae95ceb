import type { Severity } from "../../lifecycle/notices";
import { correlated, notObserved, nothingToDo } from "../../lifecycle/sentences";
import type { CustomerQualificationItem } from "../../partnercenter";
import { nextRequest } from "./decide";
import type { Decision } from "./decision";
import type { NotListedYet } from "./lately";
import {
  CORRECT_PROFILE,
  describeVetting,
  observedPhrase,
  ordinal,
  resubmitHint,
  subject,
  wasPhrase,
  type Situation,
} from "./phrases";
import { duration } from "./progress";
import { refusal } from "./refusals";
import { isDenied, isSettled, ownItem } from "./vetting";

/**
 * What a person reads: one place for every sentence about a decision, so that a preview and an `up` say the same.
 */

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
      const yet = decision.notListedYet;
      if (yet) {
        const rest = nothingToDo(false, s.lastUpFailed === true);
        return line(`${notListedYetPhrase(yet)}. ${rest === "" ? "Nothing to do." : rest}`);
      }
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
      return line(recordText(decision, s, own));
    case "warn":
      return line(
        refusal(s, decision) +
          (decision.alreadyRecorded
            ? ' It is recorded; `onDenied: "warn"`.'
            : ' `onDenied: "warn"`: it is recorded.'),
      );
    case "wait":
      return line(`${waitedFor(decision.notListedYet, own)}. Its vetting is waited for.`);
    case "submit":
      return line(
        `${s.recorded ? `${wasPhrase(s)}${observedPhrase(s)}` : "is not there"}. It ${s.inUp ? "is" : "will be"} submitted: ` +
          `${ordinal(decision.request, s.limits)}.`,
      );
    case "refuse":
      return line(refusal(s, decision));
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
      return own && isDenied(own) && !decision.notListedYet ? "warning" : "info";
    }
    case "nothing":
      return isProgress(s) ? "progress" : "info";
    default:
      return "info";
  }
}

/** `was submitted 12 min ago, and Partner Center does not list it yet` */
const notListedYetPhrase = ({ ageMs, before }: NotListedYet): string =>
  `was submitted ${duration(ageMs)} ago, and Partner Center ` +
  (before ? `still lists what was before: ${describeVetting(before)}` : "does not list it yet");

const waitedFor = (yet: NotListedYet | undefined, own: CustomerQualificationItem | undefined): string =>
  yet ? notListedYetPhrase(yet) : `is ${own ? describeVetting(own) : "requested"}`;

function recordText(
  { because, notListedYet }: Extract<Decision, { kind: "record" }>,
  s: Situation,
  own: CustomerQualificationItem | undefined,
): string {
  switch (because) {
    case "approved":
      return `is ${own ? describeVetting(own) : "as desired"}; that is recorded.`;
    case "edited":
      return (
        (notListedYet ? `${notListedYetPhrase(notListedYet)}; ` : "") +
        "what was edited is recorded only: Microsoft is not told, and nothing is submitted."
      );
    case "resubmitMoot":
      if (notListedYet) {
        return (
          `${notListedYetPhrase(notListedYet)}: there is nothing to resubmit yet. The changed \`resubmit\` is recorded without a ` +
          "submission. If it is not listed an hour after its submission either, a preview says so, and what to do."
        );
      }
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
