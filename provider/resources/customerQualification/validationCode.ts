import type { ValidationCode } from "../../partnercenter";
import { remembered } from "../../lifecycle/remembered";
import type { Session } from "../../lifecycle/session";
import type { Inputs } from "./model";
import { subject } from "./phrases";

const ofRun = remembered<{ codes?: Promise<readonly ValidationCode[]> }>(() => ({}));

/** The partner's own validation codes: read once in a run, since only Microsoft hands out new ones. */
export function validationCodes(session: Session): Promise<readonly ValidationCode[]> {
  const run = ofRun(session);
  return (run.codes ??= session.client.getValidationCodes(session.call).catch((error: unknown) => {
    // Read again for the next one, or all that follow would be submitted unchecked.
    run.codes = undefined;
    throw error;
  }));
}

/** Warns of a code with which an `up` will fail. */
export async function tellCodeMistake(session: Session, desired: Inputs): Promise<void> {
  const mistake = await codeMistake(session, desired);
  if (mistake === undefined) return;
  const line = `${subject(desired)}: \`validationCode\` ${mistake} \`pulumi up\` fails, and submits nothing.`;
  session.notices.tellOnce(line, "warning");
}

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
    codes = await validationCodes(session);
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
