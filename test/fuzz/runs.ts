// How the fuzz tests run. They are the same every time, so that a change is judged by itself; FUZZ_SEED=random looks for
// what is new, and FUZZ_RUNS makes so many runs of each property instead of a number that suits continuous integration.
// A failure prints its seed and path, which FUZZ_SEED and FUZZ_PATH play again.
import * as fc from "fast-check";

const SEED = 20261121;

const given = (name: string): number | undefined =>
  process.env[name] === undefined ? undefined : Number(process.env[name]);

/** Asserts a property, so many times unless FUZZ_RUNS says otherwise. */
export async function holds<Ts>(
  property: fc.IAsyncProperty<Ts> | fc.IProperty<Ts>,
  numRuns: number,
): Promise<void> {
  await fc.assert(property, {
    numRuns: given("FUZZ_RUNS") ?? numRuns,
    seed: process.env.FUZZ_SEED === "random" ? Date.now() % 2 ** 31 : (given("FUZZ_SEED") ?? SEED),
    ...(process.env.FUZZ_PATH !== undefined && { path: process.env.FUZZ_PATH }),
  });
}

/** Time for a test that makes that many runs; no test of this folder asserts how long anything takes. */
export const TIMEOUT_MS = process.env.FUZZ_RUNS === undefined ? 120_000 : 24 * 3_600_000;
