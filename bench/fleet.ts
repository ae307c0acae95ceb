// What the report of a whole fleet costs: `status --all --report` beside the reads alone, and how soon a browser shows the file.
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { findBrowser, openBrowser } from "../tools/browser";
import { customersOf } from "./cases";
import { startEmulatorProcess } from "./emulator";
import { environmentIn, makeScratch, node, removeScratch, root } from "./places";
import { measure } from "./processes";
import { load, type FleetSample } from "./results";

export interface FleetSize {
  /** Customers, each with a qualification. */
  size: number;
  latencyMs: number;
}

export const LARGE_FLEET: FleetSize = { size: 5000, latencyMs: 100 };

/**
 * `reads`: `partnercenter status --all`. `report`: the same with `--report`. `opening`: from the address of the file to the
 * first rows of its table, in a browser that is there; none is measured without one.
 */
export async function measureFleet(
  rounds: number,
  { size, latencyMs }: FleetSize,
  log: (line: string) => void,
): Promise<FleetSample[]> {
  const scratch = makeScratch();
  const customers = customersOf({ size, perCustomer: 1 });
  const emulator = await startEmulatorProcess({ customers, requestsPerMinute: 0 });
  const report = join(scratch, "fleet.html");
  const samples: FleetSample[] = [];
  try {
    await emulator.settle();
    await emulator.setLatency(latencyMs);
    const used = join(scratch, "processor-time");
    const command = [
      ...["--require", join(__dirname, "processorTime.js")],
      ...[join(root, "dist", "cli", "partnercenter.js"), "status", "--all", "--overdue", "7d"],
    ];
    const options = {
      cwd: join(scratch, "program"),
      env: environmentIn(scratch, {
        ...emulator.environment,
        PARTNERCENTER_REQUESTS_PER_MINUTE: "100000",
        BENCH_PROCESSOR_TIME: used,
      }),
    };
    const ways = { reads: command, report: [...command, "--report", report] };
    const names = ["reads", "report"] as const;
    for (let number = 0; number < rounds; number++) {
      const round = randomUUID();
      const keep = (what: FleetSample["what"], ms: number, processorMs?: number): void => {
        const times = { ms: Math.round(ms), ...(processorMs !== undefined && { processorMs }) };
        samples.push({ what, size, latencyMs, round, load: load(), ...times });
        log(`  ${number + 1}. ${what.padEnd(8)} ${ms.toFixed(0).padStart(7)} ms`);
      };
      for (const name of number % 2 === 0 ? names : [...names].reverse()) {
        const { ms, code, output } = await measure(node, ways[name], options);
        // Something is denied, which is an exit code of its own.
        if (code !== 20) throw new Error(`status ended with ${code}:\n${output.slice(-2000)}`);
        keep(name, ms, Math.round(Number(readFileSync(used, "utf8"))));
      }
      const opened = await opening(report, size);
      if (opened !== undefined) keep("opening", opened);
    }
    return samples;
  } finally {
    await emulator.close();
    removeScratch(scratch);
  }
}

async function opening(file: string, size: number): Promise<number | undefined> {
  const browser = findBrowser();
  if (browser === undefined) return undefined;
  const { context, close } = await openBrowser(browser);
  try {
    const page = await context.newPage();
    const started = performance.now();
    await page.goto(pathToFileURL(file).href);
    const rows = size.toLocaleString("en-US");
    await page.getByText(`${rows} of ${rows} rows`).waitFor();
    await page.locator("tbody tr").first().waitFor();
    return performance.now() - started;
  } finally {
    await close();
  }
}
