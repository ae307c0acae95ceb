// A changed `resubmit` answers a denial that an `up` has reported: a refresh records what it sees, and asks for nothing.
import { decide } from "../../../provider/customerQualification/decide";
import type { Inputs, Recorded } from "../../../provider/customerQualification/model";
import { outputsOf, recordedOf, recordRefreshed } from "../../../provider/customerQualification/record";
import type { CustomerQualificationItem } from "../../../provider/partnercenter";
import { DATE, DESIRED, NEWER, REASON } from "./decide.table";

const LIMITS = { maxSubmissions: 3 };
const desired = DESIRED["plain"]!;
const item = (vettingStatus: string, vettingCreateDate?: string): CustomerQualificationItem => ({
  qualification: "Education",
  vettingStatus,
  vettingCreateDate,
  ...(vettingStatus === "Denied" && { vettingReason: REASON }),
});

/** The record after refreshes that saw these, through the state each time. */
const refreshed = (recorded: Recorded, ...seen: (CustomerQualificationItem | undefined)[]): Recorded =>
  seen.reduce<Recorded>(
    (before, own) => recordedOf({ ...outputsOf(recordRefreshed(desired, own, before)) }),
    recorded,
  );

const decided = (inputs: Inputs, recorded: Recorded, own: CustomerQualificationItem) =>
  decide(inputs, recorded, { kind: "seen", items: [own] }, LIMITS);

const recordedBefore: Record<string, Recorded> = {
  Denied: { ...desired, ...item("Denied", DATE), submissions: 1 },
  InReview: { ...desired, ...item("InReview", DATE), submissions: 1 },
  // An approval comes without its date.
  Approved: { ...desired, ...item("Approved"), submissions: 1 },
  None: { ...desired, vettingStatus: "None", submissions: 1 },
  "not known": { ...desired, submissions: 1, submissionError: "no answer" },
};

test.each(["Denied", "InReview", "None", "not known"])(
  "recorded %s, and denied anew: the same with a refresh as without",
  (name) => {
    const recorded = recordedBefore[name]!;
    const denial = item("Denied", NEWER);
    const resubmit = { ...desired, resubmit: "1" };
    const moot = { kind: "record", because: "resubmitMoot" };
    expect(decided(resubmit, recorded, denial)).toEqual(moot);
    const review = item("InReview", NEWER);
    for (const seen of [[denial], [review, denial], [denial, denial], [review, item("Approved"), denial]]) {
      const after = refreshed(recorded, ...seen);
      expect(after).toMatchObject({ vettingStatus: "Denied", vettingCreateDate: NEWER, submissions: 1 });
      expect(decided(resubmit, after, denial)).toEqual(moot);
      // Under onDenied: "warn", the next up records it as reported.
      expect(decided({ ...desired, onDenied: "warn" }, after, denial)).toMatchObject({
        alreadyRecorded: false,
      });
    }
  },
);

test("a denial of the vetting that an up recorded is answered after a refresh, too", () => {
  const denial = item("Denied", DATE);
  for (const name of ["Denied", "InReview", "Approved"]) {
    const after = refreshed(recordedBefore[name]!, denial);
    expect(after).not.toHaveProperty("actedVettingCreateDate");
    expect(decided({ ...desired, resubmit: "1" }, after, denial)).toMatchObject({
      kind: "submit",
      request: 2,
    });
  }
});
