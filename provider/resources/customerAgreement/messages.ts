import { notObserved, nothingToDo } from "../../lifecycle/sentences";
import type { Decision } from "./decide";
import type { WaitBound } from "../../lifecycle/waiting";
import { resourceId, type Acceptance, type Inputs, type Observed } from "./model";

/** What a person reads: one place for every sentence about a decision, so that a preview and an `up` say the same. */

export function subject(inputs: Inputs): string {
  return `CustomerAgreement ${resourceId(inputs)}`;
}

/** What nobody but the customer can do. */
export const CUSTOMER_MUST_ACCEPT =
  "a global administrator of the customer signs it in the Microsoft 365 admin center";

export const ATTESTATION_ENDED =
  "Microsoft ended the partner's attestation for most accounts on 5 January 2026. Next: remove `attestation`; " +
  `${CUSTOMER_MUST_ACCEPT}.`;

/** `accepted (attested, 2025-11-20T10:00:00)` */
export function describe({ accepted, acceptedHow, dateAgreed }: Acceptance): string {
  if (!accepted) return "not accepted";
  const how = acceptedHow === "attested" ? "attested by the partner" : "signed by the customer itself";
  return `accepted (${dateAgreed === undefined ? how : `${how}, ${dateAgreed}`})`;
}

/** The sentence a decision is reported with, or undefined where there is nothing worth a line. */
export function explain(
  decision: Decision,
  desired: Inputs,
  observed: Observed,
  { ms }: Pick<WaitBound, "ms">,
  lastUpFailed = false,
): string | undefined {
  const line = (text: string): string => `${subject(desired)}: ${text}`;
  const acceptance = observed.kind === "seen" ? observed.acceptance : { accepted: false };
  const found = describe(acceptance);
  switch (decision.kind) {
    case "nothing":
      if (!acceptance.accepted) return line(`is ${found}. Next: ${CUSTOMER_MUST_ACCEPT}.`);
      return decision.moved || lastUpFailed
        ? line(`is ${found}. ${nothingToDo(decision.moved, lastUpFailed)}`)
        : undefined;
    case "record":
      return line(
        acceptance.accepted
          ? `is ${found}; that is recorded.`
          : `is ${found}. It is recorded, and nothing is done. Next: ${CUSTOMER_MUST_ACCEPT}.`,
      );
    case "attest":
      return line(
        `is ${found}. That the customer has accepted is confirmed with the declared \`attestation\`.`,
      );
    case "wait":
      return line(`is ${found}. It is waited for, up to ${ms / 1000} s. Next: ${CUSTOMER_MUST_ACCEPT}.`);
    case "notObserved":
      return notObserved(decision.why, line);
    case "notLooked":
      return line(`was not looked at: ${decision.why}`);
  }
}

/** The `drift` property of a preview. Its keys stand: `accepted`, `notObserved`, `nextStep`. */
export type Drift = Partial<Record<"accepted" | "notObserved" | "nextStep", string>>;

export function driftOf(decision: Decision, create: boolean): Drift | undefined {
  switch (decision.kind) {
    case "notObserved":
      return { notObserved: decision.why };
    case "attest":
    case "wait":
      return create ? undefined : { accepted: "true => false", nextStep: CUSTOMER_MUST_ACCEPT };
    case "nothing":
    case "record":
    case "notLooked":
      return undefined;
  }
}
