import { lastUpFailed } from "../../lifecycle/recorded";
import type { Session } from "../../lifecycle/session";
import { decide, type Decision } from "./decide";
import { noteRecorded, noteReplaced } from "./known";
import { resourceId, type Desired, type Observed } from "./model";
import { limitsOf, observe } from "./observe";
import { recordedOf } from "./record";
import { validate } from "./schema";
import { codeMistake } from "./validationCode";
import { count } from "./tally";
import { tell } from "./notice";
import { Refused } from "../../failure";
import { subject } from "./words";

export interface DiffResult {
  changes: boolean;
  replaces: string[];
}

/** Changing one of these makes another qualification of it. */
const IDENTITY = ["customerId", "qualification"] as const;

/**
 * Says what `update` would do, by the same decision. `changes` is always said: left to the engine's own comparison of
 * inputs, the same drift would be "unchanged" the second time.
 */
export async function diff(
  session: Session,
  olds: Readonly<Record<string, unknown>>,
  news: Readonly<Record<string, unknown>>,
): Promise<DiffResult> {
  const recorded = recordedOf(olds);
  noteRecorded(session, recorded);
  session.protect(recorded.validationCode);
  const { inputs, unknown } = validate(news);
  // Not known is not changed: a pending change of the customer must not look like a replacement.
  const replaces = IDENTITY.filter((name) => !unknown.has(name) && inputs[name] !== recorded[name]);
  if (replaces.length > 0) {
    noteReplaced(session, recorded, { ...recorded, ...inputs });
    session.notices.tell(
      `${subject(recorded)}: is replaced, since ${replaces.join(" and ")} changed. Microsoft keeps the qualification of ` +
        `${recorded.customerId} for ever: it can't be taken back, and is only forgotten here.`,
    );
    return { changes: true, replaces };
  }
  const desired: Desired = {
    ...inputs,
    customerId: recorded.customerId,
    qualification: recorded.qualification,
  };
  let observed: Observed;
  try {
    observed = await observe(session, recorded.customerId);
  } catch (error) {
    // Only a refresh comes here: it has failed as a whole and left this resource as it was.
    if (session.alreadyShown(error)) return { changes: false, replaces: [] };
    throw error;
  }
  const limits = limitsOf(session);
  const decision = decide(desired, recorded, observed, limits);
  if (decision.kind === "submit") session.resubmitted.add(resourceId(desired));
  const items = observed.kind === "seen" ? observed.items : [];
  const acting = session.previewing === false;
  const situation = { desired, recorded, items, limits, acting, lastUpFailed: lastUpFailed(olds) };
  tell(session, decision, situation);
  const excess = count(session, decision, situation);
  if (excess !== undefined) throw new Refused(`${subject(recorded)}: ${excess}`);
  if (decision.kind === "submit") {
    const mistake = await codeMistake(session, desired);
    if (mistake !== undefined)
      session.notices.tellOnce(
        `${subject(desired)}: \`validationCode\` ${mistake} \`pulumi up\` fails, and submits nothing.`,
        "warning",
      );
  }
  return { changes: unknown.size > 0 || changes(decision), replaces: [] };
}

export function changes(decision: Decision): boolean {
  switch (decision.kind) {
    case "nothing":
      return false;
    case "warn":
      return !decision.alreadyRecorded || decision.edited;
    case "notLooked":
      return decision.edited;
    case "adopt":
    case "record":
    case "wait":
    case "submit":
    case "refuse":
    case "notObserved":
      return true;
  }
}
