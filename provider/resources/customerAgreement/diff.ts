import { lastUpFailed } from "../../lifecycle/recorded";
import { tellDecided } from "../../lifecycle/decided";
import type { Session } from "../../lifecycle/session";
import { decide, type Decision } from "./decide";
import { withDefaults, type Observed } from "./model";
import { observe } from "./observe";
import { recordedOf } from "./record";
import { validate } from "./schema";
import { boundOf } from "./wait";
import { explain } from "./words";

export interface DiffResult {
  changes: boolean;
  replaces: string[];
}

/** Says what `update` would do, by the same decision. */
export async function diff(
  session: Session,
  olds: Readonly<Record<string, unknown>>,
  news: Readonly<Record<string, unknown>>,
): Promise<DiffResult> {
  const recorded = recordedOf(olds);
  const { inputs, unknown } = validate(news);
  const [now, then] = [withDefaults(inputs), withDefaults(recorded)];
  // Not known is not changed: a pending change of the customer must not look like a replacement.
  const replaces = (["customerId", "agreementType"] as const).filter(
    (name) => !unknown.has(name) && now[name] !== then[name],
  );
  if (replaces.length > 0) return { changes: true, replaces };

  const { customerId, agreementType } = recorded;
  const desired = { ...inputs, customerId, agreementType };
  let observed: Observed;
  try {
    observed = await observe(session, desired);
  } catch (error) {
    // Only a refresh comes here: it has failed as a whole and left this resource as it was.
    if (session.alreadyShown(error)) return { changes: false, replaces: [] };
    throw error;
  }
  const decision = decide(desired, recorded, observed);
  const line = explain(decision, desired, observed, boundOf(session, desired, "update"), lastUpFailed(olds));
  tellDecided(session, "CustomerAgreement", decision, line);
  return { changes: unknown.size > 0 || changes(decision), replaces: [] };
}

export function changes(decision: Decision): boolean {
  switch (decision.kind) {
    case "nothing":
      return false;
    case "notLooked":
      return decision.edited;
    case "record":
    case "attest":
    case "wait":
    case "notObserved":
      return true;
  }
}
