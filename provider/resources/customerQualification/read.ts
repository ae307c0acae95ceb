import { tellUnseen } from "../../lifecycle/decided";
import { Refused } from "../../failure";
import { getOrSay, isGet, marked, NothingToGet, wasGet } from "../../lifecycle/gets";
import type { Session } from "../../lifecycle/session";
import { noteRecorded } from "./known";
import { inputsOf, type Inputs, type Observed, type Recorded } from "./model";
import { observe } from "./observe";
import { outputsOf, recordedOf, recordObserved, recordRefreshed, type Outputs } from "./record";
import { validate } from "./schema";
import { ownItem } from "./vetting";
import { subject } from "./words";

export interface ReadResult {
  /** Empty: gone. */
  id: string;
  /** Of a `get` that could not be read in a preview, what identifies it only. */
  props: Partial<Omit<Outputs, "submissions">> & { submissions?: number | null };
  inputs?: Inputs;
}

/**
 * Observes. For refresh, what is not listed any more stays in the state with `vettingStatus: "None"`: the record of
 * its submissions must survive. And one customer that can't be read never stops the refresh of the others. Only what
 * a `CustomerQualification.get` found, and is not there any more, is gone.
 */
export async function read(
  session: Session,
  id: string,
  props: Readonly<Record<string, unknown>>,
): Promise<ReadResult> {
  const identity = identityOf(id);
  if (isGet(props)) return getOrSay(props, { id, props: identity }, () => get(session, id, identity));

  const recorded = recordedOf({ ...props, ...identity });
  session.protect(recorded.validationCode);
  // Also where the look fails: what it replaces is then not submitted again.
  noteRecorded(session, recorded);
  const inputs = inputsOf({ ...recorded });
  const answer = (record: Recorded): ReadResult => {
    // Nobody counted the submissions of what a `get` of version 0.1.0 has read; a refresh is not to show it as a change.
    const { submissions } = wasGet(props) || props["submissions"] === null ? UNCOUNTED : record;
    const outputs = { ...outputsOf(record), submissions };
    return { id, props: wasGet(props) ? marked(outputs) : outputs, inputs };
  };
  let observed: Observed;
  try {
    observed = await observe(session, recorded.customerId, { lookingFor: "refresh" });
  } catch (error) {
    if (session.alreadyShown(error)) return answer(recorded);
    throw error;
  }
  if (observed.kind === "seen") {
    const own = ownItem(observed.items, recorded.qualification);
    if (!own && wasGet(props)) return { id: "", props: {} };
    const refreshed = recordRefreshed(inputs, own, recorded);
    noteRecorded(session, refreshed);
    return answer(refreshed);
  }
  tellUnseen(session, "CustomerQualification", observed, subject(recorded));
  return answer(recorded);
}

/** Nobody counted; null, for left out it would be unknown in every preview. */
const UNCOUNTED = { submissions: null };

/** What a `CustomerQualification.get` names, read for the program. */
async function get(session: Session, id: string, identity: Inputs): Promise<ReadResult> {
  const own = ownItem(await session.look(identity.customerId), identity.qualification);
  if (own) {
    const observed = outputsOf(recordObserved(identity, own, 0));
    return { id, props: marked({ ...observed, ...UNCOUNTED }), inputs: identity };
  }
  // To the engine an empty id is no failure of a `get`: the program would go on with outputs that are all undefined.
  throw new NothingToGet(
    `${subject(identity)}: is not listed by Partner Center, so there is nothing to get. Next: check the id, or declare ` +
      "the qualification (`new CustomerQualification`) to request it.",
  );
}

/** @throws Refused where the id is not `{customerId}/{qualification}` */
function identityOf(id: string): Inputs {
  const [customerId, qualification, ...rest] = id.split("/");
  const { inputs, failures } = validate({ customerId, qualification });
  if (rest.length === 0 && failures.length === 0) return inputs;
  throw new Refused(
    `CustomerQualification: the id "${id.slice(0, 200)}" is not of the form {customerId}/{qualification}, such as ` +
      "8f9a1c52-1d0e-4c5e-9a43-0a9f5b0c7d11/Education.",
  );
}
