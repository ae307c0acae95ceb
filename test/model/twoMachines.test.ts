import { PartnerCenter, type Behaviour } from "../../emulator";
import { ALONE } from "../../provider/lifecycle/machineLock";
import { create } from "../../provider/resources/customerQualification";
import { simulatedSession } from "./simulatedSession";
import { SimulatedTime } from "./time";

/**
 * Two machines that share nothing declare the same qualification: how much later the second one has to begin so that it
 * does not submit as well, by a simulated clock. docs/cannot-be-undone.md has these figures.
 */

const CUSTOMER = "00000000-0000-4000-8000-000000000001";
const SECOND_MS = 1000;
const LONGEST_MS = 3600 * SECOND_MS;

beforeEach(() => void jest.spyOn(process.stdout, "write").mockReturnValue(true));
afterEach(() => jest.restoreAllMocks());

/** How many submissions are taken where the second machine begins that much later. */
async function submissions(behaviour: Partial<Behaviour>, laterMs: number): Promise<number> {
  const time = new SimulatedTime();
  const clock = time.clock();
  const partnerCenter = new PartnerCenter({ customers: [CUSTOMER], clock, latencyMs: 100, ...behaviour });
  const machine = async (): Promise<void> => {
    const session = simulatedSession(partnerCenter, clock, { lock: ALONE });
    const declared = { customerId: CUSTOMER, qualification: "Education", educationSegment: "K12" };
    await create(session, declared).catch((error: Error) => expect(error.message).toMatch(/submitted/));
    session.client.close();
  };
  await time.run(Promise.all([machine(), clock.sleep(laterMs).then(machine)]));
  return partnerCenter.recorder.submissions.length;
}

/** The shortest time after which the second one does not submit, to a hundredth of a second. */
async function window(behaviour: Partial<Behaviour>): Promise<number> {
  let [shortest, longest] = [0, LONGEST_MS];
  if ((await submissions(behaviour, 0)) < 2) return 0;
  while (longest - shortest > 10) {
    const middle = Math.floor((shortest + longest) / 2);
    if ((await submissions(behaviour, middle)) < 2) longest = middle;
    else shortest = middle;
  }
  return longest / SECOND_MS;
}

const UNREADABLE = { activityLogReadable: false };

// Each answer takes 0.1 s.
test.each<[name: string, seconds: number, behaviour: Partial<Behaviour>]>([
  ["the list shows a submission at once", 0.1, {}],
  ["the same, and the log can't be read", 0.2, UNREADABLE],
  ["the list is a minute behind", 0.1, { listBehindMs: 60_000 }],
  [
    "the list is a minute behind, and the log ten seconds",
    10.1,
    { listBehindMs: 60_000, activityLogBehindMs: 10_000 },
  ],
  ["the list is a minute behind, and the log can't be read", 60.2, { listBehindMs: 60_000, ...UNREADABLE }],
])(
  "%s: the second one submits as well where it begins less than %s s later",
  async (_name, seconds, behaviour) => {
    expect(await window({ idempotent: false, ...behaviour })).toBeCloseTo(seconds, 1);
  },
);

test("where Microsoft knows the MS-RequestId again, two submit once, whenever the second one begins", async () => {
  for (const laterMs of [0, 50, 100, 250, 1000, 30_000, 70_000])
    expect(await submissions({ listBehindMs: 60_000, ...UNREADABLE }, laterMs)).toBe(1);
});
