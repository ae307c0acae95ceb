// What this machine keeps of submissions: a later process finds one that nobody has recorded, however long ago it was.
import { startEmulator, type Emulator } from "../../../../emulator";
import type { PartialFailure } from "../../../../provider/failure";
import { Session } from "../../../../provider/lifecycle/session";
import { create, update } from "../../../../provider/resources/customerQualification";
import { Machine } from "../../../machine";

const customerId = "00000000-0000-4000-8000-000000000001";
const declared = { customerId, qualification: "Education", educationSegment: "K12" };
const DAY_MS = 86_400_000;

let emulator: Emulator;
let machine: Machine;
const sessions: Session[] = [];

/** A process of this machine; its waits end only when it is told so. */
function newProcess(laterMs = 0, sleep: () => Promise<void> = () => Promise.resolve()) {
  const settings: Record<string, string> = {
    "partnercenter:accessToken": emulator.accessToken(),
    "partnercenter:apiBaseUrl": emulator.url,
  };
  const lock = machine.process();
  const session = new Session((key) => settings[key], {
    clock: { now: () => Date.now() + laterMs, sleep },
    lock,
  });
  sessions.push(session);
  const kill = () => {
    lock.die();
    session.client.close();
  };
  return { session, kill };
}

beforeEach(async () => {
  emulator = await startEmulator({ tls: false, customers: [customerId] });
  machine = new Machine();
  jest.spyOn(process.stdout, "write").mockImplementation(() => true);
});
afterEach(async () => {
  jest.restoreAllMocks();
  for (const session of sessions.splice(0)) session.client.close();
  await emulator.close();
});

const failed = async (work: Promise<unknown>): Promise<PartialFailure> =>
  work.then(
    () => Promise.reject(new Error("It did not fail.")),
    (error: PartialFailure) => error,
  );
const posts = (): number => emulator.requests.filter(({ method }) => method === "POST").length;

test("killed before its answer, and nothing is listed: not known, however late, until `resubmit` asks", async () => {
  const first = newProcess();
  emulator.faultNext({ method: "POST" }, { kind: "hold" });
  const dies = failed(create(first.session, declared));
  await emulator.until(() => emulator.held === 1);
  first.kill();
  await dies;

  const later = newProcess(100 * DAY_MS);
  const { message, properties } = await failed(create(later.session, declared));
  expect(message).toMatch(
    /submitted from this machine at .*no answer tells.*change `resubmit`.*Nothing was submitted/s,
  );
  expect(properties).toMatchObject({ vettingStatus: null, submissions: 1 });
  expect(posts()).toBe(1);
  await update(later.session, { ...properties }, { ...declared, resubmit: "1" });
  expect(emulator.submissions()).toHaveLength(1);
});

test("killed while a 429 was waited for: nothing was under way, so the next one submits", async () => {
  let waits = (): void => undefined;
  const waiting = new Promise<void>((resolve) => (waits = resolve));
  const first = newProcess(0, () => {
    // Not what bounds a reading of the activity log.
    if (posts() > 0) waits();
    return new Promise(() => undefined);
  });
  emulator.faultNext({ method: "POST" }, { kind: "throttle", retryAfter: 60 });
  void create(first.session, declared).catch(() => undefined);
  await waiting;
  expect(posts()).toBe(1);
  first.kill();
  expect(await create(newProcess(60_000).session, declared)).toMatchObject({ outs: { submissions: 1 } });
  expect(emulator.submissions()).toHaveLength(1);
});

test("a `resubmit` that a killed process has answered, and that was denied and set back since, is recorded", async () => {
  const denial = {
    qualification: "Education",
    vettingStatus: "Denied",
    vettingReason: "Not an Academic Domain",
    vettingCreateDate: "2026-01-05T08:00:00.000Z",
  };
  emulator.setQualification(customerId, denial);
  const state = { ...declared, ...denial, submissions: 1, submissionError: null };
  const corrected = { ...declared, resubmit: "corrected" };
  // Its answer never enters the state.
  await update(newProcess().session, state, corrected);
  emulator.vanish(customerId, "Education");

  const later = newProcess(DAY_MS);
  const { message, properties } = await failed(update(later.session, state, corrected));
  expect(message).toMatch(/is not listed by Partner Center.*verification request at least 3 of 3/);
  expect(properties).toMatchObject({ resubmit: "corrected", submissions: 2, vettingStatus: "None" });
  expect(emulator.submissions()).toHaveLength(1);
  await update(later.session, { ...properties }, { ...declared, resubmit: "once more" });
  expect(emulator.submissions()).toHaveLength(2);
});

test("declared anew after the state was lost and it was set back: not submitted unless `resubmit` asks", async () => {
  await create(newProcess().session, declared);
  emulator.vanish(customerId, "Education");
  const { properties } = await failed(create(newProcess(DAY_MS).session, declared));
  expect(properties).toMatchObject({ submissions: 1, vettingStatus: "None" });
  expect(emulator.submissions()).toHaveLength(1);
  await create(newProcess(DAY_MS).session, { ...declared, resubmit: "1" });
  expect(emulator.submissions()).toHaveLength(2);
});
