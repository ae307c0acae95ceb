import { Refused } from "../../failure";
import type { Session } from "../../lifecycle/session";
import { withDefaults, type Recorded } from "./model";
import { forgetLooks, isGone } from "./observe";
import { FATE, notRemoved, stillDeclared, subject } from "./messages";

/**
 * Does what the recorded `onDelete` says, loudly. A customer that the program still declares is never removed: the resource
 * was renamed, or replaced, or is one of several.
 */
export async function remove(session: Session, recorded: Recorded): Promise<void> {
  const { onDelete } = withDefaults(recorded);
  const warn = (text: string): void => session.notices.tell(`${subject(recorded)}: ${text}`, "warning");
  if (onDelete === "keep") {
    warn(
      `${FATE.keep} Declared again, it is adopted without a creation. The resource is only forgotten here.`,
    );
    return;
  }
  const standing = session.customers.standing(recorded);
  if (standing.kind !== "free") {
    const forgets = standing.kind === "declared" && !session.customers.isDeletedFirst(recorded.customerId);
    if (!forgets) throw new Refused(`${subject(recorded)}: ${notRemoved(standing)}`);
    warn(stillDeclared(standing.by, onDelete));
    return;
  }
  await session.exclusively(`customer ${recorded.customerId}`, () => end(session, recorded, onDelete), {
    stop: session.cancellation.signal,
    interrupted: `${subject(recorded)}: interrupted. Nothing was changed.`,
  });
  warn(FATE[onDelete]);
}

async function end(
  session: Session,
  recorded: Recorded,
  how: "removeRelationship" | "deleteSandboxCustomer",
): Promise<void> {
  const { customers } = session.client;
  const { call } = session;
  const { customerId } = recorded;
  try {
    await (how === "removeRelationship"
      ? customers.removeRelationship(customerId, call)
      : customers.deleteSandboxCustomer(customerId, call));
  } catch (error) {
    // Done already, by somebody else or by a run that was killed.
    if (!isGone(error)) throw error;
  } finally {
    forgetLooks(session, recorded);
  }
}
