import fc from "fast-check";
import type { Provider } from "./provider";
import { walks } from "./arbitraryWalks";
import type { Step, World } from "./steps";
import { type Invariant, InvariantBroken } from "./storable";
import { Walk } from "./walk";

export interface ModelOptions {
  walks: number;
  seed: number;
  /** Where in a run to begin, as a failure names it. */
  path?: string;
  maxSteps?: number;
  /** What every walk begins with, where chance alone would take long to get there. */
  begin?: readonly Step[];
  /** Whether the first failure is enough, and need not be made short. */
  first?: boolean;
  /** Hands all that is printed from now on to a function. */
  listen: (printed: (line: string) => void) => void;
}

export interface Found {
  invariant: Invariant;
  /** For a person to read. */
  report: string;
  walks: number;
}

/** Lets people and fate walk; what the shortest walk that broke an invariant was, or undefined if none did. */
export async function findBroken(provider: Provider, options: ModelOptions): Promise<Found | undefined> {
  const last: { story: string[]; error?: InvariantBroken } = { story: [] };
  const property = fc.asyncProperty(walks(options.maxSteps ?? 12), async (world: World) => {
    const steps = [...(options.begin ?? []), ...world.steps];
    const walk = new Walk(provider, { ...world, steps }, options.listen);
    try {
      await walk.run();
    } catch (error) {
      if (!(error instanceof InvariantBroken)) throw error;
      last.story = walk.story;
      last.error = error;
      throw error;
    }
  });
  const { seed, path, walks: numRuns, first: endOnFailure } = options;
  const details = await fc.check(property, { seed, path, numRuns, endOnFailure });
  if (!details.failed) return undefined;
  const { errorInstance: error, counterexample, counterexamplePath, numShrinks } = details;
  if (!(error instanceof InvariantBroken)) throw error instanceof Error ? error : new Error(String(error));
  const { steps: _steps, ...world } = counterexample?.[0] ?? { steps: [] };
  return {
    invariant: error.invariant,
    walks: details.numRuns,
    report: [
      `Broken: ${error.invariant}.`,
      `  ${error.found}`,
      "",
      `The walk (made shorter ${numShrinks} times), in a world of ${JSON.stringify(world)}:`,
      ...last.story.map((line) => `  ${line}`),
      "",
      `Again: MODEL_SEED=${seed} MODEL_PATH=${counterexamplePath} npm test unit test/model/model.test`,
    ].join("\n"),
  };
}
