// What a program can get wrong: all of it is said in the preview, each with its property, and nothing is submitted.
import { newStack, startProviderServer, type ProviderServer } from "./harness";
import { customerId, customerIds, partnerCenter, writes } from "./support/partnerCenter";

const guid = "must be the customer's tenant id, a GUID";
const qualifications = "must be one of Education, GovernmentCommunityCloud, StateOwnedEntity";
const noInput =
  "is not an input. The inputs are customerId, qualification, educationSegment, website, validationCode, " +
  "adoptExisting, waitForVetting, vettingTimeoutSeconds, vettingPollIntervalSeconds, resubmit, onDenied";

test("the preview lists every problem of a resource at once, and Partner Center is asked for nothing", async () => {
  const emulator = await partnerCenter([customerId(1)]);
  const stack = await newStack({
    env: emulator.environment,
    resources: [
      {
        name: "school",
        type: "CustomerQualification",
        args: {
          customerId: "contoso.onmicrosoft.com",
          qualification: "GovernmentCommunityCloud",
          educationSegment: "K13",
          website: "not a website",
          validationCode: "5550199 8842207",
          adoptExisting: "yes",
          waitForVetting: 1,
          vettingTimeoutSeconds: 0.5,
          vettingPollIntervalSeconds: -1,
          resubmit: "",
          onDenied: "ignore",
          segment: "K12",
          password: { secret: "of somebody" },
        },
      },
    ],
  });
  const { output, code } = await stack.preview();
  expect(code).toBe(1);
  const diagnostics = output.slice(output.indexOf("\nDiagnostics:"));
  const said = [
    ...diagnostics.matchAll(/^ +error: .*'school':? (?:property (\w+) value .*)?has a problem: (.*)$/gm),
  ];
  // A secret is named in the reason: of a property that a failure names, the engine prints the value in clear. What
  // is no input may be one.
  expect(said.map(([, property = "", reason]) => [property, reason])).toEqual(
    expect.arrayContaining([
      ["customerId", `${guid}; found "contoso.onmicrosoft.com"`],
      ["educationSegment", 'must be one of K12, HigherEducation; found "K13"'],
      ["educationSegment", "belongs to Education only; this is GovernmentCommunityCloud"],
      ["website", 'must be a URL or a host name, such as contoso.edu; found "not a website"'],
      ["website", "belongs to Education only; this is GovernmentCommunityCloud"],
      ["", "validationCode: must be 1 to 100 characters without white space"],
      ["adoptExisting", 'must be true or false; found "yes"'],
      ["waitForVetting", "must be true or false; found 1"],
      ["vettingTimeoutSeconds", "must be a whole number of seconds from 1 to 2592000; found 0.5"],
      ["vettingPollIntervalSeconds", "must be a whole number of seconds from 1 to 86400; found -1"],
      ["resubmit", "must not be empty; leave it out to ask for nothing"],
      ["onDenied", 'must be one of fail, warn; found "ignore"'],
      ["", `segment: ${noInput}`],
      ["", `password: ${noInput}`],
    ]),
  );
  expect(said).toHaveLength(14);
  for (const secret of ["5550199", "of somebody"]) expect(stack.whereReadable(secret)).toEqual([]);
  expect(emulator.requests).toEqual([]);
});

describe("each mistake", () => {
  const [nobody = "", school = "", county = ""] = customerIds(3, 10);
  let server: ProviderServer;
  const emulator = partnerCenter([nobody, school, county]);
  beforeAll(async () => {
    server = await startProviderServer({ env: (await emulator).environment });
  });
  beforeEach(async () => (await emulator).clearRequests());
  afterAll(() => server.close());

  const education = { customerId: nobody, qualification: "Education", educationSegment: "K12" };
  test.each<[string, Record<string, unknown>, [property: string, reason: string][]]>([
    [
      "nothing at all",
      {},
      [
        ["customerId", `${guid}; it is not set`],
        ["qualification", `${qualifications}; it is not set`],
      ],
    ],
    [
      "no GUID, and what its qualification lacks",
      { customerId: "contoso", qualification: "Education" },
      [
        ["customerId", `${guid}; found "contoso"`],
        ["educationSegment", "is required to submit Education; it is not set"],
      ],
    ],
    [
      "a GUID in braces, and a qualification in another spelling",
      { customerId: `{${nobody}}`, qualification: "education" },
      [
        ["customerId", `${guid}; found "{${nobody}}"`],
        ["qualification", `${qualifications}; found "education"`],
      ],
    ],
    [
      "a qualification that can't be requested",
      { ...education, qualification: "Nonprofit" },
      [["qualification", `${qualifications}; found "Nonprofit"`]],
    ],
    [
      "what belongs to another qualification",
      { ...education, qualification: "StateOwnedEntity", website: "contoso.edu", validationCode: "1" },
      [
        ["educationSegment", "belongs to Education only; this is StateOwnedEntity"],
        ["website", "belongs to Education only; this is StateOwnedEntity"],
        ["", "validationCode: belongs to GovernmentCommunityCloud only; this is StateOwnedEntity"],
      ],
    ],
    [
      "a website of another kind",
      { ...education, website: "ftp://contoso.edu" },
      [["website", 'must be a URL or a host name, such as contoso.edu; found "ftp://contoso.edu"']],
    ],
    [
      "values of other types",
      { ...education, website: 1, resubmit: 2, vettingTimeoutSeconds: "60" },
      [
        ["website", "must be a URL or a host name; found 1"],
        ["vettingTimeoutSeconds", 'must be a whole number of seconds from 1 to 2592000; found "60"'],
        ["resubmit", "must be a string; a changed one asks for one more submission; found 2"],
      ],
    ],
    [
      "a code that is no text, which is not repeated",
      { customerId: nobody, qualification: "GovernmentCommunityCloud", validationCode: 5550199 },
      [["", "validationCode: must be a string, such as one that getValidationCodes returns"]],
    ],
  ])("%s", async (_name, news, expected) => {
    const { failures } = await server.check({}, news);
    expect(failures).toEqual(expected.map(([property, reason]) => ({ property, reason })));
    expect(writes(await emulator)).toEqual([]);
  });

  test("Education without a segment, and GCC without a code, where nothing is there", async () => {
    const lacking = await server.check({}, { customerId: school, qualification: "Education" });
    expect(lacking.failures).toEqual([
      { property: "educationSegment", reason: "is required to submit Education; it is not set" },
    ]);
    const government = { customerId: county, qualification: "GovernmentCommunityCloud" };
    expect((await server.check({}, government)).failures).toEqual([
      {
        property: "",
        reason: "validationCode: is required to submit GovernmentCommunityCloud; it is not set",
      },
    ]);
    expect(writes(await emulator)).toEqual([]);
  });
});

test("what is there already is adopted without the segment or the code, which no answer of the API carries", async () => {
  const [school = "", county = ""] = customerIds(2, 20);
  const emulator = await partnerCenter([school, county]);
  emulator.setQualification(school, { qualification: "Education", vettingStatus: "InReview" });
  emulator.setQualification(county, { qualification: "GovernmentCommunityCloud", vettingStatus: "Approved" });
  const stack = await newStack({
    env: emulator.environment,
    resources: [
      {
        name: "school",
        type: "CustomerQualification",
        args: { customerId: school, qualification: "Education" },
      },
      {
        name: "county",
        type: "CustomerQualification",
        args: { customerId: county, qualification: "GovernmentCommunityCloud" },
      },
    ],
  });
  const up = await stack.up();
  expect({ code: up.code, output: up.output }).toMatchObject({ code: 0 });
  expect(up.output).toMatch(/Education: is already there: InReview.*adopted without a submission/);
  const outputs = (await stack.resources()).map((one) => one.outputs);
  expect(outputs.map((one) => [one?.vettingStatus, one?.submissions])).toEqual(
    expect.arrayContaining([
      ["InReview", 0],
      ["Approved", 0],
    ]),
  );
  expect(writes(emulator)).toEqual([]);
});
