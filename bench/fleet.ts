// What a reading of a whole fleet takes: `status --all`, the same with `--report`, and how soon a browser shows that file.
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { findBrowser, openBrowser } from "../tools/browser";
import { customersOf } from "./cases";
import { startEmulatorProcess, type EmulatorProcess } from "./emulator";
import { environmentIn, makeScratch, node, removeScratch, root } from "./places";
import { measure } from "./processes";
import { load, type FleetSample } from "./results";

export interface FleetSize {
  /** Customers, each with a qualification. */
  size: number;
  latencyMs: number;
}

export const LARGE_FLEET: FleetSize = { size: 5000, latencyMs: 100 };

interface FleetReports {
  log: (line: string) => void;
  keep: (sample: FleetSample) => void;
}

/**
 * `reads`: `partnercenter status --all`. `report`: the same with `--report`. `opening`: from the address of the file to the
 * first rows of its table, in a browser that is there; none is measured without one.
 */
export async function measureFleet(rounds: number, of: FleetSize, reports: FleetReports): Promise<void> {
  await withFleet(of, reports, async (fleet) => {
    const names = ["reads", "report"] as const;
    for (let number = 1; number <= rounds; number++) {
      const round = randomUUID();
      for (const name of number % 2 === 1 ? names : [...names].reverse())
        await fleet.read(name, round, number);
      await fleet.open(round, number);
    }
  });
}

/** One reading of a fleet, without a report. */
export async function measureReading(number: number, of: FleetSize, reports: FleetReports): Promise<void> {
  await withFleet(of, reports, (fleet) => fleet.read("reads", randomUUID(), number));
}

async function withFleet(
  of: FleetSize,
  reports: FleetReports,
  work: (fleet: Fleet) => Promise<void>,
): Promise<void> {
  const scratch = makeScratch();
  const customers = customersOf({ size: of.size, perCustomer: 1 });
  const emulator = await startEmulatorProcess({ customers, requestsPerMinute: 0 });
  try {
    await emulator.settle();
    await emulator.setLatency(of.latencyMs);
    await work(new Fleet(scratch, emulator, of, reports));
  } finally {
    await emulator.close();
    removeScratch(scratch);
  }
}

class Fleet {
  readonly #report: string;

  constructor(
    private readonly scratch: string,
    private readonly emulator: EmulatorProcess,
    private readonly of: FleetSize,
    private readonly reports: FleetReports,
  ) {
    this.#report = join(scratch, "fleet.html");
  }

  async read(what: "reads" | "report", round: string, number: number): Promise<void> {
    const used = join(this.scratch, "used");
    const command = [
      ...["--require", join(__dirname, "processorTime.js")],
      ...[join(root, "dist", "cli", "partnercenter.js"), "status", "--all", "--overdue", "7d"],
      ...(what === "report" ? ["--report", this.#report] : []),
    ];
    const { ms, code, output } = await measure(node, command, {
      cwd: join(this.scratch, "program"),
      env: environmentIn(this.scratch, {
        ...this.emulator.environment,
        PARTNERCENTER_REQUESTS_PER_MINUTE: "100000",
        BENCH_PROCESSOR_TIME: used,
      }),
    });
    // Something is denied, which is an exit code of its own.
    if (code !== 20) throw new Error(`status ended with ${code}:\n${output.slice(-2000)}`);
    const { processorMs, peakMemoryMb } = JSON.parse(readFileSync(used, "utf8")) as Required<
      Pick<FleetSample, "processorMs" | "peakMemoryMb">
    >;
    this.#keep(number, what, round, ms, {
      processorMs: Math.round(processorMs),
      peakMemoryMb: Math.round(peakMemoryMb),
    });
  }

  /** Opens the report that was written last. */
  async open(round: string, number: number): Promise<void> {
    const browser = findBrowser();
    if (browser === undefined) return;
    const { context, close } = await openBrowser(browser);
    try {
      const page = await context.newPage();
      const started = performance.now();
      await page.goto(pathToFileURL(this.#report).href);
      const rows = this.of.size.toLocaleString("en-US");
      await page.getByText(`${rows} of ${rows} rows`).waitFor();
      await page.locator("tbody tr").first().waitFor();
      this.#keep(number, "opening", round, performance.now() - started);
    } finally {
      await close();
    }
  }

  #keep(
    number: number,
    what: FleetSample["what"],
    round: string,
    ms: number,
    used: Pick<FleetSample, "processorMs" | "peakMemoryMb"> = {},
  ): void {
    const { keep, log } = this.reports;
    keep({ what, ...this.of, round, load: load(), ms: Math.round(ms), ...used });
    const memory = used.peakMemoryMb === undefined ? "" : `, ${used.peakMemoryMb} MB`;
    log(`  ${number}. ${what.padEnd(8)} ${this.of.size} ${ms.toFixed(0).padStart(7)} ms${memory}`);
  }
}
