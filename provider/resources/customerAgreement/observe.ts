import type { Properties } from "../../engineValues";
import { isAppOnly } from "../../partnercenter";
import type { Looking } from "../../lifecycle/definition";
import { observeOrExplain } from "../../lifecycle/observe";
import { isPartnerCenterError } from "../../lifecycle/outage";
import type { Session } from "../../lifecycle/session";
import { isGuid, isKnownGuid } from "../../lifecycle/validation";
import { DEFAULTS, resourceId, withDefaults, type Acceptance, type Inputs, type Observed } from "./model";

/** What can't be read with a login of an application alone is not looked at: it serves to look at everything else. */
export function observe(session: Session, inputs: Inputs, looking: Looking = {}): Promise<Observed> {
  return observeOrExplain<Observed>(session, looking, async () => {
    const { cloud = "Global" } = session;
    if (cloud !== "Global") return { kind: "notLooked", why: noAgreementsIn(cloud) };
    if (isAppOnly(session.settings.client().login)) return APP_ONLY;
    const acceptance = await session.looks.forPreview(
      lookKey(inputs),
      // A token obtained elsewhere may be an application's as well: no failure, so that other looks go on.
      () => readAcceptance(session, inputs).catch(undefinedIfAppOnly),
      { customer: inputs.customerId, ahead: looking.ahead },
    );
    return acceptance ? { kind: "seen", acceptance } : APP_ONLY;
  });
}

/** What {@link lookAhead} takes: the default agreement of this customer. */
export function lookAheadKey({ customerId, agreementType }: Properties): string | undefined {
  const isDefault = (agreementType ?? DEFAULTS.agreementType) === DEFAULTS.agreementType;
  return isDefault && isKnownGuid(customerId) ? customerId.toLowerCase() : undefined;
}

/** Begins the look at a customer's default agreement that a later check will ask for. */
export async function lookAhead(
  session: Session,
  customerId: string,
  lookingFor: Looking["lookingFor"] = "preview",
): Promise<void> {
  if (!isGuid(customerId)) return;
  await observe(session, { customerId: customerId.toLowerCase() }, { lookingFor, ahead: true });
}

/** "Not in 21Vianet or US Government": a declaration that could never come true. */
export const noAgreementsIn = (cloud: string): string =>
  `Partner Center has no agreements in the cloud ${cloud}`;

function undefinedIfAppOnly(error: unknown): undefined {
  if (isPartnerCenterError(error) && error.name === "AppOnlyNotSupportedError") return undefined;
  throw error;
}

const APP_ONLY: Observed = {
  kind: "notLooked",
  why: "agreements can be read by App+User logins only, and this login is an application's alone.",
};

export const lookKey = (inputs: Inputs): string => `agreement ${resourceId(inputs)}`;

/**
 * Both ways that Microsoft offers: "Get confirmation of customer acceptance of Microsoft Customer Agreement", and "Get
 * the status of a customer's direct acceptance of the Microsoft Customer Agreement".
 */
export async function readAcceptance(session: Session, inputs: Inputs): Promise<Acceptance> {
  const { customerId, agreementType } = withDefaults(inputs);
  const { agreements } = session.client;
  const { call } = session;
  const listed = await agreements.getCustomerAgreements(customerId, agreementType, call);
  const [attested] = listed.filter(({ type }) => type.toLowerCase() === agreementType.toLowerCase());
  if (attested) {
    const { dateAgreed, agreementLink } = attested;
    return { accepted: true, acceptedHow: "attested", dateAgreed, agreementLink };
  }
  const signed =
    agreementType === "MicrosoftCustomerAgreement" && (await agreements.isDirectlySigned(customerId, call));
  return signed ? { accepted: true, acceptedHow: "signedByCustomer" } : { accepted: false };
}
