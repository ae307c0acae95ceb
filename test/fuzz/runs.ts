// How long the fuzz tests run. A failure prints its seed and path, which FUZZ_SEED and FUZZ_PATH play again; FUZZ_RUNS
// asks for so many runs of each property instead of a number that suits continuous integration.
import * as fc from "fast-check";

const given = (name: string): number | undefined =>
  process.env[name] === undefined ? undefined : Number(process.env[name]);

/** Asserts a property, so many times unless FUZZ_RUNS says otherwise. */
export async function holds<Ts>(
  property: fc.IAsyncProperty<Ts> | fc.IProperty<Ts>,
  numRuns: number,
): Promise<void> {
  await fc.assert(property, {
    numRuns: given("FUZZ_RUNS") ?? numRuns,
    ...(process.env.FUZZ_SEED !== undefined && { seed: given("FUZZ_SEED") }),
    ...(process.env.FUZZ_PATH !== undefined && { path: process.env.FUZZ_PATH }),
  });
}

/** Time for a test that makes that many runs; no test of this folder asserts how long anything takes. */
export const TIMEOUT_MS = process.env.FUZZ_RUNS === undefined ? 120_000 : 24 * 3_600_000;
