import type { Session } from "../../lifecycle/session";
import { asksToResubmit, decide, missingForSubmission } from "./decide";
import { besideDeclared, declare } from "./declared";
import { earlier, noteChecked } from "./known";
import { inputsOf, type Inputs, type Observed } from "./model";
import { limitsOf, observe } from "./observe";
import { isMistaken, noCustomer, noteInState } from "../../lifecycle/mistakes";
import { failureOf, validate, type Failure } from "./schema";
import { codeMistake } from "./validationCode";
import { ownItem } from "./vetting";
import { count } from "./tally";
import { tell } from "./notice";
import { driftOf, type Drift } from "./words";

export interface CheckResult {
  inputs: Record<string, unknown>;
  failures: Failure[];
}

/**
 * Validates every input at once. Then looks, and where reality has left what is desired, adds the property `drift`,
 * which the preview prints. Failures are for the program's own mistakes only: one of them ends the preview, and a
 * customer that was denied, or can't be read, must not hide all the others. What Partner Center itself says to be mistaken in
 * a new resource (a customer that is none of the partner's, a code that is not) fails a preview; in an `up` its `create`
 * fails alone.
 */
export async function check(
  session: Session,
  olds: Readonly<Record<string, unknown>>,
  news: Readonly<Record<string, unknown>>,
): Promise<CheckResult> {
  const { inputs: desired, kept, unknown, failures } = validate(news);
  if (!unknown.has("customerId")) session.customers.checkedOther(desired.customerId);
  const create = olds["customerId"] === undefined;
  const identified = !["customerId", "qualification"].some(
    (name) => unknown.has(name) || failures.some((failure) => failure.property === name),
  );
  if (!identified) {
    // There is nobody to look at, so that nothing can be there: all that is wrong is listed at once.
    const missing = unknown.has("customerId") ? undefined : missingForSubmission(desired);
    if (create && missing) failures.push(required(missing, desired));
    if (failures.length === 0 && create) {
      count(session, "unknown", { desired });
      session.notices.tellStackOnce(
        "CustomerQualification: a customer or qualification is an output that is not known before `pulumi up`, which " +
          "looks then and submits if nothing is there.",
      );
    }
    return { inputs: kept, failures };
  }

  session.protect(desired.validationCode);
  if (!create) {
    noteChecked(session, olds);
    noteInState(session, olds["customerId"]);
  }
  if (create && session.creating) {
    // Its look would be too old to act on once its turn to be created comes: `create` makes one, and refuses as well.
    declare(session, desired);
    count(session, { kind: "notLooked", why: "", edited: true }, { desired });
    return { inputs: kept, failures };
  }
  const live = await observe(session, desired.customerId);
  const observed: Observed =
    create && live.kind === "seen"
      ? { kind: "seen", items: besideDeclared(session, desired, live.items) }
      : live;
  declare(session, desired);
  const limits = limitsOf(session);
  const before = create ? earlier(session, desired) : undefined;
  const decision = decide(desired, undefined, observed, limits, before);
  const recorded = ownItem(itemsOf(observed), desired.qualification) ? undefined : before;
  if (create) {
    const noneHere = isNoCustomer(observed) && isMistaken(session, desired.customerId);
    if (noneHere) failures.push(await noCustomer(session, desired.customerId, observed.why));
    const missing =
      decision.kind === "refuse" ? decision.missing : missingUnseen(desired, observed, noneHere);
    if (missing) failures.push(required(missing, desired));
    if (session.previewing && (noneHere || decision.kind === "submit")) {
      const mistake = await codeMistake(session, desired);
      if (mistake !== undefined) failures.push(failureOf("validationCode", mistake));
    }
  }
  if (failures.length > 0) return { inputs: kept, failures };

  if (create) {
    const situation = { desired, recorded, items: itemsOf(observed), limits };
    // In an `up`, `create` says what it does.
    if (session.previewing !== false) tell(session, decision, situation);
    const excess = count(session, decision, situation);
    if (excess !== undefined) return { inputs: kept, failures: [{ property: "", reason: excess }] };
  }
  // Only the old inputs are to be had here: what needs the recorded outputs is said in diff.
  const { resubmit } = recorded ?? inputsOf(olds);
  const asked = !(create && !recorded) && asksToResubmit(desired, { resubmit });
  const drift = driftIn(desired, observed, { create: create && !recorded, asked });
  return { inputs: drift ? { ...kept, drift } : kept, failures };
}

function required(missing: "educationSegment" | "validationCode", { qualification }: Inputs): Failure {
  return failureOf(missing, `is required to submit ${qualification}; it is not set`);
}

function driftIn(
  desired: Inputs,
  observed: Observed,
  context: { create: boolean; asked: boolean },
): Drift | undefined {
  switch (observed.kind) {
    case "seen":
      return driftOf(desired, observed.items, context);
    case "notObserved":
      return { notObserved: observed.why };
    case "notLooked":
      return undefined;
  }
}

type NoCustomer = Extract<Observed, { kind: "notObserved" }>;

const isNoCustomer = (observed: Observed): observed is NoCustomer =>
  observed.kind === "notObserved" && observed.noCustomer === true;

/**
 * Where looking is turned off, or there is no such customer, a new resource is taken to need what a submission needs. Where
 * one customer could not be read, that is shown instead: a failure here would hide the others.
 */
function missingUnseen(
  desired: Inputs,
  observed: Observed,
  noneHere: boolean,
): ReturnType<typeof missingForSubmission> {
  return noneHere || observed.kind === "notLooked" ? missingForSubmission(desired) : undefined;
}

function itemsOf(observed: Observed): Extract<Observed, { kind: "seen" }>["items"] {
  return observed.kind === "seen" ? observed.items : [];
}
