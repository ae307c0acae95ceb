import type { Properties } from "../engineValues";
import { OutageError, PartialFailure, Refused } from "../failure";
import { unlessInterrupted } from "./cancellation";
import type { Action } from "./action";
import type { Definition, RecordedOf, Types } from "./definition";
import { keepToPlan } from "./plan";
import { isPartnerCenterError } from "./outage";
import type { Session } from "./session";
import { listed, problemsToAct } from "./validation";

export async function create<T extends Types>(
  type: Definition<T>,
  session: Session,
  news: Properties,
): Promise<{ id: string; outs: T["outputs"] }> {
  session.creating = true;
  const done = await carryOut(type, session, news, undefined);
  return { id: type.resourceId(done), outs: type.outputsOf(done) };
}

/** Does what `diff` showed. */
export async function update<T extends Types>(
  type: Definition<T>,
  session: Session,
  olds: Properties,
  news: Properties,
): Promise<{ outs: T["outputs"] }> {
  const done = await carryOut(type, session, news, type.recordedOf(olds));
  return { outs: type.outputsOf(done) };
}

/** What `check` let through in a preview may still have become wrong when unknown values got known. */
export function validInputs<T extends Types>(type: Definition<T>, news: Properties): T["inputs"] {
  const validated = type.validate(news);
  const failures = problemsToAct(validated);
  if (failures.length === 0) return validated.inputs;
  throw new Refused(`${type.subject(validated.inputs)}: ${listed(failures)}. ${type.nothingDone}`);
}

/**
 * The one flow of create, update and adopt: observe, decide, write if and only if decided, record. From the look to the
 * write nothing else of this machine comes between, what was asked to stop is not begun, and what has failed after a write
 * keeps its record.
 */
async function carryOut<T extends Types>(
  type: Definition<T>,
  session: Session,
  news: Properties,
  recorded: RecordedOf<T> | undefined,
): Promise<RecordedOf<T>> {
  const desired = validInputs(type, news);
  const stop = session.cancellation.signal;
  const interrupted = `${type.subject(desired)}: interrupted. ${type.nothingDone}`;
  const operation = recorded === undefined ? "create" : "update";
  const carried = type.carried?.(session, desired, recorded) ?? {};
  const unlessStopped = <T>(work: Promise<T>): Promise<T> => unlessInterrupted(stop, work, interrupted);
  const look = <T>(work: Promise<T>): Promise<T> =>
    unlessStopped(work).catch((error: unknown) => {
      if (!isPartnerCenterError(error) && !(error instanceof OutageError)) throw error;
      const why = `could not be observed. ${error.message}`;
      throw new Refused(`${type.subject(desired)}: ${why} ${type.nothingDone}`);
    });
  const acted = async (action: Action) => {
    try {
      const done = await type.act(action, desired, recorded);
      if ("outputs" in done) type.onRun?.acted?.(session, done.outputs);
      return done;
    } catch (error) {
      if (error instanceof PartialFailure)
        type.onRun?.acted?.(session, type.recordedOf({ ...error.properties }));
      throw error;
    }
  };
  const turn = () =>
    session.exclusively(
      type.turnOf(desired, recorded),
      (journal) =>
        acted({
          ...{ session, operation, stop, interrupted, journal, unlessStopped, look },
          keepToPlan: () => keepToPlan(type, session, desired, news),
        }),
      { stop, interrupted },
    );
  try {
    let done = await turn();
    while ("later" in done) {
      await done.later();
      done = await turn();
    }
    const { outputs, wait } = done;
    return { ...(wait ? await wait() : outputs), ...carried };
  } catch (error) {
    if (!(error instanceof PartialFailure)) throw error;
    throw new PartialFailure(error.message, error.id, { ...error.properties, ...carried });
  }
}
