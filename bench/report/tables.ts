import { type Case, caseKey, type Operation, OPERATIONS, type System, SYSTEMS } from "../cases";
import { MARKS } from "../timeline";
import type { Results, Sample, TimelineSample } from "../results";
import { median } from "../statistics";
import { seconds, table } from "./markdown";
import { startOver } from "../results";

export const SYSTEM_NAMES: Record<System, string> = {
  ours: "ours",
  plugin: "ours, plugin",
  yaml: "ours, plugin, YAML",
  floor: "floor",
  usual: "usual way",
  restapi: "Terraform, restapi",
  restful: "Terraform, restful",
  bare: "bare script",
};

const OPERATION_NAMES: Record<Operation, string> = {
  up: "up",
  preview: "preview",
  refresh: "preview --refresh",
  drift: "preview, one drift",
  destroy: "destroy",
};

const isPlain = (one: Case): boolean =>
  one.program === "js" &&
  one.budget === "raised" &&
  one.perCustomer === 1 &&
  one.flags.length === 0 &&
  Object.keys(one.variables).length === 0;

/** Seconds of each system, and how many times as long it takes as the floor. */
export function times(results: Results): string {
  const rows = results
    .cases()
    .filter(isPlain)
    .sort((a, b) => b.latencyMs - a.latencyMs || b.size - a.size)
    .flatMap((one) => OPERATIONS.flatMap((operation) => timesRow(results, one, operation)));
  return table(["case", "operation", "rounds", ...SYSTEMS.map((system) => SYSTEM_NAMES[system])], rows);
}

function timesRow(results: Results, one: Case, operation: Operation): string[][] {
  if (results.time(one, operation, "ours") === undefined) return [];
  const cells = SYSTEMS.map((system) => {
    const time = results.time(one, operation, system);
    if (time === undefined) return "";
    if (system === "floor") return seconds(time.median);
    const ratio = results.ratio(one, operation, system, "floor");
    return `${seconds(time.median)}${ratio === undefined ? "" : ` (${ratio.median.toFixed(2)})`}`;
  });
  const rounds = results.time(one, operation, "ours")?.count ?? 0;
  return [[caseKey(one), OPERATION_NAMES[operation], String(rounds), ...cells]];
}

/** What each system asks of Partner Center and keeps, in the largest plain case whose `up` was measured. */
export function requests(results: Results): string {
  const cases = results
    .cases()
    .filter((one) => isPlain(one) && one.customerId === "literal" && results.time(one, "up", "ours"));
  const one = cases.filter(({ latencyMs }) => latencyMs === 100).at(-1) ?? cases.at(-1);
  if (one === undefined) return "Not measured.";
  const rows = OPERATIONS.flatMap((operation) =>
    SYSTEMS.flatMap((system) => {
      const sample = results.samples(one, operation, system).at(-1);
      return sample === undefined ? [] : [requestsRow(sample)];
    }),
  );
  return `${caseKey(one)}:\n\n${table(
    [
      "operation",
      "system",
      "requests",
      "of a kind",
      "most GETs of one customer",
      "in flight",
      "answers 429",
      "peak memory of its provider",
      "processor time of its provider",
      "bytes of state per qualification",
    ],
    rows,
  )}`;
}

function requestsRow(sample: Sample): string[] {
  const { operation, system, requests: sent, peakMemoryMb, processorMs, state } = sample;
  const kinds = Object.entries(sent.byKind).map(([kind, count]) => `${count} ${kind}`);
  return [
    OPERATION_NAMES[operation],
    SYSTEM_NAMES[system],
    String(sent.total),
    kinds.join(", "),
    String(sent.mostLooksPerCustomer),
    String(sent.mostInFlight),
    String(sent.throttled),
    peakMemoryMb === undefined ? "" : `${Math.round(peakMemoryMb)} MB`,
    processorMs === undefined ? "" : seconds(processorMs),
    state === undefined ? "" : String(Math.round(state.perResource)),
  ];
}

/** What users can set, beside the same without it. */
export function settings(results: Results): string {
  const cases = results.cases().filter((one) => !isPlain(one) && one.budget === "raised");
  const rows = cases.flatMap((one) => {
    const plain: Case = { ...one, program: "js", variables: {}, flags: [], perCustomer: 1 };
    return OPERATIONS.flatMap((operation) => {
      const time = results.time(one, operation, "ours");
      if (time === undefined) return [];
      const without = results.time(plain, operation, "ours");
      const floor = results.ratio(one, operation, "ours", "floor");
      return [
        [
          caseKey(one),
          OPERATION_NAMES[operation],
          seconds(time.median),
          without === undefined ? "" : seconds(without.median),
          floor === undefined ? "" : floor.median.toFixed(2),
        ],
      ];
    });
  });
  if (rows.length === 0) return "Not measured.";
  return table(["case", "operation", "ours", "ours without it", "ours over the floor, both with it"], rows);
}

export function starts(results: Results): string {
  const [ours, look] = [startOver(results.starts, "ours"), startOver(results.starts, "oursWithLook")];
  const empty = results.starts.filter(({ provider }) => provider === "empty").map(({ ms }) => ms);
  if (ours === undefined || look === undefined || empty.length === 0) return "Not measured.";
  const over = (spread: typeof ours): string =>
    `+${Math.round(spread.median)} ms (${Math.round(spread.least)} to ${Math.round(spread.most)})`;
  return table(
    ["from the start of the process to the answer of its first `check`", `median of ${empty.length} rounds`],
    [
      ["an empty dynamic provider", `${Math.round(median(empty))} ms`],
      ["ours, without a look", over(ours)],
      ["ours, with its login and a look at a Partner Center that answers at once", over(look)],
    ],
  );
}

/** What a small command does from each mark on. */
export const PHASES: readonly { from: "start" | (typeof MARKS)[number]; name: string }[] = [
  { from: "start", name: "CLI starts" },
  { from: "languageHost", name: "language host starts" },
  { from: "program", name: "program loads and declares" },
  { from: "provider", name: "provider loads" },
  { from: "firstRequest", name: "logs in, asks Partner Center" },
  { from: "lastRequest", name: "CLI finishes" },
];

/** The median of each mark, of each command. */
export function marksOf(samples: readonly TimelineSample[]): Map<string, Partial<Record<string, number>>> {
  const names = [...new Set(samples.map(({ name }) => name))];
  return new Map(
    names.map((name) => {
      const own = samples.filter((sample) => sample.name === name);
      const marks = MARKS.flatMap((mark) => {
        const values = own.flatMap(({ marks: all }) => (all[mark] === undefined ? [] : [all[mark]]));
        return values.length === 0 ? [] : [[mark, Math.round(median(values))] as const];
      });
      return [name, Object.fromEntries(marks)];
    }),
  );
}

export function timelines(results: Results): string {
  const all = marksOf(results.timelines);
  if (all.size === 0) return "Not measured.";
  const rows = [...all].map(([name, marks]) => [
    name,
    ...MARKS.map((mark) => (marks[mark] === undefined ? "" : seconds(marks[mark]))),
  ]);
  return table(
    [
      "command",
      "language host appears",
      "program appears",
      "provider appears",
      "first request",
      "last request",
      "ends",
    ],
    rows,
  );
}

export function machine(results: Results): string {
  const last = results.runs.at(-1);
  if (last === undefined) return "Not measured.";
  const { processors, model, memoryGb, system } = last.machine;
  const loads = results
    .cases()
    .flatMap((one) => OPERATIONS.flatMap((operation) => results.samples(one, operation, "ours")))
    .map(({ load }) => load);
  // A later run may have been made where there is no terraform.
  const all = Object.assign({}, ...results.runs.map((run) => run.versions)) as Record<string, string>;
  const versions = Object.entries(all).map(([name, version]) => `${name} ${version}`);
  return [
    `- ${processors} processors (${model}), ${memoryGb} GB, ${system}.`,
    `- ${versions.join("; ")}.`,
    ...(loads.length > 0
      ? [
          `- Load of the machine when a measurement of ours began: median ${median(loads).toFixed(1)}, at most ${Math.max(...loads).toFixed(1)}.`,
        ]
      : []),
    "- Runs:",
    ...results.runs.map(
      ({ started, command, samples, starts: own, timelines: small, fleets = [] }) =>
        `  - ${started.slice(0, 16).replace("T", " ")}: \`${command}\`, ${samples.length + own.length + small.length + fleets.length} measurements`,
    ),
  ].join("\n");
}
