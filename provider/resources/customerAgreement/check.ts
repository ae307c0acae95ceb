import { tellDecided } from "../../lifecycle/decided";
import type { Session } from "../../lifecycle/session";
import { isMistaken, noCustomer, noteInState } from "../../lifecycle/mistakes";
import { type Failure } from "../../lifecycle/validation";
import { decide } from "./decide";
import { inputsOf, type Recorded } from "./model";
import { observe } from "./observe";
import { validate } from "./schema";
import { boundOf } from "./wait";
import { driftOf, explain } from "./words";

export interface CheckResult {
  inputs: object;
  failures: Failure[];
}

/** Validates every input at once; then looks, and adds the property `drift` where an acceptance that is asked for is missing. */
export async function check(
  session: Session,
  olds: Readonly<Record<string, unknown>>,
  news: Readonly<Record<string, unknown>>,
): Promise<CheckResult> {
  const { inputs: desired, kept, unknown, failures } = validate(news);
  if (!unknown.has("customerId")) session.customers.checkedOther(desired.customerId);
  const create = olds["customerId"] === undefined;
  if (failures.length === 0) failures.push(...cloudProblems(session));
  if (failures.length > 0) return { inputs: kept, failures };
  if (unknown.has("customerId") || unknown.has("agreementType")) return { inputs: kept, failures };
  // One look after the other would hold up every check behind it: `create` makes its own.
  if (create && session.creating) return { inputs: kept, failures };
  const observed = await observe(session, desired);
  // What was edited is said in diff, which has the record.
  const before: Recorded = { ...inputsOf(olds), ...desired, accepted: true };
  const decision = decide(desired, create ? undefined : before, observed);
  if (!create) noteInState(session, olds["customerId"]);
  else if (
    observed.kind === "notObserved" &&
    observed.noCustomer &&
    isMistaken(session, desired.customerId)
  ) {
    return { inputs: kept, failures: [await noCustomer(session, desired.customerId, observed.why)] };
  }
  if (create) {
    const line = explain(decision, desired, observed, boundOf(session, desired, "create"));
    // In an `up`, `create` says what it does.
    if (session.previewing !== false) tellDecided(session, "CustomerAgreement", decision, line);
  }
  const drift = driftOf(decision, create);
  return { inputs: drift ? { ...kept, drift } : kept, failures };
}

/** "Not in 21Vianet or US Government": a declaration that could never come true. */
function cloudProblems(session: Session): Failure[] {
  const { cloud = "Global" } = session;
  return cloud === "Global"
    ? []
    : [
        {
          property: "",
          reason: `Partner Center has no agreements in the cloud ${cloud}; remove this resource`,
        },
      ];
}
