import type { Properties } from "../engineValues";
import type { DiffResult } from "./calls";
import { Refused } from "../failure";
import { tellDecided } from "./decided";
import type { Definition, Types } from "./definition";
import { isSeen, lookFurther } from "./observe";
import { lastUpFailed } from "./recorded";
import type { Session } from "./session";

/**
 * Says what `update` would do, by the same decision. `changes` is always said: left to the engine's own comparison of
 * inputs, the same drift would be "unchanged" the second time.
 */
export async function diff<T extends Types>(
  type: Definition<T>,
  session: Session,
  olds: Properties,
  news: Properties,
): Promise<DiffResult> {
  const recorded = type.recordedOf(olds);
  type.onRun?.inState?.(session, { recorded });
  const { inputs, unknown } = type.validate(news);
  const [now, then] = [type.withDefaults(inputs), type.withDefaults(recorded)];
  const given = (value: unknown): boolean => value !== undefined;
  // Not known is not changed: a pending change of the customer must not look like a replacement.
  const replaces = type.identity.filter(
    (name) => !unknown.has(name) && given(now[name]) && given(then[name]) && now[name] !== then[name],
  );
  if (replaces.length > 0) {
    const line = type.replaced?.(session, recorded, inputs, replaces);
    if (line !== undefined) session.notices.tell(line);
    return { changes: true, replaces };
  }
  const names = type.identity.filter((name) => unknown.has(name));
  const desired = { ...inputs, ...Object.fromEntries(names.map((name) => [name, recorded[name]])) };
  const first = type.deletedFirst?.(session, recorded, desired) ?? [];
  if (first.length > 0) return { changes: true, replaces: first, deleteBeforeReplace: true };

  let observed;
  try {
    observed = await type.observe(session, { desired, recorded });
    if (isSeen<T["seen"]>(observed))
      observed = await lookFurther(type, session, observed, { desired, recorded });
  } catch (error) {
    // Only a refresh comes here: it has failed as a whole and left this resource as it was.
    if (session.looks.alreadyShown(error)) return { changes: false, replaces: [] };
    throw error;
  }
  const inUp = session.previewing === false;
  const situation = { desired, recorded, observed, inUp, lastUpFailed: lastUpFailed(olds) };
  const decision = type.decide(session, situation);
  const { line, severity } = type.explain(session, decision, situation);
  tellDecided(session, type.type, decision, line, severity);
  const excess = await type.onRun?.decided?.(session, decision, situation);
  if (excess !== undefined) throw new Refused(`${type.subject(recorded)}: ${excess}`);
  return { changes: unknown.size > 0 || isChange(type, decision), replaces: [] };
}

/** What was not looked at for one customer is a change: never "unchanged" of what nobody has seen. */
export function isChange<T extends Types>(type: Definition<T>, decision: T["decision"]): boolean {
  switch (decision.kind) {
    case "nothing":
      return false;
    case "notLooked":
      return decision.edited === true;
    case "notObserved":
      return true;
    default:
      return type.isUnchanged?.(decision) !== true;
  }
}
