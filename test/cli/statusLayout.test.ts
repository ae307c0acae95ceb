import fc from "fast-check";
import { cut, displayWidth, printable } from "../../cli/displayText";
import type { ReadCustomer } from "../../cli/reading";
import { reportOf } from "../../cli/statusReport";
import { daysAgo, noRelationship, NOW } from "./fleet";
import { customer, reading, report } from "./statusReading";

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
