import type { Definition } from "../../lifecycle/definition";
import { act } from "./act";
import { decide, type Decision } from "./decide";
import { resourceId, withDefaults, type Inputs, type Recorded, type Seen } from "./model";
import { lookAhead, lookAheadKey, lookKey, noAgreementsIn, observe, readAcceptance } from "./observe";
import { outputsOf, record, recordedOf, type Outputs } from "./record";
import { identityOf, inputsOf, validate } from "./schema";
import { boundOf } from "./wait";
import { describe, driftOf, explain, subject } from "./messages";

/** Whether a customer has accepted Microsoft's agreement with it. */
export const customerAgreement: Definition<{
  inputs: Inputs;
  recorded: Recorded;
  seen: Seen;
  decision: Decision;
  outputs: Outputs;
}> = {
  type: "CustomerAgreement",
  identity: ["customerId", "agreementType"],
  secretNames: [],
  textNames: ["dateAgreed", "agreementLink"],
  nothingDone: "Nothing was changed.",
  lasting: {
    name: "attestation",
    isWrittenBy: (_session, { desired, observed }) => decide(desired, undefined, observed).kind === "attest",
  },
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
  lookAheadKey,
  act,

  customerOf: ({ customerId }) => customerId,
  observe: (session, { desired }, looking) => observe(session, desired, looking),
  decide: (_session, { desired, recorded, observed }) => decide(desired, recorded, observed),
  explain(session, decision, { desired, recorded, observed, lastUpFailed }) {
    const bound = boundOf(session, desired, recorded === undefined ? "create" : "update");
    return { line: explain(decision, desired, observed, bound, lastUpFailed) };
  },
  driftOf(_session, { desired, before, observed, decision }) {
    if (before === undefined) return decision && driftOf(decision, true);
    // What was edited is said in diff, which has the record.
    return driftOf(decide(desired, { ...before, ...desired, accepted: true }, observed), false);
  },
  turnOf: lookKey,
  refreshed: (_session, { acceptance }, { inputs, recorded }) =>
    record(inputs, acceptance, recorded.agreementLink),
  async get(session, identity) {
    // A look of its own: one of a preview may have no answer, and one before an attestation says nothing of it.
    const key = `get ${lookKey(identity)}`;
    session.looks.forget(key);
    const about = { customer: identity.customerId };
    const read = () => readAcceptance(session, identity);
    return outputsOf(record(identity, await session.looks.forPreview(key, read, about)));
  },
  /** No call takes an acceptance back, so none is made. */
  delete: (session, recorded) =>
    session.notices.tell(
      `${subject(recorded)}: is ${describe(recorded)}; an acceptance can't be taken back. The resource is only forgotten here.`,
      "warning",
    ),
  problems({ cloud = "Global" }) {
    const reason = `${noAgreementsIn(cloud)}; remove this resource`;
    return cloud === "Global" ? [] : [{ property: "", reason }];
  },

  onRun: {
    declared: (session, { customerId }) => session.customers.checkedOther(customerId),
  },
};
