// What a run knows of a qualification when it creates a resource for it anew.
import { startEmulator, type Emulator } from "../../../../emulator";
import { create, read } from "../../../../provider/resources/customerQualification";
import { Session } from "../../../../provider/lifecycle/session";

const customerId = "00000000-0000-4000-8000-000000000001";
const declared = { customerId, qualification: "Education", educationSegment: "K12" };

let emulator: Emulator;
const sessions: Session[] = [];

/** A run is a process of its own. */
function newSession(): Session {
  const settings: Record<string, string> = {
    "partnercenter:accessToken": emulator.accessToken(),
    "partnercenter:apiBaseUrl": emulator.url,
  };
  const session = new Session((key) => settings[key]);
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
  expect(await read(later, id, { ...outs })).toMatchObject({ props: { vettingStatus: "InReview" } });
  await expect(create(later, declared)).rejects.toThrow("is not listed by Partner Center");
  expect(emulator.submissions()).toHaveLength(1);
});
