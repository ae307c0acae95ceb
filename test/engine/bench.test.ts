// The measurements at the smallest size: that they measure what they say, and that the page can be drawn from them.
// No time is asserted.
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ORDINARY } from "../../bench/cases";
import { newRun, saveRun, type Sample } from "../../bench/results";
import { draw } from "../../bench/report/draw";
import { measureCase } from "../../bench/rounds";
import { measureStarts } from "../../bench/start";
import { root } from "./harness";

test("a few qualifications, measured and drawn", async () => {
  const folder = mkdtempSync(join(tmpdir(), "partnercenter-results-"));
  try {
    const run = newRun("a test");
    const log = (): void => undefined;
    await measureCase(
      { ...ORDINARY, size: 3, latencyMs: 5, customerId: "output" },
      {
        systems: ["ours", "floor", "bare"],
        operations: ["drift", "preview"],
        rounds: 1,
        log,
        keep: (sample) => run.samples.push(sample),
      },
    );
    const of = (system: Sample["system"], operation: Sample["operation"]): Sample | undefined =>
      run.samples.find((sample) => sample.system === system && sample.operation === operation);
    expect(run.samples).toHaveLength(5);
    expect(of("ours", "preview")?.summary).toBe("7 unchanged");
    expect(of("floor", "preview")?.summary).toBe("7 unchanged");
    expect(of("ours", "drift")?.summary).toBe("~ 1 to update, 6 unchanged");
    expect(of("ours", "preview")?.requests).toMatchObject({
      byKind: { "GET qualifications": 3 },
      mostLooksPerCustomer: 1,
      failed: 0,
    });
    expect(of("floor", "preview")?.requests.total).toBe(0);
    expect(of("bare", "preview")?.requests.byKind).toEqual({ "GET qualifications": 3 });
    expect(of("bare", "drift")).toBeUndefined();

    // The states are made, and each customer is looked at, by the floor too.
    await measureCase(
      { ...ORDINARY, size: 13, latencyMs: 5, customerId: "customer" },
      {
        systems: ["ours", "plugin", "floor"],
        operations: ["preview", "refresh"],
        rounds: 1,
        fromState: true,
        log,
        keep: (sample) => run.samples.push(sample),
      },
    );
    const made = run.samples.filter(({ madeState }) => madeState);
    expect(made.map(({ system, operation, summary }) => [operation, system, summary])).toEqual(
      ["preview", "refresh"].flatMap((operation) =>
        ["ours", "plugin", "floor"].map((system) => [operation, system, "27 unchanged"]),
      ),
    );
    expect(made.map(({ requests }) => requests.failed)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(made[2]?.requests.byKind).toEqual({ "GET customer": 13 });

    run.starts = await measureStarts(1, log);
    expect(run.starts.map(({ provider }) => provider)).toEqual(["empty", "ours", "oursWithLook"]);

    saveRun(run, folder);
    copyFileSync(join(root, "bench", "RESULTS.md"), join(folder, "RESULTS.md"));
    draw(log, { results: folder, output: folder });
    const page = readFileSync(join(folder, "RESULTS.md"), "utf8");
    expect(page).toContain("1 in each of 6 previews");
    expect(page).toContain("3 at 5 ms, customerId output");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
