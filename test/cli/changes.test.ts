// `--since`: what has changed since an earlier reading, and what can't be compared.
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EXIT } from "../../cli/failure";
import type { ReadCustomer, Reading } from "../../cli/reading";
import { changesSince, changesTexts } from "../../cli/report/changes";
import { jsonOf } from "../../cli/report/json";
import { readPrevious } from "../../cli/report/previous";
import { type CustomerSeed, type Emulator, startEmulator } from "../../emulator/index";
import type { CustomerQualificationItem } from "../../provider/partnercenter";
import { systemClock } from "../../provider/partnercenter/clock";
import { daysAgo, id, noRelationship, NOW, WEEK_MS } from "./fleet";
import { type Parts, runProgram } from "./runProgram";

jest.setTimeout(60_000);
const DAY_MS = 86_400_000;
let folder: string;
let emulator: Emulator | undefined;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "partnercenter-since-"))));
afterEach(async () => {
  await emulator?.close();
  emulator = undefined;
  rmSync(folder, { recursive: true, force: true });
});

const at = (name: string) => join(folder, name);
const education = (
  vettingStatus: string,
  days: number,
  vettingReason?: string,
): CustomerQualificationItem => ({
  qualification: "Education",
  vettingStatus,
  vettingCreateDate: daysAgo(days),
  ...(vettingReason !== undefined && { vettingReason }),
});
const customer = (number: number, ...qualifications: CustomerQualificationItem[]): ReadCustomer => ({
  customerId: id(number),
  companyName: `School ${number}`,
  qualifications,
});
const reading = (...customers: ReadCustomer[]): Reading => ({
  customers,
  total: customers.length,
  interrupted: false,
});

/** What has changed since yesterday's reading, which went through a file. */
function changed(before: Reading, after: Reading, all = true) {
  writeFileSync(at("before.json"), jsonOf(before, { now: NOW - DAY_MS }));
  return changesSince(readPrevious(at("before.json")), after, { now: NOW, overdueMs: WEEK_MS }, all);
}

test("each change once, what needs a person first, and each next step once", () => {
  const all = changed(
    reading(
      customer(1, education("InReview", 3)),
      customer(2, education("InReview", 3)),
      customer(3, education("Approved", 300)),
      customer(4, education("InReview", 7.5)),
      customer(5),
      customer(6, education("Denied", 9, "Not an Academic Domain")),
      customer(7, education("InReview", 30)),
      customer(8),
    ),
    reading(
      customer(1, education("Approved", 3)),
      customer(2, education("Denied", 3, "Not an Education Customer")),
      customer(3),
      customer(4, education("InReview", 7.5)),
      customer(5, education("InReview", 0.1)),
      customer(6, education("Denied", 9, "Not an Academic Domain")),
      // It was overdue yesterday as well.
      customer(7, education("InReview", 30)),
    ),
  );
  expect(changesTexts(all)).toEqual([
    "Since 2026-11-20 12:00 UTC: 6 changed.",
    `- School 2 (${id(2)}): Education: InReview (of 2026-11-18), now Denied (Not an Education Customer)`,
    `- School 3 (${id(3)}): Education: Approved (of 2026-01-25), now no longer listed`,
    `- School 4 (${id(4)}): Education: InReview (of 2026-11-14) for longer than expected`,
    `- School 8 (${id(8)}): no longer one of the partner's customers`,
    `- School 1 (${id(1)}): Education: InReview (of 2026-11-18), now Approved (of 2026-11-18)`,
    `- School 5 (${id(5)}): Education: not listed before, now InReview (of 2026-11-21)`,
    expect.stringMatching(/^Next: have the customer's global administrator correct/),
    expect.stringMatching(/^Next: look at the customer's account page/),
    expect.stringMatching(/^Next: ask Microsoft's support/),
  ]);
});

test("what one of the two has not read is neither new nor gone", () => {
  const lost = { ...customer(1), error: noRelationship() };
  const approved = education("Approved", 30);
  for (const all of [
    changed(reading(customer(1, approved)), reading(lost)),
    changed(reading(lost), reading(customer(1, approved))),
    // Interrupted before this one was read, then and now.
    changed({ ...reading(), total: 1, interrupted: true }, reading(customer(1, approved))),
    changed(reading(customer(1, approved)), { ...reading(), total: 1, interrupted: true }),
    // Not asked for.
    changed(reading(customer(1, approved)), reading(), false),
  ]) {
    expect(all.changes).toEqual([]);
    expect(all.notCompared).toBe(1);
    expect(changesTexts(all)[0]).toContain("nothing has changed; of 1 ");
  }
});

async function start(
  ...others: CustomerSeed[]
): Promise<(...args: string[]) => ReturnType<typeof runProgram>> {
  const customers = [{ id: id(1), companyName: "Contoso School" }, ...others];
  emulator = await startEmulator({ tls: false, customers });
  const { environment } = emulator;
  return async (...args) => runProgram(["status", "--all", ...args], { environment });
}

test("the report is written beside what is printed, whole, and says what has changed", async () => {
  const status = await start();
  const set = (vettingStatus: string) =>
    emulator?.setQualification(id(1), {
      ...{ qualification: "Education", vettingStatus },
      vettingReason: vettingStatus === "Denied" ? "Not an Education Customer" : undefined,
    });
  set("InReview");
  writeFileSync(at("before.json"), (await status("--format", "json")).output);
  set("Denied");
  const { output, exitCode } = await status("--report", at("report.html"), "--since", at("before.json"));
  expect(exitCode).toBe(EXIT.denied);
  expect(output).toMatch(/Since .* UTC: 1 changed\.\n- Contoso School \(0{8}[^]*now Denied \(Not/);
  const report = readFileSync(at("report.html"), "utf8");
  expect(report).toContain("Denied (Not an Education Customer)");
  expect(report).toContain("default-src &#39;none&#39;");
  expect((await status("--format", "markdown", "--since", at("before.json"))).output).toMatch(
    /\n\n- Contoso School \(.*now Denied \(Not an Education Customer\)\n/,
  );
  expect(readdirSync(folder).sort()).toEqual(["before.json", "report.html"]);
});

test("a file that can't be written or read is an error before anything is read, and nothing is left", async () => {
  const status = await start();
  writeFileSync(at("broken.json"), '{ "customers": [');
  writeFileSync(at("other.json"), '{ "customers": [{ "customerId": 1 }] }');
  writeFileSync(at("only.json"), jsonOf(reading(customer(1)), { now: NOW }, ["Denied"]));
  for (const [args, reason] of [
    [["--report", at("none/report.html")], /--report .*report\.html: it can't be written \(ENOENT\)/],
    [["--report", folder], /can't be written \(EISDIR\)/],
    [["--since", at("none.json")], /--since .*none\.json: it can't be read \(ENOENT\)/],
    [["--since", at("broken.json")], /is not what `partnercenter status --format json` writes\./],
    [["--since", at("other.json")], /see customers\.0\.customerId/],
    [["--since", at("only.json")], /written with --only/],
    [["--report", at("report.html"), "--since", at("none.json")], /can't be read/],
    [
      ["--save", at("fleet.json"), "--since", at("none.json")],
      /--since .*none\.json: it can't be read \(ENOENT\)\. Before the/,
    ],
    [["--report", at("report.html"), "--save", folder], /--save .*: it can't be written \(EISDIR\)/],
  ] as const) {
    const { failure, output, exitCode } = await status(...args);
    expect(exitCode).toBe(EXIT.error);
    expect(failure).toMatch(reason);
    expect(output).toBe("");
  }
  expect(emulator?.requests).toEqual([]);
  expect(readdirSync(folder).sort()).toEqual(["broken.json", "only.json", "other.json"]);
});

test("--save is the next run's --since, and the first run needs none", async () => {
  const status = await start({ id: id(2), companyName: "Fabrikam" });
  const set = (vettingStatus: string) =>
    emulator?.setQualification(id(1), { qualification: "Education", vettingStatus });
  const night = async (parts: Parts = {}) =>
    runProgram(["status", "--all", "--since", at("fleet.json"), "--save", at("fleet.json")], {
      environment: emulator?.environment,
      ...parts,
    });
  set("InReview");
  const first = await night();
  expect(first.errors).toMatch(/^Note: there is no .*fleet\.json yet, .*\n$/);
  expect(first.output).not.toContain("Since ");
  expect((await night()).output).toContain("nothing has changed.");

  // One night it can't be read. What became of it is told the night after.
  const saved = readFileSync(at("fleet.json"), "utf8");
  emulator?.faultNext(
    { path: `/v1/customers/${id(1)}/qualifications` },
    { kind: "status", status: 403, body: { code: 20002 } },
  );
  const unread = await night();
  expect(unread.exitCode).toBe(EXIT.error);
  expect(unread.output).toContain("of 1 customers it is not known");
  set("Denied");
  // Ctrl-C tells nobody, so it is not remembered either.
  emulator?.faultNext({ path: id(2) }, { kind: "stall" });
  let interrupt: (() => void) | undefined;
  let now = Date.now();
  const half = await night({
    onInterrupt: (callback) => ((interrupt = callback), () => undefined),
    // In a terminal and with time that passes, each customer that was read is shown at once.
    clock: { ...systemClock, now: () => (now += 1000) },
    isTTY: true,
    errors: { isTTY: true, write: (text) => text.includes("Read 1 of 2") && interrupt?.() },
  });
  expect(half.output).toMatch(/Incomplete: interrupted after 1 of 2 customers[^]*now Denied/);
  expect((await night()).output).toMatch(
    /1 changed\.\n- Contoso School \(\S+ Education: InReview[^]*now Denied/,
  );
  expect((await night()).output).toContain("nothing has changed.");
  expect(saved).not.toContain("Denied");
  expect(readdirSync(folder)).toEqual(["fleet.json"]);

  await status("--only", "Approved", "--csv", "--save", at("fleet.json"));
  expect(readPrevious(at("fleet.json")).customers).toHaveLength(2);
});

test("what a killed run has left beside a report is removed after a day", async () => {
  const status = await start();
  const old = new Date(Date.now() - 2 * DAY_MS);
  const leftovers = ["report.html.71.0123456789ab.tmp", "report.html.72.0123456789ab.tmp"] as const;
  const others = ["report.html.tmp", "other.html.71.0123456789ab.tmp", "report.html.71.0123456789ab.tmp.txt"];
  for (const name of [...leftovers, ...others]) {
    writeFileSync(at(name), "School");
    // One of them may be a run that is under way.
    if (name !== leftovers[1]) utimesSync(at(name), old, old);
  }
  await status("--report", at("report.html"));
  expect(readdirSync(folder).sort()).toEqual([leftovers[1], ...others, "report.html"].sort());
});

test("a reading that fails leaves the report of the day before as it is", async () => {
  const status = await start();
  writeFileSync(at("report.html"), "yesterday's");
  emulator?.faultShare({ path: "/v1/customers" }, { kind: "status", status: 401, body: { code: 900421 } }, 1);
  const { exitCode } = await status("--report", at("report.html"));
  expect(exitCode).toBe(EXIT.error);
  expect(readFileSync(at("report.html"), "utf8")).toBe("yesterday's");
  expect(readdirSync(folder)).toEqual(["report.html"]);
});
