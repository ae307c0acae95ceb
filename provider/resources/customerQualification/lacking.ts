import type { Checked } from "../../lifecycle/definition";
import type { Session } from "../../lifecycle/session";
import type { Failure } from "../../lifecycle/validation";
import { missingForSubmission } from "./decide";
import type { Decision } from "./decision";
import type { Desired, Observed, Seen } from "./model";
import { failureOf } from "./schema";
import { codeMistake } from "./validationCode";

type Lacking = Omit<Checked<Desired, Seen, Decision>, "observed"> & { observed?: Observed };

/**
 * What a new resource needs for its submission, as far as one is to be expected: where looking is turned off, or there is
 * no such customer, one is. Where one customer could not be read, that is shown instead: a failure here would hide the
 * others.
 */
export async function lacking(session: Session, checked: Lacking): Promise<Failure[]> {
  const { desired, observed, decision, isKnown, isUsable, isCustomerMistaken = false } = checked;
  const failures: Failure[] = [];
  const unseen =
    observed === undefined ? isKnown("customerId") : isCustomerMistaken || observed.kind === "notLooked";
  const missing =
    decision?.kind === "refuse" ? decision.missing : unseen ? missingForSubmission(desired) : undefined;
  if (missing)
    failures.push(failureOf(missing, `is required to submit ${desired.qualification}; it is not set`));
  if (
    session.previewing &&
    (isCustomerMistaken || decision?.kind === "submit") &&
    isUsable("validationCode")
  ) {
    const mistake = await codeMistake(session, desired);
    if (mistake !== undefined) failures.push(failureOf("validationCode", mistake));
  }
  return failures;
}
