// One sitting: what is to be reached of the speed, with both hosts, in turns, until the time is up.
import { type Case, caseKey, ORDINARY, type Operation, type System } from "./cases";
import { Contest } from "./contest";
import { measureReading } from "./fleet";
import type { FleetSample, Sample, TimelineSample } from "./results";
import { Timelines } from "./timeline";

/** Sizes at which a fleet's or a stack's growth is read off. */
export const GROWTH = [1000, 3000, 10_000] as const;

/** What writes the state at the end only. */
export const WITHOUT_CHECKPOINTS = { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" };

const HOSTS: readonly System[] = ["ours", "plugin", "floor"];
const BESIDE: readonly System[] = [...HOSTS, "restapi"];
const EACH = [1, 2, 3, 4, 5, 6, 7, 8, 9];

interface Item {
  /** In which passes it is measured, where nobody chooses. */
  passes: readonly number[];
  /** About how long one round takes on two processors, with what must be there before its first. */
  seconds: number;
  of:
    | { cases: readonly Case[]; systems: readonly System[]; operations: readonly Operation[] }
    | "small"
    | "status";
  /** Whether the states are made. */
  fromState?: true;
}

const at = (size: number, changes: Partial<Case> = {}): Case => ({
  ...ORDINARY,
  size,
  latencyMs: 100,
  ...changes,
});
const PREVIEWS: readonly Operation[] = ["preview", "refresh"];

/** In the order of a pass. An `up` comes before the previews of its case, which then need no other. */
const ALL = {
  small: { passes: EACH, seconds: 30, of: "small" },
  up: {
    passes: [1, 3, 5],
    seconds: 160,
    of: { cases: [at(1000)], systems: BESIDE, operations: ["up"] },
  },
  preview: {
    passes: EACH,
    seconds: 90,
    of: { cases: [at(1000)], systems: HOSTS, operations: PREVIEWS },
  },
  output: {
    passes: EACH,
    seconds: 110,
    of: { cases: [at(1000, { customerId: "output" })], systems: HOSTS, operations: PREVIEWS },
  },
  customer: {
    passes: EACH,
    seconds: 160,
    of: { cases: [at(1000, { customerId: "customer" })], systems: HOSTS, operations: PREVIEWS },
  },
  ten: {
    passes: [1, 2, 3],
    seconds: 25,
    of: { cases: [at(10)], systems: HOSTS, operations: ["up", ...PREVIEWS] },
  },
  "without-checkpoints": {
    passes: [1, 3, 5],
    seconds: 80,
    of: { cases: [at(1000, { variables: WITHOUT_CHECKPOINTS })], systems: BESIDE, operations: ["up"] },
  },
  status: { passes: [1, 4], seconds: 60, of: "status" },
  "customer-up-300": {
    passes: [1, 3, 4],
    seconds: 75,
    of: { cases: [at(300, { customerId: "customer" })], systems: HOSTS, operations: ["up"] },
  },
  large: {
    passes: [2],
    seconds: 580,
    // The least of these sizes is that of the previews above.
    of: { cases: GROWTH.slice(1).map((size) => at(size)), systems: HOSTS, operations: ["preview"] },
    fromState: true,
  },
  "customer-up": {
    passes: [3],
    seconds: 660,
    of: { cases: [at(1000, { customerId: "customer" })], systems: HOSTS, operations: ["up"] },
  },
} as const satisfies Record<string, Item>;

export type ItemName = keyof typeof ALL;
export const ITEMS = Object.keys(ALL) as ItemName[];

export interface SittingOptions {
  /** Chosen ones are measured in every pass. */
  items?: readonly ItemName[];
  systems?: readonly System[];
  /** Of 1,000 and so on: to try it with less. */
  sizes?: readonly number[];
  rounds: number;
  /** No item is begun that would end later, as far as can be told. */
  minutes: number;
}

export interface SittingReports {
  log: (line: string) => void;
  sample: (sample: Sample) => void;
  timeline: (sample: TimelineSample) => void;
  fleet: (sample: FleetSample) => void;
}

/** Which items each pass has. */
export function passesOf({ items, rounds }: Pick<SittingOptions, "items" | "rounds">): ItemName[][] {
  return Array.from({ length: rounds }, (_, index) =>
    ITEMS.filter((name) =>
      items === undefined ? (ALL[name] as Item).passes.includes(index + 1) : items.includes(name),
    ),
  );
}

/** How long the passes take, in seconds, by what the items took before. */
export function secondsOf(passes: readonly ItemName[][]): number[] {
  return passes.map((names) => names.reduce((sum, name) => sum + ALL[name].seconds, 0));
}

export async function sit(options: SittingOptions, reports: SittingReports): Promise<void> {
  const { log } = reports;
  const passes = passesOf(options);
  const started = performance.now();
  const elapsed = (): number => (performance.now() - started) / 60_000;
  const sitting = new Sitting(options, reports);
  secondsOf(passes).forEach((seconds, index) =>
    log(`Pass ${index + 1}, about ${Math.ceil(seconds / 60)} min: ${passes[index]?.join(", ")}`),
  );
  /** Minutes of the last round. */
  const took = new Map<ItemName, number>();
  try {
    for (const [index, names] of passes.entries()) {
      for (const name of names) {
        const began = elapsed();
        const needs = took.get(name) ?? ALL[name].seconds / 60;
        if (began + needs > options.minutes) {
          log(`${name} is left out: ${needs.toFixed(1)} min would not fit, after ${began.toFixed(1)}`);
          continue;
        }
        log(`Pass ${index + 1}, after ${began.toFixed(1)} min: ${name}`);
        await sitting.measure(name, index + 1);
        took.set(name, elapsed() - began);
      }
    }
    log(`After ${elapsed().toFixed(1)} min.`);
  } finally {
    await sitting.close();
  }
}

class Sitting {
  readonly #contests = new Map<string, Contest>();
  readonly #timelines: Timelines;

  constructor(
    private readonly options: SittingOptions,
    private readonly reports: SittingReports,
  ) {
    this.#timelines = new Timelines(reports.log, reports.timeline);
  }

  async measure(name: ItemName, number: number): Promise<void> {
    const { of, fromState = false } = ALL[name] as Item;
    const { log, fleet, sample } = this.reports;
    if (of === "small") return this.#timelines.round(number);
    if (of === "status") {
      for (const size of this.options.sizes ?? GROWTH)
        await measureReading(number, { size, latencyMs: 100 }, { log, keep: fleet });
      return;
    }
    const systems = of.systems.filter((system) => this.options.systems?.includes(system) ?? true);
    for (const one of this.#cases(of.cases)) {
      log(` ${caseKey(one)}`);
      // The states of the same case serve all its items.
      const key = caseKey(one);
      const contest = this.#contests.get(key) ?? new Contest(one, { log, keep: sample }, fromState);
      this.#contests.set(key, contest);
      await contest.round(number, of.operations, systems);
    }
  }

  async close(): Promise<void> {
    await this.#timelines.close();
    for (const contest of this.#contests.values()) await contest.close();
  }

  #cases(cases: readonly Case[]): Case[] {
    const { sizes } = this.options;
    const all = cases.flatMap((one) => (sizes ?? [one.size]).map((size) => ({ ...one, size })));
    return [...new Map(all.map((one) => [caseKey(one), one])).values()];
  }
}
