// The command against the emulator, over a real socket.
import { EXIT } from "../../cli/failure";
import { historyReport } from "../../cli/historyReport";
import { displayWidth } from "../../cli/displayText";
import { type Emulator, type EmulatorOptions, startEmulator, VirtualClock } from "../../emulator/index";
import { type Parts, runProgram } from "./runProgram";

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
const [SCHOOL, AGENCY] = [1, 2].map(id) as [string, string];
const DAY_MS = 86_400_000;

let emulator: Emulator;
let clock: VirtualClock;
afterEach(() => emulator.close());

async function start(options: EmulatorOptions = {}): Promise<void> {
  clock = new VirtualClock(Date.parse("2026-05-01T12:00:00Z"));
  emulator = await startEmulator({
    tls: false,
    clock,
    accessTokenSeconds: 400 * 86_400,
    customers: [
      { id: SCHOOL, companyName: "Contoso School" },
      { id: AGENCY, companyName: "東京大学" },
    ],
    ...options,
  });
}

const history = async (args: string[], parts: Parts = {}) =>
  runProgram(["history", ...args], { environment: emulator.environment, clock, ...parts });
const log = () => emulator.partnerCenter.activity;
const bySomebody = {
  customerId: AGENCY,
  customerName: "東京大学",
  operationType: "update_customer_qualification",
};

test("who submitted, when, through what, and how it ended, in 80 columns", async () => {
  await start();
  emulator.partnerCenter.submitInPortal(SCHOOL, "Education");
  clock.advance(DAY_MS);
  log().add({
    ...bySomebody,
    userPrincipalName: "a.rather.long.name.of.somebody@a-partner-with-a-long-name.example",
    applicationId: id(77),
    operationStatus: "failed",
    customizedData: [{ key: "Qualification", value: "GovernmentCommunityCloud" }],
  });
  log().add({ ...bySomebody, operationStatus: "progress" });
  log().add({ ...bySomebody, operationType: "add_customer" });
  const { output, errors, exitCode } = await history(["--all"]);
  expect(exitCode).toBe(EXIT.ok);
  expect(errors).toBe("");
  expect(output).toMatch(/^The activity log shows 3 submissions of 2 customers since 2026-02-02\.\n/);
  expect(output).toMatch(
    new RegExp(
      `Contoso School\n${SCHOOL}\nVerification requests in the log: 1\n.*\ncolleague@\\S+ +2026-05-01 12:00  Education +succeeded\n +through Partner Center Web App\n`,
    ),
  );
  expect(output).toMatch(
    /東京大学\n.*\nVerification requests in the log: 1\n[^]*GovernmentCommunityCloud +failed/,
  );
  expect(output).toMatch(/2026-05-02 12:00  \(not said\) +progress/);
  expect(output).toContain(`through ${id(77)}`);
  expect(output).toMatch(/What the log does not show may have\s+been submitted all the same/);
  // The newest first.
  expect(output.indexOf(AGENCY)).toBeLessThan(output.indexOf(SCHOOL));
  for (const line of output.split("\n")) expect(displayWidth(line)).toBeLessThanOrEqual(80);
  expect(emulator.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(["GET /v1/auditrecords"]);
});

test("named customers: one request each, and nothing of the others; --since", async () => {
  await start();
  for (const customer of [SCHOOL, AGENCY]) emulator.partnerCenter.submitInPortal(customer, "Education");
  const { output } = await history(["--customer", SCHOOL.toUpperCase()]);
  expect(output).toMatch(/^The activity log shows 1 submission since 2026-02-01\./);
  expect(output).not.toContain(AGENCY);
  expect(emulator.requests).toHaveLength(1);
  clock.advance(2 * DAY_MS);
  const since = await history(["--customer", SCHOOL, "--customer", AGENCY, "--since", "2026-05-02"]);
  expect(since.output).toMatch(
    /^The activity log shows no submission of a qualification since 2026-05-02\.\n/,
  );
  expect(since.exitCode).toBe(EXIT.ok);
  expect(emulator.requests.map(({ query }) => query["startDate"])).toEqual([
    "2026-02-01",
    "2026-05-02",
    "2026-05-02",
  ]);
});

test.each([
  ["a date that is none", "2026-13-01", /such as 2026-11-01/],
  ["a day that the month does not have", "2026-04-31", /a day that the calendar has/],
  ["too early", "2026-01-30", /goes back 90 days, so from 2026-01-31/],
  ["not yet", "2026-05-02", /until today/],
])("--since refused: %s", async (_name, date, words) => {
  await start();
  const { failure, exitCode, output } = await history(["--all", "--since", date]);
  expect(failure).toMatch(words);
  expect([exitCode, output]).toEqual([EXIT.error, ""]);
  expect(emulator.requests).toEqual([]);
});

test("--json: all of it, and whether the log was read to its end", async () => {
  await start({ activityLogPageSize: 40 });
  for (let number = 0; number < 120; number++)
    log().add({ ...bySomebody, at: clock.now() - number * 60_000 });
  const { output, exitCode } = await history(["--all", "--json"]);
  expect(exitCode).toBe(EXIT.ok);
  const { submissions, summary } = JSON.parse(output) as { submissions: object[]; summary: object };
  expect(submissions).toHaveLength(120);
  expect(submissions.at(-1)).toEqual({
    customerId: AGENCY,
    customerName: "東京大学",
    operationDate: "2026-05-01T12:00:00.0000000Z",
    operationStatus: "succeeded",
    submittedAt: "2026-05-01T12:00:00.000Z",
  });
  expect(summary).toEqual({ complete: true, since: "2026-02-01", submissions: 120, records: 120 });
  expect(emulator.requests).toHaveLength(3);
  // For a person a screen or two.
  expect((await history(["--all"])).output).toContain(
    "20 older submissions not shown; --json has all of them.",
  );
});

test("what comes from outside can't move the cursor", async () => {
  await start();
  log().add({
    ...bySomebody,
    userPrincipalName: "a\u001b[2Jb",
    applicationId: "x\r\ny",
    customerName: "n\u0007",
  });
  expect((await history(["--all"])).output).not.toMatch(/[\u001b\r\u0007]/);
});

test("in a narrow terminal one above the other", () => {
  const one = {
    ...{ customerId: SCHOOL, qualification: "Education", operationStatus: "succeeded" },
    ...{ at: Date.parse("2026-05-01T12:00:00Z"), userPrincipalName: "agent@partner.example" },
  };
  const read = { since: new Date(one.at), records: 1, complete: false, interrupted: false };
  const report = historyReport({ ...read, submissions: [one] }, 40);
  expect(report).toMatch(/^Incomplete: stopped after 1 record/);
  expect(report).toContain("agent@partner.example\n  2026-05-01 12:00  Education  succeeded\n");
  for (const line of report.split("\n")) expect(displayWidth(line)).toBeLessThanOrEqual(40);
});

test("a login that may not read the log: an error with what to do, and 1", async () => {
  await start({ activityLogReadable: false });
  const { failure, output, exitCode } = await history(["--all"]);
  expect(exitCode).toBe(EXIT.error);
  expect(output).toBe("");
  expect(failure).toMatch(/^Reading the activity log: HTTP 403[^]*may not read[^]*Admin agent/);
});

test("Ctrl-C prints what was read", async () => {
  await start();
  emulator.partnerCenter.submitInPortal(SCHOOL, "Education");
  let interrupt: () => void = () => undefined;
  emulator.faultNext({ path: "/auditrecords" }, { kind: "delay", ms: 0 });
  emulator.faultNext({ path: "/auditrecords" }, { kind: "hold" });
  const ended = history(["--customer", SCHOOL, "--customer", AGENCY], {
    onInterrupt: (call) => {
      interrupt = call;
      return () => undefined;
    },
  });
  await emulator.until(() => emulator.held === 1);
  interrupt();
  const { output, exitCode } = await ended;
  expect(exitCode).toBe(EXIT.interrupted);
  expect(output).toMatch(/^Incomplete: interrupted after 1 record of the activity log\.[^]*Contoso School/);
});
