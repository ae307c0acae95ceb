import {
  PartnerCenter,
  startEmulator,
  type Emulator,
  type EmulatorOptions,
  type Fault,
} from "../../../../emulator";
import { check, create, read } from "../../../../provider/resources/customerQualification";
import { loggedSubmissions } from "../../../../provider/resources/customerQualification/activityLog";
import { Session } from "../../../../provider/lifecycle/session";
import { simulatedSession } from "../../../model/simulatedSession";
import { SimulatedTime } from "../../../model/time";

/** What a run reads of the activity log, what that costs, and what it does where the log can't be read. */

const DAY_MS = 86_400_000;
/** Each test has customers of its own: what one has submitted is noted on this machine for an hour, by host and customer. */
let first = 0;
const customer = (number: number): string =>
  `00000000-0000-4000-8000-${String(first + number).padStart(12, "0")}`;
const customers = (count: number) => Array.from({ length: count }, (_, index) => customer(index + 1));
const inputs = (number: number) => ({
  ...{ customerId: customer(number), qualification: "Education", educationSegment: "K12" },
});

let emulator: Emulator;
let session: Session;
let printed: string;
beforeEach(() => {
  printed = "";
  first += 1000;
  jest.spyOn(process.stdout, "write").mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(async () => {
  jest.restoreAllMocks();
  session.client.close();
  await emulator.close();
});

async function start(count: number, options: EmulatorOptions = {}): Promise<void> {
  emulator = await startEmulator({ tls: false, customers: customers(count), ...options });
  newRun();
}

function newRun(): void {
  const settings: Record<string, string> = {
    "partnercenter:accessToken": emulator.accessToken(),
    "partnercenter:apiBaseUrl": emulator.url,
    "partnercenter:requestsPerMinute": "100000",
  };
  session = new Session((key) => settings[key]);
}

/** A colleague has submitted it in the portal, so many days ago. */
const logged = (number: number, qualification = "Education", days = 10): void =>
  emulator.partnerCenter.activity.add({
    ...{ customerId: customer(number), operationType: "update_customer_qualification" },
    ...{ userPrincipalName: "colleague@partner.example", applicationId: "Partner Center Web App" },
    newValue: { Qualification: qualification },
    at: Date.now() - days * DAY_MS,
  });

const logRequests = () => emulator.requests.filter(({ path }) => path.startsWith("/v1/auditrecords"));
const submitted = () => emulator.submissions().length;
const failure = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "nothing failed",
    (error: Error) => error.message,
  );

test("submitted before by somebody, and not listed: the preview says who and when, `up` fails, and only `resubmit` submits", async () => {
  await start(1);
  logged(1);
  const { inputs: checked, failures } = await check(session, {}, inputs(1));
  expect(failures).toEqual([]);
  expect(checked["drift"]).toMatchObject({
    vettingStatus: "InReview or Approved => None",
    submittedBefore: expect.stringMatching(
      /^by colleague@partner\.example through Partner Center Web App on \d{4}-/,
    ),
    nextStep: expect.stringContaining("set `resubmit`"),
  });
  expect(printed).toContain("Microsoft's activity log shows that it was submitted before: by colleague@");
  const refusal = await failure(create(session, inputs(1)));
  expect(refusal).toMatch(/is not listed by Partner Center\. Microsoft's activity log shows/);
  expect(refusal).toMatch(
    /Then set `resubmit` to submit it once more \(verification request at least 2 of 3\)/,
  );
  expect(refusal).toMatch(/Nothing was submitted\. MS-CorrelationId: /);
  expect(submitted()).toBe(0);

  const { outs } = await create(session, { ...inputs(1), resubmit: "corrected" });
  expect(outs).toMatchObject({ submissions: 1, vettingStatus: "InReview", resubmit: "corrected" });
  // Of this submission, and not of the colleague's.
  expect(Date.now() - Date.parse(outs.submittedAt ?? "")).toBeLessThan(60_000);
  const { props } = await read(session, `${customer(1)}/Education`, { ...outs });
  expect(props.submittedAt).toBe(outs.submittedAt);
  expect(submitted()).toBe(1);
});

test("requests of either vetted qualification count; those that failed, and a State-owned entity's, do not", async () => {
  await start(2);
  for (const days of [30, 20]) logged(1, "GovernmentCommunityCloud", days);
  logged(1, "StateOwnedEntity");
  await check(session, {}, inputs(1));
  expect(printed).toContain("It will be submitted: verification request at least 3 of 3.");
  logged(1, "GovernmentCommunityCloud", 5);
  newRun();
  expect(await failure(create(session, inputs(1)))).toContain("past the limit");
  expect(
    await failure(
      create(session, { ...inputs(1), qualification: "StateOwnedEntity", educationSegment: undefined }),
    ),
  ).toMatch(/submitted before/);
  expect(submitted()).toBe(0);
});

test("nothing is asked of the log unless something would be submitted, and one customer costs one request", async () => {
  await start(2);
  emulator.setQualification(customer(1), { qualification: "Education", vettingStatus: "InReview" });
  await check(session, {}, inputs(1));
  await create(session, inputs(1));
  expect(logRequests()).toEqual([]);
  await create(session, inputs(2));
  expect(logRequests()).toHaveLength(1);
});

test("many customers share one reading of the whole log", async () => {
  await start(40);
  logged(35);
  const outcomes = await Promise.all(
    customers(40).map((_, index) => failure(create(session, inputs(index + 1)))),
  );
  expect(outcomes.filter((outcome) => outcome !== "nothing failed")).toEqual([
    expect.stringContaining("was submitted before"),
  ]);
  expect(submitted()).toBe(39);
  // Ten by a request of their own, and one page for all others.
  expect(logRequests()).toHaveLength(11);
});

test("a log that is too long for that is asked about each customer", async () => {
  await start(13, { activityLogPageSize: 1 });
  for (let records = 0; records < 120; records += 1) logged(99);
  logged(13);
  const outcomes = await Promise.all(
    customers(13).map((_, index) => failure(create(session, inputs(index + 1)))),
  );
  expect(outcomes[12]).toContain("was submitted before");
  expect(submitted()).toBe(12);
  expect(logRequests()).toHaveLength(13 + 101);
}, 60_000);

describe("where the log can't be read", () => {
  const faults: [string, Partial<EmulatorOptions>, Fault | undefined][] = [
    ["a role that may not", { activityLogReadable: false }, undefined],
    ["a refusal", {}, { kind: "status", status: 400 }],
    ["a cloud without one", {}, { kind: "status", status: 404 }],
    ["an outage", {}, { kind: "status", status: 503 }],
    ["nothing", {}, { kind: "body", body: "" }],
    ["another collection", {}, { kind: "body", body: '{"code":1}' }],
  ];
  test.each(faults)(
    "%s: one line says so, and all goes on",
    async (_, options, fault) => {
      await start(3, options);
      if (fault) emulator.faultNext({ path: "/auditrecords" }, fault, 100);
      for (const number of [1, 2, 3]) await create(session, inputs(number));
      expect(submitted()).toBe(3);
      expect(printed.match(/activity log can't be read, so only the state and this run tell/g)).toHaveLength(
        1,
      );
    },
    60_000,
  );
});

test("one that does not answer holds up a submission for half a minute at most", async () => {
  await start(1);
  emulator.faultNext({ path: "/auditrecords" }, { kind: "stall" }, 100);
  jest.useFakeTimers({ doNotFake: ["setImmediate", "nextTick", "queueMicrotask"], now: Date.now() });
  try {
    const begun = Date.now();
    let read: unknown = "waiting";
    void loggedSubmissions(session, customer(1)).then((found) => (read = found));
    while (read === "waiting") {
      await jest.advanceTimersByTimeAsync(1000);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(read).toBeUndefined();
    expect(printed).toContain("It did not answer within 30 s.");
    expect(Date.now() - begun).toBeLessThan(35_000);
  } finally {
    jest.useRealTimers();
  }
});

test("an API that takes longer for each answer than a look stays good is asked once more, and then submitted to", async () => {
  await start(0);
  const time = new SimulatedTime();
  const clock = time.clock();
  const slow = new PartnerCenter({ customers: [customer(1)], clock, latencyMs: 15_000 });
  const run = simulatedSession(slow, clock);
  expect(await time.run(create(run, inputs(1)))).toMatchObject({ outs: { submissions: 1 } });
  expect(slow.recorder.requests.map(({ method, path }) => `${method} ${path.replace(/^.*\//, "")}`)).toEqual([
    "GET qualifications",
    "GET auditrecords",
    "GET qualifications",
    "POST qualifications",
  ]);
  run.client.close();
});
