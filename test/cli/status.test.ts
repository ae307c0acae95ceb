import { EXIT } from "../../cli/failure";
import type { ReadCustomer, Reading } from "../../cli/reading";
import { exitCodeOf, only, statusOf, summaryOf } from "../../cli/statusModel";
import { daysAgo, id } from "./fleet";
import { customer, CUSTOMERS, reading, report } from "./statusReading";

test("customers without a qualification are listed where they were named, or asked for", () => {
  expect(report(80).join("\n")).not.toContain("Fabrikam");
  expect(report(80, { listsWithout: true }).join("\n")).toContain(
    `Without a qualification: 1\nFabrikam  ${id(4)}`,
  );
  const none = report(80, { only: ["none"] }).join("\n");
  expect(none).toContain("Fabrikam");
  expect(none).not.toContain("Alpine");
  // What could not be read may be one of them.
  expect(none).toContain("Litware");
});

test("what was read is shown when the rest was not, and that it is incomplete", () => {
  expect(report(80, {}, { total: 1000, interrupted: true })[0]).toBe(
    "Incomplete: interrupted after 6 of 1,000 customers; the others were not read.",
  );
  const stopped = new Error("Listing: HTTP 401\nSign in again.");
  expect(report(80, {}, { total: 1000, stopped }).slice(0, 2).join(" ")).toBe(
    "Incomplete: stopped after 6 of 1,000 customers; the others were not read. Listing: HTTP 401 Sign in again.",
  );
  expect(summaryOf(reading(CUSTOMERS, { stopped })).complete).toBe(false);
});

test("by --only, whatever its case, and with what could not be read", () => {
  const ids = (...statuses: string[]) => only(CUSTOMERS, statuses).map(({ customerId }) => customerId);
  expect(ids("denied")).toEqual([id(2), id(5), id(6)]);
  expect(ids("in_review", "None")).toEqual([id(3), id(4), id(5)]);
  expect(only(CUSTOMERS, ["Denied"])[0]?.qualifications).toHaveLength(1);
});

test("the oldest first where something is waited for; otherwise by name", () => {
  const vetted = (number: number, vettingStatus: string, vettingCreateDate?: string) =>
    customer(number, `Company ${number}`, { qualification: "Education", vettingStatus, vettingCreateDate });
  const { inReview, approved } = statusOf([
    vetted(10, "Approved", daysAgo(9)),
    vetted(2, "Approved", daysAgo(1)),
    vetted(3, "InReview"),
    vetted(4, "InReview", daysAgo(1)),
    vetted(5, "inreview", daysAgo(2)),
  ]);
  expect(inReview.map((one) => one.customer.customerId)).toEqual([5, 4, 3].map(id));
  expect(approved.map((one) => one.customer.customerId)).toEqual([2, 10].map(id));
});

test("the summary counts what is there", () => {
  expect(summaryOf(reading(CUSTOMERS))).toEqual({
    complete: false,
    customers: 6,
    read: 5,
    failed: 1,
    withoutQualification: 1,
    qualifications: 5,
    vettingStatus: { Approved: 1, Denied: 2, InReview: 1 },
    withoutVettingStatus: 1,
  });
});

test("exit codes", () => {
  const of = (customers: ReadCustomer[], over: Partial<Reading> = {}) => exitCodeOf(reading(customers, over));
  const [approved, denied, inReview, none, unread] = CUSTOMERS as [
    ReadCustomer,
    ReadCustomer,
    ReadCustomer,
    ReadCustomer,
    ReadCustomer,
  ];
  expect(of([approved, inReview, none])).toBe(EXIT.ok);
  expect(of([approved, denied])).toBe(EXIT.denied);
  // That something is denied is certain, but not what else is.
  expect(of([denied, unread])).toBe(EXIT.error);
  expect(of([approved], { stopped: new Error("429") })).toBe(EXIT.error);
  expect(of([denied], { interrupted: true, total: 2 })).toBe(EXIT.interrupted);
});

test("a word that plainly means no stands among the denied, as Microsoft writes it, and --only Denied shows it", () => {
  const revoked = customer(9, undefined, { qualification: "Education", vettingStatus: "Revoked." });
  const approved = customer(8, undefined, { qualification: "Education", vettingStatus: "Approved" });
  const found = statusOf([approved, revoked]);
  expect(found.denied.map(({ item }) => item.vettingStatus)).toEqual(["Revoked."]);
  expect(exitCodeOf(reading([approved, revoked]))).toBe(EXIT.denied);
  expect(only([approved, revoked], ["Denied"])).toEqual([revoked]);
  expect(only([approved, revoked], ["Revoked."])).toEqual([revoked]);
});
