// What is waited for, over both types that wait: the last look is bounded, and what can't pass by itself ends the wait.
import * as agreement from "../../../provider/resources/customerAgreement";
import * as qualification from "../../../provider/resources/customerQualification";
import { PartialFailure } from "../../../provider/failure";
import { PartnerCenterError } from "../../../provider/partnercenter";
import { Session } from "../../../provider/lifecycle/session";
import { SimulatedTime } from "../../model/time";

const customerId = "00000000-0000-4000-8000-000000000001";

const TYPES = {
  CustomerQualification: {
    create: qualification.create,
    inputs: {
      customerId,
      qualification: "Education",
      waitForVetting: true,
      vettingTimeoutSeconds: 60,
      vettingPollIntervalSeconds: 10,
    },
    pending: '[{"qualification":"Education","vettingStatus":"InReview"}]',
    kept: { vettingStatus: "InReview" },
  },
  CustomerAgreement: {
    create: agreement.create,
    inputs: {
      customerId,
      waitForAcceptance: true,
      acceptanceTimeoutSeconds: 60,
      acceptancePollIntervalSeconds: 10,
    },
    pending: '{"totalCount":0,"items":[],"isSigned":false}',
    kept: { accepted: false },
  },
} as const;

afterEach(() => jest.restoreAllMocks());

/** A session whose looks say "pending" until the wait has begun, and then what the test says. */
function world(pending: string, afterwards: (clock: { sleep(ms: number): Promise<void> }) => Promise<never>) {
  const time = new SimulatedTime();
  const clock = time.clock();
  let waits = false;
  jest.spyOn(process.stdout, "write").mockImplementation((text) => {
    waits ||= String(text).includes("waiting for");
    return true;
  });
  const transport = {
    async send() {
      if (waits) return afterwards(clock);
      await clock.sleep(1);
      return { status: 200, statusText: "", headers: {}, body: Buffer.from(pending) };
    },
    close: () => undefined,
  };
  const settings: Record<string, string> = { "partnercenter:accessToken": "an-access-token" };
  return { time, session: new Session((key) => settings[key], { clock, transport }) };
}

const failed = (work: Promise<unknown>): Promise<PartialFailure> =>
  work.then(
    () => Promise.reject(new Error("nothing was thrown")),
    (error: unknown) =>
      error instanceof PartialFailure ? error : Promise.reject(error instanceof Error ? error : new Error()),
  );

describe.each(Object.entries(TYPES))("%s", (_type, { create, inputs, pending, kept }) => {
  test("a look that is not answered ends half a minute after the deadline, and the resource is in the state", async () => {
    const { time, session } = world(pending, async (clock) => {
      await clock.sleep(20 * 3600_000);
      throw new Error("too late for anybody");
    });
    const start = time.now();
    const error = await time.run(failed(create(session, inputs)));
    expect(error.message).toMatch(
      /after 60 s .*The last look failed: it was not answered in time|last look failed/s,
    );
    expect(error.properties).toMatchObject(kept);
    expect(time.now() - start).toBeGreaterThan(80_000);
    expect(time.now() - start).toBeLessThan(100_000);
  });

  test("a mistake in the settings does not pass: the wait is over at once", async () => {
    const { time, session } = world(pending, async () => {
      throw new PartnerCenterError({
        name: "SettingsError",
        doing: "Reading the certificate",
        found: "ENOENT",
        meaning: "The file can't be read.",
        remedy: "Set it.",
        scope: "partner",
      });
    });
    const start = time.now();
    const error = await time.run(failed(create(session, inputs)));
    expect(error.message).toMatch(/the wait is over: .*ENOENT.*next `pulumi up` waits on/s);
    expect(error.properties).toMatchObject(kept);
    expect(time.now() - start).toBeLessThan(20_000);
  });
});
