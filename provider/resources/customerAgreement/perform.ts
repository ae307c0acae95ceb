import { tellDecided } from "../../lifecycle/decided";
import { unlessInterrupted } from "../../lifecycle/cancellation";
import { Refused } from "../../failure";
import type { Turn } from "../../lifecycle/machineLock";
import { isPartnerCenterError, type Session } from "../../lifecycle/session";
import { correlated } from "../../lifecycle/text";
import type { WaitBound } from "../../lifecycle/waitBounds";
import { decide } from "./decide";
import { withDefaults, type Acceptance, type Inputs, type Recorded } from "./model";
import { lookKey, readAcceptance } from "./observe";
import { record } from "./record";
import { boundOf, waitForAcceptance } from "./wait";
import { ATTESTATION_ENDED, explain, subject } from "./words";

/**
 * The one flow of create and update: observe, decide, attest or wait if and only if decided, record. From the look to the
 * attestation nothing else of this machine touches the agreement.
 */
export async function perform(
  session: Session,
  desired: Inputs,
  recorded: Recorded | undefined,
): Promise<Recorded> {
  const stop = session.cancellation.signal;
  const turn = { stop, interrupted: `${subject(desired)}: interrupted. Nothing was changed.` };
  const bound = boundOf(session, desired, recorded === undefined ? "create" : "update");
  const { outputs, wait } = await session.exclusively(
    lookKey(desired),
    () => act(session, desired, recorded, bound, turn),
    turn,
  );
  return wait ? waitForAcceptance(session, desired, outputs, bound, stop) : outputs;
}

async function act(
  session: Session,
  desired: Inputs,
  recorded: Recorded | undefined,
  bound: WaitBound,
  { stop, interrupted }: Turn,
): Promise<{ outputs: Recorded; wait: boolean }> {
  session.forget(lookKey(desired));
  const acceptance = await unlessInterrupted(stop, lookToAct(session, desired), interrupted);
  const observed = { kind: "seen", acceptance } as const;
  const decision = decide(desired, recorded, observed);
  // In an `up` that creates, `check` has not looked.
  const line = explain(decision, desired, observed, bound);
  if (recorded === undefined || !acceptance.accepted)
    tellDecided(session, "CustomerAgreement", decision, line);
  switch (decision.kind) {
    case "attest":
      return { outputs: await attest(session, desired), wait: false };
    case "wait":
    case "record":
    case "nothing":
    case "notObserved":
    case "notLooked":
      return { outputs: await link(session, desired, acceptance), wait: decision.kind === "wait" };
  }
}

async function lookToAct(session: Session, desired: Inputs): Promise<Acceptance> {
  try {
    return await readAcceptance(session, desired);
  } catch (error) {
    if (!isPartnerCenterError(error)) throw error;
    throw new Refused(`${subject(desired)}: could not be observed. ${error.message} Nothing was changed.`);
  }
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
  const templates = await session.lookAt(`agreement templates ${agreementType}`, () =>
    session.client.agreements.getAgreementTemplates(agreementType, { correlationId: session.correlationId }),
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
  const call = { correlationId: session.correlationId };
  const { templateId, agreementLink } = await template(session, desired);
  try {
    const { agreement } = await session.client.agreements.confirmCustomerAgreement(
      customerId,
      { templateId, type: agreementType, primaryContact, ...(dateAgreed !== undefined && { dateAgreed }) },
      call,
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
    session.forget(lookKey(desired));
  }
}
