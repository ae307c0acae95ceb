import { PartnerCenter } from "../../emulator";
import { ALONE } from "../../provider/lifecycle/machineLock";
import { create } from "../../provider/resources/customerQualification";
import { simulatedSession } from "./simulatedSession";
import { SimulatedTime } from "./time";

/**
 * What the activity log costs a run that submits for 1,000 customers, by a simulated clock: such a run takes as long as its
 * requests do within their budget of a minute. docs/cannot-be-undone.md has these figures.
 */

const CUSTOMERS = 1000;
const PAGE = 5;
/** How many the engine has created at a time on a machine with four processors. */
const PARALLEL = 16;

const customers = Array.from(
  { length: CUSTOMERS },
  (_, index) => `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`,
);

beforeEach(() => void jest.spyOn(process.stdout, "write").mockReturnValue(true));
afterEach(() => jest.restoreAllMocks());

/** The requests of a run, and the minutes that it takes, where the log is so many pages long; 0: it can't be read. */
async function run(pages: number): Promise<{ requests: number; minutes: number }> {
  const time = new SimulatedTime();
  const clock = time.clock();
  const options = { latencyMs: 100, activityLogPageSize: PAGE, activityLogReadable: pages > 0 };
  const partnerCenter = new PartnerCenter({ customers, clock, ...options });
  // What others do all day.
  const operationType = "update_customer_billing_profile";
  for (let record = 0; record < pages * PAGE; record += 1) partnerCenter.activity.add({ operationType });
  const session = simulatedSession(partnerCenter, clock, { lock: ALONE });
  const begun = clock.now();
  const inputs = { qualification: "Education", educationSegment: "K12" };
  const left = [...customers];
  const worker = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift())
      await create(session, { customerId: next, ...inputs });
  };
  await time.run(Promise.all(Array.from({ length: PARALLEL }, worker)));
  session.client.close();
  expect(partnerCenter.recorder.submissions).toHaveLength(CUSTOMERS);
  return { requests: partnerCenter.recorder.requests.length, minutes: (clock.now() - begun) / 60_000 };
}

test("the log costs a twenty-fifth where it is 95 pages long, and half as much again where it is more than 100", async () => {
  const without = await run(0);
  const ratio = ({ minutes }: { minutes: number }): number => minutes / without.minutes;
  const [long, tooLong] = [await run(95), await run(120)];
  expect(ratio(long)).toBeCloseTo(1.04, 2);
  expect(ratio(tooLong)).toBeCloseTo(1.57, 2);
}, 300_000);
