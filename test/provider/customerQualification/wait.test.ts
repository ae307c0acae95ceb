import { startEmulator, type Emulator } from "../../../emulator";
import { create } from "../../../provider/customerQualification";
import { Session } from "../../../provider/session";

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
