// npm run bench: measures, keeps what was measured, draws.
import { caseKey } from "./cases";
import { LARGE_FLEET, measureFleet, measureReading } from "./fleet";
import { readOptions } from "./options";
import { killRunning } from "./processes";
import { newRun, saveRun } from "./results";
import { measureCase } from "./rounds";
import { sit } from "./sitting";
import { measureStarts } from "./start";
import { measureTimelines } from "./timeline";
import { draw } from "./report/draw";

async function main(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  const {
    blocks,
    startRounds,
    timelineRounds,
    fleetRounds,
    readingRounds,
    readingSizes,
    sitting,
    draw: drawn,
  } = options;
  const run = newRun(["npm run bench", ...(args.length > 0 ? ["--", ...args] : [])].join(" "));
  const log = (line: string): void => console.log(line);
  /** What was measured survives what comes after. */
  const kept =
    <T>(all: T[]) =>
    (one: T): void => {
      all.push(one);
      saveRun(run);
    };
  const [sample, timeline, fleet] = [kept(run.samples), kept(run.timelines), kept((run.fleets ??= []))];
  if (startRounds > 0) {
    log("The start of a provider's process");
    run.starts = await measureStarts(startRounds, log);
    saveRun(run);
  }
  if (timelineRounds > 0) {
    log("Small commands");
    await measureTimelines(timelineRounds, log, timeline);
  }
  if (fleetRounds > 0) {
    log("The report of a whole fleet");
    await measureFleet(fleetRounds, LARGE_FLEET, { log, keep: fleet });
  }
  if (readingRounds > 0) {
    log("The reading of a fleet");
    for (let number = 1; number <= readingRounds; number++)
      for (const size of readingSizes)
        await measureReading(number, { size, latencyMs: 100 }, { log, keep: fleet });
  }
  for (const { title, cases, ...block } of blocks) {
    for (const one of cases) {
      log(`${caseKey(one)}${title === "" ? "" : ` (${title})`}`);
      await measureCase(one, { ...block, log, keep: sample });
    }
  }
  if (sitting !== undefined) await sit(sitting, { log, sample, timeline, fleet });
  if (drawn) draw(log);
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    killRunning();
    process.exit(130);
  });
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  killRunning();
  process.exitCode = 1;
});
