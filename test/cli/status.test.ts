import fc from "fast-check";
import { cut, displayWidth, printable } from "../../cli/displayText";
import { EXIT } from "../../cli/failure";
import type { ReadCustomer, Reading } from "../../cli/reading";
import { exitCodeOf, only, statusOf, summaryOf } from "../../cli/statusModel";
import { reportOf, type ReportOptions } from "../../cli/statusReport";
import type { CustomerQualificationItem } from "../../provider/partnercenter";
import { daysAgo, id, noRelationship, NOW } from "./fleet";

const customer = (
  number: number,
  companyName: string | undefined,
  ...qualifications: CustomerQualificationItem[]
): ReadCustomer => ({ customerId: id(number), companyName, qualifications });

const CUSTOMERS: ReadCustomer[] = [
  customer(1, "Contoso School", {
    qualification: "Education",
    vettingStatus: "Approved",
    vettingCreateDate: daysAgo(400),
  }),
  customer(
    2,
    "東京都立大学附属高等学校国際交流センター",
    {
      qualification: "Education",
      vettingStatus: "Denied",
      vettingReason: "Not an Education Customer",
      vettingCreateDate: daysAgo(12),
    },
    { qualification: "StateOwnedEntity" },
  ),
  customer(3, "City of Northwind", {
    qualification: "GovernmentCommunityCloud",
    vettingStatus: "InReview",
    vettingCreateDate: daysAgo(1.25),
  }),
  customer(4, "Fabrikam"),
  { ...customer(5, "Litware"), error: noRelationship() },
  customer(6, "Alpine", {
    qualification: "Education",
    vettingStatus: "Denied",
    vettingReason: "Organization Information Missing or Not Found",
    vettingCreateDate: daysAgo(30),
  }),
];

const reading = (customers: ReadCustomer[], over: Partial<Reading> = {}): Reading => ({
  customers,
  total: customers.length,
  interrupted: false,
  ...over,
});

const report = (width: number, options: Partial<ReportOptions> = {}, over: Partial<Reading> = {}) =>
  reportOf(reading(CUSTOMERS, over), { width, now: NOW, listsWithout: false, ...options }).split("\n");

test("at 80 columns each customer is one line, and the id stands with what there is to say", () => {
  expect(report(80)).toEqual([
    "5 customers read, 5 qualifications: 2 denied, 1 in review, 1 approved, 1 without",
    "a vetting status.",
    "Without a qualification: 1 customer. Could not be read: 1 customer.",
    "",
    "Denied: 2. Next: have the customer's global administrator correct the",
    "organisation's profile in the Microsoft 365 admin center, then change",
    "`resubmit`.",
    "Customer                               Qualification             Status      Age",
    "Alpine                                 Education                 Denied     30 d",
    "  00000000-0000-4000-8000-000000000006  Organization Information Missing or Not",
    "  Found",
    "東京都立大学附属高等学校国際交流セン…  Education                 Denied     12 d",
    "  00000000-0000-4000-8000-000000000002  Not an Education Customer",
    "",
    "Could not be read: 1",
    "Litware   00000000-0000-4000-8000-000000000005",
    '  HTTP 403, code 20002: "No relationship between caller and account."',
    "  (MS-CorrelationId 6f1d2c3b-0000-4000-8000-00000000c0de)",
    "  The partner has no relationship with this customer. Check the customer's id.",
    "",
    "In review: 1",
    "Customer                               Qualification             Status      Age",
    "City of Northwind                      GovernmentCommunityCloud  InReview   30 h",
    "",
    "Approved: 1",
    "Customer                               Qualification             Status      Age",
    "Contoso School                         Education                 Approved  400 d",
    "",
    "Without a vetting status: 1",
    "Customer                               Qualification             Status      Age",
    "東京都立大学附属高等学校国際交流セン…  StateOwnedEntity          -             -",
    "",
  ]);
});

const LONG_NAME = "Contoso School of Science";

test("where two customers have one name, the id says which", () => {
  const approved = { qualification: "Education", vettingStatus: "Approved" };
  const lines = report(
    80,
    {},
    { customers: [customer(1, LONG_NAME, approved), customer(2, LONG_NAME, approved)] },
  );
  expect(lines.join("\n")).toMatch(/Science +Education.*\n {2}\S+01\nContoso .*\n {2}\S+02\n/);
});

test("at 120 columns the id stands beside the name", () => {
  expect(report(120)).toEqual([
    "5 customers read, 5 qualifications: 2 denied, 1 in review, 1 approved, 1 without a vetting status.",
    "Without a qualification: 1 customer. Could not be read: 1 customer.",
    "",
    "Denied: 2. Next: have the customer's global administrator correct the organisation's profile in the Microsoft 365 admin",
    "center, then change `resubmit`.",
    "Customer                                 Customer id                           Qualification             Status      Age",
    "Alpine                                   00000000-0000-4000-8000-000000000006  Education                 Denied     30 d",
    "  Organization Information Missing or Not Found",
    "東京都立大学附属高等学校国際交流センタ   00000000-0000-4000-8000-000000000002  Education                 Denied     12 d",
    "ー",
    "  Not an Education Customer",
    "",
    "Could not be read: 1",
    "Litware                                  00000000-0000-4000-8000-000000000005",
    '  HTTP 403, code 20002: "No relationship between caller and account." (MS-CorrelationId',
    "  6f1d2c3b-0000-4000-8000-00000000c0de)",
    "  The partner has no relationship with this customer. Check the customer's id.",
    "",
    "In review: 1",
    "Customer                                 Customer id                           Qualification             Status      Age",
    "City of Northwind                        00000000-0000-4000-8000-000000000003  GovernmentCommunityCloud  InReview   30 h",
    "",
    "Approved: 1",
    "Customer                                 Customer id                           Qualification             Status      Age",
    "Contoso School                           00000000-0000-4000-8000-000000000001  Education                 Approved  400 d",
    "",
    "Without a vetting status: 1",
    "Customer                                 Customer id                           Qualification             Status      Age",
    "東京都立大学附属高等学校国際交流センタ   00000000-0000-4000-8000-000000000002  StateOwnedEntity          -             -",
    "ー",
    "",
  ]);
});

test("at 60 columns one stands above the other", () => {
  expect(report(60)).toEqual([
    "5 customers read, 5 qualifications: 2 denied, 1 in review, 1",
    "approved, 1 without a vetting status.",
    "Without a qualification: 1 customer. Could not be read: 1",
    "customer.",
    "",
    "Denied: 2. Next: have the customer's global administrator",
    "correct the organisation's profile in the Microsoft 365",
    "admin center, then change `resubmit`.",
    "Alpine",
    "  00000000-0000-4000-8000-000000000006",
    "  Education  Denied  30 d",
    "  Organization Information Missing or Not Found",
    "東京都立大学附属高等学校国際交流センター",
    "  00000000-0000-4000-8000-000000000002",
    "  Education  Denied  12 d",
    "  Not an Education Customer",
    "",
    "Could not be read: 1",
    "Litware",
    "  00000000-0000-4000-8000-000000000005",
    '  HTTP 403, code 20002: "No relationship between caller and',
    '  account." (MS-CorrelationId',
    "  6f1d2c3b-0000-4000-8000-00000000c0de)",
    "  The partner has no relationship with this customer. Check",
    "  the customer's id.",
    "",
    "In review: 1",
    "City of Northwind",
    "  00000000-0000-4000-8000-000000000003",
    "  GovernmentCommunityCloud  InReview  30 h",
    "",
    "Approved: 1",
    "Contoso School",
    "  00000000-0000-4000-8000-000000000001",
    "  Education  Approved  400 d",
    "",
    "Without a vetting status: 1",
    "東京都立大学附属高等学校国際交流センター",
    "  00000000-0000-4000-8000-000000000002",
    "  StateOwnedEntity  -  -",
    "",
  ]);
});

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

const words = fc.string({ unit: "grapheme", maxLength: 60 });
const someCustomer: fc.Arbitrary<ReadCustomer> = fc
  .record({
    customerId: fc.uuid(),
    companyName: fc.option(words, { nil: undefined }),
    qualifications: fc.array(
      fc.record({
        qualification: fc.constantFrom(
          "Education",
          "GovernmentCommunityCloud",
          "StateOwnedEntity",
          "Nonprofit",
        ),
        vettingStatus: fc.constantFrom(undefined, "InReview", "Approved", "Denied", "EscalatedToSomebody"),
        vettingReason: fc.option(words, { nil: undefined }),
        vettingCreateDate: fc.constantFrom(
          undefined,
          daysAgo(0),
          daysAgo(3),
          daysAgo(3650),
          "the day before",
        ),
      }),
      { maxLength: 3 },
    ),
    correlationId: fc.option(fc.uuid(), { freq: 4, nil: undefined }),
  })
  .map(({ correlationId, ...one }) =>
    correlationId === undefined ? one : { ...one, qualifications: [], error: noRelationship(correlationId) },
  );

test("no line is longer than the terminal is wide unless an id alone is, and nothing is lost", () => {
  fc.assert(
    fc.property(
      fc.array(someCustomer, { maxLength: 12 }),
      fc.integer({ min: 20, max: 160 }),
      (customers, width) => {
        const text = reportOf(reading(customers), { width, now: NOW, listsWithout: true });
        const lines = text.split("\n");
        const onlyAnId = /^ *[^ ]*[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}[^ ]*$/;
        expect(lines.filter((line) => line !== line.trimEnd())).toEqual([]);
        expect(lines.filter((line) => displayWidth(line) > width && !onlyAnId.test(line))).toEqual([]);
        const there = charactersOf(text);
        const expected = customers.flatMap(({ qualifications, error }) => [
          ...(qualifications.length === 0 ? [undefined] : qualifications).flatMap((item) => [
            item?.qualification ?? "",
            item?.vettingStatus ?? "",
            printable(item?.vettingReason ?? ""),
          ]),
          error?.correlationId ?? "",
        ]);
        const lost = [...charactersOf(expected.join(""))].filter(
          ([character, count]) => (there.get(character) ?? 0) < count,
        );
        expect(lost).toEqual([]);
        // A customer is found by its id, which stands whole, or by its name, of which the beginning may stand.
        for (const { companyName, customerId, error, qualifications } of customers) {
          const name = printable(companyName ?? "");
          const hasReason = qualifications.some(({ vettingReason }) => printable(vettingReason ?? "") !== "");
          const begins =
            name === "" || hasReason || error !== undefined ? customerId : cut(name, 20).replace(/…$/, "");
          expect([customerId, begins].some((part) => text.includes(part))).toBe(true);
          if (error) expect(text).toContain(error.correlationId);
          if (width >= 40)
            for (const { vettingStatus, qualification } of qualifications)
              expect(text).toMatch(new RegExp(`${qualification}\\s+${vettingStatus ?? "-"}`));
        }
      },
    ),
    { numRuns: 150 },
  );
}, 60_000);

function charactersOf(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const character of text.replace(/\s/g, "")) counts.set(character, (counts.get(character) ?? 0) + 1);
  return counts;
}

test("a word that plainly means no stands among the denied, as Microsoft writes it, and --only Denied shows it", () => {
  const revoked = customer(9, undefined, { qualification: "Education", vettingStatus: "Revoked." });
  const approved = customer(8, undefined, { qualification: "Education", vettingStatus: "Approved" });
  const found = statusOf([approved, revoked]);
  expect(found.denied.map(({ item }) => item.vettingStatus)).toEqual(["Revoked."]);
  expect(exitCodeOf(reading([approved, revoked]))).toBe(EXIT.denied);
  expect(only([approved, revoked], ["Denied"])).toEqual([revoked]);
  expect(only([approved, revoked], ["Revoked."])).toEqual([revoked]);
});
