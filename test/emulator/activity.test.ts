import { type Emulator, VirtualClock } from "../../emulator/index";
import {
  billingOf,
  call,
  CUSTOMER,
  EDUCATION,
  GCC,
  newCustomer,
  OTHER_CUSTOMER,
  QUALIFICATION,
  QUALIFICATIONS,
  SOE,
  started,
  stopAll,
} from "./calls";

afterEach(stopAll);

const DAY_MS = 86_400_000;

interface Page {
  items: {
    operationType: string;
    operationStatus: string;
    customerId?: string;
    userPrincipalName?: string;
  }[];
  links: { next?: { uri: string; headers: { key: string; value: string }[] } };
}

const read = async (emulator: Emulator, query = "", token?: string) =>
  call(emulator, "GET", `/v1/auditrecords${query}`, { token });
const types = async (emulator: Emulator, query = "") =>
  ((await read(emulator, query)).json as Page).items.map(({ operationType }) => operationType);
const filter = (field: string, value: string, operator: string) =>
  `?filter=${encodeURIComponent(JSON.stringify({ Field: field, Value: value, Operator: operator }))}`;

test("the page's example: its request, and its answer key by key", async () => {
  const clock = new VirtualClock(Date.parse("2017-06-15T22:56:05.058Z"));
  const customers = [{ id: CUSTOMER, companyName: "Relecloud" }];
  const emulator = await started({ clock, customers });
  expect((await call(emulator, "POST", QUALIFICATIONS, { body: EDUCATION })).status).toBe(201);
  const asked = `?startDate=6/1/2017%2012:00:00%20AM&${filter("CustomerId", CUSTOMER.toUpperCase(), "equals").slice(1)}`;
  const { status, json } = await read(emulator, asked);
  expect(status).toBe(200);
  expect(json).toEqual({
    totalCount: 1,
    items: [
      {
        partnerId: emulator.partnerCenter.tenant.tenantId,
        customerId: CUSTOMER,
        customerName: "Relecloud",
        userPrincipalName: "agent@partner.example",
        applicationId: emulator.partnerCenter.tenant.clientId,
        resourceType: "customer",
        resourceNewValue: '{"Qualification":"Education"}',
        operationType: "update_customer_qualification",
        operationDate: "2017-06-15T22:56:05.0580000Z",
        operationStatus: "succeeded",
        customizedData: [{ key: "Qualification", value: "Education" }],
        attributes: { objectType: "AuditRecord" },
      },
    ],
    links: {
      self: {
        uri: expect.stringMatching(/^\/auditrecords\?startDate=2017-06-01&size=500&filter=%7B/) as string,
        method: "GET",
        headers: [],
      },
    },
    attributes: { objectType: "Collection" },
  });
});

test("what is done through the API and in the portal leaves a record, once, and how it ended", async () => {
  const emulator = await started({ sandbox: true });
  const headers = { "MS-RequestId": "037db222-6d8e-4d7f-ba78-df3dca33fb68" };
  for (const status of [201, 201])
    expect((await call(emulator, "POST", QUALIFICATIONS, { body: SOE, headers })).status).toBe(status);
  expect((await call(emulator, "POST", QUALIFICATIONS, { body: EDUCATION })).status).toBe(201);
  expect((await call(emulator, "POST", QUALIFICATIONS, { body: GCC })).status).toBe(400);
  expect((await call(emulator, "PUT", QUALIFICATION, { body: "1" })).status).toBe(200);
  expect((await call(emulator, "POST", "/v1/customers", { body: newCustomer() })).status).toBe(201);
  const profile = {
    ...newCustomer().billingProfile,
    attributes: { etag: emulator.customer(OTHER_CUSTOMER).billingProfile.etag },
  };
  expect((await call(emulator, "PUT", billingOf(OTHER_CUSTOMER), { body: profile })).status).toBe(200);
  emulator.partnerCenter.submitInPortal(OTHER_CUSTOMER, "Education");
  const ended = await call(emulator, "PATCH", `/v1/customers/${OTHER_CUSTOMER}`, {
    body: { relationshipToPartner: "none" },
  });
  expect(ended.status).toBe(200);

  const { items } = (await read(emulator)).json as Page;
  expect(items.map(({ operationType, operationStatus }) => [operationType, operationStatus])).toEqual([
    ["update_customer_qualification", "succeeded"],
    ["update_customer_qualification", "succeeded"],
    ["update_customer_qualification", "failed"],
    ["update_customer_qualification", "succeeded"],
    ["add_customer", "succeeded"],
    ["update_customer_billing_profile", "succeeded"],
    ["update_customer_qualification", "succeeded"],
    ["remove_partner_customer_relationship", "succeeded"],
  ]);
  expect(items[6]).toMatchObject({
    customerId: OTHER_CUSTOMER,
    userPrincipalName: "colleague@partner.example",
  });
  // The password that the creation answered is nowhere.
  const created = emulator.creations[0]?.customerId ?? "";
  expect(JSON.stringify(items)).toContain(created);
  expect(JSON.stringify(items)).not.toContain(emulator.customer(created).adminPassword);
});

test("a verification that is asked for in the portal counts, and is no submission of the program", async () => {
  const emulator = await started({ activityLogHasPortal: false });
  const path = `/emulator/customers/${CUSTOMER}/qualifications`;
  for (let asked = 1; asked <= 3; asked++)
    expect((await call(emulator, "POST", `${path}/education/submit-in-portal`)).status).toBe(200);
  expect((await call(emulator, "POST", `${path}/Nonprofit/submit-in-portal`)).status).toBe(400);
  expect(emulator.qualifications(CUSTOMER)).toMatchObject([{ vettingStatus: "InReview" }]);
  expect(emulator.submissions()).toEqual([]);
  expect((await call(emulator, "POST", QUALIFICATIONS, { body: EDUCATION })).text).toContain("3 times");
  // Whether the portal's are logged is not known; here they are not.
  expect(await types(emulator)).toEqual(["update_customer_qualification"]);
});

test("a record shows up late, and is there for ninety days", async () => {
  const clock = new VirtualClock(Date.parse("2026-05-01T12:00:00Z"));
  const emulator = await started({ clock, activityLogBehindMs: 3_600_000 });
  await call(emulator, "POST", QUALIFICATIONS, { body: EDUCATION });
  expect(await types(emulator)).toEqual([]);
  clock.advance(3_599_999);
  expect(await types(emulator)).toEqual([]);
  clock.advance(1);
  expect(await types(emulator)).toHaveLength(1);
  clock.advance(30 * DAY_MS);
  // Without a start it is 30 days.
  expect(await types(emulator, "?startDate=2026-05-01")).toHaveLength(1);
  clock.advance(DAY_MS);
  expect(await types(emulator)).toEqual([]);
  clock.advance(59 * DAY_MS);
  expect(await types(emulator, "?startDate=2026-05-01")).toHaveLength(1);
  clock.advance(DAY_MS);
  expect(await read(emulator, "?startDate=2026-05-01")).toMatchObject({
    status: 400,
    json: { description: expect.stringContaining("90 days") as string },
  });
});

test("days, both included", async () => {
  const clock = new VirtualClock(Date.parse("2026-05-03T12:00:00Z"));
  const emulator = await started({ clock });
  for (const day of ["01", "02", "03"])
    emulator.partnerCenter.activity.add({
      operationType: day,
      at: Date.parse(`2026-05-${day}T23:59:59Z`) - 43_200_000,
    });
  expect(await types(emulator, "?startDate=2026-05-02")).toEqual(["02", "03"]);
  expect(await types(emulator, "?startDate=2026-05-01&endDate=2026-05-02")).toEqual(["01", "02"]);
  expect((await read(emulator, "?startDate=soon")).status).toBe(400);
});

test("filters: a customer, a part of a name, a kind of thing; capitals do not matter", async () => {
  const emulator = await started();
  const add = (operationType: string, customerId: string, customerName: string, resourceType = "customer") =>
    emulator.partnerCenter.activity.add({ operationType, customerId, customerName, resourceType });
  add("a", CUSTOMER, "Fabrikam, Inc.");
  add("b", OTHER_CUSTOMER, "Contoso", "Subscription");
  expect(await types(emulator, filter("CustomerId", CUSTOMER.toUpperCase(), "equals"))).toEqual(["a"]);
  expect(await types(emulator, filter("CompanyName", "BRI", "substring"))).toEqual(["a"]);
  expect(await types(emulator, filter("ResourceType", "subscription", "equals"))).toEqual(["b"]);
  for (const refused of [
    filter("CustomerId", CUSTOMER, "substring"),
    filter("OperationType", "a", "equals"),
    "?filter=CustomerId",
  ])
    expect((await read(emulator, refused)).status).toBe(400);
});

test("pages by a continuation, which what comes in between does not move", async () => {
  const emulator = await started({ activityLogPageSize: 2 });
  for (const operationType of ["a", "b", "c"])
    emulator.partnerCenter.activity.add({ operationType, customerName: "Fabrikam" });
  const first = (await read(emulator, filter("CompanyName", "bri", "substring"))).json as Page;
  expect(first.items.map(({ operationType }) => operationType)).toEqual(["a", "b"]);
  emulator.partnerCenter.activity.add({ operationType: "d", customerName: "Contoso" });
  const { uri = "", headers = [] } = first.links.next ?? {};
  const second = await call(emulator, "GET", `/v1${uri}`, {
    headers: Object.fromEntries(headers.map(({ key, value }) => [key, value])),
  });
  expect((second.json as Page).items.map(({ operationType }) => operationType)).toEqual(["c"]);
  expect((second.json as Page).links.next).toBeUndefined();
});

test("an application may read it, a user without the role may not, and nobody where it is said so", async () => {
  const emulator = await started();
  expect((await read(emulator, "", emulator.accessToken("appOnly"))).status).toBe(200);
  expect((await read(emulator, "", emulator.accessToken("withoutRole"))).status).toBe(403);
  await call(emulator, "PATCH", "/emulator/settings", { body: { activityLogReadable: false } });
  expect(await read(emulator)).toMatchObject({ status: 403, json: { code: 900308 } });
});

test("a control call adds what nothing here has done, and lists everything", async () => {
  const emulator = await started();
  const body = { operationType: "tag_customer", operationStatus: "progress", customerId: CUSTOMER };
  expect((await call(emulator, "POST", "/emulator/activity", { body })).status).toBe(200);
  expect((await call(emulator, "GET", "/emulator/activity")).json).toMatchObject([body]);
  expect((await call(emulator, "POST", "/emulator/activity", { body: { type: "x" } })).status).toBe(400);
});
