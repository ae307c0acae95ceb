import type { Checked, Definition } from "../../lifecycle/definition";
import { NothingToGet, marked, wasGet } from "../../lifecycle/staticGet";
import type { Session } from "../../lifecycle/session";
import type { Failure } from "../../lifecycle/validation";
import { act } from "./act";
import { asksToResubmit, decide, missingForSubmission, wouldSendSomethingElse } from "./decide";
import type { Decision } from "./decision";
import { withDeclaredConflict, declare, noteResubmitted } from "./declared";
import { earlier, noteActed, noteChecked, noteRecorded, noteReplaced, replacedBy } from "./known";
import { notCertain, notListedYet } from "./lately";
import { NONE, resourceId, withDefaults, type Desired, type Recorded, type Seen } from "./model";
import { loggedSubmissions } from "./activityLog";
import { limitsOf, lookAhead, lookAheadKey, lookAheadOfCreate, look, observe } from "./observe";
import { outputsOf, recordedOf, recordObserved, recordRefreshed, type Outputs } from "./record";
import { driftOf } from "./drift";
import { failureOf, identityOf, inputsOf, validate } from "./schema";
import { count, countUndecided, tellAtEnd } from "./tally";
import { codeMistake, tellCodeMistake } from "./validationCode";
import { isDenied, itemsOf, ownItem } from "./vetting";
import { describeVetting, subject, type Situation } from "./phrases";
import { explain, severityOf } from "./messages";

/** A customer's special qualification, which Microsoft vets. */
export const customerQualification: Definition<{
  inputs: Desired;
  recorded: Recorded;
  seen: Seen;
  decision: Decision;
  outputs: Outputs;
}> = {
  type: "CustomerQualification",
  identity: ["customerId", "qualification"],
  secretNames: ["validationCode"],
  textNames: [
    ...["vettingStatus", "vettingReason", "vettingCreateDate", "submissionError"],
    ...["submittedAt", "reported", "replaced"],
  ],
  nothingDone: "Nothing was submitted.",
  lasting: { name: "submission", isWrittenBy: maySubmit },
  answersInputs: true,
  validate,
  withDefaults,
  inputsOf,
  recordedOf,
  outputsOf,
  resourceId,
  identityOf,
  subject,
  lookAhead,
  lookAheadOfCreate,
  lookAheadKey,
  act,

  customerOf: ({ customerId }) => customerId,
  observe: (session, { desired }, looking) => observe(session, desired.customerId, looking),
  decide: (session, { desired, recorded, observed }) =>
    recorded
      ? decide(desired, recorded, observed, limitsOf(session))
      : decide(desired, undefined, observed, limitsOf(session), earlier(session, desired)),
  isUnchanged: (decision) => decision.kind === "warn" && decision.alreadyRecorded && !decision.edited,
  explain(session, decision, situation) {
    const told = inWords(session, situation);
    return { line: explain(decision, told), severity: severityOf(decision, told) };
  },
  async lookFurther(session, seen, { desired, recorded }) {
    const sight = { desired, recorded, observed: seen };
    if (customerQualification.decide(session, sight).kind !== "submit") return seen;
    return { ...seen, logged: await loggedSubmissions(session, desired.customerId) };
  },
  /**
   * What a new resource needs for its submission, as far as one is to be expected: where looking is turned off, or there is
   * no such customer, one is. Where one customer could not be read, that is shown instead: a failure here would hide the
   * others.
   */
  async lacking(session, { desired, observed, decision, isKnown, isUsable, isCustomerMistaken = false }) {
    const failures: Failure[] = [];
    const unseen =
      observed === undefined ? isKnown("customerId") : isCustomerMistaken || observed.kind === "notLooked";
    const missing =
      decision?.kind === "refuse" ? decision.missing : unseen ? missingForSubmission(desired) : undefined;
    if (missing)
      failures.push(failureOf(missing, `is required to submit ${desired.qualification}; it is not set`));
    if (
      session.previewing &&
      (isCustomerMistaken || decision?.kind === "submit") &&
      isUsable("validationCode")
    ) {
      const mistake = await codeMistake(session, desired);
      if (mistake !== undefined)
        failures.push(
          failureOf("validationCode", `${mistake} Nothing is submitted for ${subject(desired)}.`),
        );
    }
    return failures;
  },
  driftOf(session, { desired, before, observed, decision }) {
    if (observed.kind === "notObserved") return { notObserved: observed.why };
    if (observed.kind === "notLooked") return undefined;
    // Only the old inputs are to be had here: what needs the recorded outputs is said in diff.
    const { items, uncertain } = observed;
    const inRun = earlier(session, desired);
    if (inRun && notListedYet(inRun, observed))
      return uncertain === undefined ? undefined : { notObserved: notCertain(uncertain) };
    const known = before ?? (ownItem(items, desired.qualification) ? undefined : inRun);
    const asked = known !== undefined && asksToResubmit(desired, known);
    const { submitted, because } = decision?.kind === "refuse" ? decision : {};
    const lately = because === "submittedLately";
    return driftOf(desired, items, { create: known === undefined, asked, submitted, lately });
  },
  turnOf: ({ customerId }) => customerId,
  refreshed(_session, seen, { inputs, recorded, wasGet: got }) {
    const own = ownItem(seen.items, recorded.qualification);
    return !own && got ? undefined : recordRefreshed(inputs, seen, recorded);
  },
  // Nobody counted the submissions of what a `get` of version 0.1.0 has read; a refresh is not to show it as a change.
  asRead: (outputs, props) =>
    wasGet(props) || props["submissions"] === null ? { ...outputs, ...UNCOUNTED } : outputs,
  async get(session, identity) {
    const own = ownItem((await look(session, identity.customerId)).items, identity.qualification);
    if (own) return marked({ ...outputsOf(recordObserved(identity, own)), ...UNCOUNTED });
    // To the engine an empty id is no failure of a `get`: the program would go on with outputs that are all undefined.
    throw new NothingToGet(
      `${subject(identity)}: is not listed by Partner Center, so there is nothing to get. Next: check the id, or declare ` +
        "the qualification (`new CustomerQualification`) to request it.",
    );
  },
  replaced(session, recorded, desired, names) {
    noteReplaced(session, recorded, { ...recorded, ...desired });
    return (
      `${subject(recorded)}: is replaced, since ${names.join(" and ")} changed. Microsoft keeps the qualification of ` +
      `${recorded.customerId} for ever: it can't be taken back, and is only forgotten here.`
    );
  },
  carried(session, desired, recorded) {
    const replaced = recorded?.replaced ?? replacedBy(session, desired);
    return replaced ? { replaced } : {};
  },
  /** There is no call that takes a qualification back, so none is made: a later `up` adopts it again. */
  delete(session, recorded) {
    const kept =
      recorded.vettingStatus === NONE
        ? `Partner Center did not list it when it was last recorded; Microsoft still counts its verification requests (${recorded.submissions} made here).`
        : `Microsoft keeps this qualification (${describeVetting(recorded)}); it can't be taken back. Declared again, it is adopted without a submission.`;
    session.notices.tell(`${subject(recorded)}: ${kept} The resource is only forgotten here.`, "warning");
  },

  onRun: {
    declared: (session, { customerId }) => session.customers.checkedOther(customerId),
    inState(session, known) {
      if ("recorded" in known) noteRecorded(session, known.recorded);
      else noteChecked(session, known.inputs);
    },
    withOtherDeclarations: (session, desired, seen) => ({
      ...seen,
      items: withDeclaredConflict(session, desired, seen.items),
    }),
    checked: declare,
    undecided: countUndecided,
    async decided(session, decision, situation) {
      const { desired, recorded } = situation;
      if (recorded && decision.kind === "submit") noteResubmitted(session, desired);
      const excess = count(session, decision, inWords(session, situation));
      if (excess === undefined && recorded && decision.kind === "submit")
        await tellCodeMistake(session, desired);
      return excess;
    },
    acted: noteActed,
    ended: tellAtEnd,
  },
};

/** Of what is in the state only the old inputs are to be had: what asks for a submission, where none is in its way. */
function maySubmit(
  _session: Session,
  { desired, before, observed, decision }: Checked<Desired, Seen, Decision>,
): boolean {
  if (decision || !before) return decision?.kind === "submit";
  const own = ownItem(itemsOf(observed), desired.qualification);
  if (own && !isDenied(own)) return false;
  return asksToResubmit(desired, before) || (!own && wouldSendSomethingElse(desired, before));
}

/** Nobody counted; null, for left out it would be unknown in every preview. */
const UNCOUNTED = { submissions: null };

type Decided = Parameters<(typeof customerQualification)["explain"]>[2];

function inWords(session: Session, { observed, desired, recorded, ...situation }: Decided): Situation {
  const items = itemsOf(observed);
  const isThere = ownItem(items, desired.qualification) !== undefined;
  const before = recorded ?? (isThere ? undefined : earlier(session, desired));
  return { ...situation, desired, recorded: before, items, limits: limitsOf(session) };
}
