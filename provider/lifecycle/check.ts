import type { CheckResult, Checking } from "./calls";
import { tellDecided } from "./decided";
import type { Definition, Observation, Properties, Types } from "./definition";
import { isSeen, lookFurther } from "./observe";
import { isMistakenCustomer, noCustomerFailure, noteInState } from "./mistakes";
import { plannedOf } from "./plan";
import type { Session } from "./session";
import { lowerCase } from "./validation";

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
  if (!isNew) {
    noteInState(session, olds["customerId"]);
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
  const replaced = before !== undefined && isReplaced(type, before, desired);
  if (replaced && !session.planned) return result();
  const isCreated = isNew || replaced;
  const looksLater = replaced || (isNew && (later || session.creating));
  if (looksLater) {
    // Its look would be too old to act on once its turn to be created comes: `create` makes one, and refuses as well.
    if (isNew) type.onRun?.undecided?.(session, desired, "creating");
    if (!session.planned) {
      type.onRun?.checked?.(session, desired);
      return result();
    }
  }

  const seen = await type.observe(session, { desired });
  type.onRun?.checked?.(session, desired);
  let observed = seen;
  // Of what is in the state, `diff` decides.
  if (isCreated && isSeen<T["seen"]>(seen)) {
    observed = type.onRun?.withOtherDeclarations?.(session, desired, seen) ?? seen;
    observed = await lookFurther(type, session, observed, { desired });
  }
  const situation = { desired, observed, unusable: new Set([...unknown, ...invalid]) };
  const decision = isCreated ? type.decide(session, situation) : undefined;
  const checked = { desired, before: isCreated ? undefined : before, observed, decision, isKnown, isUsable };
  if (decision && !looksLater) {
    const { customerId } = desired as { customerId?: string };
    const { noCustomer = false, why = "" }: Observation = observed;
    // A customer that was found by its domain is no mistake of the program, also where it has left meanwhile.
    const isCustomerMistaken =
      noCustomer && customerId !== undefined && isMistakenCustomer(session, customerId);
    if (isCustomerMistaken) failures.push(await noCustomerFailure(session, customerId, why));
    failures.push(...((await type.lacking?.(session, { ...checked, isCustomerMistaken })) ?? []));
  }
  if (failures.length > 0) return result();

  if (decision && !looksLater) {
    const { line, severity } = type.explain(session, decision, situation);
    // In an `up`, `create` says what it does.
    if (session.previewing !== false) tellDecided(session, type.type, decision, line, severity);
    const excess = await type.onRun?.decided?.(session, decision, situation);
    if (excess !== undefined) failures.push({ property: "", reason: excess });
  }
  if (failures.length > 0) return result();
  const planned = plannedOf(type, session, checked);
  return result(replaced ? { planned } : { drift: type.driftOf(session, checked), planned });
}

/** Whether another identity is declared than the one in the state; one that is declared as its default is the same. */
function isReplaced<T extends Types>(
  type: Definition<T>,
  before: T["inputs"],
  desired: T["inputs"],
): boolean {
  const [then, now] = [type.withDefaults(before), type.withDefaults(desired)];
  return type.identity.some((name) => lowerCase(then[name]) !== lowerCase(now[name]));
}
