// What the command does when it can't read on: a failure that concerns all customers, and Ctrl-C.
import { systemClock } from "../../provider/partnercenter/clock";
import { EXIT } from "../../cli/failure";
import {
  AGENCY,
  emulator,
  id,
  impatientClock,
  LOST,
  reads,
  run,
  SCHOOL,
  start,
  status,
  vetted,
} from "./statusRuns";

jest.setTimeout(60_000);

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
  // As many as begin, five attempts each: the others begin once one has been read.
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
