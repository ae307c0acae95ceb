// The same ask from two machines that know nothing of each other: where Partner Center knows MS-RequestId again, it is
// taken once.
import { startEmulator, type Emulator } from "../../../../emulator";
import type { PartialFailure } from "../../../../provider/failure";
import { Session } from "../../../../provider/lifecycle/session";
import { create, update } from "../../../../provider/resources/customerQualification";
import { Machine } from "../../../machine";

const customerId = "00000000-0000-4000-8000-000000000001";
const declared = { customerId, qualification: "Education", educationSegment: "K12" };
const HOUR_MS = 3_600_000;

let emulator: Emulator;
const sessions: Session[] = [];

/** A process on a machine of its own. */
function elsewhere(laterMs = 0): Session {
  const settings: Record<string, string> = {
    "partnercenter:accessToken": emulator.accessToken(),
    "partnercenter:apiBaseUrl": emulator.url,
  };
  const clock = { now: () => Date.now() + laterMs, sleep: () => Promise.resolve() };
  const session = new Session((key) => settings[key], { clock, lock: new Machine().process() });
  sessions.push(session);
  return session;
}

beforeEach(async () => {
  emulator = await startEmulator({ tls: false, customers: [customerId] });
  jest.spyOn(process.stdout, "write").mockImplementation(() => true);
});
afterEach(async () => {
  jest.restoreAllMocks();
  for (const session of sessions.splice(0)) session.client.close();
  await emulator.close();
});

test.each([
  [true, 1],
  [false, 2],
])("two at once; known again: %s, taken: %d", async (idempotent, taken) => {
  emulator.change({ idempotent, listBehindMs: HOUR_MS });
  for (const session of [elsewhere(), elsewhere()])
    expect(await create(session, declared)).toMatchObject({
      outs: { vettingStatus: "InReview", submissions: 1 },
    });
  expect(emulator.submissions()).toHaveLength(taken);
});

test("over a denial: the same `resubmit` is the same ask, another one is another", async () => {
  const denial = {
    qualification: "Education",
    vettingStatus: "Denied",
    vettingCreateDate: "2026-01-05T08:00:00.000Z",
  };
  emulator.setQualification(customerId, denial);
  emulator.change({ listBehindMs: HOUR_MS });
  const state = { ...declared, ...denial, submissions: 1, submissionError: null };
  const corrected = { ...declared, resubmit: "corrected" };
  await update(elsewhere(), state, corrected);
  await update(elsewhere(), state, corrected);
  expect(emulator.submissions()).toHaveLength(1);
  await update(elsewhere(), state, { ...declared, resubmit: "corrected again" });
  expect(emulator.submissions()).toHaveLength(2);
});

test("answered as it was hours ago, and not listed any more: no success, and only `resubmit` submits", async () => {
  await create(elsewhere(), declared);
  emulator.vanish(customerId, "Education");
  const later = elsewhere(2 * HOUR_MS);
  const failed = await create(later, declared).then(
    () => undefined,
    (error: PartialFailure) => error,
  );
  expect(failed?.message).toMatch(/was InReview, is not listed by Partner Center.*change `resubmit`/);
  expect(failed?.properties).toMatchObject({ vettingStatus: "None", submissions: 1 });
  expect(emulator.submissions()).toHaveLength(1);
  await update(later, { ...failed?.properties }, { ...declared, resubmit: "1" });
  expect(emulator.submissions()).toHaveLength(2);
});

test("answered as it was hours ago, and still listed: recorded as it is now", async () => {
  await create(elsewhere(), declared);
  emulator.approve(customerId, "Education");
  // The look comes before the approval is listed.
  emulator.faultNext({ method: "GET" }, { kind: "body", body: "[]" });
  expect(await create(elsewhere(2 * HOUR_MS), declared)).toMatchObject({
    outs: { vettingStatus: "Approved" },
  });
  expect(emulator.submissions()).toHaveLength(1);
});

test("answered as it was hours ago, and then it can't be looked at: it fails, and the answer is in the state", async () => {
  await create(elsewhere(), declared);
  const later = elsewhere(2 * HOUR_MS);
  // The look that the submission rests on, and all of those that follow it.
  emulator.faultNext({ path: "/qualifications", method: "GET" }, { kind: "body", body: "[]" });
  emulator.faultNext(
    { path: "/qualifications", method: "GET" },
    { kind: "error", error: "accessDenied" },
    20,
  );
  const failed = await create(later, declared).then(
    () => undefined,
    (error: PartialFailure) => error,
  );
  expect(failed?.message).toMatch(/could not be observed/);
  expect(failed).toMatchObject({
    id: `${customerId}/Education`,
    properties: { vettingStatus: "InReview", submissions: 1 },
  });
  expect(emulator.submissions()).toHaveLength(1);
});
