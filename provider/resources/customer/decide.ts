import {
  FIXED_NAMES,
  NOTED_NAMES,
  withDefaults,
  type Inputs,
  type Observed,
  type Recorded,
  type SeenCustomer,
} from "./model";
import { profileChanges, valuesOf, type Change } from "./profile";
import { creationProblems } from "./schema";
import type { Failure } from "../../lifecycle/validation";

/**
 * The one rule of this resource. Everything that a preview shows and everything that `up` does comes from here.
 *
 * A tenant that was created is there for ever: it can't be taken back in production. So a customer is created only
 * where nothing is recorded and no customer of the partner has the domain; one that was recorded and is not the
 * partner's any more is never created again.
 */

/** Why nothing is done although the customer is not as desired. */
export type Refusal =
  /** Somebody else's tenant has the domain. */
  | "domainTaken"
  /** A customer with the domain is there, and `adoptExisting` is false. */
  | "notAdopted"
  /** `customerId` is no customer of the partner. */
  | "notOurs"
  /** `customerId` is a customer with another domain. */
  | "otherDomain"
  /** The recorded customer is not the partner's any more. */
  | "gone"
  /** What only a creation takes was changed. */
  | "fixed"
  /** A creation needs what is not given. */
  | "incomplete";

export type Decision =
  /** As desired and as recorded. */
  | { kind: "nothing" }
  | { kind: "create" }
  /** It is there and was never in this state: take it over, and update what is declared and differs. */
  | { kind: "adopt"; customer: SeenCustomer; changes: Change[] }
  | { kind: "updateProfile"; changes: Change[] }
  /** Write what was edited into the state; Microsoft is not told. */
  | { kind: "record" }
  /** Fail without a change. `problems` go with `incomplete` and `fixed`. */
  | { kind: "refuse"; because: Refusal; problems?: Failure[] }
  | { kind: "notObserved"; why: string }
  | { kind: "notLooked"; why: string; edited: boolean };

export function decide(desired: Inputs, recorded: Recorded | undefined, observed: Observed): Decision {
  if (observed.kind === "notObserved") return observed;
  if (observed.kind === "notLooked") {
    const edited =
      recorded === undefined ||
      isEdited(desired, recorded) ||
      changedFixed(desired, recorded).length > 0 ||
      profileChanges(desired, recorded).length > 0;
    return { ...observed, edited };
  }
  return recorded === undefined ? decideCreate(desired, observed) : decideUpdate(desired, recorded, observed);
}

type Looked = Extract<Observed, { kind: "seen" | "absent" | "notOurs" }>;

function decideCreate(desired: Inputs, observed: Looked): Decision {
  switch (observed.kind) {
    case "seen": {
      const { customer } = observed;
      const domain = customer.domain?.toLowerCase();
      if (desired.domain !== undefined && domain !== undefined && domain !== desired.domain)
        return { kind: "refuse", because: "otherDomain" };
      // Who names the customer by its id asks for nothing else.
      if (desired.customerId === undefined && !withDefaults(desired).adoptExisting)
        return { kind: "refuse", because: "notAdopted" };
      return { kind: "adopt", customer, changes: profileChanges(desired, valuesOf(customer.profile)) };
    }
    case "notOurs":
      return { kind: "refuse", because: "notOurs" };
    case "absent": {
      // A program that gives `customerId` wants that customer, so never create one.
      if (desired.customerId !== undefined) return { kind: "refuse", because: "notOurs" };
      if (observed.domainTaken) return { kind: "refuse", because: "domainTaken" };
      const problems = creationProblems(desired);
      return problems.length > 0 ? { kind: "refuse", because: "incomplete", problems } : { kind: "create" };
    }
  }
}

function decideUpdate(desired: Inputs, recorded: Recorded, observed: Looked): Decision {
  if (observed.kind !== "seen") return { kind: "refuse", because: "gone" };
  const fixed = changedFixed(desired, recorded);
  if (fixed.length > 0) return { kind: "refuse", because: "fixed", problems: fixed };
  const changes = profileChanges(desired, valuesOf(observed.customer.profile));
  if (changes.length > 0) return { kind: "updateProfile", changes };
  return isEdited(desired, recorded) ? { kind: "record" } : { kind: "nothing" };
}

/** For a customer that was adopted the API may not tell what it was created with: then it is only recorded. */
export function changedFixed(desired: Inputs, recorded: Recorded): Failure[] {
  return FIXED_NAMES.filter(
    (name) =>
      desired[name] !== undefined &&
      desired[name] !== recorded[name] &&
      (recorded[name] !== undefined || recorded.adopted === false),
  ).map((property) => ({
    property,
    reason: `was ${recorded[property] ?? "not set"} when the customer was created, and no call can change it`,
  }));
}

export function isEdited(desired: Inputs, recorded: Recorded): boolean {
  const [now, then] = [withDefaults(desired), withDefaults(recorded)];
  return (
    NOTED_NAMES.some((name) => now[name] !== then[name]) ||
    FIXED_NAMES.some((name) => now[name] !== undefined && now[name] !== then[name])
  );
}
