import { tellUnseen } from "../../lifecycle/decided";
import { Refused } from "../../failure";
import { getOrSay, isGet } from "../../lifecycle/gets";
import type { Session } from "../../lifecycle/session";
import { inputsOf, type Inputs, type Observed } from "./model";
import { lookKey, observe, readAcceptance } from "./observe";
import { outputsOf, record, recordedOf, type Outputs } from "./record";
import { validate } from "./schema";
import { subject } from "./words";

export interface ReadResult {
  id: string;
  props: Partial<Outputs>;
  inputs?: Inputs;
}

/** Observes; one customer that can't be read never stops the refresh of the others, and none is ever gone. */
export async function read(
  session: Session,
  id: string,
  props: Readonly<Record<string, unknown>>,
): Promise<ReadResult> {
  if (isGet(props)) {
    const identity = identityOf(id);
    return getOrSay(props, { id, props: identity }, () => get(session, id, identity));
  }
  const recorded = recordedOf({ ...props, ...identityOf(id) });
  const inputs = inputsOf({ ...recorded });
  let observed: Observed;
  try {
    observed = await observe(session, inputs, { lookingFor: "refresh" });
  } catch (error) {
    if (!session.alreadyShown(error)) throw error;
    return { id, props: outputsOf(recorded), inputs };
  }
  if (observed.kind === "seen") {
    return { id, props: outputsOf(record(inputs, observed.acceptance, recorded.agreementLink)), inputs };
  }
  tellUnseen(session, "CustomerAgreement", observed, subject(inputs));
  return { id, props: outputsOf(recorded), inputs };
}

/** What a `CustomerAgreement.get` names, read for the program. */
async function get(session: Session, id: string, inputs: Inputs): Promise<ReadResult> {
  const { customerId } = inputs;
  // A look of its own: one of a preview may have no answer, and one before an attestation says nothing of it.
  const key = `get ${lookKey(inputs)}`;
  session.forget(key);
  const acceptance = await session.lookAt(key, () => readAcceptance(session, inputs), {
    customer: customerId,
  });
  return { id, props: outputsOf(record(inputs, acceptance)), inputs };
}

/** @throws Refused where the id is not `{customerId}/{agreementType}` */
function identityOf(id: string): Inputs {
  const [customerId, agreementType, ...rest] = id.split("/");
  const { inputs, failures } = validate({ customerId, agreementType });
  if (agreementType === undefined || rest.length > 0 || failures.length > 0) {
    throw new Refused(
      `CustomerAgreement: the id "${id.slice(0, 200)}" is not of the form {customerId}/{agreementType}, such as ` +
        "8f9a1c52-1d0e-4c5e-9a43-0a9f5b0c7d11/MicrosoftCustomerAgreement.",
    );
  }
  return inputs;
}
