import * as fc from "fast-check";
import type { AuditRecord } from "../../../../provider/partnercenter";
import {
  mayHaveBeenTaken,
  submissionsOf,
} from "../../../../provider/resources/customerQualification/activityLogRecords";

const CUSTOMER = "8f9a1c52-1d0e-4c5e-9a43-0a9f5b0c7d11";
const OTHER = "9a0b2d63-2e1f-4d6f-8b54-1b0a6c1d8e22";

const record = (over: Partial<AuditRecord> = {}): AuditRecord => ({
  customerId: CUSTOMER,
  operationType: "update_customer_qualification",
  operationDate: "2026-05-01T10:00:00.0589308Z",
  operationStatus: "succeeded",
  userPrincipalName: "agent@partner.example",
  customizedData: [],
  ...over,
});
const detail = (key: string, value?: string) => ({
  customizedData: [{ key, ...(value !== undefined && { value }) }],
});

describe("which qualification a record is about", () => {
  test.each<[string, Partial<AuditRecord>, string | undefined]>([
    ["a detail", detail("Qualification", "Education"), "Education"],
    [
      "a detail in another spelling",
      detail("customer_qualification", "government_community_cloud"),
      "GovernmentCommunityCloud",
    ],
    ["a detail with a number", detail("Qualification-0", "stateownedentity"), "StateOwnedEntity"],
    [
      "the new value",
      { resourceNewValue: '{"Qualification":"education","VettingStatus":"InReview"}' },
      "Education",
    ],
    ["a list in it", { resourceNewValue: '{"Qualifications":[{"Qualification":"Education"}]}' }, "Education"],
    ["a value that is only its name", { resourceNewValue: '"education"' }, "Education"],
    ["a text that is only its name", { resourceNewValue: "Education" }, "Education"],
    [
      "both, alike",
      { ...detail("Qualification", "Education"), resourceNewValue: '{"qualification":"Education"}' },
      "Education",
    ],
    [
      "two of them",
      { resourceNewValue: '[{"Qualification":"Education"},{"Qualification":"StateOwnedEntity"}]' },
      undefined,
    ],
    ["none", detail("Qualification", "None"), undefined],
    ["one that nobody knows", detail("Qualification", "Museum"), undefined],
    ["a detail without a value", detail("Qualification"), undefined],
    ["another detail", detail("Segment", "Education"), undefined],
    ["what was there before only", { resourceOldValue: '{"Qualification":"Education"}' }, undefined],
    ["no JSON", { resourceNewValue: "{" }, undefined],
  ])("%s", (_name, over, expected) => {
    expect(submissionsOf([record(over)])[0]?.qualification).toBe(expected);
  });
});

test("of the customer and the qualification that are asked for, and of those that do not say which", () => {
  const records = [
    record({ ...detail("Qualification", "Education"), operationDate: "2026-05-01T10:00:00Z" }),
    record({ ...detail("Qualification", "StateOwnedEntity"), operationDate: "2026-05-02T10:00:00Z" }),
    record({ operationDate: "2026-05-03T10:00:00Z" }),
    record({ customerId: OTHER }),
    record({ customerId: undefined }),
    record({ operationType: "add_customer" }),
    record({ operationType: undefined }),
  ];
  const found = submissionsOf(records, CUSTOMER.toUpperCase(), "education");
  expect(found.map(({ operationDate }) => operationDate?.slice(0, 10))).toEqual(["2026-05-01", "2026-05-03"]);
  expect(submissionsOf(records)).toHaveLength(4);
});

test("one that is there twice is one, and what became of it counts", () => {
  const states = (...operationStatus: string[]) =>
    submissionsOf(operationStatus.map((status) => record({ operationStatus: status }))).map(
      (one) => one.operationStatus,
    );
  expect(states("progress", "succeeded")).toEqual(["succeeded"]);
  expect(states("succeeded", "progress")).toEqual(["succeeded"]);
  expect(states("failed", "progress")).toEqual(["failed"]);
  // Another moment, another user: another one. Without a date nobody knows.
  expect(submissionsOf([record(), record({ operationDate: "2026-05-01T10:00:01Z" })])).toHaveLength(2);
  expect(submissionsOf([record(), record({ userPrincipalName: "b@partner.example" })])).toHaveLength(2);
  const undated = record({ operationDate: undefined });
  expect(submissionsOf([undated, undated])).toHaveLength(2);
});

test.each([
  ["succeeded", true],
  ["progress", true],
  ["Failed", false],
  ["queued", true],
  [undefined, true],
])("%s: may have been taken: %s", (operationStatus, expected) => {
  expect(mayHaveBeenTaken({ operationStatus })).toBe(expected);
});

const arbitrary = fc.record(
  {
    customerId: fc.constantFrom(CUSTOMER, CUSTOMER.toUpperCase(), OTHER),
    operationType: fc.constantFrom(
      "update_customer_qualification",
      "UpdateCustomerQualification",
      "add_customer",
    ),
    operationDate: fc.constantFrom("2026-05-01T10:00:00Z", "2026-04-01T10:00:00Z", "soon"),
    operationStatus: fc.constantFrom("succeeded", "failed", "progress", "queued"),
    userPrincipalName: fc.constantFrom("a@partner.example", "b@partner.example"),
    resourceNewValue: fc.oneof(
      fc.constantFrom('{"Qualification":"Education"}', '{"Qualification":"StateOwnedEntity"}'),
      fc.json(),
      fc.string(),
    ),
    customizedData: fc.constant([]),
  },
  { requiredKeys: ["customizedData"] },
) as fc.Arbitrary<AuditRecord>;

test("whatever the records hold: sorted, no more than there are, and the order in which they come is the same to it", () => {
  fc.assert(
    fc.property(fc.array(arbitrary, { maxLength: 12 }), (records) => {
      const found = submissionsOf(records);
      expect(found.length).toBeLessThanOrEqual(records.length);
      const dates = found.flatMap(({ at }) => (at === undefined ? [] : [at]));
      expect(dates).toEqual(dates.toSorted((a, b) => a - b));
      expect(submissionsOf(records.toReversed())).toHaveLength(found.length);
      // Asking for one qualification never hides one that may be of it.
      const unsaid = found.filter(
        ({ customerId, qualification }) => customerId === CUSTOMER && !qualification,
      );
      expect(submissionsOf(records, CUSTOMER, "Education")).toEqual(expect.arrayContaining(unsaid));
    }),
  );
});
