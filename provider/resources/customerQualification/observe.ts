import type { Properties } from "../../engineValues";
import type { Looking } from "../../lifecycle/definition";
import type { About } from "../../lifecycle/looks";
import { observeOrExplain } from "../../lifecycle/observe";
import type { Session } from "../../lifecycle/session";
import { isGuid, isKnownGuid } from "../../lifecycle/validation";
import type { ObserveOptions, QualificationsAnswer } from "../../partnercenter";
import type { Limits } from "./decision";
import { isDeclared } from "./declared";
import type { Observed } from "./model";

/** The looks at a customer's qualifications: one GET shows all of them. */

/** As a preview may use them: one GET per customer and run, and none in an outage. */
export async function look(
  session: Session,
  customerId: string,
  about: About = {},
): Promise<QualificationsAnswer> {
  const read = (onSend: () => void) => readAll(session, customerId, { onSend });
  return session.looks.forPreview(customerId, read, about);
}

/**
 * Recent enough to act on, and whether they are certain. `ahead` begins it for who is going to ask soon.
 * @param certain - looked at until the answer is certain. @throws where it never is
 */
export function lookToAct(
  session: Session,
  customerId: string,
  { certain = false, ahead = false } = {},
): Promise<QualificationsAnswer> {
  if (certain) session.looks.forget(customerId);
  // Before the looks of previews: an `up` asks for those of all that it has still to create.
  const read = (onSend: () => void) => readAll(session, customerId, { onSend, urgent: true, certain });
  return session.looks.forAction(customerId, read, { ahead });
}

function readAll(session: Session, customerId: string, call: ObserveOptions): Promise<QualificationsAnswer> {
  return session.client.observeCustomerQualifications(customerId, { ...session.call, ...call });
}

export function observe(session: Session, customerId: string, looking: Looking = {}): Promise<Observed> {
  return observeOrExplain(session, looking, async () => ({
    kind: "seen" as const,
    ...(await look(session, customerId, { ahead: looking.ahead })),
    at: session.clock.now(),
  }));
}

/** What {@link lookAhead} takes. */
export function lookAheadKey({ customerId }: Properties): string | undefined {
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
  if (isGuid(id) && !isDeclared(session, id)) await observe(session, id, { lookingFor, ahead: true });
}

/**
 * Begins the look at a customer that a creation will rest on; not where requests wait for the budget already, for it
 * may be too old to act on when the creation's turn comes, and would have to be repeated.
 */
export async function lookAheadOfCreate(session: Session, customerId: string): Promise<void> {
  if (session.client.leastMs(1) > 0) return;
  await lookToAct(session, customerId, { ahead: true });
}

export function limitsOf(session: Session): Limits {
  return { maxSubmissions: session.maxSubmissions };
}
