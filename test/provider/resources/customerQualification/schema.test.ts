import { validate } from "../../../../provider/resources/customerQualification/schema";
import { UNKNOWN } from "../../../../provider/engineValues";

const CUSTOMER = "8F9A1C52-1D0E-4C5E-9A43-0A9F5B0C7D11";
const education = { customerId: CUSTOMER, qualification: "Education", educationSegment: "K12" };
const properties = (news: Record<string, unknown>): string[] =>
  validate(news).failures.map(({ property, reason }) => `${property}|${reason}`);

describe("validate", () => {
  test("valid inputs pass, with the customer's id in lower case and nothing added", () => {
    const news = {
      ...education,
      website: "contoso.edu",
      onDenied: "warn",
      resubmit: "2026-11",
      adoptExisting: false,
    };
    const { inputs, failures } = validate({
      ...news,
      __provider: "text",
      drift: { notObserved: "x" },
      waitForVetting: undefined,
    });
    expect(failures).toEqual([]);
    expect(inputs).toEqual({ ...news, customerId: CUSTOMER.toLowerCase() });
  });

  test.each<[string, unknown, string]>([
    ["customerId", "contoso.onmicrosoft.com", "must be the customer's tenant id, a GUID"],
    ["customerId", 7, "must be the customer's tenant id, a GUID"],
    ["customerId", undefined, "it is not set"],
    ["qualification", "education", "must be one of Education, GovernmentCommunityCloud, StateOwnedEntity"],
    ["qualification", "Nonprofit", "must be one of"],
    ["educationSegment", "k12", "must be one of K12, HigherEducation"],
    ["website", "not a url", "must be a URL or a host name"],
    ["website", "ftp://contoso.edu", "must be a URL or a host name"],
    ["website", "contoso", "must be a URL or a host name"],
    ["website", 3, "must be a URL or a host name"],
    ["adoptExisting", "yes", "must be true or false"],
    ["waitForVetting", 1, "must be true or false"],
    ["vettingTimeoutSeconds", 0, "from 1 to 2592000"],
    ["vettingTimeoutSeconds", 1.5, "from 1 to 2592000"],
    ["vettingPollIntervalSeconds", 86401, "from 1 to 86400"],
    ["resubmit", 2, "must be a string"],
    ["resubmit", "", "must not be empty"],
    ["onDenied", "ignore", "must be one of fail, warn"],
  ])("%s %p is refused", (property, value, reason) => {
    const failures = properties({ ...education, [property]: value });
    expect(failures).toHaveLength(1);
    expect(failures[0]).toContain(`${property}|`);
    expect(failures[0]).toContain(reason);
  });

  test.each(["contoso.edu", "https://www.contoso.edu/about", "http://contoso.edu:8080", "skola.göteborg.se"])(
    "website %s is accepted",
    (website) => {
      expect(properties({ ...education, website })).toEqual([]);
    },
  );

  test("every problem is listed at once", () => {
    const failures = validate({
      customerId: "x",
      qualification: "y",
      educationSegment: "z",
      extra: 1,
      website: " ",
    }).failures;
    expect(failures.map(({ property, reason }) => property || reason.split(":")[0]).sort()).toEqual([
      "customerId",
      "educationSegment",
      "extra",
      "qualification",
      "website",
    ]);
  });

  test("what belongs to another qualification is refused", () => {
    const gcc = { customerId: CUSTOMER, qualification: "GovernmentCommunityCloud", validationCode: "123456" };
    expect(properties(gcc)).toEqual([]);
    expect(properties({ ...gcc, educationSegment: "K12", website: "a.b" })).toEqual([
      "educationSegment|belongs to Education only; this is GovernmentCommunityCloud",
      "website|belongs to Education only; this is GovernmentCommunityCloud",
    ]);
    expect(properties({ ...education, validationCode: "123456" })).toEqual([
      "|validationCode: belongs to GovernmentCommunityCloud only; this is Education",
    ]);
  });

  test.each<unknown>([123456, "12 34", "", { code: "123456" }])(
    "no failure shows or names the secret %p",
    (validationCode) => {
      const failures = properties({
        customerId: CUSTOMER,
        qualification: "GovernmentCommunityCloud",
        validationCode,
      });
      expect(failures).toHaveLength(1);
      // A failure whose property is the secret makes the engine print its value.
      expect(failures[0]).toMatch(/^\|validationCode: must be/);
      expect(failures[0]).not.toContain("123456");
      expect(failures[0]).not.toContain("12 34");
    },
  );

  test.each([
    "https://user:p4ss@contoso.edu",
    "user:p4ss@contoso.edu",
    "//:p4ss@contoso.edu/x",
    "p4ss@contoso.edu",
  ])("a website with a login in it, %s, is refused and not repeated", (website) => {
    expect(properties({ ...education, website })).toEqual([
      expect.stringMatching(/^\|website: holds a user name or password(?!.*p4ss)/),
    ]);
  });

  test("an unknown key never names its value's property, known or not", () => {
    expect(properties({ ...education, validationcode: "123456" })[0]).toMatch(
      /^\|validationcode: is not an input/,
    );
    expect(properties({ ...education, extra: UNKNOWN })[0]).toMatch(/^\|extra: is not an input/);
  });

  test("unknown values are not judged, wherever they hide, and are kept as they came", () => {
    const news = { ...education, customerId: UNKNOWN, website: { nested: [UNKNOWN] }, resubmit: UNKNOWN };
    const { inputs, kept, unknown, failures } = validate(news);
    expect(failures).toEqual([]);
    expect([...unknown].sort()).toEqual(["customerId", "resubmit", "website"]);
    expect(kept).toEqual(news);
    // What is only sent on counts as given; what decides is left to its default.
    expect(inputs).toEqual({
      qualification: "Education",
      educationSegment: "K12",
      notKnownYet: ["website", "resubmit"],
    });
  });
});
