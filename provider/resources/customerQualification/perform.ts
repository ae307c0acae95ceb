import type { CustomerQualificationItem, QualificationsAnswer } from "../../partnercenter";
import { unlessInterrupted } from "../../lifecycle/cancellation";
import type { Notes } from "../../lifecycle/machineLock";
import { ACTION_LOOK_MAX_AGE_MS, isPartnerCenterError, type Session } from "../../lifecycle/session";
import { asksToResubmit, decide, type Decision } from "./decide";
import { besideDeclared } from "./declared";
import { actedOn, earlier, noteActed, replacedBy, submittedHere } from "./known";
import { OutageError, PartialFailure, Refused } from "../../failure";
import { codeProblem } from "./validationCode";
import { resourceId, SUBMITTED_NAMES, withDefaults, type Inputs, type Recorded } from "./model";
import { outputsOf, recordedOf, recordFound } from "./record";
import { against, forgetOlderLook, readNoted } from "./noted";
import { submit } from "./submit";
import { isDenied, isSettled, ownItem } from "./vetting";
import { type Submitted, waitForVetting } from "./wait";
import { countSubmission } from "./tally";
import { tell } from "./notice";
import { failure, interrupted, subject, type Situation } from "./words";

/**
 * The one flow of create, update and adopt: observe, decide, submit if and only if decided, record. From the look to
 * the submission nothing else of this machine touches the customer, so that a row copied by mistake submits once.
 */
export async function perform(
  session: Session,
  desired: Inputs,
  recorded: Recorded | undefined,
): Promise<Recorded> {
  const stop = session.cancellation.signal;
  const replaced = recorded?.replaced ?? replacedBy(session, desired);
  const kept = <T extends object>(record: T): T => (replaced ? { ...record, replaced } : record);
  try {
    const { outputs, wait, submitted } = await session.exclusively(
      desired.customerId,
      (notes) =>
        act(session, desired, recorded, { stop, notes }).then(
          (done) => noted(session, done, done.outputs),
          (error: unknown) => {
            if (error instanceof PartialFailure) noteActed(session, recordedOf({ ...error.properties }));
            throw error;
          },
        ),
      { stop, interrupted: interrupted(desired) },
    );
    if (!wait) return kept(outputs);
    const operation = recorded === undefined ? "create" : "update";
    return kept(await waitForVetting(session, desired, outputs, { operation, stop, submitted }));
  } catch (error) {
    if (!(error instanceof PartialFailure)) throw error;
    throw new PartialFailure(error.message, error.id, kept(error.properties));
  }
}

function noted<T>(session: Session, value: T, outputs: Recorded): T {
  noteActed(session, outputs);
  return value;
}

interface Done {
  outputs: Recorded;
  wait: boolean;
  submitted?: Submitted;
}

async function act(
  session: Session,
  desired: Inputs,
  recorded: Recorded | undefined,
  turn: { stop: AbortSignal; notes: Notes },
  codeChecked = false,
  looked?: QualificationsAnswer,
): Promise<Done> {
  const { stop, notes } = turn;
  // All that comes before a submission ends when the engine asks to stop; a submission under way is seen through.
  const beforeSubmission = <T>(work: Promise<T>): Promise<T> =>
    unlessInterrupted(stop, work, interrupted(desired));
  session.protect(desired.validationCode);
  const elsewhere = readNoted(session, notes);
  forgetOlderLook(session, desired.customerId, elsewhere);
  const seen = looked ?? (await beforeSubmission(lookToAct(session, desired)));
  // For another resource of the program this very run may have submitted it.
  const here = submittedHere(session, desired, seen.items);
  let items = recorded ? here.items : besideDeclared(session, desired, here.items);
  const limits = { maxSubmissions: session.settings.maxSubmissions };
  // What this resource, or the one that it replaces, has in the state: its count of submissions goes on.
  let base = recorded ?? earlier(session, desired);
  let known = here.known ?? (recorded ? recorded : (actedOn(session, desired) ?? base));
  const decideWith = (): Decision =>
    recorded
      ? decide(desired, known, { kind: "seen", items }, limits)
      : decide(desired, undefined, { kind: "seen", items }, limits, known);
  let decision = decideWith();
  if (decision.kind === "submit" && seen.uncertain !== undefined) {
    const certain = await beforeSubmission(lookToAct(session, desired, true));
    return act(session, desired, recorded, turn, codeChecked, certain);
  }
  const listed = ownItem(items, desired.qualification);
  const other = decision.kind === "submit" ? against(session, desired, items, known, elsewhere) : undefined;
  if (other) {
    ({ items, known = known } = other);
    if (other.known) base = other.known;
    if (other.line !== "") session.notices.tellOnce(other.line);
    decision = decideWith();
  }
  const own = ownItem(items, desired.qualification);
  // What another process has submitted may not be listed yet, just as what this one has.
  const submittedElsewhere = other && { before: listed };
  const situation: Situation = {
    desired,
    recorded: recorded || !own ? known : undefined,
    items,
    limits,
    correlationId: session.correlationId,
    acting: true,
  };
  // In an `up` that creates, `check` has not looked. What is refused is an error, and says it there.
  if (!recorded && decision.kind !== "refuse") tell(session, decision, situation);
  const observed = recordFound(desired, own, base);

  switch (decision.kind) {
    case "nothing":
    case "warn":
      return { outputs: observed, wait: false };
    case "record":
      if (own && isDenied(own) && withDefaults(desired).onDenied === "fail")
        throw partial(decision, situation, observed);
      return { outputs: observed, wait: false };
    case "adopt":
      return { outputs: observed, wait: decision.thenWait, submitted: submittedElsewhere };
    case "wait":
      return { outputs: observed, wait: true, submitted: submittedElsewhere };
    case "submit": {
      if (!codeChecked) {
        const since = session.clock.now();
        const problem = await beforeSubmission(codeProblem(session, desired));
        if (problem !== undefined) throw new Refused(problem);
        // The codes may have taken minutes to read.
        if (session.clock.now() - since > ACTION_LOOK_MAX_AGE_MS)
          return act(session, desired, recorded, turn, true);
      }
      countSubmission(session, desired);
      const outputs = await submit(session, desired, base, decision.before, turn);
      // Where somebody else was faster, what is there now is decided upon anew.
      if (outputs === undefined) return act(session, desired, recorded, turn, true);
      return settle(situation, outputs, decision.before);
    }
    case "refuse":
      throw refused(decision, situation, observed, base !== undefined || own !== undefined);
    case "notObserved":
    case "notLooked":
      // A look that fails throws, and an `up` always looks.
      throw new Refused(decision.why);
  }
}

/**
 * A look that fails ends the action before anything was sent, and the error says so. So does one that must be certain, and
 * is not.
 */
async function lookToAct(session: Session, desired: Inputs, certain = false): Promise<QualificationsAnswer> {
  try {
    return await (certain
      ? session.lookForCertain(desired.customerId)
      : session.lookAgain(desired.customerId));
  } catch (error) {
    if (!isPartnerCenterError(error) && !(error instanceof OutageError)) throw error;
    throw new Refused(`${subject(desired)}: could not be observed. ${error.message} Nothing was submitted.`);
  }
}

/** What is left to do once a submission is in: an answer may already be a denial. */
function settle(
  situation: Situation,
  outputs: Recorded,
  before: CustomerQualificationItem | undefined,
): Done {
  const { waitForVetting: wait, onDenied } = withDefaults(situation.desired);
  if (isDenied(outputs) && onDenied === "fail") {
    const denied = { kind: "refuse", because: "denied", request: outputs.submissions + 1 } as const;
    const items = [itemOf(outputs)];
    throw partial(
      denied,
      { ...situation, recorded: undefined, items },
      outputs,
      "It is in the state as submitted.",
    );
  }
  return { outputs, wait: wait && !isSettled(outputs) && !isDenied(outputs), submitted: { before } };
}

function itemOf(outputs: Recorded): CustomerQualificationItem {
  const { qualification, vettingStatus, vettingReason, vettingCreateDate } = outputs;
  return { qualification, vettingStatus, vettingReason, vettingCreateDate };
}

/**
 * A refusal keeps the resource in the state with what was observed, so that its record of submissions survives. Only
 * what was never there and is not ours stays out of it.
 */
function refused(
  decision: Extract<Decision, { kind: "refuse" }>,
  situation: Situation,
  observed: Recorded,
  wasThere: boolean,
): Error {
  const { recorded, desired } = situation;
  if (!recorded) {
    return decision.because === "denied" && wasThere
      ? partial(decision, situation, observed)
      : new Refused(failure(decision, situation));
  }
  return partial(decision, situation, { ...observed, ...unanswered(decision, desired, recorded) });
}

/** What stays as it was recorded, so that what was asked for and refused is still asked for the next time. */
function unanswered(
  { because }: Extract<Decision, { kind: "refuse" }>,
  desired: Inputs,
  recorded: Recorded,
): Partial<Recorded> {
  const { resubmit } = recorded;
  if (because === "limit" || because === "incomplete" || asksToResubmit(desired, recorded)) {
    return { resubmit, ...Object.fromEntries(SUBMITTED_NAMES.map((name) => [name, recorded[name]])) };
  }
  return {};
}

function partial(decision: Decision, situation: Situation, outputs: Recorded, done?: string): PartialFailure {
  const message = failure(decision, situation, done);
  return new PartialFailure(message, resourceId(situation.desired), outputsOf(outputs));
}
