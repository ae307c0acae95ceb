import { tellDecided } from "../../lifecycle/decided";
import type { Action, Done } from "../../lifecycle/action";
import { Refused } from "../../failure";
import { isPartnerCenterError } from "../../lifecycle/outage";
import type { Session } from "../../lifecycle/session";
import { correlated } from "../../lifecycle/sentences";
import { decide } from "./decide";
import { withDefaults, type Acceptance, type Inputs, type Recorded } from "./model";
import { lookKey, readAcceptance } from "./observe";
import { record } from "./record";
import { boundOf, waitForAcceptance } from "./wait";
import { ATTESTATION_ENDED, explain, subject } from "./messages";

/**
 * What `create` and `update` do in their turn: look, decide, attest or wait if and only if decided, record. From the look
 * to the attestation nothing else of this machine touches the agreement.
 */
export async function act(
  action: Action,
  desired: Inputs,
  recorded: Recorded | undefined,
): Promise<Done<Recorded>> {
  const { session, stop } = action;
  const bound = boundOf(session, desired, action.operation);
  session.looks.forget(lookKey(desired));
  const acceptance = await action.look(readAcceptance(session, desired));
  const observed = { kind: "seen", acceptance } as const;
  const decision = decide(desired, recorded, observed);
  // In an `up` that creates, `check` has not looked.
  const line = explain(decision, desired, observed, bound);
  if (recorded === undefined || !acceptance.accepted)
    tellDecided(session, "CustomerAgreement", decision, line);
  if (decision.kind === "attest") {
    action.keepToPlan();
    return { outputs: await attest(session, desired) };
  }
  const outputs = await link(session, desired, acceptance);
  if (decision.kind !== "wait") return { outputs };
  return { outputs, wait: () => waitForAcceptance(session, desired, outputs, bound, stop) };
}

/** Recorded with where the agreement can be read, which an acceptance by the customer itself does not say. */
async function link(session: Session, desired: Inputs, acceptance: Acceptance): Promise<Recorded> {
  if (acceptance.agreementLink !== undefined) return record(desired, acceptance);
  try {
    return record(desired, acceptance, (await template(session, desired)).agreementLink);
  } catch (error) {
    // A link is nothing to fail for.
    if (!isPartnerCenterError(error) && !(error instanceof Refused)) throw error;
    return record(desired, acceptance);
  }
}

/** The current template; read once in a run. */
async function template(
  session: Session,
  desired: Inputs,
): Promise<{ templateId: string; agreementLink?: string }> {
  const { agreementType } = withDefaults(desired);
  const templates = await session.looks.forPreview(`agreement templates ${agreementType}`, () =>
    session.client.agreements.getAgreementTemplates(agreementType, session.call),
  );
  const [current] = templates
    .filter((one) => one.agreementType.toLowerCase() === agreementType.toLowerCase())
    .sort((a, b) => (b.versionRank ?? 0) - (a.versionRank ?? 0));
  if (current) return current;
  throw new Refused(
    `${subject(desired)}: Partner Center lists no agreement of this type. Nothing was changed.`,
  );
}

/** Of the same confirmation Microsoft takes one only (600061), so it may be sent again, also after a lost answer. */
async function attest(session: Session, desired: Inputs): Promise<Recorded> {
  const { customerId, agreementType, attestation } = withDefaults(desired);
  if (attestation === undefined) throw new Error("There is no attestation to confirm.");
  const { dateAgreed, ...primaryContact } = attestation;
  const { templateId, agreementLink } = await template(session, desired);
  try {
    const { agreement } = await session.client.agreements.confirmCustomerAgreement(
      customerId,
      { templateId, type: agreementType, primaryContact, ...(dateAgreed !== undefined && { dateAgreed }) },
      session.call,
    );
    const confirmed: Acceptance = {
      accepted: true,
      acceptedHow: "attested",
      dateAgreed: agreement?.dateAgreed ?? dateAgreed,
    };
    return record(desired, confirmed, agreementLink);
  } catch (error) {
    if (!isPartnerCenterError(error)) throw error;
    const ended = error.scope === "customer" && [400, 403, 404, 410].includes(error.httpStatus ?? 0);
    const text = `${subject(desired)}: ${error.message} Nothing was recorded.${ended ? ` ${ATTESTATION_ENDED}` : ""}`;
    throw new Refused(correlated(text, session.correlationId));
  } finally {
    session.looks.forget(lookKey(desired));
  }
}
