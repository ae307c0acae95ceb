import { startEmulator, type Emulator } from "../../../../emulator";
import { create, update } from "../../../../provider/resources/customerQualification";
import { Session } from "../../../../provider/lifecycle/session";

const customerId = "8f9a1c52-1d0e-4c5e-9a43-0a9f5b0c7d11";
let emulator: Emulator;
let session: Session;

beforeAll(async () => {
  emulator = await startEmulator({ tls: false, customers: [customerId], latencyMs: 30 });
  const settings: Record<string, string> = {
    "partnercenter:accessToken": emulator.accessToken(),
    "partnercenter:apiBaseUrl": emulator.url,
  };
  session = new Session((key) => settings[key]);
});
afterAll(async () => {
  session.cancellation.cancel();
  jest.restoreAllMocks();
  session.client.close();
  await emulator.close();
});

test("the longest deadline that may be declared is longer than a timer of Node's, and looks are answered within it", async () => {
  emulator.setQualification(customerId, { qualification: "Education", vettingStatus: "InReview" });
  const waiting = new Promise<void>((resolve) => {
    jest.spyOn(process.stdout, "write").mockImplementation((text) => {
      if (String(text).includes("waiting for the vetting")) resolve();
      return true;
    });
  });
  const created = create(session, {
    customerId,
    qualification: "Education",
    waitForVetting: true,
    vettingTimeoutSeconds: 30 * 24 * 3600,
    vettingPollIntervalSeconds: 1,
  });
  // Approved only when it waits, so that a look of the wait must see it.
  await waiting;
  emulator.approve(customerId, "Education");
  expect((await created).outs).toMatchObject({ vettingStatus: "Approved", submissions: 0 });
});

test("a list that still shows the denial from before does not end the wait", async () => {
  jest.restoreAllMocks();
  jest.spyOn(process.stdout, "write").mockImplementation(() => true);
  const denied = {
    qualification: "Education",
    vettingStatus: "Denied",
    vettingReason: "Not an Education Customer",
    vettingCreateDate: "2026-11-02T08:00:00Z",
  };
  session.looks.forget(customerId);
  emulator.setQualification(customerId, denied);
  const declared = {
    customerId,
    qualification: "Education",
    educationSegment: "K12",
    waitForVetting: true,
    vettingTimeoutSeconds: 60,
    vettingPollIntervalSeconds: 1,
  };
  const listsBehind = { kind: "body", body: JSON.stringify([denied]) } as const;
  const updated = update(session, { ...declared, ...denied, submissions: 1 }, { ...declared, resubmit: "1" });
  await emulator.until(() => emulator.submissions().length > 0);
  emulator.faultNext({ method: "GET" }, listsBehind);
  emulator.approve(customerId, "Education");
  expect((await updated).outs).toMatchObject({ vettingStatus: "Approved", submissions: 2, resubmit: "1" });
  expect(emulator.submissions()).toHaveLength(1);
});
