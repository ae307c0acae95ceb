// The command against the emulator, over a real socket.
import type { Clock } from "../../provider/partnercenter";
import { systemClock } from "../../provider/partnercenter/clock";
import { EXIT } from "../../cli/failure";
import { displayWidth } from "../../cli/displayText";
import { type Emulator, type EmulatorOptions, MICROSOFT_LIMITS, startEmulator } from "../../emulator/index";
import { type Parts, runProgram } from "./runProgram";

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
const [SCHOOL, AGENCY, COLLEGE, LOST] = [1, 2, 3, 4].map(id) as [string, string, string, string];

jest.setTimeout(60_000);
let emulator: Emulator;
afterEach(() => emulator.close());

async function start(options: EmulatorOptions = {}): Promise<void> {
  emulator = await startEmulator({
    tls: false,
    customers: [
      { id: SCHOOL, companyName: "Contoso School" },
      { id: AGENCY, companyName: "City of Northwind" },
      { id: COLLEGE, companyName: "東京大学" },
      { id: LOST, companyName: "Litware" },
    ],
    ...options,
  });
}

const reads = () => emulator.requests.filter(({ path }) => path.endsWith("/qualifications"));
const run = (args: string[], parts: Parts = {}) =>
  runProgram(args, { environment: emulator.environment, ...parts });
const status = async (...args: string[]) => run(["status", ...args]);

const vetted = (customer: string, vettingStatus: string, over = {}) =>
  emulator.setQualification(customer, { qualification: "Education", vettingStatus, ...over });

test("approved and in review: 0, and one request for each customer", async () => {
  await start();
  vetted(SCHOOL, "Approved");
  vetted(AGENCY, "InReview", { vettingCreateDate: new Date(Date.now() - 5 * 86_400_000).toISOString() });
  const { output, errors, exitCode } = await status("--all");
  expect(exitCode).toBe(EXIT.ok);
  expect(output).toMatch(
    /^4 customers read, 2 qualifications: 1 in review, 1 approved\.\nWithout a qualification: 2 /,
  );
  expect(output).toMatch(/City of Northwind +Education +InReview +5 d\n/);
  expect(output).not.toContain("Litware");
  expect(errors).toBe("");
  expect(reads()).toHaveLength(4);
  // One login, one list, and nothing that changes anything.
  expect(emulator.requests.every(({ method }) => method === "GET")).toBe(true);
  expect(emulator.requests).toHaveLength(5);
});

test("denied: a code of its own, the reason first, and the remedy", async () => {
  await start();
  vetted(SCHOOL, "Approved");
  vetted(COLLEGE, "Denied", { vettingReason: "Not an Education Customer" });
  const { output, exitCode } = await status("--all");
  expect(exitCode).toBe(EXIT.denied);
  expect(output).toMatch(
    /Denied: 1\. Next: .*\n[^]*東京大学 +Education +Denied[^]*\n {2}\S{36} {2}Not an Education Customer\n[^]*Approved: 1/,
  );
  const shown = await status("--all", "--only", "Approved");
  expect(shown.exitCode).toBe(EXIT.denied);
  expect(shown.output).not.toContain("東京大学");
  expect((await status("--all", "--only", "inreview")).output).toContain(
    "Nothing that was read is inreview.",
  );
});

test("--only refuses a word that nothing has, and takes one that Microsoft has added", async () => {
  await start();
  vetted(SCHOOL, "OnHold");
  const misspelt = await status("--all", "--only", "Denied", "Aproved");
  expect(misspelt.exitCode).toBe(EXIT.error);
  expect(misspelt.failure).toBe(
    "--only Aproved: nothing has that status. There are Denied, InReview, Approved, None, OnHold.",
  );
  expect(misspelt.output).toBe("");
  expect((await status("--all", "--only", "on-air", "--json")).output).toBe("");
  expect((await status("--all", "--only", "onhold")).output).toContain("Contoso School");
});

test("named customers: each once, with those that have none; nothing is listed", async () => {
  await start();
  vetted(SCHOOL, "Approved");
  const { output, exitCode } = await status(
    ...["--customer", SCHOOL.toUpperCase(), "--customer", SCHOOL, "--customer", AGENCY],
  );
  expect(exitCode).toBe(EXIT.ok);
  expect(output).toContain("2 customers read, 1 qualification: 1 approved.");
  expect(output).toContain(`Without a qualification: 1\n${AGENCY}\n`);
  expect(emulator.requests).toHaveLength(2);
});

test("--requests: the verification requests that the activity log shows, of others as well", async () => {
  await start();
  const { partnerCenter } = emulator;
  for (const customer of [SCHOOL, AGENCY]) partnerCenter.submitInPortal(customer, "Education");
  partnerCenter.activity.add({
    customerId: SCHOOL,
    operationType: "update_customer_qualification",
    userPrincipalName: "another@partner.example",
  });
  partnerCenter.submitInPortal(COLLEGE, "StateOwnedEntity");
  emulator.vanish(AGENCY, "Education");
  expect((await status("--all")).output).not.toMatch(/logged|City of Northwind/);
  emulator.clearRequests();
  const { output, exitCode } = await status("--all", "--requests");
  expect(exitCode).toBe(EXIT.ok);
  expect(output).toMatch(/Contoso School +Education +InReview[^]*Verification requests logged: 2 of 3\n/);
  expect(output).toMatch(
    /Without a qualification, and submitted in the last 90 days: 1\nCity of Northwind .*\n +Verification requests logged: 1 of 3\n/,
  );
  // A State-owned entity is not vetted.
  expect(output.match(/logged/g)).toHaveLength(2);
  // The list, the four customers, and the log once.
  expect(emulator.requests).toHaveLength(6);
  for (const line of output.split("\n")) expect(displayWidth(line)).toBeLessThanOrEqual(80);
  const { customers } = JSON.parse((await status("--customer", SCHOOL, "--requests", "--json")).output) as {
    customers: unknown[];
  };
  expect(customers).toMatchObject([{ customerId: SCHOOL, verificationRequests: 2 }]);
});

test("--requests, where the log may not be read: one line, and all else as without it", async () => {
  await start({ activityLogReadable: false });
  vetted(SCHOOL, "Approved");
  const { output, errors, exitCode } = await status("--all", "--requests");
  expect(exitCode).toBe(EXIT.ok);
  expect(errors).toMatch(/^Note: the activity log could not be read.*may not read.*\n$/);
  expect(output).toBe((await status("--all")).output);
});

test("a customer that can't be read is a row with its reason and stops nobody", async () => {
  await start();
  vetted(SCHOOL, "Denied");
  emulator.loseRelationship(LOST);
  const { output, exitCode } = await status("--customer", LOST, "--customer", SCHOOL);
  expect(exitCode).toBe(EXIT.error);
  const { correlationId } = reads().find(({ path }) => path.includes(LOST)) ?? {};
  expect(output).toMatch(new RegExp(`Could not be read: 1\n${LOST}\n +HTTP 403, code 20002`));
  expect(output).toContain(correlationId);
  expect(output).toContain("Denied: 1");

  const { customers, summary } = JSON.parse(
    (await status("--customer", LOST, "--customer", SCHOOL, "--json")).output,
  ) as { customers: unknown[]; summary: unknown };
  expect(customers).toMatchObject([
    {
      customerId: LOST,
      qualifications: [],
      error: {
        name: "NoRelationshipError",
        httpStatus: 403,
        code: "20002",
        message: expect.stringContaining(LOST),
      },
    },
    { customerId: SCHOOL, qualifications: [{ qualification: "Education", vettingStatus: "Denied" }] },
  ]);
  expect(summary).toMatchObject({
    complete: false,
    customers: 2,
    read: 1,
    failed: 1,
    vettingStatus: { Denied: 1 },
  });
});

test("--json says what Partner Center lists, with names, and nothing else", async () => {
  await start();
  const vettingCreateDate = "2026-11-09T10:00:00.000Z";
  vetted(COLLEGE, "Denied", { vettingReason: "Not an Education Customer", vettingCreateDate });
  emulator.setQualification(COLLEGE, { qualification: "StateOwnedEntity" });
  const { output, errors, exitCode } = await status("--all", "--json");
  expect(exitCode).toBe(EXIT.denied);
  expect(errors).toBe("");
  expect(JSON.parse(output)).toEqual({
    customers: [SCHOOL, AGENCY, COLLEGE, LOST].map((customerId) => ({
      customerId,
      companyName: emulator.customer(customerId).companyName,
      domain: emulator.customer(customerId).domain,
      qualifications:
        customerId === COLLEGE
          ? [
              {
                qualification: "Education",
                vettingStatus: "Denied",
                vettingReason: "Not an Education Customer",
                vettingCreateDate: expect.stringMatching(/^2026-11-09T10:00:00/),
              },
              { qualification: "StateOwnedEntity" },
            ]
          : [],
    })),
    summary: {
      complete: true,
      customers: 4,
      read: 4,
      failed: 0,
      withoutQualification: 3,
      qualifications: 2,
      vettingStatus: { Denied: 1 },
      withoutVettingStatus: 1,
      readAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    },
  });
  const { customers } = JSON.parse((await status("--all", "--json", "--only", "denied")).output) as {
    customers: unknown[];
  };
  expect(customers).toMatchObject([{ customerId: COLLEGE, qualifications: [{ vettingStatus: "Denied" }] }]);
});

test("--format: the same as json, csv and markdown; not beside --json", async () => {
  await start();
  vetted(SCHOOL, "Denied", { vettingReason: "Not an Education Customer" });
  const json = (await status("--all", "--format", "json")).output;
  expect(JSON.parse(json)).toMatchObject({ summary: { vettingStatus: { Denied: 1 } } });
  const csv = await status("--all", "--format", "csv", "--only", "Denied");
  expect(csv.exitCode).toBe(EXIT.denied);
  expect(csv.output.split("\r\n")).toEqual([
    expect.stringMatching(/^customerId,/),
    expect.stringMatching(`^${SCHOOL},Contoso School,.*,Education,Denied,Not an Education Customer,`),
    "",
  ]);
  expect((await status("--all", "--format", "markdown")).output).toContain(`| Contoso School | ${SCHOOL} |`);
  for (const wrong of [
    ["--format", "xml"],
    ["--json", "--format", "csv"],
  ])
    expect((await status("--all", ...wrong)).exitCode).toBe(EXIT.error);
});

test("when all fail alike it is one error", async () => {
  await start({ unknownCustomer: "noRelationship" });
  const [first, second] = [id(98), id(99)];
  const { failure, output, exitCode } = await status("--customer", first, "--customer", second);
  expect(exitCode).toBe(EXIT.error);
  expect(output).toBe("");
  expect(failure).toMatch(/^None of the 2 customers could be read, each for the same reason\. .*code 20002/);
  // For different reasons each has its own.
  emulator.faultNext({ customerId: second }, { kind: "status", status: 400, body: { code: 900118 } });
  expect((await status("--customer", first, "--customer", second)).output).toMatch(
    /code 20002[^]*code 900118/,
  );
});

test("an outage is one error, and not a request more for each of the other customers", async () => {
  await start({ customers: Array.from({ length: 300 }, (_, index) => id(index)) });
  emulator.faultShare({ path: "/qualifications" }, { kind: "status", status: 503 }, 1);
  const { failure, output, exitCode } = await run(["status", "--all"], { clock: impatientClock() });
  expect(exitCode).toBe(EXIT.error);
  expect(output).toBe("");
  expect(failure).toMatch(/503, after 5 attempts/);
  // 16 side by side, five attempts each, and the list.
  expect(new Set(reads().map(({ path }) => path)).size).toBeLessThan(100);
});

test("an outage that comes later leaves what was read", async () => {
  await start();
  vetted(SCHOOL, "Approved");
  emulator.faultNext(
    { path: `${AGENCY}/qualifications` },
    { kind: "status", status: 401, body: { code: 900421 } },
    9,
  );
  const { output, exitCode } = await run(["status", "--customer", SCHOOL, "--customer", AGENCY], {
    environment: { ...emulator.environment, PARTNERCENTER_REQUESTS_PER_MINUTE: "1" },
    clock: impatientClock(),
  });
  expect(exitCode).toBe(EXIT.error);
  expect(output).toMatch(/^Incomplete: stopped after 1 of 2 customers; the others were not read\.[^]*900421/);
  expect(output).toContain("1 approved");
});

test("an outage does not wait for reads that get no answer", async () => {
  await start();
  emulator.faultShare({ path: LOST }, { kind: "stall" }, 1);
  emulator.faultNext({ path: AGENCY }, { kind: "status", status: 401, body: { code: 900421 } }, 9);
  const { failure, output, exitCode } = await status("--customer", LOST, "--customer", AGENCY);
  expect(exitCode).toBe(EXIT.error);
  expect(output).toBe("");
  expect(failure).toContain("900421");
}, 20_000);

test("a login that fails is one error, and asked for once", async () => {
  await start({ tls: true, customers: Array.from({ length: 50 }, (_, index) => id(index)) });
  emulator.failLogin(700082, 100);
  for (const which of [["--all"], [...Array(20).keys()].flatMap((number) => ["--customer", id(number)])]) {
    emulator.clearRequests();
    const { failure, output, exitCode } = await status(...which);
    expect(exitCode).toBe(EXIT.error);
    expect(output).toBe("");
    expect(failure).toMatch(/AADSTS700082[^]*Sign in again/);
    expect(emulator.requests.filter(({ endpoint }) => endpoint === "api")).toEqual([]);
    expect(emulator.requests.filter(({ method }) => method === "POST")).toHaveLength(1);
  }
});

test("Ctrl-C prints what has been read, says that it is incomplete, and ends", async () => {
  await start();
  vetted(SCHOOL, "Denied");
  emulator.faultShare({ path: AGENCY }, { kind: "stall" }, 1);
  for (const json of [[], ["--json"]]) {
    let interrupt: (() => void) | undefined;
    let now = Date.now();
    const { output, exitCode } = await run(
      ["status", "--customer", SCHOOL, "--customer", AGENCY, "--customer", LOST, ...json],
      {
        onInterrupt: (callback) => {
          interrupt = callback;
          return () => (interrupt = undefined);
        },
        // In a terminal and with time that passes, each customer that was read is shown at once.
        clock: { ...systemClock, now: () => (now += 1000) },
        errors: {
          isTTY: true,
          write: (text) => {
            if (text.includes("Read 2 of 3")) interrupt?.();
          },
        },
      },
    );
    expect(exitCode).toBe(EXIT.interrupted);
    // Another Ctrl-C would end the process.
    expect(interrupt).toBeUndefined();
    if (json.length === 0) {
      expect(output).toMatch(/^Incomplete: interrupted after 2 of 3 customers; the others were not read\.\n/);
      expect(output).toContain("Denied: 1");
    } else {
      expect(JSON.parse(output)).toMatchObject({
        customers: [{ customerId: SCHOOL }, { customerId: LOST }],
        summary: { complete: false, customers: 3, read: 2, stopped: "interrupted" },
      });
    }
  }
});

test("Ctrl-C while the customers are listed", async () => {
  await start();
  emulator.faultShare({ path: "/v1/customers" }, { kind: "stall" }, 1);
  const { output, exitCode } = await run(["status", "--all"], {
    onInterrupt: (interrupt) => {
      interrupt();
      return () => undefined;
    },
  });
  expect(exitCode).toBe(EXIT.interrupted);
  expect(output).toMatch(/^Incomplete: interrupted while the customers were listed; none was read\.\n/);
});

/** Time that passes as soon as it is waited for. */
function impatientClock(): Clock {
  let now = Date.now();
  return {
    now: () => now,
    sleep: (ms, signal) => {
      const due = now + ms;
      return new Promise((resolve, reject) =>
        setImmediate(() => {
          if (signal?.aborted) return reject(signal.reason as Error);
          now = Math.max(now, due);
          resolve();
        }),
      );
    },
  };
}

describe("a thousand customers", () => {
  const COUNT = 1000;
  let clock: Clock;

  beforeEach(async () => {
    clock = impatientClock();
    await start({
      clock,
      throttle: MICROSOFT_LIMITS,
      customers: Array.from({ length: COUNT }, (_, index) => ({
        id: id(index),
        companyName:
          index % 7 === 0 ? `東京都立大学附属高等学校国際交流センター ${index}` : `Contoso ${index}`,
      })),
    });
    for (let index = 0; index < COUNT; index += 3)
      vetted(id(index), index % 5 === 0 ? "Denied" : "Approved", {
        vettingReason: "Not an Education Customer",
      });
  });

  test("stay inside the budget, are shown as they are read, and fit into 80 columns", async () => {
    const began = clock.now();
    const { output, errors, exitCode } = await run(["status", "--all"], { clock });
    expect(exitCode).toBe(EXIT.denied);
    expect(emulator.requests.filter(({ status: code }) => code === 429)).toEqual([]);
    const lists = emulator.requests.filter(({ path }) => path === "/v1/customers");
    expect(lists).toHaveLength(2);
    expect(reads()).toHaveLength(COUNT);
    expect(emulator.requests).toHaveLength(COUNT + lists.length);
    // Of the clock that was given: 450 in a minute, and so a third minute has begun.
    expect(clock.now() - began).toBeGreaterThanOrEqual(120_000);

    const lines = output.split("\n");
    expect(lines.filter((line) => displayWidth(line) > 80)).toEqual([]);
    for (let index = 0; index < COUNT; index += 3) expect(output).toContain(id(index));
    // The counts stand at the end once more, when the beginning has left the screen.
    expect(output).toMatch(/What was denied stands first; --only Denied shows that alone\.\n$/);
    expect(output.split(`${COUNT.toLocaleString("en-US")} customers read`)).toHaveLength(3);

    expect(errors).not.toContain("\u001b");
    const progress = errors.trimEnd().split("\n");
    expect(progress[0]).toBe("Read 0 of 1,000 customers; about 2 min left: 450 requests a minute.");
    expect(progress.length).toBeGreaterThan(2);
    expect(progress.length).toBeLessThan(20);
  });

  test("in a terminal as one line that is taken away", async () => {
    const { errors } = await run(["status", "--all"], { clock, isTTY: true });
    expect(errors).toMatch(
      /\rRead [\d,]+ of 1,000 customers; about \d+ (s|min) left: 450 requests a minute\.\u001b\[K/,
    );
    expect(errors).not.toContain("\n");
    expect(errors.endsWith("\r\u001b[K")).toBe(true);
  });
});

test.each([
  [["status"], "name customers with --customer, or take them with --all"],
  [["status", "--all", "--customer", SCHOOL], "name customers with --customer, or take them with --all"],
  [["status", "--customer", "contoso"], "tenant id, a GUID"],
])("refuses %j", async (args, reason) => {
  await start();
  const { errors, exitCode } = await run(args);
  expect(exitCode).toBe(EXIT.error);
  expect(errors).toContain(reason);
  expect(emulator.requests).toEqual([]);
});
