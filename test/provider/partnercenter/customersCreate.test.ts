import { inspect } from "node:util";
import type { NewCustomer, PartnerCenterClient } from "../../../provider/partnercenter";
import { json, type Recorded, type Scripted, scriptedServer, type ScriptedServer } from "./server";
import { clientOf, CUSTOMER, errorOf, VirtualClock } from "./support";

/* A creation that goes wrong is settled without a second tenant. */

let server: ScriptedServer | undefined;
let client: PartnerCenterClient | undefined;

afterEach(async () => {
  client?.close();
  await server?.close();
  client = server = undefined;
});

const NEW: NewCustomer = {
  domain: "contoso.onmicrosoft.com",
  billingProfile: {
    email: "tania@example.com",
    culture: "en-US",
    language: "en",
    companyName: "Contoso",
    defaultAddress: { addressLine1: "One Microsoft Way", country: "US" },
  },
};
const PASSWORD = "=;;n,&s9Z 'x";
const CREATED = {
  id: CUSTOMER,
  companyProfile: { domain: NEW.domain },
  userCredentials: { userName: "admin", password: PASSWORD },
};
const LISTED = { id: CUSTOMER, domain: NEW.domain };
const list = (...domains: string[]) =>
  json({
    totalCount: domains.length,
    items: domains.map((domain) => ({ id: CUSTOMER, companyProfile: { domain } })),
  });
const FOUND = list("contoso.onmicrosoft.com.example", "CONTOSO.onmicrosoft.com");
const NOTHING = list("contoso.onmicrosoft.com.example");

async function serve(posts: Scripted[], gets: Scripted[], settings = {}) {
  const seen = { POST: 0, GET: 0 };
  server = await scriptedServer(({ method }: Recorded) => {
    const answers = method === "POST" ? posts : gets;
    return answers[Math.min(seen[method as "POST" | "GET"]++, answers.length - 1)] ?? "drop";
  });
  client = clientOf(server.url, settings);
  return { server, client };
}

const methods = (of: ScriptedServer) => of.requests.map(({ method }) => method);

test("a creation that is answered is sent once, and its password given", async () => {
  const { server, client } = await serve([json(CREATED, 201)], []);
  expect(await client.customers.createCustomer(NEW)).toEqual({
    customer: { ...LISTED, userName: "admin", password: PASSWORD },
    found: false,
    sent: true,
  });
  expect(methods(server)).toEqual(["POST"]);
});

const doubtful: [string, Scripted][] = [
  ["dropped", "drop"],
  ["408", { status: 408 }],
  ["302", { status: 302, headers: { Location: "/" } }],
  ["500", json({ code: 800003, description: "Unexpected" }, 500)],
  ["502 by a gateway", { status: 502, body: "<html><title>Bad gateway</title></html>" }],
  ["cut", { status: 201, headers: { "Content-Length": 500 }, body: "{" }],
  ["201 without a body", { status: 201 }],
  ["201 with half of the JSON", { status: 201, body: JSON.stringify(CREATED).slice(0, -3) }],
  ["201 without an id", json({ userCredentials: CREATED.userCredentials }, 201)],
  ["201 for another domain", json({ ...CREATED, companyProfile: { domain: "other.onmicrosoft.com" } }, 201)],
];

test.each(doubtful)(
  "taken but %s: found by its domain and sent once, without a password",
  async (_, answer) => {
    const { server, client } = await serve([answer], [FOUND]);
    const { customer, found } = await client.customers.createCustomer(NEW);
    expect(found).toBe(true);
    expect(customer).toEqual({ id: CUSTOMER, domain: "CONTOSO.onmicrosoft.com" });
    expect(methods(server)).toEqual(["POST", "GET"]);
    expect(new URL(server.requests[1]?.path ?? "", "http://host").searchParams.get("filter")).toBe(
      '{"Field":"Domain","Value":"contoso.onmicrosoft.com","Operator":"starts_with"}',
    );
  },
);

test("a creation that is never answered is found by a look", async () => {
  const { server, client } = await serve(["stall"], [FOUND], { requestTimeoutMs: 2000 });
  expect((await client.customers.createCustomer(NEW)).found).toBe(true);
  expect(methods(server)).toEqual(["POST", "GET"]);
});

test("one look is not enough where the list is behind", async () => {
  const { server, client } = await serve(["drop"], [NOTHING, NOTHING, FOUND]);
  const correlationId = "7d2456fd-2d79-46d0-9f8e-5d7ecd5f8745";
  expect(await client.customers.createCustomer(NEW, { correlationId })).toMatchObject({ found: true });
  expect(methods(server)).toEqual(["POST", "GET", "GET", "GET"]);
  expect(new Set(server.requests.map(({ headers }) => headers["ms-correlationid"]))).toEqual(
    new Set([correlationId]),
  );
});

test.each(doubtful)("%s and never listed: sent once, and said so", async (_, answer) => {
  const { server, client } = await serve([answer], [NOTHING], { maxAttempts: 3 });
  const error = await errorOf(client.customers.createCustomer(NEW));
  const taken = typeof answer !== "string" && (answer.status ?? 0) < 300;
  expect(error).toMatchObject({ creation: taken ? "taken" : "unknown" });
  expect(error.submission).toBeUndefined();
  expect(error.message).toContain("; 3 looks afterwards show nothing new");
  expect(error.message).toContain(
    `It is not listed, or not yet. It was not sent again (MS-RequestId ${error.requestId}): that might be a second creation.`,
  );
  expect(error.message.includes("administrator's password are not known")).toBe(taken);
  expect(methods(server)).toEqual(["POST", "GET", "GET", "GET"]);
});

test("where the search fails with 500, the look goes through all customers", async () => {
  const { server, client } = await serve(["drop"], [{ status: 500 }, FOUND], { maxAttempts: 1 });
  expect((await client.customers.createCustomer(NEW)).found).toBe(true);
  expect(server.requests.map(({ method, path }) => `${method} ${path.split("=")[0]}`)).toEqual([
    "POST /v1/customers",
    "GET /v1/customers?filter",
    "GET /v1/customers",
  ]);
});

const unreadableLooks: [string, Scripted][] = [
  ["dropped", "drop"],
  ["an empty body", { status: 200 }],
  ["{}", json({})],
  ["HTML", { status: 200, body: "<html></html>" }],
  ["503", { status: 503 }],
  ["403", json({ code: 900329 }, 403)],
];

test.each(unreadableLooks)("no look succeeds (%s): unknown, sent once, and said so", async (_, look) => {
  const { server, client } = await serve(["drop"], [look]);
  const error = await errorOf(client.customers.createCustomer(NEW));
  expect(error).toMatchObject({ name: "ConnectionLostError", creation: "unknown" });
  expect(error.submission).toBeUndefined();
  expect(error.message).toContain("no look afterwards succeeded");
  expect(error.message).toContain("Whether Microsoft created the customer is not known.");
  expect(methods(server).filter((method) => method === "POST")).toHaveLength(1);
});

test("a throttled creation waits for Retry-After and is sent again without a look", async () => {
  const clock = new VirtualClock();
  const { server, client } = await serve([json({}, 429, { "Retry-After": "7" }), json(CREATED, 201)], [], {
    clock,
  });
  expect((await client.customers.createCustomer(NEW)).found).toBe(false);
  expect(methods(server)).toEqual(["POST", "POST"]);
  expect(Math.max(...clock.slept)).toBeGreaterThanOrEqual(7000);
});

const notTaken: [string, Scripted, object][] = [
  ["no role", json({ code: 900308 }, 403), { scope: "customer" }],
  ["MFA", json({ code: "900421" }, 401), { scope: "partner", name: "MfaRequiredError" }],
  ["429 to the end", json({}, 429), { scope: "partner", name: "ThrottledError" }],
];

test.each(notTaken)("%s: not taken, without a look", async (_, answer, expected) => {
  const { server, client } = await serve([answer], []);
  const error = await errorOf(client.customers.createCustomer(NEW));
  expect(error).toMatchObject({ ...expected, creation: "notTaken" });
  expect(error.message.split("\n")[0]).toContain(NEW.domain);
  expect(new Set(methods(server))).toEqual(new Set(["POST"]));
});

test("an application may create a customer of its own, but none for an indirect reseller", async () => {
  const login = { kind: "clientSecret", tenantId: "t", clientId: "c", clientSecret: "s" } as const;
  const { server, client } = await serve([], [], { login });
  const forReseller = { ...NEW, associatedPartnerId: "484e548c-f5f3-4528-93a9-c16c6373cb59" };
  expect(await errorOf(client.customers.createCustomer(forReseller))).toMatchObject({
    name: "AppOnlyNotSupportedError",
    creation: "notTaken",
    scope: "partner",
  });
  expect(server.requests).toEqual([]);
});

test("an aborted creation says whether it may have been taken", async () => {
  const { client } = await serve(["stall"], []);
  const before = client.customers.createCustomer(NEW, { signal: AbortSignal.abort() });
  expect(await errorOf(before)).toMatchObject({ name: "AbortedError", creation: "notTaken" });
  const controller = new AbortController();
  const running = client.customers.createCustomer(NEW, { signal: controller.signal });
  await server?.asked;
  controller.abort();
  expect(await errorOf(running)).toMatchObject({ name: "AbortedError", creation: "unknown" });
});

describe("the administrator's password", () => {
  const shapes: [string, string | Buffer][] = [
    ["half of the JSON", JSON.stringify(CREATED).slice(0, -3)],
    ["no id", JSON.stringify({ description: PASSWORD, userCredentials: CREATED.userCredentials })],
    ["a text", JSON.stringify(PASSWORD)],
    ["no JSON at all", `password: ${PASSWORD}`],
    ["UTF-16, cut", Buffer.from(JSON.stringify(CREATED).slice(0, -3), "utf16le")],
  ];

  test.each(shapes)("is in no error about an answer with %s", async (_, body) => {
    const { client } = await serve([{ status: 201, body }], [NOTHING], { maxAttempts: 1 });
    const error = await errorOf(client.customers.createCustomer(NEW));
    expect(error.creation).toBe("taken");
    const printed = `${inspect(error, { depth: 9, showHidden: true })}${error.stack}${JSON.stringify(error)}`;
    for (const part of [PASSWORD, "s9Z", ";;n"]) expect(printed).not.toContain(part);
  });

  test("is taken out of what later answers say", async () => {
    const { client } = await serve(
      [json(CREATED, 201)],
      [json({ code: 1, description: `it is ${PASSWORD}` }, 400)],
    );
    await client.customers.createCustomer(NEW);
    const error = await errorOf(client.customers.getCustomer(CUSTOMER));
    expect(error.description).toBe("it is REDACTED");
    expect(inspect(client, { depth: 9, showHidden: true })).not.toContain(PASSWORD);
  });
});
