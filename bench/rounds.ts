import type { Case, Operation, System } from "./cases";
import { Contest, type Reports } from "./contest";

export interface RoundsOptions extends Reports {
  systems: readonly System[];
  operations: readonly Operation[];
  rounds: number;
  /** Whether the state that a preview needs is made instead of by an `up`. */
  fromState?: boolean;
}

/** Measures a case, round by round. */
export async function measureCase(one: Case, options: RoundsOptions): Promise<void> {
  const { systems, operations, rounds, log, keep, fromState } = options;
  const contest = new Contest(one, { log, keep }, fromState);
  try {
    for (let number = 1; number <= rounds; number++) await contest.round(number, operations, systems);
  } finally {
    await contest.close();
  }
}
