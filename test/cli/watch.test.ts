// `status --watch`: again and again, for a terminal and for a log.
import fs, { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Clock } from "../../provider/partnercenter";
import { EXIT } from "../../cli/failure";
import { watchIntervalOf } from "../../cli/statusWatch";
import { type Emulator, startEmulator } from "../../emulator/index";
import { id } from "./fleet";
import { runProgram } from "./runProgram";
import { type Receiver, startReceiver, teamsCardIn, teamsText } from "./webhook/receiver";

jest.setTimeout(60_000);
let emulator: Emulator;
let receiver: Receiver | undefined;
let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "partnercenter-watch-"));
  emulator = await startEmulator({
    tls: false,
    customers: [
      { id: id(1), companyName: "Contoso School" },
      { id: id(2), companyName: "Fabrikam" },
    ],
  });
  set("InReview");
});
afterEach(async () => {
  await emulator.close();
  await receiver?.close();
  receiver = undefined;
  rmSync(folder, { recursive: true, force: true });
});

const set = (vettingStatus: string, vettingReason?: string) =>
  emulator.setQualification(id(1), { qualification: "Education", vettingStatus, vettingReason });

/** Between one reading and the next each of these happens; after the last of them, Ctrl-C. */
async function watch(
  between: (() => unknown)[],
  { isTTY = false, args = [] as string[], env = {} }: { isTTY?: boolean; args?: string[]; env?: object } = {},
) {
  let interrupt: (() => void) | undefined;
  let now = Date.now();
  const waits: number[] = [];
  const clock: Clock = {
    now: () => now,
    async sleep(ms, signal) {
      now += ms;
      if (ms < 60_000) return;
      waits.push(ms);
      await between[waits.length - 1]?.();
      if (waits.length > between.length) interrupt?.();
      signal?.throwIfAborted();
    },
  };
  const ended = await runProgram(["status", "--all", "--watch", ...args], {
    clock,
    environment: { ...emulator.environment, ...env },
    output: { isTTY, columns: 80 },
    onInterrupt: (callback) => {
      interrupt = callback;
      return () => (interrupt = undefined);
    },
  });
  return { ...ended, waits };
}

test("a log gets the counts once, then only what changes, without control codes", async () => {
  const { output, errors, exitCode, waits } = await watch([
    () => undefined,
    () => set("Denied", "Not an Education Customer"),
    () => undefined,
  ]);
  expect(output).toMatch(
    new RegExp(
      String.raw`^2 customers read, 1 qualification: 1 in review\.\nWithout a qualification: 1 customer\.\n` +
        String.raw`Since \S+ \S+ UTC: 1 changed\.\n- Contoso School \(\S+\): Education: InReview.*, now Denied \(Not.*\)\nNext: .*\n$`,
    ),
  );
  expect(output).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  expect(errors).toBe("");
  // As the last reading has it: it was whole when it was ended.
  expect(exitCode).toBe(EXIT.denied);
  expect(waits).toEqual(Array(4).fill(15 * 60_000));
});

test("a terminal is drawn anew, with all that has changed since the beginning; the last drawing stays", async () => {
  const { output } = await watch([() => set("Approved"), () => undefined], { isTTY: true, args: ["2h"] });
  const [, first = "", , last = "", ...rest] = output.split("\u001b[2J\u001b[H");
  expect(rest).toEqual([]);
  expect(first).toMatch(
    /^2 customers read, 1 qualification: 1 in review\.\n[^]*\nRead at .* UTC, every 2 h\. Ctrl-C ends\.\n$/,
  );
  expect(first).not.toContain("Since ");
  expect(last).toMatch(/1 changed\.\n- Contoso School [^]*now Approved[^]*Ctrl-C ends\.\n$/);
});

test("a log is told once how long a reading takes", async () => {
  const { errors, waits } = await watch([() => undefined, () => undefined], {
    env: { PARTNERCENTER_REQUESTS_PER_MINUTE: "2" },
  });
  expect(waits).toHaveLength(3);
  expect(errors.match(/Read 0 of 2 customers/g)).toHaveLength(1);
});

test("a reading that fails is said once, and the next is waited for", async () => {
  const { output, exitCode } = await watch([
    () => emulator.faultShare({ path: "/v1/customers" }, { kind: "status", status: 401 }, 1),
    () => undefined,
    () => (emulator.clearFaults(), set("Approved")),
  ]);
  expect(output.match(/this reading failed\./g)).toHaveLength(1);
  expect(output).toMatch(/this reading failed\. Listing.*\nSince .* 1 changed\.\n.*now Approved/);
  expect(exitCode).toBe(EXIT.ok);

  emulator.faultShare({ path: "/v1/customers" }, { kind: "status", status: 401 }, 1);
  const first = await watch([]);
  expect(first.failure).toMatch(/^Listing the partner's customers|401/);
  expect(first.waits).toEqual([]);
});

test("Ctrl-C within a reading keeps what the one before has shown and written", async () => {
  const file = join(folder, "fleet.json");
  const page = join(folder, "fleet.html");
  let saved = "";
  let written = "";
  const { output, exitCode } = await watch(
    [
      () => {
        saved = readFileSync(file, "utf8");
        written = readFileSync(page, "utf8");
        set("Denied");
      },
    ],
    { args: ["--save", file, "--report", page] },
  );
  expect(JSON.parse(saved)).toMatchObject({ summary: { read: 2, vettingStatus: { InReview: 1 } } });
  expect(written).toContain("Contoso School");
  expect(exitCode).toBe(EXIT.denied);
  expect(readFileSync(file, "utf8")).toContain("Denied");

  // And where it is cut off.
  let interrupt: (() => void) | undefined;
  let readings = 0;
  const cut = await runProgram(["status", "--all", "--watch", "--save", file], {
    environment: emulator.environment,
    clock: {
      now: () => Date.now(),
      sleep: async () => {
        readings += 1;
        set("Approved");
        emulator.faultShare({ path: id(2) }, { kind: "stall" }, 1);
        void emulator
          .until(() => emulator.requests.filter(({ path }) => path.includes(id(2))).length > 3)
          .then(() => interrupt?.());
        return Promise.resolve();
      },
    },
    onInterrupt: (callback) => {
      interrupt = callback;
      return () => (interrupt = undefined);
    },
  });
  expect(readings).toBe(1);
  expect(cut.exitCode).toBe(EXIT.denied);
  expect(cut.output).not.toContain("Incomplete");
  expect(readFileSync(file, "utf8")).toContain("Denied");
  expect(output).toContain("now Denied");
});

test("a channel is told of each change once", async () => {
  receiver = await startReceiver({ status: 202 });
  const { errors } = await watch([() => set("Denied"), () => undefined, () => set("Approved")], {
    args: ["--webhook"],
    env: { PARTNERCENTER_WEBHOOK_URL: receiver.url },
  });
  const told = receiver.received.map((message) => teamsText(teamsCardIn(message)));
  expect(told).toEqual([
    expect.stringMatching(/now Denied/),
    expect.stringMatching(/Denied.*, now Approved/),
  ]);
  expect(errors.match(/Told the webhook/g)).toHaveLength(2);
});

test("a channel is told of it once, also while the reading can't be saved", async () => {
  receiver = await startReceiver({ status: 202 });
  const file = join(folder, "fleet.json");
  const isFull = () => {
    throw Object.assign(new Error(), { code: "ENOSPC" });
  };
  const full = () => void jest.spyOn(fs, "fsyncSync").mockImplementation(isFull);
  const { output } = await watch(
    [() => (full(), set("Denied")), () => undefined, () => void jest.restoreAllMocks(), () => undefined],
    { args: ["--webhook", "--save", file], env: { PARTNERCENTER_WEBHOOK_URL: receiver.url } },
  );
  expect(output).toContain("it can't be written (ENOSPC)");
  expect(output.match(/now Denied/g)).toHaveLength(1);
  expect(receiver.received).toHaveLength(1);
  expect(readFileSync(file, "utf8")).toContain("Denied");
});

test("what makes no sense is refused before anything is read", async () => {
  emulator.clearRequests();
  expect((await watch([], { args: ["--json"] })).failure).toMatch(/--watch prints for a person/);
  expect((await watch([], { args: ["30s"] })).failure).toMatch(/such as 15m or 2h, at least 1m/);
  expect(() => watchIntervalOf("0.5m")).toThrow("at least 1m");
  expect(watchIntervalOf("1.5h")).toBe(90 * 60_000);
  expect(emulator.requests).toEqual([]);
  expect(existsSync(join(folder, "fleet.json"))).toBe(false);
});
