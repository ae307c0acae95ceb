import { decide } from "../../../../provider/resources/customerQualification/decide";
import type { Observed, Recorded } from "../../../../provider/resources/customerQualification/model";
import { words } from "./decide.expected";
import { DATE, DESIRED, LIMITS, minutesAgo, NOW, REASON, submitted } from "./decide.table";

describe("submitted lately, and not listed", () => {
  const none: Observed = { kind: "seen", at: NOW, items: [] };
  const recorded = (minutes: number, more: Partial<Recorded> = {}): Recorded => ({
    ...DESIRED["plain"]!,
    ...{ vettingStatus: "InReview", submissions: 1, ...submitted(minutes), ...more },
  });
  const decided = (record: Recorded, desired = DESIRED["plain"]!) => decide(desired, record, none, LIMITS);

  test("it is said how long ago, and what was recorded stays", () => {
    expect(decided(recorded(12))).toEqual({
      kind: "nothing",
      notListedYet: {
        ageMs: 12 * 60_000,
        item: expect.objectContaining({ qualification: "Education", vettingStatus: "InReview" }),
      },
    });
  });

  test.each([0, 59, -5, -59])("%s minutes ago, by clocks that differ: nothing to do", (minutes) => {
    expect(words(decided(recorded(minutes)))).toBe("nothing");
  });

  test.each<[string, Recorded]>([
    ["an hour is over", recorded(60)],
    ["a date that is far ahead", recorded(-61)],
    ["a state of an older release", recorded(5, { submittedAt: undefined })],
    ["what is no date", recorded(5, { submittedAt: "just now" })],
    [
      "recorded as denied",
      recorded(5, { vettingStatus: "Denied", vettingReason: REASON, vettingCreateDate: DATE }),
    ],
    ["recorded as not listed", recorded(5, { vettingStatus: "None" })],
  ])("%s: no longer listed", (_, record) => {
    expect(words(decided(record))).toBe("refuse: notListed");
    expect(words(decided(record, DESIRED["resubmit changed"]))).toBe("submit 2");
  });

  test("refused, or not known to be taken, it is as ever", () => {
    const submissionError = "Customer tagging denied.";
    expect(words(decided(recorded(5, { vettingStatus: "None", submissionError })))).toBe(
      "refuse: submissionRefused",
    );
    expect(words(decided(recorded(5, { vettingStatus: undefined, submissionError })))).toBe(
      "refuse: submissionUnknown",
    );
  });

  test("created anew, for what this run knows of it: its record goes on", () => {
    const decision = decide(DESIRED["plain"]!, undefined, none, LIMITS, recorded(5));
    expect(words(decision)).toBe("nothing");
  });

  test("by others, it is the newest of less than an hour that is named", () => {
    const log = [70, 50, 40].map((minutes) => ({
      ...{ customerId: DESIRED["plain"]!.customerId, qualification: "Education", at: minutesAgo(minutes) },
    }));
    const seen: Observed = { kind: "seen", at: NOW, items: [], logged: log };
    expect(decide(DESIRED["plain"]!, undefined, seen, LIMITS)).toMatchObject({
      because: "submittedLately",
      submitted: { at: minutesAgo(40) },
    });
    const failed = log.map((one) => ({ ...one, operationStatus: "failed" }));
    expect(words(decide(DESIRED["plain"]!, undefined, { ...seen, logged: failed }, LIMITS))).toBe("submit 1");
  });
});
