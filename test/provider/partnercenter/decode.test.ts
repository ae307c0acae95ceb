import fc from "fast-check";
import {
  decodeQualificationName,
  decodeQualifications,
} from "../../../provider/partnercenter/decode/qualifications";
import {
  decodeCustomerValidationCode,
  decodeValidationCodes,
} from "../../../provider/partnercenter/decode/validations";

const EDUCATION = { qualification: "Education", vettingStatus: "InReview" };

test("a reason is one line of bounded length", () => {
  const reason = (vettingReason: string) => {
    const decoded = decodeQualifications([{ ...EDUCATION, vettingReason }]);
    return decoded.understood ? decoded.value[0]?.vettingReason : undefined;
  };
  expect(reason(" Not an\r\nEducation \u001b[31mCustomer ")).toBe("Not an Education [31mCustomer");
  expect(reason("a".repeat(5000))).toHaveLength(1000);
});

describe("qualifications", () => {
  test.each([
    ["an array", [EDUCATION], [EDUCATION]],
    ["one object", EDUCATION, [EDUCATION]],
    ["a wrapper", { qualifications: [EDUCATION] }, [EDUCATION]],
    ["a wrapper in another case", { Qualifications: [EDUCATION], attributes: {} }, [EDUCATION]],
    [
      "the change log's lone object",
      {
        Qualification: "Education",
        VettingStatus: "Denied",
        VettingReason: "Not an education customer",
        VettingCreatedDate: "07/09/2020: 00:00:00",
      },
      [
        {
          qualification: "Education",
          vettingStatus: "Denied",
          vettingReason: "Not an education customer",
          vettingCreateDate: "07/09/2020: 00:00:00",
        },
      ],
    ],
    [
      "both date keys",
      [{ ...EDUCATION, vettingCreatedDate: "b", vettingCreateDate: "a" }],
      [{ ...EDUCATION, vettingCreateDate: "a" }],
    ],
    [
      "the .NET SDK's spelling",
      [{ qualification: "government_community_cloud" }],
      [{ qualification: "GovernmentCommunityCloud" }],
    ],
    [
      "the lower-case spelling",
      [{ qualification: "governmentcommunitycloud" }],
      [{ qualification: "GovernmentCommunityCloud" }],
    ],
    [
      "Nonprofit, which is read but not set",
      [{ qualification: "nonprofit" }],
      [{ qualification: "Nonprofit" }],
    ],
    ["a qualification nobody knows yet", [{ qualification: "Library" }], [{ qualification: "Library" }]],
    [
      "a status nobody knows yet",
      [{ ...EDUCATION, vettingStatus: "OnHold" }],
      [{ ...EDUCATION, vettingStatus: "OnHold" }],
    ],
    ["a status in another case", [{ ...EDUCATION, vettingStatus: "in_review" }], [EDUCATION]],
    [
      "a status of null",
      [{ qualification: "StateOwnedEntity", vettingStatus: null }],
      [{ qualification: "StateOwnedEntity" }],
    ],
    ["none: an empty array", [], []],
    ["none: an empty wrapper", { qualifications: [] }, []],
    ["none: an entry that says so", [{ qualification: "None" }], []],
    ["none: in another case", [{ qualification: "none", vettingStatus: null }], []],
  ])("%s", (_, body, items) => {
    expect(decodeQualifications(body)).toEqual({ understood: true, value: items });
  });

  test.each([
    ["null", null],
    ["a text", "education"],
    ["a number", 1],
    ["an empty object", {}],
    ["another collection", { totalCount: 1, items: [{ id: "1", companyProfile: {} }] }],
    ["another collection, empty", { totalCount: 0, items: [] }],
    ["an array of other things", [{ id: "1", companyProfile: {} }]],
    ["one good entry and another thing", [EDUCATION, { id: "1" }]],
    ["an entry that is a number", [1]],
    ["an entry of null", [null]],
    ["an array in an array", [[EDUCATION]]],
    ["a qualification of null", [{ qualification: null }]],
    ["an empty qualification", [{ qualification: " " }]],
    ["a number for a qualification", [{ qualification: 1 }]],
    ["a sentence for a qualification", [{ qualification: "An error occurred. Try again." }]],
    ["markup for a qualification", [{ qualification: "<b>Education</b>" }]],
    ["a status that is an object", [{ ...EDUCATION, vettingStatus: {} }]],
    ["a wrapper of null", { qualifications: null }],
    ["an error", { code: 20002, description: "No relationship" }],
    ["a name in two spellings, one of which says None", [{ ...EDUCATION, Qualification: "None" }]],
    ["a status in two spellings", [{ ...EDUCATION, VettingStatus: "Denied" }]],
    ["a status of more than one line", [{ ...EDUCATION, vettingStatus: "Approved\nDenied" }]],
    ["a status as long as a page", [{ ...EDUCATION, vettingStatus: "a".repeat(101) }]],
    ["a date as long as a page", [{ ...EDUCATION, vettingCreateDate: "1".repeat(101) }]],
  ])("not understood, and never none: %s", (_, body) => {
    expect(decodeQualifications(body).understood).toBe(false);
  });

  test("whatever JSON comes, only what holds a qualification or is an empty list is understood", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        const decoded = decodeQualifications(body);
        const listed: unknown = Array.isArray(body)
          ? body
          : (body as { qualifications?: unknown } | null)?.qualifications;
        const emptyList = Array.isArray(listed) && listed.length === 0;
        return !decoded.understood || emptyList || /qualification/i.test(JSON.stringify(body));
      }),
    );
  });
});

test.each([
  ["education", ["Education"]],
  ["governmentcommunitycloud", ["GovernmentCommunityCloud"]],
  ["none", []],
  ["None", []],
])("the 2018 contract's name %s", (body, names) => {
  const value = names.map((qualification) => ({ qualification }));
  expect(decodeQualificationName(body)).toEqual({ understood: true, value });
});

test.each([
  [""],
  [" "],
  [null],
  [{}],
  [[]],
  [1],
  ["Customer tagging denied."],
  [{ qualification: "Education" }],
])("the 2018 contract does not understand %j", (body) =>
  expect(decodeQualificationName(body).understood).toBe(false),
);

describe("validation codes (Get a partner's validation codes)", () => {
  const code = {
    partnerId: "p",
    organizationName: "Contoso",
    validationId: "012345",
    maxCreates: 5,
    remainingCreates: 0,
    eTag: "W/\"datetime'2018-10-10T18%3A49%3A58.727348Z'\"",
  };
  test("the page's object", () => {
    expect(decodeValidationCodes([code])).toEqual({ understood: true, value: [code] });
  });
  test("counts of null, a number for the code, keys in another case", () => {
    const body = [{ ...code, maxCreates: null, remainingCreates: null }, { ValidationId: 12345 }];
    const { maxCreates: _max, remainingCreates: _left, ...rest } = code;
    expect(decodeValidationCodes(body)).toEqual({
      understood: true,
      value: [rest, { validationId: "12345" }],
    });
  });
  test.each([[{}], [null], ["x"], [[{}]], [[null]], [{ totalCount: 0, items: [] }]])(
    "not understood: %j",
    (body) => {
      expect(decodeValidationCodes(body).understood).toBe(false);
    },
  );
  test("a customer's", () => {
    const body = { partnerId: "p", customerId: "c", validationId: "1", organizationName: "o", eTag: "e" };
    expect(decodeCustomerValidationCode(body)).toEqual({ understood: true, value: body });
    expect(decodeCustomerValidationCode({}).understood).toBe(false);
  });
});
