// A changed `resubmit` answers a denial that an `up` has reported: a refresh records what it sees, and asks for nothing.
import { decide } from "../../../../provider/resources/customerQualification/decide";
import type { Inputs, Recorded } from "../../../../provider/resources/customerQualification/model";
import {
  outputsOf,
  recordedOf,
  recordRefreshed,
} from "../../../../provider/resources/customerQualification/record";
import type { CustomerQualificationItem } from "../../../../provider/partnercenter";
import { explain } from "../../../../provider/resources/customerQualification/messages";
import { DATE, DESIRED, NEWER, NOW, REASON, submitted } from "./decide.table";

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
    (before, own) =>
      recordedOf({ ...outputsOf(recordRefreshed(desired, { items: own ? [own] : [], at: NOW }, before)) }),
    recorded,
  );

const decided = (inputs: Inputs, recorded: Recorded, own: CustomerQualificationItem) =>
  decide(inputs, recorded, { kind: "seen", at: NOW, items: [own] }, LIMITS);

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
  for (const name of ["Denied", "InReview"]) {
    const after = refreshed(recordedBefore[name]!, denial);
    expect(decided({ ...desired, resubmit: "1" }, after, denial)).toMatchObject({
      kind: "submit",
      request: 2,
    });
  }
});

test("a denial after an approval without a date is one that nobody was told of, whatever a refresh recorded", () => {
  const denial = item("Denied", DATE);
  const recorded = recordedBefore["Approved"]!;
  for (const after of [recorded, refreshed(recorded, denial), refreshed(recorded, denial, denial)]) {
    const decision = decided({ ...desired, resubmit: "1" }, after, denial);
    expect(decision).toEqual({ kind: "record", because: "resubmitMoot" });
    const situation = { desired, recorded: after, items: [denial], limits: LIMITS };
    expect(explain(decision, situation)).not.toContain("still");
  }
});

test("only a refresh names another vetting as the reported one, and never forgets it", () => {
  const recorded = recordedBefore["Approved"]!;
  expect(recordRefreshed(desired, { items: [item("Approved")], at: NOW }, recorded)).not.toHaveProperty(
    "reported",
  );
  const denied = refreshed(recorded, item("Denied", DATE));
  expect(denied.reported).toEqual({ vettingStatus: "Approved" });
  expect(refreshed(denied, undefined, item("Denied", NEWER)).reported).toEqual({ vettingStatus: "Approved" });
  expect(refreshed(denied, item("Approved"))).not.toHaveProperty("reported");
});

test.each<[string, object]>([
  ["the date of the vetting that the last up recorded", { actedVettingCreateDate: DATE, unreported: true }],
  ["that the last up recorded none", { actedVettingCreateDate: "", unreported: true }],
  ["a denial that only a refresh has found", { unreported: true }],
])("a state of 0.1.0 that names %s is read as carefully", (_, old) => {
  const state = { ...desired, ...item("Denied", NEWER), submissions: 1, ...old };
  const recorded = recordedOf(state);
  const denial = item("Denied", NEWER);
  expect(decided({ ...desired, resubmit: "1" }, recorded, denial)).toEqual({
    kind: "record",
    because: "resubmitMoot",
  });
  expect(decided({ ...desired, onDenied: "warn" }, recorded, denial)).toMatchObject({
    alreadyRecorded: false,
  });
});

describe("submitted less than an hour ago, and not listed", () => {
  const recorded: Recorded = { ...desired, ...item("InReview", DATE), submissions: 1, ...submitted(20) };

  test("stays as it was recorded, and once the hour is over it is drift for all refreshes", () => {
    const after = refreshed(recorded, undefined, undefined);
    expect(after).toEqual(recorded);
    const warns = { ...desired, onDenied: "warn" } as const;
    const later = { kind: "seen", at: NOW + 3_600_000, items: [] } as const;
    const found = recordedOf({ ...outputsOf(recordRefreshed(desired, later, after)) });
    expect(found).toMatchObject({ vettingStatus: "None", reported: { vettingStatus: "InReview" } });
    for (const record of [after, found]) {
      expect(decide(desired, record, later, LIMITS)).toMatchObject({ because: "notListed" });
      expect(decide(warns, record, later, LIMITS)).toMatchObject({ kind: "warn", alreadyRecorded: false });
    }
  });

  test("denied in between, it is gone", () => {
    const after = refreshed(recorded, item("Denied", DATE), undefined);
    expect(after).toMatchObject({ vettingStatus: "None", reported: { vettingStatus: "InReview" } });
    expect(decide(desired, after, { kind: "seen", at: NOW, items: [] }, LIMITS)).toMatchObject({
      because: "notListed",
    });
  });

  test("beside what excludes it, it is gone", () => {
    const gcc = { qualification: "GovernmentCommunityCloud", vettingStatus: "InReview" };
    expect(refreshed(recorded, gcc)).toMatchObject({ vettingStatus: "None" });
  });
});

describe("a submission whose outcome is not known", () => {
  const before = item("Denied", DATE);
  const unknown: Recorded = {
    ...desired,
    vettingReason: before.vettingReason,
    vettingCreateDate: before.vettingCreateDate,
    submissions: 2,
    submissionError: "no answer",
  };
  const refused = { kind: "refuse", because: "submissionUnknown", request: 3 };

  test.each<[string, Recorded, CustomerQualificationItem | undefined]>([
    ["nothing is listed", { ...desired, submissions: 2, submissionError: "no answer" }, undefined],
    ["the denial from before is listed", unknown, before],
  ])("stays so through refreshes while %s", (_, recorded, own) => {
    for (const after of [recorded, refreshed(recorded, own), refreshed(recorded, own, own)]) {
      expect(after).toMatchObject({ submissions: 2, submissionError: "no answer" });
      expect(after.vettingStatus).toBeUndefined();
      for (const onDenied of ["fail", "warn"] as const) {
        const items = own ? [own] : [];
        expect(decide({ ...desired, onDenied }, after, { kind: "seen", at: NOW, items }, LIMITS)).toEqual(
          refused,
        );
      }
    }
  });

  test("is known once another vetting is listed", () => {
    for (const own of [item("InReview", NEWER), item("Approved"), item("Denied", NEWER)])
      expect(refreshed(unknown, own)).not.toHaveProperty("submissionError");
  });

  test("is sent again when a person asks for it", () => {
    expect(decided({ ...desired, resubmit: "2" }, unknown, before)).toMatchObject({
      kind: "submit",
      request: 3,
    });
  });
});
