import type { Properties } from "../engineValues";
import type { CheckResult, Checking } from "./calls";
import { tellDecided } from "./decided";
import type { CheckedOf, Definition, Observation, SituationOf, Types } from "./definition";
import { identityKey } from "./identity";
import { isSeen, lookFurther } from "./observe";
import { isMistakenCustomer, noCustomerFailure, noteInState } from "./mistakes";
import { plannedOf } from "./plan";
import type { Session } from "./session";
import type { Failure } from "./validation";

/**
 * Validates every input at once. Then looks, and where reality has left what is desired, adds the property `drift`,
 * which the preview prints; and where there is a plan, `planned` (plan.ts). Failures are for the program's own mistakes
 * only: one of them ends the preview, and a customer that was denied, or can't be read, must not hide all the others. What
 * Partner Center itself says to be mistaken in a new resource (a customer that is none of the partner's, a code that is
 * not) fails a preview; in an `up` its `create` fails alone.
 */
export async function check<T extends Types>(
  type: Definition<T>,
  session: Session,
  olds: Properties,
  news: Properties,
  { later = false }: Checking = {},
): Promise<CheckResult> {
  const { inputs: desired, kept, unknown, invalid, failures } = type.validate(news);
  const isKnown = (name: string): boolean => !unknown.has(name);
  const isUsable = (name: string): boolean => isKnown(name) && !invalid.has(name);
  const isNew = type.identity.every((name) => olds[name] === undefined);
  const before = isNew ? undefined : type.inputsOf(olds);
  const result = ({ drift, planned }: { drift?: object; planned?: string } = {}): CheckResult => ({
    inputs: { ...kept, ...(drift && { drift }), ...(planned && { planned }) },
    failures,
  });

  type.onRun?.declared?.(session, desired);
  if (before) {
    noteInState(session, type.customerOf?.(before));
    type.onRun?.inState?.(session, { inputs: olds });
  }
  const problems = type.problems?.(session, { desired, before, isKnown, isUsable }) ?? [];
  // Not awaited where there is nothing to wait for: the looks that are made ahead come after this one's.
  failures.push(...(Array.isArray(problems) ? problems : await problems));
  if (!type.identity.every(isUsable)) {
    // There is nobody to look at, so that nothing can be there: all that is wrong is listed at once.
    if (isNew) failures.push(...((await type.lacking?.(session, { desired, isKnown, isUsable })) ?? []));
    if (isNew && failures.length === 0) type.onRun?.undecided?.(session, desired, "identity");
    return result({ planned: plannedOf(type, session, "notKnown") });
  }

  // A replacement is checked once more, as what is new; but the engine compares only this check's inputs with a plan.
  const isReplaced = before !== undefined && identityKey(type, before) !== identityKey(type, desired);
  // A look would be too old to act on once its turn to be created comes: `create` makes one, and refuses as well.
  const looksLater = isReplaced || (isNew && (later || session.creating));
  if (isNew && looksLater) type.onRun?.undecided?.(session, desired, "creating");
  if (looksLater && !session.planned) {
    if (isNew) type.onRun?.checked?.(session, desired);
    return result();
  }

  const unusable = new Set([...unknown, ...invalid]);
  const isCreated = isNew || isReplaced;
  const { situation, decision } = await lookAndDecide(type, session, { desired, unusable }, isCreated);
  const { observed } = situation;
  const checked = { desired, before: isCreated ? undefined : before, observed, decision, isKnown, isUsable };
  if (decision && !looksLater) {
    failures.push(...(await mistakesIn(type, session, checked)));
    if (failures.length === 0) failures.push(...(await tell(type, session, decision, situation)));
  }
  if (failures.length > 0) return result();
  const planned = plannedOf(type, session, checked);
  return result(isReplaced ? { planned } : { drift: type.driftOf(session, checked), planned });
}

/** Looks, and decides upon what is new. Of what is in the state, `diff` decides. */
async function lookAndDecide<T extends Types>(
  type: Definition<T>,
  session: Session,
  { desired, unusable }: Pick<SituationOf<T>, "desired" | "unusable">,
  isCreated: boolean,
): Promise<{ situation: SituationOf<T>; decision?: T["decision"] }> {
  let observed = await type.observe(session, { desired });
  type.onRun?.checked?.(session, desired);
  if (!isCreated) return { situation: { desired, observed, unusable } };
  if (isSeen<T["seen"]>(observed)) {
    const seen = type.onRun?.withOtherDeclarations?.(session, desired, observed) ?? observed;
    observed = await lookFurther(type, session, seen, { desired });
  }
  const situation = { desired, observed, unusable };
  return { situation, decision: type.decide(session, situation) };
}

/** What Partner Center says to be mistaken in a new resource, and what it lacks. */
async function mistakesIn<T extends Types>(
  type: Definition<T>,
  session: Session,
  checked: CheckedOf<T>,
): Promise<Failure[]> {
  const { noCustomer = false, why = "" }: Observation = checked.observed;
  // A customer that was found by its domain is no mistake of the program, also where it has left meanwhile.
  const customerId = type.customerOf?.(checked.desired);
  const isCustomerMistaken =
    noCustomer && customerId !== undefined && isMistakenCustomer(session, customerId);
  const failures = isCustomerMistaken ? [await noCustomerFailure(session, customerId, why)] : [];
  return [...failures, ...((await type.lacking?.(session, { ...checked, isCustomerMistaken })) ?? [])];
}

/** Tells what is decided of a new resource. @returns why the run must fail for it */
async function tell<T extends Types>(
  type: Definition<T>,
  session: Session,
  decision: T["decision"],
  situation: SituationOf<T>,
): Promise<Failure[]> {
  const { line, severity } = type.explain(session, decision, situation);
  // In an `up`, `create` says what it does.
  if (session.previewing !== false) tellDecided(session, type.type, decision, line, severity);
  const excess = await type.onRun?.decided?.(session, decision, situation);
  return excess === undefined ? [] : [{ property: "", reason: excess }];
}
