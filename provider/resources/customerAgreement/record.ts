import type { Properties } from "../../engineValues";
import { requireRecorded } from "../../lifecycle/recorded";
import { type Acceptance, type Inputs, type Recorded } from "./model";
import { inputsOf, INPUT_NAMES } from "./schema";

/** What goes into the state, and what comes out of it. */

const OUTPUT_NAMES = [...INPUT_NAMES, "accepted", "acceptedHow", "dateAgreed", "agreementLink"] as const;

/** Reads the outputs of any state that was ever written. @throws Refused where it does not say whose agreement it is */
export function recordedOf(outputs: Properties): Recorded {
  const { accepted, acceptedHow, dateAgreed, agreementLink } = outputs;
  requireRecorded("CustomerAgreement", outputs, ["customerId"]);
  const inputs = inputsOf(outputs);
  return {
    ...inputs,
    customerId: inputs.customerId.toLowerCase(),
    accepted: accepted === true,
    ...(acceptedHow === "attested" || acceptedHow === "signedByCustomer" ? { acceptedHow } : {}),
    ...(typeof dateAgreed === "string" ? { dateAgreed } : {}),
    ...(typeof agreementLink === "string" ? { agreementLink } : {}),
  };
}

export function record(desired: Inputs, acceptance: Acceptance, link?: string): Recorded {
  return { ...inputsOf({ ...desired }), ...acceptance, agreementLink: acceptance.agreementLink ?? link };
}

export type Outputs = Record<(typeof OUTPUT_NAMES)[number], unknown>;

/** As the state holds it; null for what is known to be empty, because a missing output is unknown in every preview. */
export function outputsOf(recorded: Recorded): Outputs {
  return Object.fromEntries(OUTPUT_NAMES.map((name) => [name, recorded[name] ?? null])) as Outputs;
}
