import type { CustomerQualificationItem } from "../partnercenter";
import { concernsOneCustomer, type Session } from "../session";
import { Refused } from "../failure";
import { notObserved } from "../text";
import { noteRecorded } from "./known";
import { inputsOf, type Inputs, type Observed } from "./model";
import { observe } from "./observe";
import { outputsOf, recordedOf, recordObserved, recordRefreshed, type Outputs } from "./record";
import { validate } from "./schema";
import { ownItem } from "./vetting";
import { subject } from "./words";

export interface ReadResult {
  /** Empty: gone. */
  id: string;
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
  // Every resource that was created or imported has counted its submissions; a `get` has not.
  if (props["submissions"] === undefined || props["submissions"] === null)
    return readUnmanaged(session, id, identity, props);

  const recorded = recordedOf({ ...props, ...identity });
  session.protect(recorded.validationCode);
  const inputs = inputsOf({ ...recorded });
  const unchanged = { id, props: outputsOf(recorded), inputs };
  let observed: Observed;
  try {
    observed = await observe(session, recorded.customerId, { lookingFor: "refresh" });
  } catch (error) {
    if (session.alreadyShown(error)) return unchanged;
    throw error;
  }
  if (observed.kind === "seen") {
    const own = ownItem(observed.items, recorded.qualification);
    const refreshed = recordRefreshed(inputs, own, recorded);
    noteRecorded(session, refreshed);
    return { id, props: outputsOf(refreshed), inputs };
  }
  session.printOnce(notObserved(observed.why, (text) => `${subject(recorded)}: ${text}`));
  return unchanged;
}

/** What a `CustomerQualification.get` names, read for the program, or for the refresh of what it found before. */
async function readUnmanaged(
  session: Session,
  id: string,
  identity: Inputs,
  props: Readonly<Record<string, unknown>>,
): Promise<ReadResult> {
  const known = props["customerId"] !== undefined;
  let own: CustomerQualificationItem | undefined;
  try {
    own = ownItem(await session.look(identity.customerId), identity.qualification);
  } catch (error) {
    if (!known || !concernsOneCustomer(error)) throw error;
    session.printOnce(`${subject(identity)}: could not be observed. ${error.message}`);
    return {
      id,
      props: { ...outputsOf(recordedOf({ ...props, ...identity })), submissions: null },
      inputs: identity,
    };
  }
  // Nobody counted; null, for left out it would be unknown in every preview.
  if (own) {
    const observed = outputsOf(recordObserved(identity, own, 0));
    return { id, props: { ...observed, submissions: null }, inputs: identity };
  }
  if (known) return { id: "", props: {} };
  // To the engine an empty id is no failure of a `get`: the program would go on with outputs that are all undefined.
  throw new Refused(
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
