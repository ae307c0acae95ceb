import { Interrupted } from "../../lifecycle/cancellation";
import type { Action, Done } from "../../lifecycle/action";
import { PartialFailure, Refused } from "../../failure";
import type { BillingProfile, NewCustomer } from "../../partnercenter";
import { isPartnerCenterError } from "../../lifecycle/outage";
import type { Session } from "../../lifecycle/session";
import { tellDecided } from "../../lifecycle/decided";
import { judgeAddress } from "./address";
import { decide } from "./decide";
import type { Inputs, Observed, Recorded, SeenCustomer } from "./model";
import { forgetLooks, observeToAct, soughtOf } from "./observe";
import { addressOf, desiredProfile, profileChanges, valuesOf } from "./profile";
import { outputsOf, recordCreated, recordSeen } from "./record";
import { explain, failure, PASSWORD_LOST, subject } from "./messages";

/**
 * What `create` and `update` do in their turn: look, decide, create if and only if decided, record. From the look to the
 * creation nothing else of this machine touches the domain, so that a row copied by mistake creates once.
 */
export async function act(
  action: Action,
  desired: Inputs,
  recorded: Recorded | undefined,
): Promise<Done<Recorded>> {
  const { session } = action;
  const observed = await action.look(observeToAct(session, soughtOf(desired, recorded)));
  const decision = decide(desired, recorded, observed);
  if (recorded === undefined && (decision.kind === "create" || decision.kind === "adopt")) {
    // In an `up` that creates, `check` has not looked.
    tellDecided(session, "Customer", decision, explain(decision, { desired, observed, inUp: true }));
  }
  switch (decision.kind) {
    case "create": {
      if (session.settings.liveDiff) await action.look(judgeAddress(session, desired));
      action.keepToPlan();
      const outputs = await create(action, desired);
      // Where somebody else was faster, what is there now is decided upon anew.
      return outputs ? { outputs } : act(action, desired, recorded);
    }
    case "adopt":
      session.notices.tellStackOnce(`Customer: of those that are adopted: ${PASSWORD_LOST}`);
      return { outputs: await adopt(session, desired, decision.customer) };
    case "updateProfile":
    case "record":
    case "nothing": {
      const customer = seenOf(observed);
      const profile = await updateProfile(session, desired, customer);
      return { outputs: recordSeen(desired, { ...customer, profile }, recorded) };
    }
    case "refuse":
      throw new Refused(failure(decision, { desired, recorded, observed }, session.correlationId));
    case "notObserved":
    case "notLooked":
      // A look that fails throws, and an `up` always looks.
      throw new Refused(decision.why);
  }
}

function seenOf(observed: Observed): SeenCustomer {
  if (observed.kind === "seen") return observed.customer;
  throw new Error(`A customer that was not seen (${observed.kind}) can't be recorded.`);
}

/**
 * The only place that creates; undefined where nothing was sent, for the domain had become a customer's. Where the
 * outcome stays unknown nothing enters the state, for there is no id; the next `up` looks for the domain first, and a
 * domain belongs to one tenant only.
 */
async function create(
  { session, stop, interrupted }: Action,
  desired: Inputs,
): Promise<Recorded | undefined> {
  try {
    const { customer, found, sent } = await session.client.customers.createCustomer(newCustomer(desired), {
      ...session.call,
      stop,
    });
    if (!sent) return undefined;
    if (customer.password === undefined)
      session.notices.tell(
        `${subject({ ...desired, customerId: customer.id })}: was created${found ? ", and found by a look, for the answer never came" : ""}. ${PASSWORD_LOST}`,
      );
    return recordCreated(desired, customer);
  } catch (error) {
    if (!isPartnerCenterError(error)) throw error;
    if (error.creation === "notTaken" && stop.aborted) throw new Interrupted(interrupted);
    const known = error.creation === "notTaken" || error.creation === "refused";
    throw new Refused(
      `${subject(desired)}: ${error.message} ` +
        (known
          ? "Nothing was created."
          : "The next `pulumi up` looks for the domain first: a customer that was created is adopted, not created again."),
    );
  } finally {
    forgetLooks(session, desired);
  }
}

function newCustomer(desired: Inputs): NewCustomer {
  const { domain = "", organizationRegistrationNumber, associatedPartnerId, enableGDAPByDefault } = desired;
  const { companyName = "", email = "", culture = "", language = "", address = {} } = desired;
  return {
    domain,
    organizationRegistrationNumber,
    associatedPartnerId,
    enableGDAPByDefault,
    billingProfile: { companyName, email, culture, language, defaultAddress: addressOf(address) },
  };
}

async function adopt(session: Session, desired: Inputs, listed: SeenCustomer): Promise<Recorded> {
  let customer = listed;
  try {
    // The list of customers shows less of one than there is.
    if (listed.commerceId === undefined) {
      customer = {
        ...listed,
        ...(await session.client.customers.getCustomer(listed.id, session.call)),
        id: listed.id,
      };
    }
    const profile = await updateProfile(session, desired, customer);
    return recordSeen(desired, { ...customer, profile }, undefined);
  } catch (error) {
    if (!isPartnerCenterError(error)) throw error;
    // It is there, and so it is in the state.
    throw new PartialFailure(
      `${subject(desired)}: ${error.message} The customer is in the state as adopted.`,
      customer.id,
      outputsOf(recordSeen(desired, customer, undefined)),
    );
  }
}

/**
 * Updates what is declared and differs, if anything. The etag is of the look just made; a stale one is read again,
 * once: somebody else's change, or this very update, whose answer was lost.
 */
async function updateProfile(
  session: Session,
  desired: Inputs,
  { id, profile: seen }: SeenCustomer,
): Promise<BillingProfile> {
  const { customers } = session.client;
  const { call } = session;
  let profile = seen;
  try {
    for (let again = false; ; again = true) {
      if (profileChanges(desired, valuesOf(profile)).length === 0) return profile;
      if (profile.etag === undefined)
        throw new Refused(
          `${subject(desired)}: Partner Center gave its billing profile without an etag. Nothing was changed.`,
        );
      try {
        return await customers.updateBillingProfile(id, desiredProfile(desired, profile), profile.etag, call);
      } catch (error) {
        if (again || !isPartnerCenterError(error) || error.name !== "StaleEtagError") throw error;
        profile = await customers.getBillingProfile(id, call);
      }
    }
  } finally {
    forgetLooks(session, { ...desired, customerId: id });
  }
}
