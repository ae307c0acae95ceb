import { Command, InvalidArgumentError, Option } from "commander";
import {
  type Case,
  CUSTOMER_IDS,
  type CustomerIdSource,
  type Operation,
  OPERATIONS,
  ORDINARY,
  type System,
  SYSTEMS,
} from "./cases";
import { GROWTH, type ItemName, ITEMS, type SittingOptions, WITHOUT_CHECKPOINTS } from "./sitting";

/** Cases that are measured with the same systems, operations and rounds. */
export interface Block {
  title: string;
  cases: Case[];
  systems: readonly System[];
  operations: readonly Operation[];
  rounds: number;
  /** Whether the states that previews need are made. */
  fromState?: boolean;
}

export const PARTS = ["start", "timeline", "matrix", "settings", "budget", "fleet", "large", "draw"] as const;
/** Those, and the sitting, which measures some of the same in turns. */
const CHOICES = [...PARTS, "speed"] as const;
export type Part = (typeof CHOICES)[number];

export interface Options {
  blocks: Block[];
  /** Rounds of the measurement of a provider's start; 0: not measured. */
  startRounds: number;
  /** Rounds of the measurement of small commands; 0: not measured. */
  timelineRounds: number;
  /** Rounds of the measurement of a fleet's report; 0: not measured. */
  fleetRounds: number;
  /** Rounds of the readings of fleets of several sizes; 0: not measured. */
  readingRounds: number;
  readingSizes: readonly number[];
  /** A sitting, where one is asked for. */
  sitting?: SittingOptions;
  /** Whether RESULTS.md and the plots are drawn at the end. */
  draw: boolean;
}

interface Given {
  quick: boolean;
  only?: Part[];
  sizes?: number[];
  latencies?: number[];
  systems?: System[];
  operations?: Operation[];
  customerId?: CustomerIdSource[];
  perCustomer?: 1 | 2;
  program?: "js" | "ts";
  rounds?: number;
  fromState: boolean;
  items?: ItemName[];
  minutes: number;
  set?: Record<string, string>;
  flag?: string[];
  draw: boolean;
}

const SIZES = [1000, 300, 100, 10];
const LATENCIES = [100, 30, 0];
const SLOW: readonly System[] = ["usual", "restapi", "restful"];

/** What the arguments ask for. Throws, or ends with a message, where they ask for what there is not. */
export function readOptions(args: readonly string[]): Options {
  const command = new Command("npm run bench --")
    .description(
      "Measure the package beside what else a user could do, on this machine, against the emulator. Without options: " +
        "everything, which takes hours. Results are added to bench/results/; then bench/RESULTS.md is drawn anew.",
    )
    .option("--quick", "a few minutes: 10 and 100 qualifications, at 0 and 100 ms", false)
    .addOption(new Option("--only <part...>", "only these parts").choices(CHOICES))
    .option("--sizes <numbers>", "of qualifications, such as 10,1000", numbers)
    .option("--latencies <milliseconds>", "of Partner Center, such as 0,100", numbers)
    .addOption(new Option("--systems <name...>", "only these systems").choices(SYSTEMS))
    .addOption(new Option("--operations <name...>", "only these operations").choices(OPERATIONS))
    .addOption(new Option("--customer-id <source...>", "where it comes from").choices(CUSTOMER_IDS))
    .addOption(new Option("--per-customer <number>", "qualifications of one customer").choices(["1", "2"]))
    .addOption(new Option("--program <form>", "compiled, or TypeScript").choices(["js", "ts"]))
    .option("--rounds <number>", "how often each is measured", number)
    .option("--from-state", "make the state that a preview needs, instead of by an `up`", false)
    .addOption(new Option("--items <name...>", "only these of `--only speed`, in each round").choices(ITEMS))
    .option("--minutes <number>", "when `--only speed` begins nothing more", number, 35)
    .option("--set <name=value>", "a variable of the engine; can be repeated", variable)
    .option("--flag <text>", "an option of the commands; can be repeated", collect)
    .option("--no-draw", "only measure; `--only draw` only draws");
  const given = command.parse([...args], { from: "user" }).opts<Given>();
  const parts: readonly Part[] = given.only ?? (given.quick ? ["start", "timeline", "matrix"] : PARTS);
  const has = (part: Part): boolean => parts.includes(part);
  return {
    blocks: [
      ...(has("matrix") ? matrix(given) : []),
      ...(has("settings") ? settings(given) : []),
      ...(has("budget") ? [budget(given)] : []),
      ...(has("large") ? large(given, has("matrix") ? SIZES : []) : []),
    ],
    startRounds: has("start") ? (given.rounds ?? (given.quick ? 5 : 15)) : 0,
    timelineRounds: has("timeline") ? (given.rounds ?? (given.quick ? 3 : 7)) : 0,
    fleetRounds: has("fleet") ? (given.rounds ?? 5) : 0,
    readingRounds: has("large") ? (given.rounds ?? 1) : 0,
    readingSizes: given.sizes ?? GROWTH,
    ...(has("speed") && { sitting: sittingOf(given) }),
    draw: given.draw,
  };
}

/** Every size, latency and source of `customerId`; what the targets are about comes first. */
function matrix(given: Given): Block[] {
  const sizes = given.sizes ?? (given.quick ? [100, 10] : SIZES);
  const latencies = given.latencies ?? (given.quick ? [100, 0] : LATENCIES);
  const sources = given.customerId ?? (given.quick ? ["literal"] : CUSTOMER_IDS);
  const systems = given.systems ?? SYSTEMS;
  const blocks: Block[] = [];
  for (const latencyMs of latencies) {
    for (const size of sizes) {
      for (const customerId of sources) {
        const one = ordinary(given, { size, latencyMs, customerId });
        const rounds = given.rounds ?? (given.quick ? 2 : size >= 300 ? 3 : 5);
        const operations = given.operations ?? OPERATIONS;
        // The slow ones are compared in the plain case; the other sources of customerId are about ours and the floor.
        const chosen =
          given.systems ?? (customerId === "literal" ? systems : systems.filter((name) => !isSlow(name)));
        blocks.push({
          title: "",
          cases: [one],
          systems: chosen,
          operations,
          rounds,
          fromState: given.fromState,
        });
      }
    }
  }
  return blocks;
}

const isSlow = (system: System): boolean => SLOW.includes(system);

/** What users can set themselves, and more than one qualification of a customer. */
function settings(given: Given): Block[] {
  const size = given.sizes?.[0] ?? 300;
  const latencyMs = given.latencies?.[0] ?? 100;
  const rounds = given.rounds ?? 3;
  const block = (title: string, changes: Partial<Case>, operations: readonly Operation[]): Block => ({
    title,
    cases: [ordinary(given, { size, latencyMs, ...changes })],
    systems: given.systems ?? ["ours", "floor"],
    operations: given.operations ?? operations,
    rounds,
  });
  const backups = { PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: "true" };
  return [
    block("the program as TypeScript", { program: "ts" }, ["up", "preview", "refresh"]),
    block("diffs in parallel", { variables: { PULUMI_PARALLEL_DIFF: "true" } }, ["preview", "refresh"]),
    block("more at a time", { flags: ["--parallel", "50"] }, ["up", "refresh"]),
    block("no backup of each checkpoint", { variables: backups }, ["up", "destroy"]),
    block("without checkpoints", { variables: WITHOUT_CHECKPOINTS }, ["up", "destroy"]),
    block("two qualifications of each customer", { perCustomer: 2 }, ["up", "preview", "refresh"]),
  ];
}

/** Microsoft's limit and our default: how long as many creates take as there is budget for. */
function budget(given: Given): Block {
  return {
    title: "the default budget of requests",
    cases: [ordinary(given, { size: given.sizes?.[0] ?? 1000, latencyMs: 100, budget: "default" })],
    systems: given.systems ?? ["ours"],
    operations: given.operations ?? ["up", "preview"],
    rounds: given.rounds ?? 1,
  };
}

/** Stacks of many customers: whether what a preview takes grows as their number does. */
function large(given: Given, measured: readonly number[]): Block[] {
  const sizes = (given.sizes ?? GROWTH).filter((size) => !measured.includes(size));
  return sizes.map((size) => ({
    title: "",
    cases: [ordinary(given, { size, latencyMs: given.latencies?.[0] ?? 100 })],
    systems: given.systems ?? ["ours", "plugin", "floor"],
    operations: given.operations ?? ["preview"],
    rounds: given.rounds ?? 1,
    fromState: true,
  }));
}

function sittingOf({ items, systems, sizes, rounds = 5, minutes }: Given): SittingOptions {
  return { items, systems, sizes, rounds, minutes };
}

function ordinary(given: Given, changes: Partial<Case> & Pick<Case, "size" | "latencyMs">): Case {
  return {
    ...ORDINARY,
    ...(given.perCustomer !== undefined && { perCustomer: Number(given.perCustomer) as 1 | 2 }),
    ...(given.program !== undefined && { program: given.program }),
    ...(given.set !== undefined && { variables: given.set }),
    ...(given.flag !== undefined && { flags: given.flag }),
    ...changes,
  };
}

function number(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError("Not a whole number.");
  return value;
}

function numbers(text: string): number[] {
  return text.split(",").map(number);
}

function variable(text: string, before: Record<string, string> = {}): Record<string, string> {
  const [, name, value] = /^(\w+)=(.*)$/.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new InvalidArgumentError("Not NAME=VALUE.");
  return { ...before, [name]: value };
}

function collect(text: string, before: string[] = []): string[] {
  return [...before, text];
}
