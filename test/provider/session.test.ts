import { check, diff } from "../../provider/customerQualification";
import { TransportFailure } from "../../provider/partnercenter/transportFailure";
import { Session } from "../../provider/session";
import { SimulatedTime } from "../model/time";

const inputs = {
  customerId: "8f9a1c52-1d0e-4c5e-9a43-0a9f5b0c7d11",
  qualification: "Education",
  educationSegment: "K12",
};

afterEach(() => jest.restoreAllMocks());

test("a look that failed after minutes of retries is not made again by the same preview", async () => {
  jest.spyOn(process.stdout, "write").mockImplementation(() => true);
  const time = new SimulatedTime();
  const clock = time.clock();
  let requests = 0;
  const transport = {
    async send(): Promise<never> {
      requests += 1;
      await clock.sleep(60_000);
      throw new TransportFailure({ kind: "timeout", sent: true, transient: true });
    },
    close: () => undefined,
  };
  const settings: Record<string, string> = { "partnercenter:accessToken": "an-access-token" };
  const session = new Session((key) => settings[key], { clock, transport });
  const start = time.now();
  const checked = await time.run(check(session, inputs, inputs));
  expect(checked.inputs).toHaveProperty("drift.notObserved");
  expect(time.now() - start).toBeGreaterThan(5 * 60_000);
  const recorded = { ...inputs, vettingStatus: "InReview", submissions: 1 };
  expect(await time.run(diff(session, recorded, inputs))).toMatchObject({ changes: true });
  expect(requests).toBe(5);
});
