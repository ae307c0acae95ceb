import { type Case, type Operation, ORDINARY, type System } from "../cases";
import type { FleetSample, Results, TimelineSample } from "../results";
import { GROWTH, WITHOUT_CHECKPOINTS } from "../sitting";
import { median, type Spread, spreadOf } from "../statistics";
import { command, figureOf, type Host, HOSTS, LARGE, NAMES, over, WITH_HOST } from "./figures";
import { seconds } from "./markdown";
import type { Target } from "./target";

const OUTPUT: Case = { ...LARGE, customerId: "output" };
const CUSTOMER: Case = { ...LARGE, customerId: "customer" };
const AT_THE_END: Case = { ...LARGE, variables: WITHOUT_CHECKPOINTS };

/** How many times as long as the floor a case may take. */
const LIMITS: readonly (readonly [Case, Operation, number])[] = [
  [LARGE, "preview", 1.03],
  [LARGE, "refresh", 1.05],
  [OUTPUT, "preview", 1.05],
  [OUTPUT, "refresh", 1.1],
  [CUSTOMER, "preview", 1.1],
  [CUSTOMER, "refresh", 1.15],
  [CUSTOMER, "up", 1.15],
  [{ ...CUSTOMER, size: 300 }, "up", 1.15],
  [LARGE, "up", 1.1],
];

/** What both hosts are to reach of speed, state and memory. `--only speed` measures all of it in turns. */
export function speedTargets(results: Results): Target[] {
  const each = (target: (results: Results, host: Host) => Target): Target[] =>
    HOSTS.map((host) => target(results, host));
  return [
    ...LIMITS.flatMap(([one, operation, limit]) =>
      HOSTS.map((host) => ({
        figure: `${figureOf(one, operation)}${WITH_HOST[host]}`,
        toReach: `at most ${limit.toFixed(2)} x the floor`,
        ...over(results, { one, operation, host, other: "floor", limit }),
        command: command(one, operation, "ours plugin floor"),
      })),
    ),
    ...each(besideTerraformAtTheEnd),
    ...each(besideTerraform),
    ...each(stateBytes),
    ...each(memory),
    ...each(small),
    ...each(growth),
    reading(results.fleets),
  ];
}

function besideTerraformAtTheEnd(results: Results, host: Host): Target {
  return {
    figure: `${figureOf(LARGE, "up")}, beside Terraform with restapi, both without state on every step${WITH_HOST[host]}`,
    toReach: "at most 1.00 x its apply",
    ...over(results, { one: AT_THE_END, operation: "up", host, other: "restapi", limit: 1 }),
    command: command(AT_THE_END, "up", "ours plugin restapi"),
  };
}

/** As each comes; what it takes more is the state's as far as it is gone without it. */
function besideTerraform(results: Results, host: Host): Target {
  const { reached } = over(results, { one: LARGE, operation: "up", host, other: "restapi", limit: 1 });
  const [own, atTheEnd] = [LARGE, AT_THE_END].map((one) => results.time(one, "up", host)?.median);
  const apply = results.time(LARGE, "up", "restapi")?.median;
  return {
    figure: `${figureOf(LARGE, "up")}, beside Terraform with restapi, as each comes${WITH_HOST[host]}`,
    toReach: "what it takes more is what the backend takes",
    ...(reached !== undefined && { reached }),
    ...(reached !== undefined &&
      own !== undefined &&
      atTheEnd !== undefined &&
      apply !== undefined && {
        reached: `${reached}; of ours, ${seconds(own)}, the state on every step takes ${seconds(own - atTheEnd)}`,
        enough: own - apply <= own - atTheEnd,
      }),
    command: command(LARGE, "up", "ours plugin restapi"),
  };
}

function stateBytes(results: Results, host: Host): Target {
  const pick = (system: System): number | undefined =>
    results.samples(LARGE, "up", system).find(({ state }) => state !== undefined)?.state?.perResource;
  const [own, floor] = [pick(host), pick("floor")];
  return {
    figure: `bytes of state per resource over the floor's${WITH_HOST[host]}`,
    toReach: "at most 1.00 x",
    ...(own !== undefined &&
      floor !== undefined && {
        reached: `${(own / floor).toFixed(2)}: ${Math.round(own)} and ${Math.round(floor)}`,
        enough: own / floor <= 1,
      }),
    command: command(LARGE, "up", "ours plugin floor"),
  };
}

/** The most that a host's process grows by in any of the operations, and what the floor's grows by in the same. */
function memory(results: Results, host: Host): Target {
  const peak = (size: number, operation: Operation, system: System): number | undefined => {
    const found = results
      .samples({ ...LARGE, size }, operation, system)
      .flatMap(({ peakMemoryMb }) => (peakMemoryMb === undefined ? [] : [peakMemoryMb]));
    return found.length === 0 ? undefined : median(found);
  };
  const growthOf = (operation: Operation, system: System) => {
    const [few, many] = [peak(10, operation, system), peak(1000, operation, system)];
    return few === undefined || many === undefined ? undefined : { few, many, by: many - few };
  };
  const all = (["up", "preview", "refresh"] as const).flatMap((operation) => {
    const [own, floor] = [growthOf(operation, host), growthOf(operation, "floor")];
    return own === undefined || floor === undefined
      ? []
      : [{ operation, own, floor, more: own.by - floor.by }];
  });
  const [worst] = all.sort((a, b) => b.more - a.more);
  return {
    figure: `peak memory of our process, from 10 to 1,000, over the floor's own growth${WITH_HOST[host]}`,
    toReach: "at most 20 MB more",
    ...(worst !== undefined && {
      reached:
        `${Math.round(worst.more)} MB: in ${NAMES[worst.operation]} by ${Math.round(worst.own.by)} MB, from ` +
        `${Math.round(worst.own.few)} to ${Math.round(worst.own.many)}; the floor's by ${Math.round(worst.floor.by)} MB`,
      enough: worst.more <= 20,
    }),
    command:
      "--only matrix --sizes 10,1000 --latencies 100 --customer-id literal --systems ours plugin floor",
  };
}

/** What a small command takes more than the floor's, round by round. */
function overFloor(samples: readonly TimelineSample[], name: string, program: string): Spread | undefined {
  const floors = new Map(
    samples.filter((one) => one.name === `floor, ${program}`).map(({ round, marks }) => [round, marks.end]),
  );
  const more = samples.flatMap(({ name: own, round, marks }) => {
    const floor = floors.get(round);
    return own !== `${name}, ${program}` || marks.end === undefined || floor === undefined
      ? []
      : [marks.end - floor];
  });
  return more.length === 0 ? undefined : spreadOf(more);
}

function small({ timelines }: Results, host: Host): Target {
  const [js, ts] = ["JavaScript", "TypeScript"].map((program) => overFloor(timelines, host, program));
  const shown = ({ median: middle, least, most, count }: Spread): string =>
    `${seconds(middle)} (${seconds(least)} to ${seconds(most)}, ${count} ${count === 1 ? "round" : "rounds"})`;
  return {
    figure: `preview of 3 customers, 100 ms, from the keystroke to the end, over the floor${WITH_HOST[host]}`,
    toReach: "at most 0.15 s more",
    ...(js !== undefined &&
      ts !== undefined && {
        reached: `${shown(js)}; a program in TypeScript ${shown(ts)}`,
        enough: Math.max(js.median, ts.median) <= 150,
      }),
    command: "--only timeline",
  };
}

interface Point {
  size: number;
  ms: number;
  memoryMb?: number;
  programMb?: number;
}

/** Milliseconds of each further customer, from one size to the next. */
function slopes(points: readonly Point[]): number[] {
  return points.slice(1).map(({ size, ms }, index) => {
    const before = points[index] ?? { size: 0, ms: 0 };
    return (ms - before.ms) / (size - before.size);
  });
}

/** Whether what is taken grows no faster than the number: undefined where a size was not measured. */
function linear(points: readonly Point[]): Pick<Target, "reached" | "enough"> {
  const [early, late] = slopes(points);
  if (points.length < GROWTH.length || early === undefined || late === undefined) return {};
  const each = points.map(
    ({ size, ms, memoryMb, programMb }) =>
      `${size.toLocaleString("en")}: ${seconds(ms)}` +
      (memoryMb === undefined ? "" : `, ${Math.round(memoryMb)} MB`) +
      (programMb === undefined ? "" : `, the program's process ${Math.round(programMb)} MB`),
  );
  return {
    reached: `${(late / early).toFixed(2)}: ${seconds(late * 1000)} and ${seconds(early * 1000)}. ${each.join("; ")}`,
    enough: late <= 1.2 * early,
  };
}

const LINEARLY =
  "a thousand more take from 3,000 to 10,000 at most 1.20 x what they take from 1,000 to 3,000";

function growth(results: Results, host: Host): Target {
  const pointsOf = (system: System): Point[] =>
    GROWTH.flatMap((size) => {
      const found = results.samples({ ...ORDINARY, size, latencyMs: 100 }, "preview", system);
      const memories = found.flatMap(({ peakMemoryMb }) => peakMemoryMb ?? []);
      const programs = found.flatMap(({ programMemoryMb }) => programMemoryMb ?? []);
      return found.length === 0
        ? []
        : [
            {
              size,
              ms: median(found.map(({ ms }) => ms)),
              ...(memories.length > 0 && { memoryMb: median(memories) }),
              ...(programs.length > 0 && { programMb: median(programs) }),
            },
          ];
    });
  const own = linear(pointsOf(host));
  const floor = linear(pointsOf("floor"));
  return {
    figure: `plain preview of 10,000 in one stack, 100 ms, at a budget that does not bind${WITH_HOST[host]}`,
    toReach: LINEARLY,
    ...own,
    ...(own.reached !== undefined &&
      floor.reached !== undefined && { reached: `${own.reached}. The floor ${floor.reached}` }),
    command: "--only large",
  };
}

function reading(fleets: readonly FleetSample[]): Target {
  const points = GROWTH.flatMap((size) => {
    const found = fleets.filter((one) => one.size === size && one.what === "reads");
    const memories = found.flatMap(({ peakMemoryMb }) => peakMemoryMb ?? []);
    return found.length === 0 || memories.length === 0
      ? []
      : [{ size, ms: median(found.map(({ ms }) => ms)), memoryMb: median(memories) }];
  });
  return {
    figure: "`status --all` of 10,000, 100 ms, at a budget that does not bind",
    toReach: LINEARLY,
    ...linear(points),
    command: "--only large",
  };
}
