import { Refused } from "../../failure";
import type { Session } from "../../lifecycle/session";
import { listed, problemsToAct } from "../../lifecycle/validation";
import { resourceId, type Inputs } from "./model";
import { perform } from "./perform";
import { outputsOf, type Outputs } from "./record";
import { validate } from "./schema";
import { subject } from "./words";

/** Records what is there; attests, or waits for the customer, where that was asked for. */
export async function create(
  session: Session,
  news: Readonly<Record<string, unknown>>,
): Promise<{ id: string; outs: Outputs }> {
  const desired = validInputs(news);
  return { id: resourceId(desired), outs: outputsOf(await perform(session, desired, undefined)) };
}

/** What `check` let through in a preview may still have become wrong when unknown values got known. */
export function validInputs(news: Readonly<Record<string, unknown>>): Inputs {
  const validated = validate(news);
  const { inputs } = validated;
  const failures = problemsToAct(validated);
  if (failures.length === 0) return inputs;
  throw new Refused(`${subject(inputs)}: ${listed(failures)}. Nothing was changed.`);
}
