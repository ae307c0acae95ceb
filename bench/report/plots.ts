import { type Case, isPulumi, type Operation, ORDINARY, type System, SYSTEMS } from "../cases";
import type { Results } from "../results";
import { median } from "../statistics";
import { type LineChart, lineChart, type Panel } from "./lineChart";
import { stackedBars } from "./stackedBars";
import type { Paint } from "./svg";
import { marksOf, PHASES, SYSTEM_NAMES } from "./tables";

const DASHES: Record<System, string> = {
  ours: "",
  plugin: "",
  yaml: "",
  floor: "6 4",
  usual: "",
  restapi: "2 3",
  restful: "8 3 2 3",
  bare: "1 4",
};
const PANELS: readonly (readonly [Operation, string])[] = [
  ["up", "first up"],
  ["preview", "plain preview"],
  ["refresh", "preview --refresh"],
];

/** The plots by their file names; what was not measured is left out. */
export function plots(results: Results): Map<string, string> {
  const drawn = new Map<string, string>();
  const plain = results.cases().filter((one) => one.customerId === "literal" && isOrdinary(one));
  const add = (name: string, text: string | undefined): void => {
    if (text !== undefined) drawn.set(name, text);
  };
  add("time-by-size.svg", bySize(results, plain));
  add("time-by-latency.svg", byLatency(results, plain));
  add("memory.svg", memory(results, plain));
  add("small-command.svg", smallCommand(results));
  return drawn;
}

function isOrdinary(one: Case): boolean {
  return (
    JSON.stringify({ ...ORDINARY, ...one }) ===
    JSON.stringify({ ...ORDINARY, size: one.size, latencyMs: one.latencyMs, customerId: one.customerId })
  );
}

/** Without the panels that would be empty; undefined where all would be. */
function chartOf(chart: LineChart): string | undefined {
  const panels = chart.panels.filter(({ series }) => series.length > 0);
  return panels.length === 0 ? undefined : lineChart({ ...chart, panels });
}

function bySize(results: Results, cases: readonly Case[]): string | undefined {
  const own = cases.filter(({ latencyMs }) => latencyMs === 100);
  if (own.length < 2) return undefined;
  return chartOf({
    title: "Time by the number of qualifications, Partner Center answering in 100 ms",
    xTitle: "qualifications",
    yTitle: "seconds",
    xTicks: own.map(({ size }) => size),
    xScale: "log",
    yScale: "log",
    formatY: String,
    panels: panelsOf(results, own, ({ size }) => size),
  });
}

function byLatency(results: Results, cases: readonly Case[]): string | undefined {
  const sizes = [...new Set(cases.map(({ size }) => size))];
  const of = (size: number): Case[] => cases.filter((one) => one.size === size);
  const size = sizes.sort((a, b) => of(b).length - of(a).length || b - a)[0];
  const own = size === undefined ? [] : of(size);
  if (size === undefined || own.length < 2) return undefined;
  return chartOf({
    title: `Time by the latency of Partner Center, ${size.toLocaleString("en")} qualifications`,
    xTitle: "latency in milliseconds",
    yTitle: "seconds",
    xTicks: own.map(({ latencyMs }) => latencyMs),
    xScale: "linear",
    yScale: "log",
    formatY: String,
    panels: panelsOf(results, own, ({ latencyMs }) => latencyMs),
  });
}

function panelsOf(results: Results, cases: readonly Case[], x: (one: Case) => number): Panel[] {
  return PANELS.map(([operation, title]) => ({
    title,
    series: SYSTEMS.flatMap((system) => {
      // Terraform's plan always looks: it stands beside both kinds of preview.
      const measured = operation === "refresh" && !isPulumi(system) ? "preview" : operation;
      const points = cases.flatMap((one) => {
        const time = results.time(one, measured, system);
        return time === undefined ? [] : [{ x: x(one), y: time.median / 1000 }];
      });
      if (points.length === 0) return [];
      return [{ name: SYSTEM_NAMES[system], paint: system, dash: DASHES[system], points }];
    }),
  }));
}

function memory(results: Results, cases: readonly Case[]): string | undefined {
  const own = cases.filter(({ latencyMs }) => latencyMs === 100);
  if (own.length < 2) return undefined;
  return chartOf({
    title: "Peak memory of the provider's process, Partner Center answering in 100 ms",
    xTitle: "qualifications",
    yTitle: "MB",
    xTicks: own.map(({ size }) => size),
    xScale: "log",
    yScale: "linear",
    formatY: String,
    panels: PANELS.map(([operation, title]) => ({
      title,
      series: (["ours", "plugin", "floor", "usual"] as const).flatMap((system) => {
        const points = own.flatMap((one) => {
          const found = results
            .samples(one, operation, system)
            .flatMap(({ peakMemoryMb }) => (peakMemoryMb === undefined ? [] : [peakMemoryMb]));
          return found.length === 0 ? [] : [{ x: one.size, y: median(found) }];
        });
        return points.length === 0
          ? []
          : [{ name: SYSTEM_NAMES[system], paint: system, dash: DASHES[system], points }];
      }),
    })),
  });
}

const PAINTS: readonly Paint[] = ["a", "b", "c", "d", "e", "f"];

function smallCommand(results: Results): string | undefined {
  const all = [...marksOf(results.timelines)];
  if (all.length === 0) return undefined;
  const bars = all.map(([name, marks]) => {
    // What is between two marks is named by the first of them.
    const starts = PHASES.flatMap(({ from, name: phase }, index) => {
      const at = from === "start" ? 0 : marks[from];
      return at === undefined ? [] : [{ from, name: phase, paint: PAINTS[index] ?? "f", at }];
    })
      // The engine lets a plugin read what is recorded before the program begins.
      .sort((a, b) => a.at - b.at)
      .filter(({ from }, index, all) => from !== "lastRequest" || index === all.length - 1);
    const ends = [...starts.slice(1).map(({ at }) => at), marks.end ?? 0];
    const parts = starts.map((part, index) => ({ ...part, ms: (ends[index] ?? part.at) - part.at }));
    return { name, parts };
  });
  return stackedBars("pulumi preview of 3 qualifications, Partner Center answering in 100 ms", bars);
}
