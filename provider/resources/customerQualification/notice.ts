import { tellDecided } from "../../lifecycle/decided";
import type { Severity } from "../../lifecycle/notices";
import type { Session } from "../../lifecycle/session";
import type { Decision } from "./decide";
import { isDenied, ownItem } from "./vetting";
import { explain, isProgress, type Situation } from "./words";

/** Tells a person what was decided. */
export function tell(session: Session, decision: Decision, situation: Situation): void {
  const line = explain(decision, situation);
  tellDecided(session, "CustomerQualification", decision, line, severityOf(decision, situation));
}

function severityOf(decision: Decision, situation: Situation): Severity {
  const { desired, items } = situation;
  switch (decision.kind) {
    case "warn":
      // A denial that is recorded under `onDenied: "warn"` was told by the `up` that recorded it.
      return decision.alreadyRecorded ? "info" : "warning";
    case "record": {
      const own = ownItem(items, desired.qualification);
      return own && isDenied(own) ? "warning" : "info";
    }
    case "nothing":
      return isProgress(situation) ? "progress" : "info";
    default:
      return "info";
  }
}
