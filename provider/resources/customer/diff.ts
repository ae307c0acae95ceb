import { lastUpFailed } from "../../lifecycle/recorded";
import { tellDecided } from "../../lifecycle/decided";
import type { Session } from "../../lifecycle/session";
import { changedFixed, changedIdentity, decide, type Decision } from "./decide";
import { withDefaults, type Observed } from "./model";
import { observe, soughtOf } from "./observe";
import { recordedOf } from "./record";
import { validate } from "./schema";
import { explain, FATE, subject } from "./words";

export interface DiffResult {
  changes: boolean;
  replaces: string[];
  deleteBeforeReplace?: boolean;
}

/** Says what `update` would do, by the same decision. `changes` is always said, as for a qualification. */
export async function diff(
  session: Session,
  olds: Readonly<Record<string, unknown>>,
  news: Readonly<Record<string, unknown>>,
): Promise<DiffResult> {
  const recorded = recordedOf(olds);
  const { inputs: desired, unknown } = validate(news);
  const { onDelete } = withDefaults(recorded);

  const replaces = changedIdentity(desired, recorded);
  if (replaces.length > 0) {
    session.notices.tell(
      `${subject(recorded)}: is replaced, since ${replaces.join(" and ")} changed. ${FATE[onDelete]}`,
    );
    return { changes: true, replaces };
  }
  session.customers.found(desired, recorded.customerId);
  // A domain is free for another customer only once the one that has it is deleted.
  const fixed = changedFixed(desired, recorded).map(({ property }) => property);
  if (fixed.length > 0 && onDelete === "deleteSandboxCustomer") {
    session.customers.deletesFirst(desired, recorded.customerId);
    session.notices.tell(
      `${subject(recorded)}: is deleted and created again, since ${fixed.join(" and ")} changed. ${FATE[onDelete]}`,
    );
    return { changes: true, replaces: fixed, deleteBeforeReplace: true };
  }
  let observed: Observed;
  try {
    observed = await observe(session, soughtOf(desired, recorded));
  } catch (error) {
    // Only a refresh comes here: it has failed as a whole and left this resource as it was.
    if (session.alreadyShown(error)) return { changes: false, replaces: [] };
    throw error;
  }
  const decision = decide(desired, recorded, observed);
  tellDecided(
    session,
    "Customer",
    decision,
    explain(decision, { desired, recorded, observed, lastUpFailed: lastUpFailed(olds) }),
  );
  return { changes: unknown.size > 0 || changes(decision), replaces: [] };
}

export function changes(decision: Decision): boolean {
  switch (decision.kind) {
    case "nothing":
      return false;
    case "notLooked":
      return decision.edited;
    case "create":
    case "adopt":
    case "updateProfile":
    case "record":
    case "refuse":
    case "notObserved":
      return true;
  }
}
