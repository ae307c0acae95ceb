import { Refused } from "../../failure";
import type { Session } from "../../lifecycle/session";
import { listed, problemsToAct } from "../../lifecycle/validation";
import type { Inputs } from "./model";
import { perform } from "./perform";
import { outputsOf, type Outputs } from "./record";
import { validate } from "./schema";
import { subject } from "./words";

/** Adopts the partner's customer that has the domain, refuses a domain that somebody else has, and else creates. */
export async function create(
  session: Session,
  news: Readonly<Record<string, unknown>>,
): Promise<{ id: string; outs: Outputs }> {
  const done = await perform(session, validInputs(news), undefined);
  return { id: done.customerId, outs: outputsOf(done) };
}

/** What `check` let through in a preview may still have become wrong when unknown values got known. */
export function validInputs(news: Readonly<Record<string, unknown>>): Inputs {
  const validated = validate(news);
  const { inputs } = validated;
  const failures = problemsToAct(validated);
  if (failures.length === 0) return inputs;
  throw new Refused(`${subject(inputs)}: ${listed(failures)}. Nothing was changed.`);
}
