// Where the time of a small command goes, from the keystroke to the answer: when each process first appears, when
// Partner Center is first and last asked, when the command ends.
import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { measure } from "./processes";
import { type Case, customersOf, ORDINARY } from "./cases";
import { startEmulatorProcess } from "./emulator";
import { environmentIn } from "./places";
import type { TimelineSample } from "./results";
import { makePulumiRunner, type PulumiRunner, type PulumiSystem } from "./systems/pulumi";

/** Marks, in the order of time. `login` to `lastRequest` are as they arrive at Partner Center. */
export const MARKS = ["languageHost", "program", "provider", "firstRequest", "lastRequest", "end"] as const;

const PROCESSES: readonly [string, RegExp][] = [
  ["languageHost", /pulumi-language-nodejs/],
  ["program", /cmd\/run\b/],
  ["provider", /cmd\/dynamic-provider/],
];

interface Small {
  name: string;
  system: PulumiSystem;
  program: Case["program"];
  size: number;
  /** What a user could set. */
  variables?: Record<string, string>;
}

/** Where Node keeps modules compiled: shared by the three processes of a command. */
const CACHE = { NODE_COMPILE_CACHE: join(tmpdir(), `partnercenter-bench-compiled-${process.pid}`) };
const UNCHECKED = { PULUMI_NODEJS_TRANSPILE_ONLY: "true" };

/** All are `pulumi preview`, each measured in turn. */
const SMALL: readonly Small[] = [
  { name: "no resource, JavaScript", system: "floor", program: "js", size: 0 },
  { name: "no resource, TypeScript", system: "floor", program: "ts", size: 0 },
  { name: "floor, JavaScript", system: "floor", program: "js", size: 3 },
  { name: "floor, TypeScript", system: "floor", program: "ts", size: 3 },
  { name: "ours, JavaScript", system: "ours", program: "js", size: 3 },
  { name: "ours, TypeScript", system: "ours", program: "ts", size: 3 },
  { name: "ours, TypeScript, not checked", system: "ours", program: "ts", size: 3, variables: UNCHECKED },
  { name: "ours, JavaScript, compile cache", system: "ours", program: "js", size: 3, variables: CACHE },
  {
    name: "ours, TypeScript, not checked, cache",
    system: "ours",
    program: "ts",
    size: 3,
    variables: { ...UNCHECKED, ...CACHE },
  },
];

export async function measureTimelines(
  rounds: number,
  log: (line: string) => void,
): Promise<TimelineSample[]> {
  const emulator = await startEmulatorProcess({
    customers: customersOf({ size: 3, perCustomer: 1 }),
    requestsPerMinute: 0,
  });
  const runners = new Map<Small, PulumiRunner>();
  const samples: TimelineSample[] = [];
  try {
    for (const small of SMALL) {
      const { size, program, variables = {} } = small;
      const one = { ...ORDINARY, size, latencyMs: 100, program, variables };
      const runner = await makePulumiRunner(small.system, one);
      runners.set(small, runner);
      // Where it has a compile cache, this fills it.
      await runner.prepare({ ...emulator.environment, ...variables });
    }
    await emulator.setLatency(100);
    for (let number = 0; number < rounds; number++) {
      const round = randomUUID();
      const keep = (name: string, marks: Record<string, number>): void => {
        const rounded = Object.fromEntries(Object.entries(marks).map(([mark, ms]) => [mark, Math.round(ms)]));
        samples.push({ name, round, marks: rounded });
        log(`  ${number + 1}. ${name.padEnd(42)} ${JSON.stringify(rounded)}`);
      };
      const [first] = runners.values();
      if (first !== undefined) {
        const options = { cwd: first.program, env: environmentIn(first.scratch) };
        keep("pulumi version", { end: (await measure("pulumi", ["version"], options)).ms });
        keep("pulumi stack ls", { end: (await measure("pulumi", ["stack", "ls"], options)).ms });
      }
      for (const [small, runner] of runners) {
        await emulator.clearRequests();
        const marks: Record<string, number> = {};
        const environment = { ...emulator.environment, ...small.variables };
        const began = Date.now();
        const { ms } = await runner.command(["preview"], environment, (line, at) => {
          for (const [name, pattern] of PROCESSES) if (pattern.test(line)) marks[name] ??= at;
        });
        const { firstAt, lastAt } = await emulator.requests();
        if (firstAt !== undefined && lastAt !== undefined) {
          marks.firstRequest = firstAt - began;
          marks.lastRequest = lastAt - began;
        }
        keep(small.name, { ...marks, end: ms });
      }
    }
    return samples;
  } finally {
    await emulator.close();
    for (const runner of runners.values()) await runner.close();
    rmSync(CACHE.NODE_COMPILE_CACHE, { recursive: true, force: true });
  }
}
