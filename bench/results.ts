import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg, totalmem, release } from "node:os";
import { join } from "node:path";
import type { Case, Operation, System } from "./cases";
import { caseKey } from "./cases";
import { resultsFolder } from "./places";
import type { RequestSummary } from "./requests";
import type { StateBytes } from "./systems/system";
import { spreadOf, type Spread } from "./statistics";
import { buildDigest, versions } from "./versions";

/** One operation of one system, measured once. */
export interface Sample {
  case: Case;
  system: System;
  operation: Operation;
  /** Samples of one round were taken in turn, one right after the other. */
  round: string;
  at: string;
  ms: number;
  /** The machine's load when it began: other work there shows. */
  load: number;
  summary: string;
  /** The state was made from that of a small `up`. */
  madeState?: true;
  requests: RequestSummary;
  /** Of the provider's process. */
  peakMemoryMb?: number;
  /** Of the program's process. */
  programMemoryMb?: number;
  /** Of the provider's process. */
  processorMs?: number;
  state?: StateBytes;
}

/** How long a provider's process took to its first answer. */
export interface StartSample {
  provider: "ours" | "oursWithLook" | "empty";
  round: string;
  ms: number;
}

/** Where the time of one small command went: milliseconds from its start. */
export interface TimelineSample {
  name: string;
  round: string;
  marks: Record<string, number>;
}

/** What one reading of a whole fleet took, or the opening of its report. */
export interface FleetSample {
  what: "reads" | "report" | "opening";
  size: number;
  latencyMs: number;
  round: string;
  load: number;
  ms: number;
  /** Of the command. */
  processorMs?: number;
  /** Of the command. */
  peakMemoryMb?: number;
}

export interface Machine {
  processors: number;
  model: string;
  memoryGb: number;
  system: string;
}

/** One run of the measurements. */
export interface Run {
  started: string;
  command: string;
  machine: Machine;
  versions: Record<string, string>;
  /** What was measured, as a digest: of the package and of the programs. */
  build: string;
  samples: Sample[];
  starts: StartSample[];
  timelines: TimelineSample[];
  /** Absent in a run from before these were measured. */
  fleets?: FleetSample[];
}

export function newRun(command: string): Run {
  return {
    started: new Date().toISOString(),
    command,
    machine: {
      processors: cpus().length,
      model: cpus()[0]?.model ?? "",
      memoryGb: Math.round(totalmem() / 2 ** 30),
      system: `${process.platform} ${release()}`,
    },
    versions: versions(),
    build: buildDigest(),
    samples: [],
    starts: [],
    timelines: [],
    fleets: [],
  };
}

/** The machine's load, one minute. */
export const load = (): number => Math.round((loadavg()[0] ?? 0) * 100) / 100;

/** Keeps a run in a file of its own, named by its start; again for the same run, it replaces that file. */
export function saveRun(run: Run, folder = resultsFolder): void {
  mkdirSync(folder, { recursive: true });
  const { samples, starts, timelines, fleets = [], ...rest } = run;
  const lines = (name: string, all: readonly object[]): string =>
    `  ${JSON.stringify(name)}: [${all.map((one) => `\n    ${JSON.stringify(one)}`).join(",")}\n  ]`;
  const head = JSON.stringify(rest, undefined, 2).slice(0, -2);
  const parts = Object.entries({ samples, starts, timelines, fleets }).map(([name, all]) => lines(name, all));
  const text = `${head},\n${parts.join(",\n")}\n}\n`;
  writeFileSync(join(folder, `${run.started.replace(/[:.]/g, "-")}.json`), text);
}

/** All runs that are kept, oldest first. */
export function loadRuns(folder = resultsFolder): Run[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as Run);
}

type Built = Sample & { build: string };

/** Every run together. Where something was measured with several builds, the newest counts. */
export class Results {
  readonly #all: readonly Built[];
  readonly #samples: readonly Sample[];
  readonly starts: StartSample[];
  readonly timelines: TimelineSample[];
  readonly fleets: FleetSample[];

  constructor(readonly runs: readonly Run[]) {
    const all = runs.flatMap(({ samples, build }) => samples.map((sample) => ({ ...sample, build })));
    this.#all = all;
    const group = ({ case: one, operation, system }: Sample): string =>
      `${caseKey(one)}: ${operation} of ${system}`;
    const newest = new Map(all.map((sample) => [group(sample), sample.build]));
    this.#samples = all.filter((sample) => newest.get(group(sample)) === sample.build);
    const ofNewestBuild = <T>(pick: (run: Run) => readonly T[]): T[] => {
      const build = runs.findLast((run) => pick(run).length > 0)?.build;
      return runs.filter((run) => run.build === build).flatMap(pick);
    };
    this.starts = ofNewestBuild(({ starts }) => starts);
    this.timelines = ofNewestBuild(({ timelines }) => timelines);
    const sizes = new Set(runs.flatMap(({ fleets = [] }) => fleets.map(({ size }) => size)));
    this.fleets = [...sizes].flatMap((size) =>
      ofNewestBuild(({ fleets = [] }) => fleets.filter((sample) => sample.size === size)),
    );
  }

  samples(one: Case, operation: Operation, system: System): Sample[] {
    return select(this.#samples, one, operation, system);
  }

  /** The cases that were measured, in the order of their size. */
  cases(): Case[] {
    const cases = new Map(this.#samples.map((sample) => [caseKey(sample.case), sample.case]));
    return [...cases.values()].sort(
      (a, b) => a.size - b.size || a.latencyMs - b.latencyMs || caseKey(a).length - caseKey(b).length,
    );
  }

  /** Milliseconds. */
  time(one: Case, operation: Operation, system: System): Spread | undefined {
    const values = this.samples(one, operation, system).map(({ ms }) => ms);
    return values.length === 0 ? undefined : spreadOf(values);
  }

  /**
   * How many times as long `system` took as `other`, round by round: of the newest build of `system` that was measured
   * together with the other.
   */
  ratio(one: Case, operation: Operation, system: System, other: System): Spread | undefined {
    const others = new Map(
      select(this.#all, one, operation, other).map(({ round, ms }) => [round, ms] as const),
    );
    const together = select(this.#all, one, operation, system).filter(({ round }) => others.has(round));
    const build = together.at(-1)?.build;
    const values = together
      .filter((sample) => sample.build === build)
      .map(({ round, ms }) => ms / (others.get(round) ?? NaN));
    return values.length === 0 ? undefined : spreadOf(values);
  }
}

function select<T extends Sample>(
  samples: readonly T[],
  one: Case,
  operation: Operation,
  system: System,
): T[] {
  const key = caseKey(one);
  return samples.filter(
    (sample) => sample.system === system && sample.operation === operation && caseKey(sample.case) === key,
  );
}

/** What a provider takes longer than the empty one, round by round. */
export function startOver(starts: readonly StartSample[], provider: StartSample["provider"]) {
  const of = (name: StartSample["provider"]) =>
    new Map(starts.filter((one) => one.provider === name).map(({ round, ms }) => [round, ms]));
  const empty = of("empty");
  const over = [...of(provider)].flatMap(([round, ms]) => {
    const base = empty.get(round);
    return base === undefined ? [] : [ms - base];
  });
  return over.length === 0 ? undefined : spreadOf(over);
}
