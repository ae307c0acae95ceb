import type { Session } from "../../lifecycle/session";
import { isMistaken, noCustomer, noteInState } from "../../lifecycle/mistakes";
import { tellDecided } from "../../lifecycle/decided";
import { type Failure } from "../../lifecycle/validation";
import { judgeAddress } from "./address";
import { countryProblems } from "./country";
import { decide } from "./decide";
import { inputsOf, type Inputs } from "./model";
import { observe, soughtOf } from "./observe";
import { creationProblems, validate } from "./schema";
import { driftOf, explain } from "./words";

export interface CheckResult {
  inputs: object;
  failures: Failure[];
}

/**
 * Validates every input at once, also against the rules of the customer's country. Then looks, and where reality has
 * left what is desired, adds the property `drift`, which the preview prints. Failures are for the program's own
 * mistakes only: one of them ends the preview, and a domain that is taken, or a customer that can't be read, must not
 * hide all the others.
 */
export async function check(
  session: Session,
  olds: Readonly<Record<string, unknown>>,
  news: Readonly<Record<string, unknown>>,
): Promise<CheckResult> {
  const { inputs: desired, kept, unknown, failures } = validate(news);
  const create = olds["domain"] === undefined && olds["customerId"] === undefined;
  const wrong = (name: string): boolean => failures.some(({ property }) => property.split(".")[0] === name);
  const identified = !["domain", "customerId"].some((name) => unknown.has(name) || wrong(name));
  session.customers.checked(desired);
  const before = inputsOf(olds);
  if (!create) noteInState(session, before.customerId);
  const result = (drift?: object): CheckResult => ({
    inputs: drift ? { ...kept, drift } : kept,
    failures,
  });

  if (
    session.notLooking("preview") === undefined &&
    !wrong("address") &&
    (create || !sameAddress(desired, before))
  )
    failures.push(...(await countryProblems(session, desired, create && desired.customerId === undefined)));
  if (!identified) {
    if (failures.length === 0 && create) {
      session.notices.tellStackOnce(
        "Customer: a domain or customer is an output that is not known before `pulumi up`, which looks then and " +
          "creates a customer if none is there.",
      );
    }
    return result();
  }
  // A replacement is checked once more, as a create.
  const replaced = !create && (before.domain !== desired.domain || before.customerId !== desired.customerId);
  if (replaced) return result();

  // One look after the other would hold up every check behind it: `create` makes its own, and refuses as well.
  if (create && session.creating) return result();

  const observed = await observe(session, soughtOf(desired));
  if (create && observed.kind === "notOurs" && isMistaken(session, desired.customerId ?? ""))
    failures.push(await noCustomer(session, desired.customerId ?? "", observed.why));
  // Where it was not looked, it may well be there.
  if (create && observed.kind === "absent") {
    const missing = creationProblems(desired).filter(
      ({ property }) => !unknown.has(property) && !wrong(property),
    );
    failures.push(...missing);
  }
  if (failures.length > 0) return result();
  if (create) {
    const unknownValues = Object.fromEntries([...unknown].map((name) => [name, ""]));
    const decision = decide({ ...unknownValues, ...desired }, undefined, observed);
    // In an `up`, `create` says what it does.
    if (session.previewing !== false)
      tellDecided(session, "Customer", decision, explain(decision, { desired, observed }));
    if (decision.kind === "create") await judgeAddress(session, desired);
    return result(driftOf(decision, () => false));
  }
  return result(driftOf(recordedDecision(), (property) => changed(property, desired, before)));

  /** Only the old inputs are to be had here: what needs the recorded outputs is said in diff. */
  function recordedDecision(): ReturnType<typeof decide> {
    if (observed.kind === "absent" || observed.kind === "notOurs") return { kind: "refuse", because: "gone" };
    const customerId = observed.kind === "seen" ? observed.customer.id : "";
    return decide(desired, { ...before, ...fixedOf(desired), customerId }, observed);
  }
}

function fixedOf({ organizationRegistrationNumber, associatedPartnerId }: Inputs): Inputs {
  return { organizationRegistrationNumber, associatedPartnerId };
}

/** Whether the program itself has changed a property of the billing profile. */
function changed(property: string, desired: Inputs, before: Inputs): boolean {
  const [name, line] = property.split(".") as [keyof Inputs, string | undefined];
  const value = (inputs: Inputs): unknown =>
    line === undefined ? inputs[name] : (inputs.address as Record<string, unknown> | undefined)?.[line];
  return value(desired) !== value(before);
}

function sameAddress({ address: a }: Inputs, { address: b }: Inputs): boolean {
  if (a === undefined || b === undefined) return a === b;
  const lines = (address: NonNullable<Inputs["address"]>): string =>
    JSON.stringify(Object.entries(address).sort(([x], [y]) => (x < y ? -1 : 1)));
  return lines(a) === lines(b);
}
