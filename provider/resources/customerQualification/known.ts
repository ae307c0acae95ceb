import type { Properties } from "../../engineValues";
import { remembered } from "../../lifecycle/remembered";
import type { Session } from "../../lifecycle/session";
import type { CustomerQualificationItem } from "../../partnercenter";
import { resourceId, type Inputs, type Recorded, type Replaced } from "./model";
import { inputsOf } from "./schema";
import { isStillBefore, itemOf, ownItem } from "./vetting";

/**
 * What this run knows of each customer's qualification, whichever resource it is. A resource that is replaced (by
 * `replaceOnChanges`, or with an identity that was changed and changed back) is created without a record, so that without this
 * it would be submitted again. Of what `--replace` or `pulumi state taint` replace the engine tells nothing before the creation
 * (CLI 3.259), unless it refreshes first.
 *
 * It is known to one process only, which is enough: it can only make a creation more careful.
 */
const known = remembered(() => ({
  /** From the state, or what this run itself has made of it. */
  recorded: new Map<string, Recorded>(),
  /** Only that it is in the state, with these inputs: `check` has not more. */
  checked: new Map<string, Inputs>(),
  /** What this run itself has submitted, adopted or recorded. */
  acted: new Map<string, Recorded>(),
  /** What this run itself has submitted, and the denial that was listed before. */
  submitted: new Map<string, { recorded: Recorded; before?: CustomerQualificationItem }>(),
  /** Every value of `resubmit` that a record of the qualification calls answered. */
  answered: new Map<string, Set<string>>(),
  /** By the id of a resource to come: what it replaces. */
  replaced: new Map<string, Readonly<Record<string, Replaced>>>(),
}));

/** Notes what the state holds, of this resource and of those that it has replaced. */
export function noteRecorded(session: Session, recorded: Recorded): void {
  const { recorded: all } = known(session);
  // Of several records the one that counts the most, or the others' submissions would be forgotten.
  const most = (all.get(resourceId(recorded))?.submissions ?? 0) <= recorded.submissions;
  if (most) all.set(resourceId(recorded), recorded);
  noteAnswered(session, resourceId(recorded), recorded);
  for (const [id, replaced] of Object.entries(recorded.replaced ?? {})) {
    const [customerId = "", qualification = ""] = id.split("/");
    noteAnswered(session, id, replaced);
    if (!all.has(id)) all.set(id, { customerId, qualification, ...replaced });
  }
}

/** Notes that a resource with these inputs is in the state. */
export function noteChecked(session: Session, olds: Properties): void {
  const inputs = inputsOf(olds);
  if (typeof inputs.customerId !== "string" || typeof inputs.qualification !== "string") return;
  inputs.customerId = inputs.customerId.toLowerCase();
  known(session).checked.set(resourceId(inputs), inputs);
  noteAnswered(session, resourceId(inputs), inputs);
}

/**
 * One qualification may have several records: a resource that waits to be deleted since it was replaced, two resources
 * that declare the same. What any of them has answered is answered.
 */
function noteAnswered(session: Session, id: string, { resubmit }: Pick<Recorded, "resubmit">): void {
  if (resubmit === undefined) return;
  const { answered } = known(session);
  answered.set(id, (answered.get(id) ?? new Set<string>()).add(resubmit));
}

/** Notes what this run has made of it. */
export function noteActed(session: Session, recorded: Recorded): void {
  known(session).acted.set(resourceId(recorded), recorded);
  noteAnswered(session, resourceId(recorded), recorded);
}

/** Notes what this run has submitted, whatever became of it. */
export function noteSubmitted(
  session: Session,
  recorded: Recorded,
  before: CustomerQualificationItem | undefined,
): void {
  known(session).submitted.set(resourceId(recorded), { recorded, before });
}

/** Notes that a resource is about to be replaced by one with another identity. */
export function noteReplaced(session: Session, recorded: Recorded, by: Inputs): void {
  const { [resourceId(by)]: _itself, ...earlier } = recorded.replaced ?? {};
  const { submissions, resubmit, vettingStatus, vettingReason, vettingCreateDate } = recorded;
  const { submissionError, submittedAt } = recorded;
  const vetting = { vettingStatus, vettingReason, vettingCreateDate };
  const own: Replaced = { submissions, resubmit, ...vetting, submissionError, submittedAt };
  known(session).replaced.set(resourceId(by), { ...earlier, [resourceId(recorded)]: own });
}

/** What a resource replaces that this run creates: it carries their records, or they would be lost with them. */
export function replacedBy(session: Session, inputs: Inputs): Recorded["replaced"] {
  return known(session).replaced.get(resourceId(inputs));
}

/** What is listed, and what this run knows of its own submission: a list that is behind does not show it yet. */
export function submittedHere(
  session: Session,
  inputs: Inputs,
  items: readonly CustomerQualificationItem[],
): { items: readonly CustomerQualificationItem[]; known?: Recorded; submittedAt?: string } {
  const submitted = known(session).submitted.get(resourceId(inputs));
  if (submitted === undefined) return { items };
  const { recorded, before } = submitted;
  // Asked for by two resources of the program, one submission answers both.
  if (recorded.submissionError !== undefined)
    return { items, known: { ...recorded, resubmit: inputs.resubmit } };
  const { qualification, submittedAt } = recorded;
  const listed = ownItem(items, qualification);
  if (listed && !(before && isStillBefore(before, listed))) return { items };
  const others = items.filter((one) => one.qualification !== qualification);
  return { items: [...others, itemOf(recorded)], submittedAt };
}

/** The recorded side of a creation: undefined where nobody has had it, as far as this run knows. */
export function earlier(session: Session, inputs: Inputs): Recorded | undefined {
  const id = resourceId(inputs);
  const { recorded, checked } = known(session);
  const before = checked.get(id);
  // How often it was submitted, `check` is not told: at least once, as far as a limit is concerned.
  return unlessAsked(session, inputs, recorded.get(id) ?? (before && { ...before, submissions: 1 }));
}

/** What this run itself has made of it for another resource of the program. */
export function actedOn(session: Session, inputs: Inputs): Recorded | undefined {
  return unlessAsked(session, inputs, known(session).acted.get(resourceId(inputs)));
}

function unlessAsked(session: Session, inputs: Inputs, found: Recorded | undefined): Recorded | undefined {
  const { resubmit } = inputs;
  const isAnswered = resubmit !== undefined && known(session).answered.get(resourceId(inputs))?.has(resubmit);
  return found && isAnswered ? { ...found, resubmit } : found;
}
