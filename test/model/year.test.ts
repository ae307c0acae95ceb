import fc from "fast-check";
import * as lifecycle from "../../provider/resources/customerQualification";
import { dynamicProvider } from "../../provider/hosts/dynamic/dynamicProvider";
import { Interrupted } from "../../provider/lifecycle/cancellation";
import { Session } from "../../provider/lifecycle/session";
import { TransportFailure } from "../../provider/partnercenter/transportFailure";
import { listen } from "./printed";
import type { Fate, Step, World } from "./steps";
import { Walk } from "./walk";

/**
 * A year of nights by a simulated clock: a pipeline runs each night, and meanwhile people edit the program, lose states and
 * submit in the portal, and Microsoft denies and sets back. Every invariant is examined after every command.
 */

const provider = { lifecycle, dynamicProvider, Session, TransportFailure, Interrupted };
const NIGHTS = 365;
const SEEDS = [1, 2, 4];

const PIPELINE: Step = {
  do: "command",
  command: "up",
  continueOnError: true,
  troubles: [],
  inPreview: false,
};
const fate = (event: Fate["event"]): fc.Arbitrary<Step> =>
  fc.record({
    do: fc.constant("fate" as const),
    fate: fc.record({
      customer: fc.constantFrom(0, 0, 1),
      qualification: fc.constantFrom(0, 0, 0, 1),
      event: fc.constant(event),
    }),
  });

/** What happens in one day of ten. */
const happening: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fate("deny") },
  { weight: 4, arbitrary: fate("forget") },
  { weight: 2, arbitrary: fate("approve") },
  { weight: 2, arbitrary: fate("submittedInPortalAndGone") },
  { weight: 1, arbitrary: fate("submittedWithoutName") },
  { weight: 1, arbitrary: fate("refusedInPortal") },
  { weight: 3, arbitrary: fc.constant<Step>({ do: "lose the state" }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom("rename", "taint"), slot: fc.nat(2) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom("declare", "declare", "undeclare"),
      slot: fc.constantFrom(0, 1, 2, 5),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("edit" as const),
      slot: fc.nat(2),
      edit: fc.record({
        name: fc.constant("resubmit" as const),
        value: fc.integer({ min: 1, max: 9 }).map(String),
      }),
    }),
  },
);

const night: fc.Arbitrary<Step[]> = fc
  .tuple(
    fc.oneof(
      { weight: 9, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: happening.map((one) => [one]) },
    ),
    fc.constantFrom("up", "up", "up --refresh"),
    fc.boolean(),
  )
  .map(([happened, command, other]): Step[] => [
    ...happened,
    { ...PIPELINE, command, other },
    { do: "pass", minutes: 1440 },
  ]);

afterEach(() => jest.restoreAllMocks());

test("in years of nights nothing is submitted that nobody asked for, and nothing that was submitted is forgotten", async () => {
  const story: string[] = [];
  for (const seed of SEEDS) {
    const nights = fc.sample(night, { numRuns: NIGHTS, seed });
    const world: World = {
      ...{ answerStyle: "pages", idempotent: seed % 2 === 0, vetting: "by hand", login: "accessToken" },
      ...{ liveDiff: true, maxSubmissions: 3, latencyMs: 0, listBehindMs: 0, logReadable: true },
      logBehindMs: seed % 2 === 0 ? 0 : 3_600_000,
      providers: 1,
      stacks: 2,
      steps: nights.flat(),
    };
    const walk = new Walk(provider, world, listen);
    await walk.run();
    story.push(...walk.story);
  }
  // Years in which something was submitted, and in which the log alone kept something from being submitted.
  expect(story.filter((line) => line.endsWith(" taken")).length).toBeGreaterThan(SEEDS.length);
  expect(story.join("\n")).toContain("activity log shows that it was submitted before");
}, 600_000);
