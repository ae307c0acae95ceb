import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Case, caseKey, customersOf, ORDINARY, type System } from "../../bench/cases";
import { loadRuns, Results, type Run, type Sample, saveRun } from "../../bench/results";
import { summarise } from "../../bench/requests";
import type { RecordedRequest } from "../../emulator";

const CASE: Case = { ...ORDINARY, size: 10, latencyMs: 100 };

function sample(system: System, round: string, ms: number, one: Case = CASE): Sample {
  const requests = summarise([], { mostInFlight: 0, processorMs: 0 });
  return { case: one, system, operation: "preview", round, at: "", ms, load: 0, summary: "", requests };
}

function run(started: string, build: string, samples: Sample[]): Run {
  const machine = { processors: 2, model: "", memoryGb: 1, system: "" };
  return {
    started,
    command: "",
    machine,
    versions: {},
    build,
    samples,
    starts: [],
    timelines: [],
    fleets: [],
  };
}

test("a ratio is taken round by round, and rounds of several runs count together", () => {
  const results = new Results([
    run("1", "a", [sample("ours", "x", 120), sample("floor", "x", 100)]),
    // The machine was busier here: both took longer.
    run("2", "a", [sample("floor", "y", 1000), sample("ours", "y", 1100), sample("ours", "z", 5)]),
  ]);
  expect(results.ratio(CASE, "preview", "ours", "floor")).toMatchObject({ count: 2, least: 1.1, most: 1.2 });
  expect(results.time(CASE, "preview", "ours")?.count).toBe(3);
  expect(results.ratio(CASE, "preview", "usual", "floor")).toBeUndefined();
});

test("of several builds of the package the newest counts, for each case by itself", () => {
  const other = { ...CASE, size: 100 };
  const results = new Results([
    run("1", "old", [sample("ours", "x", 500), sample("floor", "x", 100), sample("ours", "o", 7, other)]),
    run("2", "new", [sample("ours", "y", 110), sample("floor", "y", 100)]),
  ]);
  expect(results.time(CASE, "preview", "ours")).toMatchObject({ median: 110, count: 1 });
  expect(results.ratio(CASE, "preview", "ours", "floor")?.median).toBeCloseTo(1.1);
  expect(results.time(other, "preview", "ours")).toMatchObject({ median: 7, count: 1 });
});

test("small commands of several runs count together, those of the newest build", () => {
  const timed = (started: string, build: string, ...rounds: string[]): Run => {
    const timelines = rounds.map((round) => ({ name: "ours", round, marks: { end: 1 } }));
    return { ...run(started, build, []), timelines };
  };
  const runs = [timed("1", "old", "x"), timed("2", "new", "y"), run("3", "new", []), timed("4", "new", "z")];
  expect(new Results(runs).timelines.map(({ round }) => round)).toEqual(["y", "z"]);
  expect(new Results([]).timelines).toEqual([]);
});

test("cases differ by all that changes what is measured", () => {
  const cases: Case[] = [
    CASE,
    { ...CASE, customerId: "output" },
    { ...CASE, perCustomer: 2 },
    { ...CASE, program: "ts" },
    { ...CASE, budget: "default" },
    { ...CASE, variables: { PULUMI_PARALLEL_DIFF: "true" } },
    { ...CASE, flags: ["--parallel", "50"] },
    { ...CASE, latencyMs: 0 },
  ];
  expect(new Set(cases.map(caseKey)).size).toBe(cases.length);
  expect(new Set(customersOf({ size: 1000, perCustomer: 1 })).size).toBe(1000);
  expect(customersOf({ size: 10, perCustomer: 2 })).toHaveLength(5);
});

test("what was kept is what is loaded", () => {
  const folder = mkdtempSync(join(tmpdir(), "partnercenter-results-"));
  try {
    const first = run("2026-01-01T00:00:00.000Z", "a", [sample("ours", "x", 1), sample("floor", "x", 2)]);
    const second = run("2026-01-02T00:00:00.000Z", "a", []);
    saveRun(second, folder);
    saveRun(first, folder);
    saveRun(first, folder);
    expect(loadRuns(folder)).toEqual([first, second]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("requests are counted by kind and by customer", () => {
  const [one = "", two = ""] = customersOf({ size: 2, perCustomer: 1 });
  const request = (method: string, path: string, status = 200): RecordedRequest => ({
    number: 0,
    at: 7,
    endpoint: path.startsWith("/v1/") ? "api" : "login",
    method,
    path,
    query: {},
    headers: {},
    body: "",
    status,
  });
  const all = [
    request("POST", "/tenant/oauth2/v2.0/token"),
    request("GET", `/v1/customers/${one}/qualifications`),
    request("GET", `/v1/customers/${one}/qualifications`, 429),
    request("GET", `/v1/customers/${two}/qualifications`, 500),
    request("POST", `/v1/customers/${two}/qualifications`, 201),
    request("GET", `/v1/customers/${two}`),
  ];
  expect(summarise(all, { mostInFlight: 3, processorMs: 9 })).toEqual({
    total: 6,
    byKind: { login: 1, "GET qualifications": 3, "POST qualifications": 1, "GET customer": 1 },
    mostLooksPerCustomer: 2,
    mostSubmissionsPerCustomer: 1,
    mostInFlight: 3,
    throttled: 1,
    failed: 1,
    processorMs: 9,
    firstAt: 7,
    lastAt: 7,
  });
});
