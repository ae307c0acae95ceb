import { sentence } from "../../lifecycle/sentences";
import { missingForSubmission } from "./decide";
import type { Decision } from "./decision";
import {
  AFTER_LISTING,
  conflictRemedy,
  CORRECT_PROFILE,
  describeSubmission,
  describeVetting,
  observedPhrase,
  ordinal,
  resubmitHint,
  wasPhrase,
  type Situation,
} from "./phrases";
import { excludes, ownItem } from "./vetting";

/** What was found and what to do next, for a refusal and for the same thing under `onDenied: "warn"`. */
export function refusal(
  s: Situation,
  {
    because,
    request,
    submitted,
  }: Pick<Extract<Decision, { kind: "refuse" }>, "because" | "request" | "submitted">,
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
    case "submittedBefore":
      return (
        `${found}. Microsoft's activity log shows that it was submitted before: ${describeSubmission(submitted ?? {})}. After a ` +
        `denial Partner Center lists nothing; look in the customer's account page for the reason. Next: ${CORRECT_PROFILE}. ` +
        resubmitHint(request, s.limits, "set")
      );
    case "submittedLately":
      return (
        `${found}. Microsoft's activity log shows that it was submitted less than an hour ago: ${describeSubmission(submitted ?? {})}. ` +
        `It may not be listed yet: \`pulumi up\` looks again for a while. Next: ${AFTER_LISTING}. Where it is not listed after an hour ` +
        `either, ${CORRECT_PROFILE}. ${resubmitHint(request, s.limits, "set")}`
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
