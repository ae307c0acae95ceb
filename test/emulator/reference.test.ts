import { type Emulator, VirtualClock } from "../../emulator/index";
import { call, CUSTOMER, QUALIFICATION, QUALIFICATIONS, started, stopAll } from "./calls";

// Every request and answer that the reference pages print, from the API's side.

afterEach(stopAll);

const IDS = {
  "MS-CorrelationId": "7d2456fd-2d79-46d0-9f8e-5d7ecd5f8745",
  "MS-RequestId": "037db222-6d8e-4d7f-ba78-df3dca33fb68",
};

interface Printed {
  page: string;
  section: string;
  /** When it happens, where the answer shows it. */
  at?: string;
  before?: (emulator: Emulator) => void;
  contracts?: ("qualifications" | "qualifications-2021" | "qualification-2018")[];
  method: string;
  path: string;
  body?: unknown;
  status: number;
  answer: unknown;
}

const GET_PAGE = "Get a customer's qualifications";
const POST_2022 = "Update a customer's qualifications (28 June 2022)";
const POST_2021 = "Update a customer's qualifications (23 March 2021)";
const PUT_2018 = "Update a customer's qualification (8 November 2018)";
const approved = { vettingStatus: "Approved" };

const PRINTED: Printed[] = [
  {
    page: GET_PAGE,
    section: "Response examples, Approved",
    before: (emulator) => emulator.setQualification(CUSTOMER, { qualification: "Education", ...approved }),
    method: "GET",
    path: QUALIFICATIONS,
    status: 200,
    answer: [{ qualification: "Education", vettingStatus: "Approved" }],
  },
  {
    page: GET_PAGE,
    section: "Response examples, In Review",
    at: "2020-12-03T10:37:38.885Z",
    before: (emulator) =>
      emulator.setQualification(CUSTOMER, { qualification: "Education", vettingStatus: "InReview" }),
    method: "GET",
    path: QUALIFICATIONS,
    status: 200,
    answer: [
      {
        qualification: "Education",
        vettingStatus: "InReview",
        vettingCreatedDate: "2020-12-03T10:37:38.885Z",
      },
    ],
  },
  {
    page: GET_PAGE,
    section: "Response examples, Denied",
    at: "2020-12-03T10:37:38.885Z",
    before: (emulator) => {
      emulator.setQualification(CUSTOMER, { qualification: "Education", vettingStatus: "InReview" });
      emulator.deny(CUSTOMER, "Education");
    },
    method: "GET",
    path: QUALIFICATIONS,
    status: 200,
    answer: [
      {
        qualification: "Education",
        vettingStatus: "Denied",
        vettingReason: "Not an Education Customer",
        vettingCreatedDate: "2020-12-03T10:37:38.885Z",
      },
    ],
  },
  {
    page: GET_PAGE,
    section: "State Owned Entity via POST sample",
    method: "POST",
    path: QUALIFICATIONS,
    body: { qualification: "StateOwnedEntity" },
    status: 201,
    answer: { qualification: "StateOwnedEntity" },
  },
  {
    page: GET_PAGE,
    section: "State Owned Entity via Get Qualifications sample",
    before: (emulator) => emulator.setQualification(CUSTOMER, { qualification: "StateOwnedEntity" }),
    method: "GET",
    path: QUALIFICATIONS,
    status: 200,
    answer: [{ qualification: "StateOwnedEntity" }],
  },
  {
    page: GET_PAGE,
    section: "State Owned Entity via Get Qualifications with Education",
    before: (emulator) => {
      emulator.setQualification(CUSTOMER, { qualification: "Education", ...approved });
      emulator.setQualification(CUSTOMER, { qualification: "StateOwnedEntity" });
    },
    method: "GET",
    path: QUALIFICATIONS,
    status: 200,
    answer: [
      { qualification: "Education", vettingStatus: "Approved" },
      { qualification: "StateOwnedEntity" },
    ],
  },
  {
    page: GET_PAGE,
    section: "State Owned Entity via Get Qualifications with GCC",
    before: (emulator) => {
      const vettingCreateDate = "2021-05-06T19:59:56.6832021+00:00";
      emulator.setQualification(CUSTOMER, {
        qualification: "GovernmentCommunityCloud",
        ...approved,
        vettingCreateDate,
      });
      emulator.setQualification(CUSTOMER, { qualification: "StateOwnedEntity" });
    },
    method: "GET",
    path: QUALIFICATIONS,
    status: 200,
    answer: [
      {
        qualification: "GovernmentCommunityCloud",
        vettingStatus: "Approved",
        vettingCreateDate: "2021-05-06T19:59:56.6832021+00:00",
      },
      { qualification: "StateOwnedEntity" },
    ],
  },
  {
    page: POST_2022,
    section: "Request example, SOE",
    method: "POST",
    path: QUALIFICATIONS,
    body: { qualification: "StateOwnedEntity" },
    status: 201,
    answer: { qualification: "StateOwnedEntity" },
  },
  {
    page: POST_2022,
    section: "Request example, Education, and response example",
    at: "2020-12-04T20:54:24Z",
    method: "POST",
    path: QUALIFICATIONS,
    body: { qualification: "Education", educationSegment: "HigherEducation", website: "contoso.edu" },
    status: 201,
    answer: {
      qualification: "Education",
      vettingStatus: "InReview",
      vettingCreateDate: "2020-12-04T20:54:24Z",
    },
  },
  {
    page: POST_2022,
    section: "Request example, GCC",
    at: "2022-06-28T00:00:00Z",
    method: "POST",
    path: QUALIFICATIONS,
    body: { qualification: "GovernmentCommunityCloud", validationCode: "123456" },
    status: 201,
    answer: {
      qualification: "GovernmentCommunityCloud",
      vettingStatus: "InReview",
      vettingCreateDate: "2022-06-28T00:00:00Z",
    },
  },
  {
    page: POST_2022,
    section: "C#, the request object's property names",
    at: "2020-12-04T20:54:24Z",
    method: "POST",
    path: QUALIFICATIONS,
    body: { Qualification: "Education", EducationSegment: "K12", Website: "example.edu" },
    status: 201,
    answer: {
      qualification: "Education",
      vettingStatus: "InReview",
      vettingCreateDate: "2020-12-04T20:54:24Z",
    },
  },
  {
    page: POST_2021,
    section: "Request example and response example",
    at: "2020-12-04T20:54:24Z",
    contracts: ["qualifications-2021"],
    method: "POST",
    path: `${QUALIFICATIONS}?code=123456`,
    body: { Qualification: "Education" },
    status: 201,
    answer: {
      qualification: "Education",
      vettingStatus: "InReview",
      vettingCreateDate: "2020-12-04T20:54:24Z",
    },
  },
  {
    page: PUT_2018,
    section: "Request example and response example",
    contracts: ["qualification-2018"],
    method: "PUT",
    path: `${QUALIFICATION}?code=123456`,
    body: "3",
    status: 200,
    answer: "governmentcommunitycloud",
  },
  {
    page: "Get a customer's qualification (2018)",
    section: "the same text read back",
    contracts: ["qualification-2018"],
    before: (emulator) => emulator.setQualification(CUSTOMER, { qualification: "Education", ...approved }),
    method: "GET",
    path: QUALIFICATION,
    status: 200,
    answer: "education",
  },
];

test.each(PRINTED)(
  "$page: $section",
  async ({ at, before, contracts, method, path, body, status, answer }) => {
    const emulator = await started({
      clock: new VirtualClock(Date.parse(at ?? "2026-01-05T08:00:00Z")),
      contracts,
    });
    before?.(emulator);
    const got = await call(emulator, method, path, { body, headers: IDS });
    expect(got.status).toBe(status);
    expect(got.json).toEqual(answer);
    expect(got.headers).toMatchObject({
      "content-type": "application/json; charset=utf-8",
      "content-length": String(got.bytes.length),
      "ms-correlationid": IDS["MS-CorrelationId"],
      "ms-requestid": IDS["MS-RequestId"],
    });
  },
);

test("the keys come in the order in which the pages print them", async () => {
  const emulator = await started();
  await call(emulator, "POST", QUALIFICATIONS, {
    body: { qualification: "Education", educationSegment: "K12" },
  });
  emulator.deny(CUSTOMER, "Education");
  const { json } = await call(emulator, "GET", QUALIFICATIONS);
  expect(Object.keys((json as object[])[0] ?? {})).toEqual([
    "qualification",
    "vettingStatus",
    "vettingReason",
    "vettingCreatedDate",
  ]);
});

test("an approved Government Community Cloud has a date of seven digits, an approved Education none", async () => {
  const emulator = await started({ clock: new VirtualClock(Date.parse("2021-05-06T19:59:56.683Z")) });
  await call(emulator, "POST", QUALIFICATIONS, {
    body: { qualification: "GovernmentCommunityCloud", validationCode: "123456" },
  });
  emulator.approve(CUSTOMER, "GovernmentCommunityCloud");
  expect((await call(emulator, "GET", QUALIFICATIONS)).json).toEqual([
    {
      qualification: "GovernmentCommunityCloud",
      vettingStatus: "Approved",
      vettingCreateDate: "2021-05-06T19:59:56.6830000+00:00",
    },
  ]);
});

describe("other wordings of the same", () => {
  const date = "2020-12-03T10:37:38.885Z";

  test("the REST specification: a wrapper, 200, and underscores", async () => {
    const emulator = await started({ clock: new VirtualClock(Date.parse(date)), answerStyle: "swagger" });
    const body = { qualification: "GovernmentCommunityCloud", validationCode: "123456" };
    expect(await call(emulator, "POST", QUALIFICATIONS, { body })).toMatchObject({
      status: 200,
      json: { qualifications: [{ vettingStatus: "InReview", vettingCreateDate: "2020-12-03T10:37:38Z" }] },
    });
    expect((await call(emulator, "GET", QUALIFICATIONS)).json).toEqual({
      qualifications: [
        { qualification: "government_community_cloud", vettingStatus: "InReview", vettingCreateDate: date },
      ],
    });
  });

  test("the API's change log of 2020: a lone object in PascalCase with a date of its own", async () => {
    const emulator = await started({ clock: new VirtualClock(Date.parse("2020-07-09T00:00:00Z")) });
    emulator.change({ answerStyle: "changeLog" });
    emulator.setQualification(CUSTOMER, { qualification: "Education", vettingStatus: "InReview" });
    emulator.deny(CUSTOMER, "Education");
    expect((await call(emulator, "GET", QUALIFICATIONS)).json).toEqual({
      Qualification: "Education",
      VettingStatus: "Denied",
      VettingReason: "Not an Education Customer",
      VettingCreatedDate: "07/09/2020: 00:00:00",
    });
    emulator.vanish(CUSTOMER, "Education");
    expect((await call(emulator, "GET", QUALIFICATIONS)).json).toEqual([]);
  });
});
