import { PartialFailure, Refused } from "../../failure";
import { tellDecided } from "../../lifecycle/decided";
import type { Action, Done, Later } from "../../lifecycle/action";
import { ACTION_LOOK_MAX_AGE_MS } from "../../lifecycle/looks";
import type { CustomerQualificationItem, QualificationsAnswer } from "../../partnercenter";
import { asksToResubmit, decide, decideNotApproved, failsIfDenied } from "./decide";
import type { Decision } from "./decision";
import { withDeclaredConflict } from "./declared";
import { actedOn, earlier, submittedHere } from "./known";
import { against, forgetOlderLook, readJournal } from "./journal";
import { listingOf, untilListed } from "./listing";
import { loggedSubmissions } from "./activityLog";
import { resourceId, SUBMITTED_NAMES, withDefaults, type Inputs, type Recorded, type Seen } from "./model";
import { limitsOf, lookToAct } from "./observe";
import { outputsOf, recordFound } from "./record";
import { submit } from "./submit";
import { countSubmission } from "./tally";
import { codeProblem } from "./validationCode";
import { isDenied, isFromBefore, isSettled, itemOf, ownItem } from "./vetting";
import { waitForVetting } from "./wait";
import { type Situation } from "./phrases";
import { explain, failure, severityOf } from "./messages";

interface Options {
  /** The code was found among the partner's own. */
  codeChecked?: boolean;
  /** A look that was made anew. */
  looked?: QualificationsAnswer;
  /** What the activity log has shown: asked again with each look, a slow one would hold up an action for ever. */
  logged?: Seen["logged"];
}

/**
 * What `create` and `update` do in their turn: look, decide, submit if and only if decided, record. From the look to the
 * submission nothing else of this machine touches the customer, so that a row copied by mistake submits once.
 */
export async function act(
  action: Action,
  desired: Inputs,
  recorded: Recorded | undefined,
  { codeChecked = false, looked, logged: before }: Options = {},
): Promise<Done<Recorded> | Later> {
  const { session, journal, operation, stop } = action;
  const elsewhere = readJournal(journal);
  forgetOlderLook(session, desired.customerId, elsewhere);
  const seen = looked ?? (await action.look(lookToAct(session, desired.customerId)));
  // For another resource of the program this very run may have submitted it.
  const here = submittedHere(session, desired, seen.items);
  const lookedAt = session.clock.now();
  let items = recorded ? here.items : withDeclaredConflict(session, desired, here.items);
  const limits = limitsOf(session);
  // What this resource, or the one that it replaces, has in the state: its count of submissions goes on.
  let base = recorded ?? earlier(session, desired);
  let known = here.known ?? (recorded ? recorded : (actedOn(session, desired) ?? base));
  const listing = listingOf(session, desired);
  let logged = before ?? listing?.logged;
  const decideWith = (): Decision => {
    const now: Seen = { ...seen, kind: "seen", items, at: listing?.since ?? session.clock.now(), logged };
    return recorded ? decide(desired, known, now, limits) : decide(desired, undefined, now, limits, known);
  };
  let decision = decideWith();
  if (["submit", "notObserved"].includes(decision.kind) && seen.uncertain !== undefined) {
    const certain = await action.look(lookToAct(session, desired.customerId, { certain: true }));
    return act(action, desired, recorded, { codeChecked, logged, looked: certain });
  }
  const listed = ownItem(items, desired.qualification);
  const other = decision.kind === "submit" ? against(session, desired, items, known, elsewhere) : undefined;
  if (other) {
    ({ items, known = known } = other);
    if (other.known) base = other.known;
    if (other.line !== "") session.notices.tellOnce(other.line);
    decision = decideWith();
  }
  if (decision.kind === "submit") {
    logged ??= await action.unlessStopped(loggedSubmissions(session, desired.customerId, { toAct: true }));
    decision = decideWith();
  }
  if (decision.kind === "refuse" && decision.because === "submittedLately") {
    const later = untilListed(session, desired, decision, logged, stop);
    if (later) return later;
  }
  const notListedYet = "notListedYet" in decision ? decision.notListedYet : undefined;
  const own = notListedYet?.item ?? ownItem(items, desired.qualification);
  const situation: Situation = {
    desired,
    recorded: recorded || !own ? known : undefined,
    items,
    limits,
    correlationId: session.correlationId,
    inUp: true,
  };
  // In an `up` that creates, `check` has not looked. What is refused is an error, and says it there.
  if (!recorded && decision.kind !== "refuse")
    tellDecided(
      session,
      "CustomerQualification",
      decision,
      explain(decision, situation),
      severityOf(decision, situation),
    );
  // Taken over before it is listed, it stays so until its hour is over.
  const submittedAt = other?.submittedAt ?? here.submittedAt ?? (notListedYet && known?.submittedAt);
  const outputs = { ...recordFound(desired, own, base), ...(submittedAt !== undefined && { submittedAt }) };
  // What was submitted, here or by another process, may not be listed yet.
  const submitted = (other ?? notListedYet) && { before: listed };
  const since = listing?.since;
  const wait = () => waitForVetting(session, desired, outputs, { operation, stop, submitted, since });

  switch (decision.kind) {
    case "nothing":
    case "warn":
      return { outputs };
    case "record":
      if (own && isDenied(own) && failsIfDenied(desired)) throw partial(decision, situation, outputs);
      return { outputs };
    case "adopt":
      return decision.thenWait ? { outputs, wait } : { outputs };
    case "wait":
      return { outputs, wait };
    case "submit": {
      const problem = codeChecked ? undefined : await action.unlessStopped(codeProblem(session, desired));
      if (problem !== undefined) throw new Refused(problem);
      // The codes, and the log, may have taken minutes to read.
      if (session.clock.now() - lookedAt > ACTION_LOOK_MAX_AGE_MS)
        return act(action, desired, recorded, { codeChecked: true, logged });
      action.keepToPlan();
      countSubmission(session, desired);
      const made = await submit(action, desired, base, decision.before);
      // Where somebody else was faster, what is there now is decided upon anew.
      if (made === undefined) return act(action, desired, recorded, { codeChecked: true });
      // Microsoft knew the MS-RequestId again and gave the answer of then: a look tells what has become of it since.
      if (isFromBefore(made, session.clock.now()))
        return act(action, desired, made, { codeChecked: true }).catch((error: unknown) => {
          throw error instanceof PartialFailure ? error : withRecord(error as Error, made);
        });
      return settle(action, situation, made, decision.before);
    }
    case "refuse":
      throw refused(decision, situation, outputs, base !== undefined || own !== undefined);
    case "notObserved":
    case "notLooked":
      // A look that fails throws, and an `up` always looks, again where that is not certain.
      throw new Refused(decision.why);
  }
}

/** What is left to do once a submission is in: an answer may already be a denial. */
function settle(
  { session, operation, stop }: Action,
  situation: Situation,
  outputs: Recorded,
  before: CustomerQualificationItem | undefined,
): Done<Recorded> {
  const { desired } = situation;
  if (isDenied(outputs)) {
    const decision = decideNotApproved(desired, "denied", outputs.submissions + 1);
    const now = { ...situation, recorded: undefined, items: [itemOf(outputs)] };
    if (decision.kind === "refuse") throw partial(decision, now, outputs, "It is in the state as submitted.");
    return { outputs };
  }
  if (!withDefaults(desired).waitForVetting || isSettled(outputs)) return { outputs };
  const wait = () => waitForVetting(session, desired, outputs, { operation, stop, submitted: { before } });
  return { outputs, wait };
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

/** What ends an action whose answer is there already: the answer stays in the state. */
function withRecord({ message }: Error, made: Recorded): PartialFailure {
  return new PartialFailure(
    `${message} It is in the state as Microsoft answered.`,
    resourceId(made),
    outputsOf(made),
  );
}

function partial(decision: Decision, situation: Situation, outputs: Recorded, done?: string): PartialFailure {
  const message = failure(decision, situation, done);
  return new PartialFailure(message, resourceId(situation.desired), outputsOf(outputs));
}
