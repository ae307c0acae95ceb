import {
  conflictingItem,
  isDenied,
  isFromBefore,
  isSettled,
  ownItem,
  sameDate,
  sameDenial,
} from "../../../../provider/resources/customerQualification/vetting";

test.each<[string | undefined, string | undefined, boolean]>([
  ["2026-11-20T10:00:00Z", "2026-11-20T10:00:00.885Z", true],
  ["2026-11-20T10:00:00Z", "2026-11-20T12:00:00.0000000+02:00", true],
  // UTC wherever this runs, as the reference pages say; the change log's own form too.
  ["2026-11-20T10:00:00", "2026-11-20T10:00:00Z", true],
  ["11/20/2026: 10:00:00", "2026-11-20T10:00:00Z", true],
  ["2026-11-20T10:00:00Z", "2026-11-20T10:00:03Z", false],
  ["some day", "some day", true],
  ["some day", "another day", false],
  // A missing date tells nothing.
  [undefined, undefined, false],
  [undefined, "2026-11-20T10:00:00Z", false],
])("%s and %s name one vetting: %s", (a, b, same) => {
  expect(sameDate(a, b)).toBe(same);
  expect(sameDate(b, a)).toBe(same);
});

// Of a submission at 14:00 that was answered with this date: what tells the day alone may be of any hour of it.
test.each<[string | undefined, boolean]>([
  ["2026-11-20T13:59:58Z", false],
  ["2026-11-20T12:59:00Z", true],
  ["11/20/2026: 00:00:00", false],
  ["2026-11-20T00:00:00", false],
  ["11/19/2026: 00:00:00", true],
  ["2026-02-01T00:00:00", true],
  ["some day", false],
  [undefined, false],
])("a vetting of %s is from before: %s", (vettingCreateDate, before) => {
  expect(isFromBefore({ vettingCreateDate }, Date.parse("2026-11-20T14:00:00Z"))).toBe(before);
});

test.each([
  "Denied",
  "denied",
  "DENIED",
  "Denied.",
  "Rejected",
  "rejected.",
  "Expired",
  "Revoked",
  "With drawn",
  "Withdrawn",
])("%s plainly means no", (vettingStatus) => {
  expect(isDenied({ vettingStatus })).toBe(true);
  expect(isSettled({ vettingStatus })).toBe(false);
});

test.each([
  "InReview",
  "Approved",
  "Approved.",
  "Escalated",
  "NotDenied",
  "Denied pending appeal",
  "Undenied",
  "None",
  ".",
])("%s is no denial", (vettingStatus) => {
  expect(isDenied({ vettingStatus })).toBe(false);
});

test("another word for no is something new to read, another spelling of it is not", () => {
  const denied = { vettingStatus: "Denied", vettingReason: "Not an Education Customer" };
  expect(sameDenial(denied, { ...denied, vettingStatus: "denied." })).toBe(true);
  expect(sameDenial(denied, { ...denied, vettingStatus: "Revoked" })).toBe(false);
});

const education = (vettingStatus: string | undefined, vettingCreateDate?: string) => ({
  qualification: "Education",
  vettingStatus,
  vettingCreateDate,
});
const OLD = "2026-10-01T10:00:00Z";
const NEW = "2026-11-20T10:00:00Z";

describe("of several that are listed of one qualification", () => {
  test.each([
    [
      "a vetting that goes on, not the denial before it",
      education("InReview", NEW),
      education("Denied", OLD),
    ],
    ["one without a status, not a denial", education(undefined), education("Denied", OLD)],
    ["a new word of Microsoft's, not a denial", education("Escalated"), education("denied", NEW)],
    ["the newer denial", education("Denied", NEW), education("Denied", OLD)],
    ["the newer vetting", education("InReview", NEW), education("Approved", OLD)],
    ["what is listed, not what is listed as None", education("Denied", OLD), education("None", NEW)],
  ])("%s, in either order", (_, counts, other) => {
    expect(ownItem([counts, other], "Education")).toBe(counts);
    expect(ownItem([other, counts], "Education")).toBe(counts);
  });

  test("the first where their dates do not tell", () => {
    const [first, second] = [education("Denied"), education("Denied", NEW)];
    expect(ownItem([first, second], "Education")).toBe(first);
    expect(ownItem([second, first], "Education")).toBe(second);
  });

  test("a denial that is over is in nobody's way, and what came after it is", () => {
    const items = [education("Denied", OLD), education("InReview", NEW)];
    expect(conflictingItem(items, "GovernmentCommunityCloud")).toBe(items[1]);
    expect(conflictingItem(items.slice(0, 1), "GovernmentCommunityCloud")).toBeUndefined();
  });
});
