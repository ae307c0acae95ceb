import { concernsOneCustomer, type Looking, type Session } from "../../lifecycle/session";
import type { Limits } from "./decide";
import { isNoCustomer } from "../../lifecycle/mistakes";
import { isGuid, isKnownGuid } from "../../lifecycle/validation";
import type { Observed } from "./model";

/**
 * The look of a preview or a refresh. One customer's failure is an answer, so that the others are still looked at; what makes every
 * look fail (settings, login, connection, an outage) is thrown and ends the run as an error, once.
 */
export async function observe(
  session: Session,
  customerId: string,
  { lookingFor = "preview", ahead = false }: Looking = {},
): Promise<Observed> {
  const notLooking = session.notLooking(lookingFor);
  if (notLooking) return notLooking;
  try {
    return { kind: "seen", items: await session.look(customerId, { ahead }) };
  } catch (error) {
    if (concernsOneCustomer(error)) {
      return { kind: "notObserved", why: error.message, ...(isNoCustomer(error) && { noCustomer: true }) };
    }
    throw error;
  }
}

/** What {@link lookAhead} takes. */
export function lookAheadKey({ customerId }: Readonly<Record<string, unknown>>): string | undefined {
  return isKnownGuid(customerId) ? customerId.toLowerCase() : undefined;
}

/** Begins the look at a customer that a later check will ask for. */
export async function lookAhead(
  session: Session,
  customerId: string,
  lookingFor: Looking["lookingFor"] = "preview",
): Promise<void> {
  const id = customerId.toLowerCase();
  // One that was checked before was looked at, and may meanwhile have been submitted for.
  if (isGuid(id) && !session.declared.has(id)) await observe(session, id, { lookingFor, ahead: true });
}

/**
 * Begins the look at a customer that a creation will rest on; not where requests wait for the budget already, for it
 * may be too old to act on when the creation's turn comes, and would have to be repeated.
 */
export async function lookAheadOfCreate(session: Session, customerId: string): Promise<void> {
  if (session.client.leastMs(1) > 0) return;
  await session.lookAhead(customerId);
}

export function limitsOf(session: Session): Limits {
  return { maxSubmissions: session.maxSubmissions };
}
