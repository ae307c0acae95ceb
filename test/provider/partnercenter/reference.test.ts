import type {
  ContractName,
  CustomerQualificationItem,
  PartnerCenterClient,
  QualificationRequest,
} from "../../../provider/partnercenter";
import { type Scripted, scriptedServer, type ScriptedServer } from "./server";
import { clientOf, CUSTOMER } from "./support";

/*
 * Every request and answer that the four reference pages print, with the page and its section. Answers are given as
 * printed, with their comments and trailing commas.
 */
const GET_PAGE = "Get a customer's qualifications (28 July 2023)";
const POST_2022 = "Update a customer's qualifications (28 June 2022)";
const POST_2021 = "Update a customer's qualifications (23 March 2021)";
const PUT_2018 = "Update a customer's qualification (8 November 2018)";

const CORRELATION_ID = "7d2456fd-2d79-46d0-9f8e-5d7ecd5f8745";

let server: ScriptedServer | undefined;
let client: PartnerCenterClient | undefined;

async function serve(contract: ContractName, script: Scripted[]) {
  server = await scriptedServer(script);
  client = clientOf(server.url, { contract });
  return { server, client };
}

afterEach(async () => {
  client?.close();
  await server?.close();
});

interface Write {
  page: string;
  section: string;
  contract: ContractName;
  request: QualificationRequest;
  method: string;
  path: string;
  body: unknown;
}

const POST_PATH = `/v1/customers/${CUSTOMER}/qualifications`;

const writes: Write[] = [
  {
    page: GET_PAGE,
    section: "State Owned Entity via POST sample",
    contract: "qualifications",
    request: { qualification: "StateOwnedEntity" },
    method: "POST",
    path: POST_PATH,
    body: { qualification: "StateOwnedEntity" },
  },
  {
    page: POST_2022,
    section: "Request example, SOE",
    contract: "qualifications",
    request: { qualification: "StateOwnedEntity" },
    method: "POST",
    path: POST_PATH,
    body: { qualification: "StateOwnedEntity" },
  },
  {
    page: POST_2022,
    section: "Request example, Education",
    contract: "qualifications",
    request: { qualification: "Education", educationSegment: "HigherEducation", website: "contoso.edu" },
    method: "POST",
    path: POST_PATH,
    body: { qualification: "Education", educationSegment: "HigherEducation", website: "contoso.edu" },
  },
  {
    page: POST_2022,
    section: "Request example, GCC",
    contract: "qualifications",
    request: { qualification: "GovernmentCommunityCloud", validationCode: "123456" },
    method: "POST",
    path: POST_PATH,
    body: { qualification: "GovernmentCommunityCloud", validationCode: "123456" },
  },
  {
    page: POST_2021,
    section: "Request example",
    contract: "qualifications-2021",
    request: { qualification: "Education", validationCode: "<validation-code>" },
    method: "POST",
    path: `${POST_PATH}?code=%3Cvalidation-code%3E`,
    body: { Qualification: "Education" },
  },
  {
    page: POST_2021,
    section: "Request example, without a code",
    contract: "qualifications-2021",
    // This contract has no room for segment and website.
    request: { qualification: "Education", educationSegment: "K12", website: "contoso.edu" },
    method: "POST",
    path: POST_PATH,
    body: { Qualification: "Education" },
  },
  {
    page: PUT_2018,
    section: "Request example",
    contract: "qualification-2018",
    request: { qualification: "GovernmentCommunityCloud", validationCode: "<validation-code>" },
    method: "PUT",
    path: `/v1/customers/${CUSTOMER}/qualification?code=%3Cvalidation-code%3E`,
    body: 3,
  },
];

test.each(writes)("$page, $section: sent as printed", async (write) => {
  const answer = (body: unknown): Scripted => ({ status: 200, body: JSON.stringify(body) });
  const single = write.contract === "qualification-2018";
  const name = write.request.qualification;
  const { server, client } = await serve(
    write.contract,
    // The contract that shows one name only is asked for it before.
    single ? [answer("none"), answer(name.toLowerCase())] : [answer({ qualification: name })],
  );
  await client.submitCustomerQualification(CUSTOMER, write.request, { correlationId: CORRELATION_ID });
  const sent = server.requests.filter(({ method }) => method !== "GET");
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({
    method: write.method,
    path: write.path,
    headers: {
      accept: "application/json",
      "content-type": "application/json",
      "ms-correlationid": CORRELATION_ID,
      "ms-requestid": expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/) as string,
    },
  });
  expect(JSON.parse(sent[0]?.body ?? "")).toEqual(write.body);
});

interface Answer {
  page: string;
  section: string;
  contract: ContractName;
  status: number;
  printed: string;
  items: CustomerQualificationItem[];
}

const IN_REVIEW_2020 = `{
    "qualification": "Education",
    "vettingStatus": "InReview",
    "vettingCreateDate": "2020-12-04T20:54:24Z" // UTC
}`;

const submitAnswers: Answer[] = [
  {
    page: POST_2022,
    section: "Response example",
    contract: "qualifications",
    status: 201,
    printed: IN_REVIEW_2020,
    items: [
      { qualification: "Education", vettingStatus: "InReview", vettingCreateDate: "2020-12-04T20:54:24Z" },
    ],
  },
  {
    page: POST_2021,
    section: "Response example",
    contract: "qualifications-2021",
    status: 201,
    printed: IN_REVIEW_2020,
    items: [
      { qualification: "Education", vettingStatus: "InReview", vettingCreateDate: "2020-12-04T20:54:24Z" },
    ],
  },
  {
    page: PUT_2018,
    section: "Response example",
    contract: "qualification-2018",
    status: 200,
    printed: '"governmentcommunitycloud"',
    items: [{ qualification: "GovernmentCommunityCloud" }],
  },
];

test.each(submitAnswers)("$page, $section: read as printed", async ({ contract, status, printed, items }) => {
  const none: Scripted = { body: '"none"' };
  const answer: Scripted = { status, body: printed };
  const { client } = await serve(contract, contract === "qualification-2018" ? [none, answer] : [answer]);
  const [item] = items;
  const result = await client.submitCustomerQualification(CUSTOMER, {
    qualification: item?.qualification as QualificationRequest["qualification"],
  });
  expect(result).toEqual({ item, found: false, sent: true });
});

const soe = { qualification: "StateOwnedEntity" };
const DATE_2020 = "2020-12-03T10:37:38.885Z";

const readAnswers: [section: string, printed: string, items: CustomerQualificationItem[]][] = [
  [
    "Approved",
    `[
    {
        "qualification": "Education",
        "vettingStatus": "Approved",
    }
]
`,
    [{ qualification: "Education", vettingStatus: "Approved" }],
  ],
  [
    "In Review",
    `[
    {
        "qualification": "Education",
        "vettingStatus": "InReview",
        "vettingCreatedDate": "2020-12-03T10:37:38.885Z" // UTC
    }
]
`,
    [{ qualification: "Education", vettingStatus: "InReview", vettingCreateDate: DATE_2020 }],
  ],
  [
    "Denied",
    `[
    {
        "qualification": "Education",
        "vettingStatus": "Denied",
        "vettingReason": "Not an Education Customer", // example Vetting Reason
        "vettingCreatedDate": "2020-12-03T10:37:38.885Z" // UTC
    }
]
`,
    [
      {
        qualification: "Education",
        vettingStatus: "Denied",
        vettingReason: "Not an Education Customer",
        vettingCreateDate: DATE_2020,
      },
    ],
  ],
  [
    "State Owned Entity via Get Qualifications sample",
    `[
    {
        "qualification": "StateOwnedEntity"
    }
]`,
    [soe],
  ],
  [
    "State Owned Entity via Get Qualifications with Education",
    `[
    {
        "qualification": "Education",
        "vettingStatus": "Approved"
    },
{
        "qualification": "StateOwnedEntity"
    }
]`,
    [{ qualification: "Education", vettingStatus: "Approved" }, soe],
  ],
  [
    "State Owned Entity via Get Qualifications with GCC",
    `[
    {
        "qualification": "GovernmentCommunityCloud",
        "vettingStatus": "Approved",
        "vettingCreateDate": "2021-05-06T19:59:56.6832021+00:00"
    },
{
        "qualification": "StateOwnedEntity"
    }
]`,
    [
      {
        qualification: "GovernmentCommunityCloud",
        vettingStatus: "Approved",
        vettingCreateDate: "2021-05-06T19:59:56.6832021+00:00",
      },
      soe,
    ],
  ],
];

test.each(readAnswers)(`${GET_PAGE}, %s: read as printed`, async (_, printed, items) => {
  const { server, client } = await serve("qualifications", [{ body: printed }]);
  expect(await client.getCustomerQualifications(CUSTOMER, { correlationId: CORRELATION_ID })).toEqual(items);
  // "Request example" of the same page.
  expect(server.requests).toMatchObject([
    {
      method: "GET",
      path: `/v1/customers/${CUSTOMER}/qualifications`,
      body: "",
      headers: {
        accept: "application/json",
        authorization: expect.stringMatching(/^Bearer /) as string,
        "ms-correlationid": CORRELATION_ID,
        "ms-requestid": expect.any(String) as string,
      },
    },
  ]);
  expect(server.requests[0]?.headers["content-type"]).toBeUndefined();
});

test("the read of the 2018 contract: the path that its write has, and one name", async () => {
  const { server, client } = await serve("qualification-2018", [{ body: '"education"' }, { body: '"none"' }]);
  expect(await client.getCustomerQualifications(CUSTOMER)).toEqual([{ qualification: "Education" }]);
  expect(await client.getCustomerQualifications(CUSTOMER)).toEqual([]);
  expect(server.requests[0]).toMatchObject({
    method: "GET",
    path: `/v1/customers/${CUSTOMER}/qualification`,
  });
});
