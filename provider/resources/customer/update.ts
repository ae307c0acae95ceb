import type { Session } from "../../lifecycle/session";
import { validInputs } from "./create";
import { perform } from "./perform";
import { outputsOf, recordedOf, type Outputs } from "./record";

/** Does what `diff` showed: updates the billing profile, or records. */
export async function update(
  session: Session,
  olds: Readonly<Record<string, unknown>>,
  news: Readonly<Record<string, unknown>>,
): Promise<{ outs: Outputs }> {
  return { outs: outputsOf(await perform(session, validInputs(news), recordedOf(olds))) };
}
