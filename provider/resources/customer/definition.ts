import { marked, NothingToGet } from "../../lifecycle/staticGet";
import type { Checked, Definition } from "../../lifecycle/definition";
import type { Session } from "../../lifecycle/session";
import { act } from "./act";
import { judgeAddress } from "./address";
import { countryProblems } from "./country";
import { changedFixed, decide, type Decision } from "./decide";
import { FIXED_NAMES, withDefaults, type Inputs, type Recorded, type Seen } from "./model";
import { lookAhead, lookAheadKey, observe, seekForPreview, soughtOf } from "./observe";
import { outputsOf, recordedOf, recordSeen, type Outputs } from "./record";
import { remove } from "./remove";
import { creationProblems, identityOf, inputsOf, validate } from "./schema";
import { checkedDrift } from "./drift";
import { explain, FATE, subject } from "./messages";

/** A customer of the partner, found by its domain or its id, and created where there is none. */
export const customer: Definition<{
  inputs: Inputs;
  recorded: Recorded;
  seen: Seen;
  decision: Decision;
  outputs: Outputs;
}> = {
  type: "Customer",
  identity: ["domain", "customerId"],
  secretNames: ["adminPassword"],
  textNames: ["companyName", "email", "address", "relationshipToPartner"],
  nothingDone: "Nothing was changed.",
  lasting: { name: "creation", isWrittenBy: mayCreate },
  // What the program declared is not to be told from what was observed, and the engine keeps its own.
  answersInputs: false,
  validate,
  withDefaults,
  inputsOf,
  recordedOf,
  outputsOf,
  identityOf,
  subject,
  lookAhead,
  lookAheadKey,
  act,
  delete: remove,

  customerOf: ({ customerId }) => customerId,
  resourceId: ({ customerId }) => customerId,
  observe: (session, { desired, recorded }, looking) =>
    observe(session, soughtOf(desired, recorded), looking),
  decide(_session, { desired, recorded, observed, unusable = [] }) {
    // What is not known yet, or not valid, will be there.
    const values = Object.fromEntries([...unusable].map((name) => [name, ""]));
    return decide(recorded ? desired : { ...desired, ...values }, recorded, observed);
  },
  explain: (_session, decision, situation) => ({ line: explain(decision, situation) }),
  driftOf: (_session, checked) => checkedDrift(checked),
  turnOf: (desired, recorded) =>
    `customer ${recorded?.customerId ?? desired.customerId ?? desired.domain ?? ""}`,
  refreshed(session, seen, { recorded, wasGet }) {
    if (seen.kind === "seen") return recordSeen({ ...recorded, ...NO_PROFILE }, seen.customer, recorded);
    if (wasGet) return undefined;
    session.notices.tellOnce(
      `${subject(recorded)}: is no customer of this partner any more. It stays in the state.`,
      "warning",
    );
    return { ...recorded, relationshipToPartner: "none" };
  },
  async get(session, { customerId = "" }) {
    const observed = await seekForPreview(session, { customerId });
    if (observed.kind === "seen") {
      const { adopted: _, ...seen } = recordSeen({}, observed.customer, undefined);
      return marked(outputsOf(seen));
    }
    // To the engine an empty id is no failure of a `get`: the program would go on with outputs that are all undefined.
    throw new NothingToGet(
      `${subject({ customerId })}: is no customer of this partner, so there is nothing to get. Next: check the id.`,
    );
  },
  problems(session, { desired, before, isUsable }) {
    const isEdited = before === undefined || !sameAddress(desired, before);
    return isEdited && isUsable("address") && session.notLooking("preview") === undefined
      ? countryProblems(session, desired, before === undefined && desired.customerId === undefined)
      : [];
  },
  lacking: (_session, { desired, observed, isUsable }) =>
    // Where it was not looked, it may well be there.
    observed?.kind === "absent" ? creationProblems(desired).filter(({ property }) => isUsable(property)) : [],
  replaced: (_session, recorded, _desired, names) =>
    `${subject(recorded)}: is replaced, since ${names.join(" and ")} changed. ${FATE[withDefaults(recorded).onDelete]}`,
  deletedFirst(session, recorded, desired) {
    session.customers.found(desired, recorded.customerId);
    // A domain is free for another customer only once the one that has it is deleted.
    const fixed = changedFixed(desired, recorded).map(({ property }) => property);
    const { onDelete } = withDefaults(recorded);
    if (fixed.length === 0 || onDelete !== "deleteSandboxCustomer") return [];
    session.customers.deletesFirst(desired, recorded.customerId);
    session.notices.tell(
      `${subject(recorded)}: is deleted and created again, since ${fixed.join(" and ")} changed. ${FATE[onDelete]}`,
    );
    return fixed;
  },

  onRun: {
    declared: (session, desired) => session.customers.checked(desired),
    undecided(session, _desired, why) {
      if (why !== "identity") return;
      session.notices.tellStackOnce(
        "Customer: a domain or customer is an output that is not known before `pulumi up`, which looks then and " +
          "creates a customer if none is there.",
      );
    },
    async decided(session, decision, { desired, recorded }) {
      if (!recorded && decision.kind === "create") await judgeAddress(session, desired);
      return undefined;
    },
    acted: (session, { customerId }) => session.customers.actedOn(customerId),
  },
};

/** What is deleted first, and then created again, is still there when it is checked. Of the state only the old inputs are to be had. */
function mayCreate(
  { customers }: Session,
  { desired, before, observed, decision }: Checked<Inputs, Seen, Decision>,
): boolean {
  if (before) {
    const isDeleted = withDefaults(before).onDelete === "deleteSandboxCustomer";
    return (
      isDeleted && FIXED_NAMES.some((name) => desired[name] !== undefined && desired[name] !== before[name])
    );
  }
  const isDeletedFirst = observed.kind === "seen" && customers.isDeletedFirst(observed.customer.id);
  return decision?.kind === "create" || isDeletedFirst;
}

/** Whatever was declared of the profile gives way to what is there. */
const NO_PROFILE = {
  companyName: undefined,
  email: undefined,
  culture: undefined,
  language: undefined,
  address: undefined,
};

function sameAddress({ address: a }: Inputs, { address: b }: Inputs): boolean {
  if (a === undefined || b === undefined) return a === b;
  const lines = (address: NonNullable<Inputs["address"]>): string =>
    JSON.stringify(Object.entries(address).sort(([x], [y]) => (x < y ? -1 : 1)));
  return lines(a) === lines(b);
}
