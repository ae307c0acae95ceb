// What a run knows of a qualification when it creates a resource for it anew.
import { startEmulator, type Emulator } from "../../../../emulator";
import { create, read, update } from "../../../../provider/resources/customerQualification";
import { Session } from "../../../../provider/lifecycle/session";

const customerId = "00000000-0000-4000-8000-000000000001";
const declared = { customerId, qualification: "Education", educationSegment: "K12" };

/** What was submitted then, and is not listed, is not listed any more. */
const HOURS_AGO = new Date(Date.now() - 2 * 3_600_000).toISOString();

const WITHOUT_WAITING = { now: () => Date.now(), sleep: () => Promise.resolve() };

let emulator: Emulator;
const sessions: Session[] = [];

/** A run is a process of its own. */
function newSession(world: ConstructorParameters<typeof Session>[1] = {}): Session {
  const settings: Record<string, string> = {
    "partnercenter:accessToken": emulator.accessToken(),
    "partnercenter:apiBaseUrl": emulator.url,
  };
  const session = new Session((key) => settings[key], world);
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

test("refreshed while its customer could not be read, then replaced: what the state holds is known", async () => {
  const { id, outs } = await create(newSession(), declared);
  emulator.vanish(customerId, "Education");
  emulator.faultNext({ method: "GET" }, { kind: "error", error: "noRelationship" });
  const later = newSession();
  expect(await read(later, id, { ...outs, submittedAt: HOURS_AGO })).toMatchObject({
    props: { vettingStatus: "InReview" },
  });
  await expect(create(later, declared)).rejects.toThrow("is not listed by Partner Center");
  expect(emulator.submissions()).toHaveLength(1);
});

describe("two resources of one qualification, and the list is behind", () => {
  const denial = {
    qualification: "Education",
    vettingStatus: "Denied",
    vettingReason: "Not an Academic Domain",
    vettingCreateDate: "2026-01-05T08:00:00.000Z",
  };
  const state = { ...declared, ...denial, submissions: 1, submissionError: null };

  test.each(["2", "1", undefined])(
    "one is submitted again, and the other one with `resubmit` %s is not",
    async (resubmit) => {
      emulator.setQualification(customerId, denial);
      emulator.change({ listBehindMs: 3_600_000 });
      const session = newSession();
      await update(session, state, { ...declared, resubmit: "1" });
      expect(await update(session, state, { ...declared, resubmit })).toMatchObject({
        outs: { vettingStatus: "InReview", submissions: 1 },
      });
      expect(await create(session, { ...declared, resubmit })).toMatchObject({
        outs: { vettingStatus: "InReview" },
      });
      expect(emulator.submissions()).toHaveLength(1);
    },
  );

  test("one is submitted again, with an outcome that is not known, and the other one is not", async () => {
    emulator.setQualification(customerId, denial);
    emulator.change({ listBehindMs: 3_600_000 });
    emulator.faultNext({ method: "POST" }, { kind: "dropAfter" });
    const session = newSession({ clock: WITHOUT_WAITING });
    for (const resubmit of ["1", "2"])
      await expect(update(session, state, { ...declared, resubmit })).rejects.toThrow(
        /outcome|may have been taken/,
      );
    expect(emulator.submissions()).toHaveLength(1);
  });
});

test("of several records of one qualification, what any has answered is answered, and the most counts", async () => {
  const session = newSession();
  const { id, outs } = await create(session, { ...declared, resubmit: "2" });
  emulator.vanish(customerId, "Education");
  // A process that begins after the submission.
  const later = newSession({ clock: { ...WITHOUT_WAITING, now: () => Date.now() + 1000 } });
  const state = { ...outs, submittedAt: HOURS_AGO };
  await read(later, id, { ...state, submissions: 2 });
  // It waits to be deleted, since it was replaced by the other one.
  await read(later, id, { ...state, resubmit: "1" });
  await read(later, id, { ...state, resubmit: "0", submissions: 2 });
  await expect(create(later, { ...declared, resubmit: "2" })).rejects.toThrow(
    "is not listed by Partner Center",
  );
  expect(emulator.submissions()).toHaveLength(1);
  // And counted.
  expect(await create(later, { ...declared, resubmit: "3" })).toMatchObject({ outs: { submissions: 3 } });
});
