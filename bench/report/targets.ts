import { type Case, ORDINARY, type Operation, type System } from "../cases";
import { type Results, type Sample, startOver, type StartSample } from "../results";
import { median } from "../statistics";
import { fleetTargets } from "./fleet";
import { ratio, seconds, table } from "./markdown";
import type { Target } from "./target";

const LARGE: Case = { ...ORDINARY, size: 1000, latencyMs: 100 };
const OUTPUT: Case = { ...LARGE, customerId: "output" };
const CUSTOMER: Case = { ...LARGE, customerId: "customer" };

const TERRAFORM: Partial<Record<System, string>> = {
  restapi: "Terraform with restapi",
  restful: "Terraform with restful",
};

/** The figures that were to be reached, with what was. */
export function targets(results: Results): string {
  const rows = all(results).map(({ figure, toReach, reached, enough, command }) => [
    figure,
    toReach,
    reached ?? "not measured",
    enough === undefined ? "" : enough ? "yes" : "**no**",
    `\`${command}\``,
  ]);
  return table(["figure", "to reach", "measured", "reached", "command, after `npm run bench --`"], rows);
}

function all(results: Results): Target[] {
  return [
    ...[LARGE, OUTPUT, CUSTOMER].map((one) => overFloor(results, one, "preview", 1.05)),
    ...overTerraform(results, "preview", 0.4),
    ...[LARGE, OUTPUT, CUSTOMER].map((one) => overFloor(results, one, "refresh", 1.1)),
    ...[LARGE, OUTPUT, CUSTOMER].map((one) => overFloor(results, one, "up", 1.05)),
    ...overTerraform(results, "up", 1),
    overDynamic(results),
    looks(results),
    submissions(results),
    stateBytes(results),
    start(results.starts),
    budget(results),
    memory(results),
    ...fleetTargets(results.fleets),
  ];
}

const NAMES: Record<Operation, string> = {
  up: "`up`",
  preview: "plain preview",
  refresh: "`preview --refresh`",
  drift: "preview with one drift",
  destroy: "`destroy`",
};

const SOURCES: Record<Case["customerId"], string> = {
  literal: "",
  output: ", `customerId` an output",
  customer: ", `customerId` of our Customer resource (the floor passes it through)",
};

function command(one: Case, operation: Operation): string {
  return (
    `--only matrix --sizes ${one.size} --latencies ${one.latencyMs} --customer-id ${one.customerId} ` +
    `--operations ${operation}`
  );
}

function overFloor(results: Results, one: Case, operation: Operation, limit: number): Target {
  const spread = results.ratio(one, operation, "ours", "floor");
  const time = results.time(one, operation, "ours");
  return {
    figure: `${NAMES[operation]}, 1,000, 100 ms${SOURCES[one.customerId]}`,
    toReach: `at most ${limit.toFixed(2)} x the floor`,
    ...(spread !== undefined &&
      time !== undefined && {
        reached: `${ratio(spread)}; ${seconds(time.median)}`,
        enough: spread.median <= limit,
      }),
    command: `${command(one, operation)} --systems ours floor`,
  };
}

function overDynamic(results: Results): Target {
  const spread = results.ratio(LARGE, "preview", "plugin", "ours");
  const time = results.time(LARGE, "preview", "plugin");
  return {
    figure: `${NAMES.preview} with the plugin, 1,000, 100 ms, beside the Node classes`,
    toReach: "at most 1.00 x",
    ...(spread !== undefined &&
      time !== undefined && {
        reached: `${ratio(spread)}; ${seconds(time.median)}`,
        enough: spread.median <= 1,
      }),
    command: `${command(LARGE, "preview")} --systems ours plugin`,
  };
}

function overTerraform(results: Results, operation: Operation, limit: number): Target[] {
  return Object.entries(TERRAFORM).map(([name, words]) => {
    const system = name as System;
    const spread = results.ratio(LARGE, operation, "ours", system);
    const time = results.time(LARGE, operation, system);
    return {
      figure: `${NAMES[operation]}, 1,000, 100 ms, beside ${words}`,
      toReach: `at most ${limit.toFixed(2)} x its ${operation === "up" ? "apply" : "plan"}`,
      ...(spread !== undefined &&
        time !== undefined && {
          reached: `${ratio(spread)}; its own ${seconds(time.median)}`,
          enough: spread.median <= limit,
        }),
      command: `${command(LARGE, operation)} --systems ours ${system}`,
    };
  });
}

/** Every sample of ours in these operations, in every case. */
function ours(results: Results, operations: readonly Operation[]): Sample[] {
  return results
    .cases()
    .flatMap((one) => operations.flatMap((operation) => results.samples(one, operation, "ours")));
}

function looks(results: Results): Target {
  const samples = ours(results, ["preview", "refresh", "drift"]);
  const most = Math.max(0, ...samples.map(({ requests }) => requests.mostLooksPerCustomer));
  const two = samples.some((sample) => sample.case.perCustomer === 2);
  return {
    figure: "GETs per customer in one preview, with or without `--refresh`",
    toReach: "1",
    ...(samples.length > 0 && {
      reached: `${most} in each of ${samples.length} previews${two ? ", also with two qualifications of each" : ""}`,
      enough: most === 1,
    }),
    command: "--only matrix settings",
  };
}

function submissions(results: Results): Target {
  const samples = ours(results, ["up"]).filter((sample) => sample.case.perCustomer === 1);
  const gets = Math.max(0, ...samples.map(({ requests }) => requests.mostLooksPerCustomer));
  const posts = samples.map(({ requests }) => requests.mostSubmissionsPerCustomer);
  return {
    figure: "requests for a new qualification, in the `up` itself",
    toReach: "1 POST, at most 2 GETs",
    ...(samples.length > 0 && {
      reached: `${Math.max(...posts)} POST, at most ${gets} GETs, in ${samples.length} runs`,
      enough: posts.every((count) => count === 1) && gets <= 2,
    }),
    command: "--only matrix budget --operations up",
  };
}

function stateBytes(results: Results): Target {
  const pick = (system: System): number | undefined =>
    results.samples(LARGE, "up", system).find(({ state }) => state !== undefined)?.state?.perResource;
  const [own, floor] = [pick("ours"), pick("floor")];
  return {
    figure: "bytes of state per resource over the floor's",
    toReach: "at most 1.15 x",
    ...(own !== undefined &&
      floor !== undefined && {
        reached: `${(own / floor).toFixed(2)}: ${Math.round(own)} and ${Math.round(floor)}`,
        enough: own / floor <= 1.15,
      }),
    command: `${command(LARGE, "up")} --systems ours floor`,
  };
}

function start(starts: readonly StartSample[]): Target {
  const over = startOver(starts, "ours");
  const look = startOver(starts, "oursWithLook");
  return {
    figure: "start of our provider over an empty dynamic one",
    toReach: "at most 150 ms",
    ...(over !== undefined &&
      look !== undefined && {
        reached: `${Math.round(over.median)} ms (${over.count} rounds); with the login and the first look ${Math.round(look.median)} ms`,
        enough: over.median <= 150,
      }),
    command: "--only start",
  };
}

function budget(results: Results): Target {
  const one = results.cases().findLast((found) => found.budget === "default");
  const samples = one === undefined ? [] : results.samples(one, "up", "ours");
  const size = one?.size ?? 1000;
  // Two requests for each: a look and a submission.
  const allowedMs = ((2 * size) / 500) * 60_000;
  const times = samples.map(({ ms }) => ms);
  const throttled = Math.max(0, ...samples.map(({ requests }) => requests.throttled));
  const sent = samples.map(({ requests }) => requests.total);
  return {
    figure: `Microsoft's 500 requests a minute, ${size.toLocaleString("en")} to create, our defaults`,
    toReach: "within 1.1 x of what the budget allows, and no 429 caused by us",
    ...(times.length > 0 && {
      reached:
        `${(median(times) / allowedMs).toFixed(2)}: ${seconds(median(times))}, where a look and a submission for ` +
        `each take ${seconds(allowedMs)}; ${throttled} answers 429. It sent ${Math.round(median(sent))} requests, ` +
        `${Math.round(median(samples.map(({ ms, requests }) => requests.total / (ms / 60_000))))} a minute`,
      enough: median(times) <= 1.1 * allowedMs && throttled === 0,
    }),
    command: "--only budget --operations up",
  };
}

function memory(results: Results): Target {
  const peak = (size: number, operation: Operation, system: System): number | undefined => {
    const found = results
      .samples({ ...LARGE, size }, operation, system)
      .flatMap(({ peakMemoryMb }) => (peakMemoryMb === undefined ? [] : [peakMemoryMb]));
    return found.length === 0 ? undefined : median(found);
  };
  const growth = (operation: Operation, system: System) => {
    const [small, large] = [peak(10, operation, system), peak(1000, operation, system)];
    return small === undefined || large === undefined ? [] : [{ operation, small, large, by: large - small }];
  };
  const grown = (["up", "preview", "refresh"] as const).flatMap((operation) => growth(operation, "ours"));
  const [worst] = grown.sort((a, b) => b.by - a.by);
  const [floor] = worst === undefined ? [] : growth(worst.operation, "floor");
  return {
    figure: "peak memory of our process, from 10 to 1,000",
    toReach: "grows by less than 100 MB",
    ...(worst !== undefined && {
      reached:
        `by ${Math.round(worst.by)} MB, from ${Math.round(worst.small)} to ${Math.round(worst.large)}, in ` +
        `${NAMES[worst.operation]}${floor === undefined ? "" : `; the floor's grows by ${Math.round(floor.by)} MB`}`,
      enough: worst.by < 100,
    }),
    command: "--only matrix --sizes 10,1000 --latencies 100 --customer-id literal --systems ours floor",
  };
}
