import type { AuditRecordFilter, PartnerCenterClient } from "../../../provider/partnercenter";
import { json, type Scripted, scriptedServer, type ScriptedServer } from "./server";
import { allOf, clientOf, errorOf } from "./support";

/* "Get a record of Partner Center activity" (7 June 2022): its requests and its answer, and what it says of errors. */

let server: ScriptedServer | undefined;
let client: PartnerCenterClient | undefined;

afterEach(async () => {
  client?.close();
  await server?.close();
  client = server = undefined;
});

async function serve(...script: Scripted[]) {
  server = await scriptedServer(script);
  client = clientOf(server.url, { maxAttempts: 1 });
  return { server, client };
}

const CUSTOMER = "0c39d6d5-c70d-4c55-bc02-f620844f3fd1";
const PARTNER = "3b33e682-00c3-41ee-9dd2-a548adf56438";
const LICENSE = "efccb6f7-5641-4e0e-bd10-b4976e1bf68e";
const ORDER = "d51a052e-043c-4a2a-aa37-2bb938cef6c1";
const who = {
  partnerId: PARTNER,
  customerId: CUSTOMER,
  customerName: "Relecloud",
  userPrincipalName: "admin@domain.onmicrosoft.com",
};
const order = {
  ...who,
  resourceType: "order",
  resourceNewValue: JSON.stringify({
    Id: ORDER,
    LineItems: [
      { LineItemNumber: 0, FriendlyName: "Office 365 Business Premium Trial", PartnerIdOnRecord: null },
    ],
    CreationDate: "2017-06-15T15:56:04.077-07:00",
    Attributes: { Etag: "eyJpZCI6ImQ1MWEwNTJlLTA0M2MtNGEyYS1hYTM3IiwidmVyc2lvbiI6MX0", ObjectType: "Order" },
  }),
  operationType: "create_order",
  operationDate: "2017-06-15T22:56:05.0589308Z",
  operationStatus: "succeeded",
};
const license = {
  ...who,
  applicationId: "Partner Center Native App",
  resourceType: "license",
  resourceNewValue: JSON.stringify({ LicensesToAssign: [{ ExcludedPlans: null, SkuId: LICENSE }] }),
  operationType: "update_customer_user_licenses",
  operationDate: "2017-06-01T20:09:07.0450483Z",
  operationStatus: "succeeded",
};
const attributes = { objectType: "AuditRecord" };
const PRINTED = {
  totalCount: 2,
  items: [
    {
      ...order,
      customizedData: [
        { key: "OrderId", value: ORDER },
        { key: "PartnerOnRecord-0", value: null },
      ],
      attributes,
    },
    { ...license, customizedData: [{ key: "AddedLicenseSkuId", value: LICENSE }], attributes },
  ],
  links: {
    self: {
      uri: "/auditrecords?startDate=2017-06-01&size=500&filter=%7B%22Field%22%3A%22CustomerId%22%7D",
      method: "GET",
      headers: [],
    },
  },
  attributes: { objectType: "Collection" },
};

const day = (text: string) => new Date(`${text}T09:30:00Z`);
const filtered = (field: string, value: string, operator: string) =>
  `filter=${encodeURIComponent(`{"Field":"${field}","Value":"${value}","Operator":"${operator}"}`)}`;

const REQUESTS: [name: string, Date | undefined, Date | undefined, AuditRecordFilter | undefined, string][] =
  [
    ["nothing: 30 days", undefined, undefined, undefined, ""],
    ["a start", day("2017-06-01"), undefined, undefined, "?startDate=2017-06-01"],
    [
      "a start and an end",
      day("2017-06-01"),
      day("2017-06-30"),
      undefined,
      "?startDate=2017-06-01&endDate=2017-06-30",
    ],
    [
      "a part of a company's name",
      day("2017-06-01"),
      day("2017-06-30"),
      { field: "CompanyName", substring: "bri" },
      `?startDate=2017-06-01&endDate=2017-06-30&${filtered("CompanyName", "bri", "substring")}`,
    ],
    [
      "a customer",
      day("2017-06-01"),
      undefined,
      { field: "CustomerId", equals: CUSTOMER },
      `?startDate=2017-06-01&${filtered("CustomerId", CUSTOMER, "equals")}`,
    ],
    [
      "a kind of thing",
      undefined,
      undefined,
      { field: "ResourceType", equals: "Subscription" },
      `?${filtered("ResourceType", "Subscription", "equals")}`,
    ],
  ];

test.each(REQUESTS)("the request for %s", async (_name, from, to, filter, query) => {
  const { server, client } = await serve(json({ totalCount: 0, items: [] }));
  expect(await allOf(client.auditRecords(from, to, filter))).toEqual([]);
  expect(server.requests).toMatchObject([{ method: "GET", path: `/v1/auditrecords${query}`, body: "" }]);
});

test("the answer that the page prints", async () => {
  const { client } = await serve(json(PRINTED));
  expect(await allOf(client.auditRecords(day("2017-06-01")))).toEqual([
    { ...order, customizedData: [{ key: "OrderId", value: ORDER }, { key: "PartnerOnRecord-0" }] },
    { ...license, customizedData: [{ key: "AddedLicenseSkuId", value: LICENSE }] },
  ]);
});

test("what nobody knows yet stays, and what is missing is missing", async () => {
  const { client } = await serve(
    json([
      { OperationType: "tag_customer", OperationStatus: "queued", CorrelationId: "c", details: { rank: 1 } },
      {},
    ]),
  );
  expect(await allOf(client.auditRecords())).toEqual([
    {
      operationType: "tag_customer",
      operationStatus: "queued",
      customizedData: [],
      otherProperties: { CorrelationId: "c", details: { rank: 1 } },
    },
    { customizedData: [] },
  ]);
});

test("pages, by a link with and without the version, and its token", async () => {
  const linked = (uri: string, value: string, operationType: string) =>
    json({
      items: [{ operationType }],
      links: { next: { uri, method: "GET", headers: [{ key: "MS-ContinuationToken", value }] } },
    });
  const { server, client } = await serve(
    linked("/auditrecords?startDate=2017-06-01&size=500&seekOperation=Next", "1==", "a"),
    linked("https://elsewhere.example/v1/auditrecords?seekOperation=Next", "2==", "b"),
    json({ items: [{ operationType: "c" }] }),
  );
  const records = await allOf(client.auditRecords(day("2017-06-01")));
  expect(records.map(({ operationType }) => operationType)).toEqual(["a", "b", "c"]);
  expect(server.requests.map(({ path, headers }) => [path, headers["ms-continuationtoken"]])).toEqual([
    ["/v1/auditrecords?startDate=2017-06-01", undefined],
    ["/v1/auditrecords?startDate=2017-06-01&size=500&seekOperation=Next", "1=="],
    ["/v1/auditrecords?seekOperation=Next", "2=="],
  ]);
});

test.each([
  ["a link to elsewhere", { items: [], links: { next: { uri: "/customers?seekOperation=Next" } } }],
  ["no collection", { totalCount: 0 }],
  ["a record that is none", { items: ["create_order"] }],
])("an error, never an empty log: %s", async (_name, answer) => {
  const { client } = await serve(json(answer));
  expect((await errorOf(allOf(client.auditRecords()))).name).toBe("NotUnderstoodError");
});

test("no secret in what was changed, whatever wraps it", async () => {
  const secret = 'Qz7!kd,"9 x';
  const code = "482913";
  const document = {
    UserCredentials: { UserName: "admin", Password: secret },
    ValidationCode: code,
    Note: "kept",
  };
  const { client } = await serve(
    json([
      {
        resourceOldValue: `validationCode: ${code}`,
        resourceNewValue: JSON.stringify({ Inner: JSON.stringify(document), Code: Number(code) }),
        customizedData: [
          { key: "ValidationCode", value: code },
          { key: "Body", value: JSON.stringify(document) },
          { key: "Words", value: `it was ${secret}` },
        ],
        body: document,
      },
      { resourceNewValue: document },
    ]),
  );
  // One that was submitted is known, whatever its name.
  client.protect(secret);
  const shown = JSON.stringify(await allOf(client.auditRecords()));
  expect(shown).not.toMatch(/Qz7|kd,|9 x|482913/);
  expect(shown.match(/kept/g)).toHaveLength(4);
});

test.each([
  [400, { code: 2000, description: "start date" }, "ActivityLogRequestError", "90 days"],
  [403, { code: 900308 }, "ActivityLogForbiddenError", "Admin agent"],
  [403, { code: 1002 }, "ActivityLogForbiddenError", "may not read"],
  [404, {}, "ActivityLogNotFoundError", "no activity log"],
  [403, { code: 900309 }, "ConditionalAccessError", "Conditional Access"],
  [401, { code: 900421 }, "MfaRequiredError", "multifactor"],
  [500, {}, "ServerError", "Run again later"],
])("%d with %j: %s, of the whole partner", async (status, body, name, words) => {
  const { client } = await serve(json(body, status));
  const error = await errorOf(allOf(client.auditRecords()));
  expect(error).toMatchObject({ name, httpStatus: status, scope: "partner", submission: undefined });
  expect(error.message).toMatch(new RegExp(`^Reading the activity log: HTTP ${status}[^]*${words}`));
});

test("what would become another request is not sent", async () => {
  const { server, client } = await serve(json({ items: [] }));
  const ofNobody = client.auditRecords(undefined, undefined, { field: "CustomerId", equals: "../customers" });
  expect((await errorOf(allOf(ofNobody))).name).toBe("InvalidCustomerIdError");
  expect((await errorOf(allOf(client.auditRecords(new Date("?"))))).name).toBe("InvalidDateError");
  expect(server.requests).toEqual([]);
});
