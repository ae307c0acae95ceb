import type { Checked } from "../../lifecycle/definition";
import { decide, type Decision, type Refusal } from "./decide";
import type { Inputs, Seen } from "./model";
import { NEXT } from "./messages";

/**
 * The `drift` property of a preview: what is desired against what was observed. Its keys are the billing profile's
 * (`email`, `address.city`, …), `domain`, `relationshipToPartner`, `notObserved` and `nextStep`.
 */
export type Drift = Record<string, string>;

/** What drifted by itself; what the program has changed since `before` is no drift. */
export function driftOf(
  decision: Decision,
  changedByProgram: (property: string) => boolean,
): Drift | undefined {
  switch (decision.kind) {
    case "updateProfile": {
      const drifted = decision.changes.filter(({ property }) => !changedByProgram(property));
      if (drifted.length === 0) return undefined;
      const properties = drifted.map(({ property, observed, desired }) => [
        property,
        `${desired} => ${observed}`,
      ]);
      return {
        ...(Object.fromEntries(properties) as Drift),
        nextStep: "`pulumi up` sets what is declared; or declare what is there",
      };
    }
    case "notObserved":
      return { notObserved: decision.why };
    case "refuse":
      return { ...found(decision.because), nextStep: NEXT[decision.because] };
    default:
      return undefined;
  }
}

type Checks = Checked<Inputs, Seen, Decision>;

/** The drift that `check` finds. Only the old inputs are to be had there: what needs the recorded outputs is said in diff. */
export function checkedDrift({ desired, before, observed, decision }: Checks): Drift | undefined {
  if (!before) return decision && driftOf(decision, () => false);
  // The password of a tenant that was created is among the outputs: not known yet, and Microsoft's words may repeat it. They
  // stand in the line under the resource, which is told once it is known.
  if (observed.kind === "notObserved") return { notObserved: observed.whyInOurWords ?? observed.why };
  const gone = observed.kind === "absent" || observed.kind === "notOurs";
  const { organizationRegistrationNumber, associatedPartnerId } = desired;
  const customerId = observed.kind === "seen" ? observed.customer.id : "";
  const recorded = { ...before, organizationRegistrationNumber, associatedPartnerId, customerId };
  return driftOf(
    gone ? { kind: "refuse", because: "gone" } : decide(desired, recorded, observed),
    (property) => isChanged(property, desired, before),
  );
}

/** Whether the program itself has changed a property of the billing profile. */
function isChanged(property: string, desired: Inputs, before: Inputs): boolean {
  const [name, line] = property.split(".") as [keyof Inputs, string | undefined];
  const value = (inputs: Inputs): unknown =>
    line === undefined ? inputs[name] : (inputs.address as Record<string, unknown> | undefined)?.[line];
  return value(desired) !== value(before);
}

function found(because: Refusal): Drift {
  switch (because) {
    case "domainTaken":
      return { domain: "available => taken" };
    case "notAdopted":
      return { domain: "available => a customer of this partner has it" };
    case "gone":
    case "notOurs":
      return { relationshipToPartner: "reseller => none" };
    case "otherDomain":
      return { domain: "another one than the customer's" };
    case "fixed":
    case "incomplete":
      return {};
  }
}
