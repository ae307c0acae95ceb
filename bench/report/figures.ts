import type { Case, Operation, System } from "../cases";
import { ORDINARY } from "../cases";
import type { Results } from "../results";
import { ratio, seconds } from "./markdown";
import type { Target } from "./target";

/** The case that the figures are of. */
export const LARGE: Case = { ...ORDINARY, size: 1000, latencyMs: 100 };

export const HOSTS = ["ours", "plugin"] as const;
export type Host = (typeof HOSTS)[number];
/** What is said behind a figure of it. */
export const WITH_HOST: Record<Host, string> = { ours: "", plugin: ", with the plugin" };

export const NAMES: Record<Operation, string> = {
  up: "`up`",
  preview: "plain preview",
  refresh: "`preview --refresh`",
  drift: "preview with one drift",
  destroy: "`destroy`",
};

const SOURCES: Record<Case["customerId"], string> = {
  literal: "",
  output: ", `customerId` an output",
  customer: ", `customerId` of our Customer resource (the floor's is looked at as well)",
};

export function figureOf(one: Case, operation: Operation): string {
  return `${NAMES[operation]}, ${one.size.toLocaleString("en")}, ${one.latencyMs} ms${SOURCES[one.customerId]}`;
}

export function command(one: Case, operation: Operation, systems: string): string {
  const set = Object.entries(one.variables).map(([name, value]) => ` --set ${name}=${value}`);
  return (
    `--only matrix --sizes ${one.size} --latencies ${one.latencyMs} --customer-id ${one.customerId} ` +
    `--operations ${operation}${set.join("")} --systems ${systems}`
  );
}

/** How many times as long a host took as another system. */
export function over(
  results: Results,
  { one, operation, host, other, limit }: Measure & { limit: number },
): Pick<Target, "reached" | "enough"> {
  const spread = results.ratio(one, operation, host, other);
  const time = results.time(one, operation, other === "floor" ? host : other);
  return spread === undefined || time === undefined
    ? {}
    : {
        reached: `${ratio(spread)}; ${other === "floor" ? "" : "its own "}${seconds(time.median)}`,
        enough: spread.median <= limit,
      };
}

export interface Measure {
  one: Case;
  operation: Operation;
  host: System;
  other: System;
}
