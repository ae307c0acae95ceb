import type { Session } from "../../lifecycle/session";
import { validInputs } from "./create";
import { perform } from "./perform";
import { outputsOf, recordedOf, type Outputs } from "./record";

/** Does what `diff` showed: records, waits, or submits where `resubmit` (or a correction) asked for it. */
export async function update(
  session: Session,
  olds: Readonly<Record<string, unknown>>,
  news: Readonly<Record<string, unknown>>,
): Promise<{ outs: Outputs }> {
  return { outs: outputsOf(await perform(session, validInputs(news), recordedOf(olds))) };
}
