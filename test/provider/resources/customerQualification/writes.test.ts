import { startEmulator, type Emulator } from "../../../../emulator";
import * as lifecycle from "../../../../provider/resources/customerQualification";
import { decide } from "../../../../provider/resources/customerQualification/decide";
import type { Inputs, Recorded, Seen } from "../../../../provider/resources/customerQualification/model";
import { isDenied } from "../../../../provider/resources/customerQualification/vetting";
import { Session } from "../../../../provider/lifecycle/session";
import { noteTimeouts } from "../../../../provider/lifecycle/waiting";
import { outcome } from "../../../docs/decisionsPage";
import { DESIRED, NOW, OBSERVED, RECORDED } from "./decide.table";

/**
 * Every combination of docs/decisions.md, done for real against the emulator, each with a customer of its own: how
 * many submissions it makes, and whether it fails.
 */

let emulator: Emulator;
let session: Session;

beforeAll(async () => {
  emulator = await startEmulator({ tls: false, customers: [] });
  const settings: Record<string, string> = {
    "partnercenter:accessToken": emulator.accessToken(),
    "partnercenter:apiBaseUrl": emulator.url,
    "partnercenter:requestsPerMinute": "100000",
  };
  session = new Session((key) => settings[key]);
  jest.spyOn(process.stdout, "write").mockImplementation(() => true);
});
afterAll(async () => {
  jest.restoreAllMocks();
  session.client.close();
  await emulator.close();
});

/** The same time before now: the dates of the table are long ago, and the log has ninety days. */
const sinceThen = (at: number): number => Date.now() - (NOW - at);

const submits = (desired: Inputs, recorded: Recorded | undefined, observed: Seen): boolean =>
  decide(desired, recorded, { ...observed, logged: undefined }, { maxSubmissions: 3 }).kind === "submit";

const combinations = Object.entries(DESIRED).flatMap(([desiredName, desired]) =>
  Object.entries(RECORDED).flatMap(([recordedName, recorded]) =>
    Object.entries(OBSERVED)
      // `up` always looks.
      .filter(([, observed]) => observed.kind !== "notLooked")
      // The log is asked only where something would be submitted.
      .filter(([, observed]) => !("logged" in observed) || submits(desired, recorded, observed))
      .map(([observedName, observed]) => ({
        name: `${desiredName} | ${recordedName} | ${observedName}`,
        desired,
        recorded,
        observed,
      })),
  ),
);

test("the number of submissions, and whether `up` fails, is what docs/decisions.md says of every combination", async () => {
  const results = await Promise.all(
    combinations.map(async ({ name, desired, recorded, observed }, index) => {
      const customerId = `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`;
      emulator.addCustomer(customerId);
      if (observed.kind === "seen") {
        for (const item of observed.items) emulator.setQualification(customerId, item);
        for (const { qualification, at, ...logged } of observed.logged ?? []) {
          emulator.partnerCenter.activity.add({
            ...{ ...logged, customerId, operationType: "update_customer_qualification" },
            newValue: { Qualification: qualification },
            at: sinceThen(at ?? 0),
          });
        }
      } else emulator.loseRelationship(customerId);
      const inputs = { ...desired, customerId, vettingTimeoutSeconds: 1, vettingPollIntervalSeconds: 1 };
      // So that what was submitted less than an hour ago is not waited for longer.
      noteTimeouts(session, `${customerId}/Education`, { create: 1000 });
      const submittedAt = recorded?.submittedAt && new Date(sinceThen(Date.parse(recorded.submittedAt)));
      const olds = recorded && {
        ...recorded,
        ...(submittedAt && { submittedAt: submittedAt.toISOString() }),
        customerId,
        vettingTimeoutSeconds: 1,
        vettingPollIntervalSeconds: 1,
      };
      let failed = false;
      try {
        await (olds ? lifecycle.update(session, olds, inputs) : lifecycle.create(session, inputs));
      } catch {
        failed = true;
      }
      return { name, submissions: emulator.submissions(customerId).length, failed };
    }),
  );

  const expected = combinations.map(({ name, desired, recorded, observed }) => {
    const decision = decide(desired, recorded, observed, { maxSubmissions: 3 });
    const { submissions } = outcome(decision, recorded === undefined);
    const newer =
      observed.kind === "seen" &&
      observed.items.some((item) => isDenied(item) && item.qualification === "Education");
    const failed =
      decision.kind === "refuse" ||
      decision.kind === "notObserved" ||
      // Nobody approves meanwhile: the deadline passes.
      decision.kind === "wait" ||
      (decision.kind === "adopt" && decision.thenWait) ||
      (decision.kind === "submit" && desired.waitForVetting === true) ||
      (decision.kind === "record" &&
        decision.because === "resubmitMoot" &&
        decision.notListedYet === undefined &&
        newer &&
        desired.onDenied !== "warn");
    return { name, submissions, failed };
  });
  expect(results).toEqual(expected);
  expect(emulator.requests.filter(({ method }) => method !== "GET")).toHaveLength(
    expected.reduce((sum, { submissions }) => sum + submissions, 0),
  );
}, 120_000);
