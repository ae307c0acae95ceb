import { startEmulator, type Emulator } from "../../../../emulator";
import { create } from "../../../../provider/resources/customerQualification";
import { DEFAULT_LIMITER_BOUNDS } from "../../../../provider/partnercenter/budget";
import { Session } from "../../../../provider/lifecycle/session";

const { maxConcurrentWrites } = DEFAULT_LIMITER_BOUNDS;
const customers = Array.from(
  { length: maxConcurrentWrites + 3 },
  (_, index) => `00000000-0000-4000-8000-${String(index + 1).padStart(12, "0")}`,
);

let emulator: Emulator;
let session: Session;
beforeEach(async () => {
  emulator = await startEmulator({ tls: false, customers });
  jest.spyOn(process.stdout, "write").mockImplementation(() => true);
  const settings: Record<string, string> = {
    "partnercenter:accessToken": emulator.accessToken(),
    "partnercenter:apiBaseUrl": emulator.url,
  };
  session = new Session((key) => settings[key]);
});
afterEach(async () => {
  jest.restoreAllMocks();
  session.client.close();
  await emulator.close();
});

const submit = (customerId: string) =>
  create(session, { customerId, qualification: "Education", educationSegment: "K12" }).then(
    ({ outs }) => String(outs.submissions),
    (error: Error) => error.message,
  );

test("asked to stop, what is on its way is recorded, and what waits for its turn is never sent", async () => {
  emulator.faultNext({ method: "POST" }, { kind: "hold" }, maxConcurrentWrites);
  const all = Promise.all(customers.map(submit));
  // The last looks have been answered, at the list and at the log, so that those submissions wait for their turn.
  const looked = () => emulator.requests.filter(({ method, status }) => method === "GET" && status === 200);
  await emulator.until(
    () => emulator.held === maxConcurrentWrites && looked().length === 2 * customers.length,
  );
  await new Promise((resolve) => setImmediate(resolve));
  session.cancellation.cancel();
  emulator.clearFaults();
  const outcomes = await all;
  expect(outcomes.filter((outcome) => outcome === "1")).toHaveLength(maxConcurrentWrites);
  expect(outcomes.filter((outcome) => outcome.includes("interrupted. Nothing was submitted."))).toHaveLength(
    3,
  );
  expect(emulator.submissions()).toHaveLength(maxConcurrentWrites);
});

test("asked to stop while Partner Center is throttled, nothing is sent when that has passed", async () => {
  emulator.faultNext({ method: "POST" }, { kind: "throttle", retryAfter: 1 });
  const [customer = ""] = customers;
  const outcome = submit(customer);
  await emulator.until(() => emulator.requests.some(({ status }) => status === 429));
  session.cancellation.cancel();
  expect(await outcome).toContain("interrupted. Nothing was submitted.");
  expect(emulator.submissions()).toEqual([]);
});

test("what somebody else submits while this one is held up is adopted, and not submitted again", async () => {
  const [customer = ""] = customers;
  jest.useFakeTimers({ doNotFake: ["setImmediate", "nextTick", "queueMicrotask"], now: Date.now() });
  try {
    emulator.faultNext({ method: "POST" }, { kind: "throttle", retryAfter: 60 });
    let outcome: string | undefined;
    void submit(customer).then((text) => (outcome = text));
    while (outcome === undefined) {
      if (emulator.requests.some(({ status }) => status === 429))
        emulator.setQualification(customer, { qualification: "Education", vettingStatus: "InReview" });
      await jest.advanceTimersByTimeAsync(1000);
      await new Promise((resolve) => setImmediate(resolve));
    }
    // Adopted: none of its submissions was this resource's.
    expect(outcome).toBe("0");
    expect(emulator.submissions()).toEqual([]);
  } finally {
    jest.useRealTimers();
  }
});

test.each(["adopted", "submitted"])("asked to stop while it waits, it says that it was %s", async (how) => {
  const [customer = ""] = customers;
  if (how === "adopted")
    emulator.setQualification(customer, { qualification: "Education", vettingStatus: "InReview" });
  const waiting = new Promise<void>((resolve) => {
    jest.spyOn(process.stdout, "write").mockImplementation((text) => {
      if (String(text).includes("waiting for the vetting")) resolve();
      return true;
    });
  });
  const inputs = { customerId: customer, qualification: "Education", educationSegment: "K12" };
  const created = create(session, { ...inputs, waitForVetting: true }).catch((error: Error) => error.message);
  await waiting;
  session.cancellation.cancel();
  expect(await created).toContain(`It is in the state as ${how}: the next`);
});
