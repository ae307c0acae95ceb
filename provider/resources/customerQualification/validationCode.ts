import type { Session } from "../../lifecycle/session";
import type { Inputs } from "./model";
import { subject } from "./words";

/** Why a submission with this code would be refused, as the error of an `up`. */
export async function codeProblem(session: Session, desired: Inputs): Promise<string | undefined> {
  const mistake = await codeMistake(session, desired);
  return mistake && `${subject(desired)}: \`validationCode\` ${mistake} Nothing was submitted.`;
}

/**
 * Looks a Government Community Cloud code up among the partner's own before it is submitted ("Get a partner's
 * validation codes"): a wrong one would spend a verification request. Where they can't be read, the submission tells.
 * The code itself is never shown.
 */
export async function codeMistake(session: Session, desired: Inputs): Promise<string | undefined> {
  if (desired.validationCode === undefined) return undefined;
  let codes;
  try {
    codes = await session.validationCodes();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    session.notices.tellStackOnce(
      `CustomerQualification: the partner's validation codes could not be read, so they are not checked. ${error.message}`,
    );
    return undefined;
  }
  const code = codes.find(({ validationId }) => validationId === desired.validationCode);
  if (!code) {
    return (
      `is not among the ${codes.length} validation codes of this partner. ` +
      "Next: look it up with getValidationCodes or in Partner Center."
    );
  }
  if (code.remainingCreates === 0) {
    return (
      `has no creates left (of ${code.maxCreates ?? "an unknown number"}). ` +
      "Next: request another code from Microsoft."
    );
  }
  return undefined;
}
