// npm run bench: measures, keeps what was measured, draws.
import { caseKey } from "./cases";
import { LARGE_FLEET, measureFleet } from "./fleet";
import { readOptions } from "./options";
import { killRunning } from "./processes";
import { newRun, saveRun } from "./results";
import { measureCase } from "./rounds";
import { measureStarts } from "./start";
import { measureTimelines } from "./timeline";
import { draw } from "./report/draw";

async function main(args: readonly string[]): Promise<void> {
  const { blocks, startRounds, timelineRounds, fleetRounds, draw: drawn } = readOptions(args);
  const run = newRun(["npm run bench", ...(args.length > 0 ? ["--", ...args] : [])].join(" "));
  const log = (line: string): void => console.log(line);
  if (startRounds > 0) {
    log("The start of a provider's process");
    run.starts = await measureStarts(startRounds, log);
    saveRun(run);
  }
  if (timelineRounds > 0) {
    log("Small commands");
    run.timelines = await measureTimelines(timelineRounds, log);
    saveRun(run);
  }
  if (fleetRounds > 0) {
    log("The report of a whole fleet");
    run.fleets = await measureFleet(fleetRounds, LARGE_FLEET, log);
    saveRun(run);
  }
  for (const { title, cases, ...block } of blocks) {
    for (const one of cases) {
      log(`${caseKey(one)}${title === "" ? "" : ` (${title})`}`);
      await measureCase(one, {
        ...block,
        log,
        keep: (sample) => {
          run.samples.push(sample);
          saveRun(run);
        },
      });
    }
  }
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
