import type { Properties } from "../engineValues";
import type { ReadResult } from "./calls";
import { tellUnseen } from "./decided";
import type { Definition, RecordedOf, Types } from "./definition";
import { getOrSay, isGet, marked, wasGet } from "./staticGet";
import { isSeen } from "./observe";
import type { Session } from "./session";

/**
 * Observes. For refresh, what is not there any more stays in the state: gone from it, what was submitted, or created, would
 * be so once more. And one customer that can't be read never stops the refresh of the others. Only what a `get` found, and
 * is not there any more, is gone.
 */
export async function read<T extends Types>(
  type: Definition<T>,
  session: Session,
  id: string,
  props: Properties,
): Promise<ReadResult<T>> {
  const identity = type.identityOf(id);
  const withInputs = (answer: ReadResult<T>, inputs: T["inputs"]): ReadResult<T> =>
    type.answersInputs ? { ...answer, inputs } : answer;
  if (isGet(props)) {
    return getOrSay(props, { id, props: identity }, async () =>
      withInputs({ id, props: await type.get(session, identity) }, identity),
    );
  }
  const recorded = type.recordedOf({ ...props, ...identity });
  // Also where the look fails: what it replaces is then not done again.
  type.onRun?.inState?.(session, { recorded });
  const inputs = type.inputsOf(recorded as Properties);
  const answer = (record: RecordedOf<T>): ReadResult<T> => {
    const outputs = type.outputsOf(record);
    const shown = type.asRead?.(outputs, props) ?? outputs;
    return withInputs({ id, props: wasGet(props) ? marked(shown) : shown }, inputs);
  };
  let observed;
  try {
    observed = await type.observe(session, { desired: inputs, recorded }, { lookingFor: "refresh" });
  } catch (error) {
    if (session.looks.alreadyShown(error)) return answer(recorded);
    throw error;
  }
  if (!isSeen<T["seen"]>(observed)) {
    tellUnseen(session, type.type, observed, type.subject(recorded));
    return answer(recorded);
  }
  const refreshed = type.refreshed(session, observed, { inputs, recorded, wasGet: wasGet(props) });
  if (refreshed === undefined) return { id: "", props: {} };
  type.onRun?.inState?.(session, { recorded: refreshed });
  return answer(refreshed);
}
