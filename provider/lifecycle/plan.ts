import { Refused } from "../failure";
import { UNKNOWN, type Properties } from "../engineValues";
import type { CheckedOf, Definition, Types } from "./definition";
import { identityKey } from "./identity";
import { isSeen } from "./observe";
import { remembered } from "./remembered";
import type { Session } from "./session";

/**
 * What a plan holds (`preview --save-plan`, `up --plan`). The engine compares inputs: so whether something would be written
 * that nobody can take back is one of them, `planned`, in a run that makes a plan or keeps to one. An `up` that would write
 * what its plan does not say then ends with the engine's "violates plan", before anything is sent.
 */

/** @returns undefined where this run has no plan, or looking is turned off */
export function plannedOf<T extends Types>(
  type: Definition<T>,
  session: Session,
  checked: CheckedOf<T> | "notKnown",
): string | undefined {
  if (!session.planned || !type.lasting) return undefined;
  if (checked === "notKnown") return UNKNOWN;
  if (checked.observed.kind === "notLooked") return undefined;
  // What could not be observed was shown to nobody. What is declared twice was planned twice, and is written once.
  const writes =
    (isSeen<T["seen"]>(checked.observed) && type.lasting.isWrittenBy(session, checked)) ||
    (!checked.before && writtenOf(session).has(identityKey(type, checked.desired)));
  return writes ? type.lasting.name : without(type.lasting.name);
}

/** What this run has written. */
const writtenOf = remembered(() => new Set<string>());

/**
 * Between `check` and the action others may have changed what is there.
 *
 * @param inputs - of the action, as `check` has answered them
 * @throws Refused where they say that this is not written
 */
export function keepToPlan<T extends Types>(
  type: Definition<T>,
  session: Session,
  desired: T["inputs"],
  inputs: Properties,
): void {
  const { lasting } = type;
  if (!lasting || inputs["planned"] !== without(lasting.name)) {
    writtenOf(session).add(identityKey(type, desired));
    return;
  }
  throw new Refused(
    `${type.subject(desired)}: the plan says \`${without(lasting.name)}\`, and what is there has changed since. ` +
      `${type.nothingDone} Next: make a new plan (\`pulumi preview --save-plan\`).`,
  );
}

const without = (what: string): string => `no ${what}`;
