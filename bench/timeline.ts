// Where the time of a small command goes, from the keystroke to the answer: when each process first appears, when
// Partner Center is first and last asked, when the command ends.
import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { measure } from "./processes";
import { type Case, customersOf, ORDINARY, type PulumiSystem } from "./cases";
import { startEmulatorProcess, type EmulatorProcess } from "./emulator";
import { environmentIn } from "./places";
import type { TimelineSample } from "./results";
import { makePulumiRunner, type PulumiRunner } from "./systems/pulumi";

/** Marks, in the order of time. `login` to `lastRequest` are as they arrive at Partner Center. */
export const MARKS = ["languageHost", "program", "provider", "firstRequest", "lastRequest", "end"] as const;

const PROCESSES: readonly [string, RegExp][] = [
  ["languageHost", /pulumi-language-nodejs/],
  ["program", /cmd\/run\b/],
  ["provider", /cmd\/dynamic-provider|pulumi-resource-partnercenter/],
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
  { name: "plugin, JavaScript", system: "plugin", program: "js", size: 3 },
  { name: "plugin, TypeScript", system: "plugin", program: "ts", size: 3 },
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

/** The small commands, ready to be measured until it is closed. */
export class Timelines {
  readonly #runners = new Map<Small, PulumiRunner>();
  #emulator: EmulatorProcess | undefined;

  constructor(
    private readonly log: (line: string) => void,
    private readonly keep: (sample: TimelineSample) => void,
  ) {}

  /** Measures each command once, in turn. */
  async round(number: number): Promise<void> {
    const emulator = (this.#emulator ??= await this.#open());
    const round = randomUUID();
    const keep = (name: string, marks: Record<string, number>): void => {
      const rounded = Object.fromEntries(Object.entries(marks).map(([mark, ms]) => [mark, Math.round(ms)]));
      this.keep({ name, round, marks: rounded });
      this.log(`  ${number}. ${name.padEnd(42)} ${JSON.stringify(rounded)}`);
    };
    const [first] = this.#runners.values();
    if (first !== undefined) {
      const options = { cwd: first.program, env: environmentIn(first.scratch) };
      keep("pulumi version", { end: (await measure("pulumi", ["version"], options)).ms });
      keep("pulumi stack ls", { end: (await measure("pulumi", ["stack", "ls"], options)).ms });
    }
    for (const [small, runner] of this.#runners) {
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

  async close(): Promise<void> {
    await this.#emulator?.close();
    for (const runner of this.#runners.values()) await runner.close();
    rmSync(CACHE.NODE_COMPILE_CACHE, { recursive: true, force: true });
  }

  async #open(): Promise<EmulatorProcess> {
    const customers = customersOf({ size: 3, perCustomer: 1 });
    const emulator = await startEmulatorProcess({ customers, requestsPerMinute: 0 });
    for (const small of SMALL) {
      const { size, program, variables = {} } = small;
      const one = { ...ORDINARY, size, latencyMs: 100, program, variables };
      const runner = await makePulumiRunner(small.system, one);
      this.#runners.set(small, runner);
      // Where it has a compile cache, this fills it.
      await runner.prepare({ ...emulator.environment, ...variables });
    }
    await emulator.setLatency(100);
    return emulator;
  }
}

export async function measureTimelines(
  rounds: number,
  log: (line: string) => void,
  keep: (sample: TimelineSample) => void,
): Promise<void> {
  const timelines = new Timelines(log, keep);
  try {
    for (let number = 1; number <= rounds; number++) await timelines.round(number);
  } finally {
    await timelines.close();
  }
}
