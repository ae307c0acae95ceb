import type { Case, Operation } from "../cases";
import { type Results, type Sample, startOver, type StartSample } from "../results";
import { median } from "../statistics";
import { command, figureOf, HOSTS, LARGE, over } from "./figures";
import { fleetTargets } from "./fleet";
import { ratio, seconds, table } from "./markdown";
import { speedTargets } from "./speedTargets";
import type { Target } from "./target";

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
    ...speedTargets(results),
    upOfOutput(results),
    ...(["restapi", "restful"] as const).map((other) => besideTerraform(results, "preview", other, 0.4)),
    besideTerraform(results, "up", "restful", 1),
    overDynamic(results, "yaml", LARGE, "in YAML"),
    overDynamic(results, "plugin", LARGE, "in Node by the SDK that Pulumi generates"),
    overDynamic(results, "plugin", WITHOUT_TRACES, "the same without stack traces"),
    looks(results),
    submissions(results),
    start(results.starts),
    budget(results),
    ...fleetTargets(results.fleets),
  ];
}

function upOfOutput(results: Results): Target {
  const one: Case = { ...LARGE, customerId: "output" };
  return {
    figure: figureOf(one, "up"),
    toReach: "at most 1.05 x the floor",
    ...over(results, { one, operation: "up", host: "ours", other: "floor", limit: 1.05 }),
    command: command(one, "up", "ours floor"),
  };
}

/** That SDK takes a stack trace for each of four promises a property. */
const WITHOUT_TRACES: Case = { ...LARGE, variables: { NODE_OPTIONS: "--stack-trace-limit=0" } };

function overDynamic(results: Results, system: "plugin" | "yaml", one: Case, what: string): Target {
  const spread = results.ratio(one, "preview", system, "ours");
  const time = results.time(one, "preview", system);
  return {
    figure: `${figureOf(LARGE, "preview")}, with the plugin beside the Node classes, ${what}`,
    toReach: "at most 1.00 x",
    ...(spread !== undefined &&
      time !== undefined && {
        reached: `${ratio(spread)}; ${seconds(time.median)}`,
        enough: spread.median <= 1,
      }),
    command: command(one, "preview", `ours ${system}`),
  };
}

function besideTerraform(
  results: Results,
  operation: "preview" | "up",
  other: "restapi" | "restful",
  limit: number,
): Target {
  return {
    figure: `${figureOf(LARGE, operation)}, beside Terraform with ${other}`,
    toReach: `at most ${limit.toFixed(2)} x its ${operation === "up" ? "apply" : "plan"}`,
    ...over(results, { one: LARGE, operation, host: "ours", other, limit }),
    command: command(LARGE, operation, `ours ${other}`),
  };
}

/** Every sample of ours in these operations, in every case, with either host. */
function ours(results: Results, operations: readonly Operation[]): Sample[] {
  return results
    .cases()
    .flatMap((one) =>
      operations.flatMap((operation) => HOSTS.flatMap((host) => results.samples(one, operation, host))),
    );
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
