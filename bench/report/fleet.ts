import { LARGE_FLEET } from "../fleet";
import type { FleetSample } from "../results";
import { type Spread, spreadOf } from "../statistics";
import { ratio, seconds } from "./markdown";
import type { Target } from "./target";

/** What the report of a whole fleet costs. */
export function fleetTargets(samples: readonly FleetSample[]): Target[] {
  const { size, latencyMs } = LARGE_FLEET;
  const fleet = `${size.toLocaleString("en")} customers`;
  const own = samples.filter((one) => one.size === size && one.latencyMs === latencyMs);
  const of = (what: FleetSample["what"]) => own.filter((one) => one.what === what);
  /** How many times as much as the reads alone, round by round. */
  const over = (value: (sample: FleetSample) => number | undefined): Spread | undefined =>
    spread(
      of("report").flatMap((report) => {
        const reads = of("reads").find(({ round }) => round === report.round);
        const [more, less] = [value(report), reads && value(reads)];
        return more === undefined || less === undefined ? [] : [more / less];
      }),
    );
  const spread = (values: readonly number[]) => (values.length === 0 ? undefined : spreadOf(values));
  const command = "--only fleet";
  const [times, opened] = [
    spread(of("report").map(({ ms }) => ms)),
    spread(of("opening").map(({ ms }) => ms)),
  ];
  const [overReads, ofProcessor] = [over(({ ms }) => ms), over(({ processorMs }) => processorMs)];
  return [
    {
      figure: `\`status --all --report\`, ${fleet}, ${latencyMs} ms, beside the reads alone`,
      toReach: "at most 1.05 x",
      ...(overReads !== undefined &&
        times !== undefined && {
          reached: `${ratio(overReads)}; ${seconds(times.median)}; of processor time ${ratio(ofProcessor)}`,
          enough: overReads.median <= 1.05,
        }),
      command,
    },
    {
      figure: `that report, until a browser shows its table`,
      toReach: "less than 2 s",
      ...(opened !== undefined && {
        reached: `${seconds(opened.median)} (${seconds(opened.least)} to ${seconds(opened.most)}, ${opened.count} times)`,
        enough: opened.median < 2000,
      }),
      command,
    },
  ];
}
