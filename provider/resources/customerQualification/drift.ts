import type { CustomerQualificationItem } from "../../partnercenter";
import { NONE, withDefaults, type Inputs } from "./model";
import { conflictingItem, isDenied, ownItem } from "./vetting";
import type { LoggedSubmission } from "./activityLogRecords";
import { AFTER_DENIAL, AFTER_LISTING, conflictRemedy, CORRECT_PROFILE, describeSubmission } from "./phrases";

/**
 * The `drift` property of a preview: what is desired against what was observed, for people and for pipelines.
 * Its keys stand: `vettingStatus`, `vettingReason`, `vettingCreateDate`, `conflictsWith`, `submittedBefore`, `notObserved`,
 * `nextStep`.
 */
export type Drift = Partial<
  Record<
    | "vettingStatus"
    | "vettingReason"
    | "vettingCreateDate"
    | "conflictsWith"
    | "submittedBefore"
    | "notObserved"
    | "nextStep",
    string
  >
>;

export function driftOf(
  desired: Inputs,
  items: readonly CustomerQualificationItem[],
  {
    create,
    asked,
    submitted,
    lately = false,
  }: {
    create: boolean;
    asked: boolean;
    submitted?: LoggedSubmission;
    /** Less than an hour ago. */
    lately?: boolean;
  },
): Drift | undefined {
  const own = ownItem(items, desired.qualification);
  // What is not listed may also have been refused when it was submitted; only diff can tell, which has the outputs.
  const correct = `${CORRECT_PROFILE}, or correct what the API refused, then change \`resubmit\``;
  const answer = asked ? {} : { nextStep: own ? AFTER_DENIAL : correct };
  const conflict = conflictingItem(items, desired.qualification);
  const { waitForVetting, adoptExisting } = withDefaults(desired);
  const wanted = waitForVetting ? "Approved" : "InReview or Approved";
  if (own && isDenied(own)) {
    // A code that the program no longer gives is known from the outputs only, and Microsoft's reason may repeat it: it stands in
    // the line under the resource, which is told once the code is known.
    const maySayCode =
      !create && own.qualification === "GovernmentCommunityCloud" && desired.validationCode === undefined;
    const { vettingReason } = maySayCode ? {} : own;
    return {
      vettingStatus: `${wanted} => ${own.vettingStatus ?? ""}`,
      ...(vettingReason === undefined ? {} : { vettingReason }),
      ...(own.vettingCreateDate === undefined ? {} : { vettingCreateDate: own.vettingCreateDate }),
      ...(conflict ? { conflictsWith: conflict.qualification } : {}),
      ...answer,
    };
  }
  if (own) {
    return create && !adoptExisting
      ? {
          vettingStatus: `${NONE} => ${own.vettingStatus ?? "listed"}`,
          nextStep: "set `adoptExisting: true`",
        }
      : undefined;
  }
  if (conflict) {
    return {
      vettingStatus: `${wanted} => ${NONE}`,
      conflictsWith: conflict.qualification,
      nextStep: conflictRemedy(desired, items),
    };
  }
  if (submitted) {
    const nextStep = lately ? AFTER_LISTING : `${CORRECT_PROFILE}, then set \`resubmit\``;
    return {
      vettingStatus: `${wanted} => ${NONE}`,
      submittedBefore: describeSubmission(submitted),
      nextStep,
    };
  }
  return create ? undefined : { vettingStatus: `${wanted} => ${NONE}`, ...answer };
}
