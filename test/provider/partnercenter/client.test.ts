import { inspect } from "node:util";
import { PartnerCenterClient } from "../../../provider/partnercenter";
import { atEnd, connect, serve, serverOf } from "./served";
import { json } from "./server";
import { clientOf, CUSTOMER, errorOf, TOKEN, VirtualClock } from "./support";

test("the headers of a call (Partner Center REST headers)", async () => {
  const { server, client } = await serve([json([])], { applicationName: "my-application", locale: "de-DE" });
  await client.getCustomerQualifications(CUSTOMER);
  await client.getCustomerQualifications(CUSTOMER);
  const [first, second] = server.requests.map(({ headers }) => headers);
  const guid = /^[0-9a-f-]{36}$/;
  expect(first).toMatchObject({
    authorization: `Bearer ${TOKEN}`,
    accept: "application/json",
    "ms-contract-version": "v1",
    "ms-partnercenter-application": "my-application",
    "x-locale": "de-DE",
    "ms-requestid": expect.stringMatching(guid) as string,
    "ms-correlationid": expect.stringMatching(guid) as string,
  });
  expect(first?.["ms-requestid"]).not.toBe(second?.["ms-requestid"]);
  expect(first?.["ms-correlationid"]).not.toBe(second?.["ms-correlationid"]);
});

test("a read is tried again, with one MS-RequestId, until it succeeds", async () => {
  const { server, client } = await serve(["drop", { status: 503 }, { status: 408 }, json([])]);
  expect(await client.getCustomerQualifications(CUSTOMER, { correlationId: CUSTOMER })).toEqual([]);
  const headers = server.requests.map((request) => request.headers);
  expect(new Set(headers.map((header) => header["ms-requestid"])).size).toBe(1);
  expect(headers.map((header) => header["ms-correlationid"])).toEqual([
    CUSTOMER,
    CUSTOMER,
    CUSTOMER,
    CUSTOMER,
  ]);
});

test("a read that is ended while it waits for another attempt is aborted, and says so", async () => {
  const controller = new AbortController();
  class EndingClock extends VirtualClock {
    override async sleep(ms: number, signal?: AbortSignal): Promise<void> {
      controller.abort();
      return super.sleep(ms, signal);
    }
  }
  const { server, client } = await serve([{ status: 503 }, json([])], { clock: new EndingClock() });
  const reading = client.getCustomerQualifications(CUSTOMER, { signal: controller.signal });
  expect(await errorOf(reading)).toMatchObject({ name: "AbortedError", scope: "partner" });
  expect(server.requests).toHaveLength(1);
});

test.each(["1000000", "soon", "-1", "Thu, 01 Jan 1970 00:00:00 GMT", ""])(
  "a Retry-After of %j is survived",
  async (retryAfter) => {
    const clock = new VirtualClock();
    const { server, client } = await serve(
      [{ status: 429, headers: { "Retry-After": retryAfter } }, json([])],
      {
        clock,
      },
    );
    expect(await client.getCustomerQualifications(CUSTOMER)).toEqual([]);
    expect(server.requests).toHaveLength(2);
    expect(Math.max(...clock.slept)).toBeLessThanOrEqual(121_000);
  },
);

test("after a 429 other calls wait, too", async () => {
  const clock = new VirtualClock();
  const { client } = await serve([{ status: 429, headers: { "Retry-After": "60" } }, json([])], {
    clock,
    maxAttempts: 1,
  });
  const begin = clock.now();
  expect((await errorOf(client.getCustomerQualifications(CUSTOMER))).name).toBe("ThrottledError");
  await client.getCustomerQualifications(CUSTOMER);
  expect(clock.now() - begin).toBeGreaterThanOrEqual(60_000);
});

test("clients of one partner tenant and one process share the limiter", async () => {
  const server = await serverOf((_, index) =>
    index === 0 ? { status: 429, headers: { "Retry-After": "1" } } : json([]),
  );
  const settings = { clock: undefined, maxAttempts: 1 };
  const client = connect(server.url, settings);
  const other = clientOf(server.url, settings);
  await errorOf(client.getCustomerQualifications(CUSTOMER));
  expect(other.leastMs(1)).toBeGreaterThan(0);
  const controller = new AbortController();
  const waiting = other.getCustomerQualifications(CUSTOMER, { signal: controller.signal });
  controller.abort();
  expect((await errorOf(waiting)).name).toBe("AbortedError");
  expect(server.requests).toHaveLength(1);
  other.close();
});

test("the first line says what was done and found, the second what to do", async () => {
  const fault = {
    code: 20002,
    description: "No relationship between caller and account.",
    data: [],
    source: "PartnerFD",
  };
  const { client } = await serve([json(fault, 403)]);
  const error = await errorOf(client.getCustomerQualifications(CUSTOMER, { correlationId: "c-1" }));
  expect(error.message).toBe(
    `Reading the qualifications of customer ${CUSTOMER}: HTTP 403, code 20002: ` +
      `"No relationship between caller and account." (MS-CorrelationId c-1)\n` +
      "The partner has no reseller relationship with this customer, or no longer has one. " +
      "Check the customer's id, and have the customer accept the reseller relationship.",
  );
  expect(error).toMatchObject({
    name: "NoRelationshipError",
    httpStatus: 403,
    code: "20002",
    scope: "customer",
  });
  expect(error.submission).toBeUndefined();
});

test("a token that the API rejects ends the call when there is no other", async () => {
  const { server, client } = await serve([json({ code: "400", description: "Access denied" }, 401)]);
  expect(await errorOf(client.getCustomerQualifications(CUSTOMER))).toMatchObject({
    name: "AccessDeniedError",
    scope: "partner",
  });
  expect(server.requests).toHaveLength(1);
});

test("validation codes", async () => {
  const code = {
    partnerId: "p",
    organizationName: "o",
    validationId: "123456",
    maxCreates: 5,
    remainingCreates: 2,
    eTag: "e",
  };
  const { server, client } = await serve([
    json([code]),
    json({ partnerId: "p", customerId: CUSTOMER, validationId: "123456" }, 201),
    json({ code: 1000, description: "No code 123456" }, 404),
  ]);
  expect(await client.getValidationCodes()).toEqual([code]);
  expect(await client.getCustomerValidationCode(CUSTOMER)).toEqual({
    partnerId: "p",
    customerId: CUSTOMER,
    validationId: "123456",
  });
  // A code is a secret once it is known.
  const error = await errorOf(client.getCustomerValidationCode(CUSTOMER));
  expect(error.message).not.toContain("123456");
  expect(server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
    "GET /v1/customers/all/validations",
    `GET /v1/customers/${CUSTOMER}/validations`,
    `GET /v1/customers/${CUSTOMER}/validations`,
  ]);
});

test.each(["", "..", "a/b", "a?b", "%2e%2e"])("a customer id of %j never becomes a path", async (id) => {
  const { server, client } = await serve([json([])]);
  const submission = client.submitCustomerQualification(id, { qualification: "Education" });
  expect(await errorOf(submission)).toMatchObject({ name: "InvalidCustomerIdError", submission: "notTaken" });
  const read = await errorOf(client.getCustomerQualifications(id));
  expect(read.name).toBe("InvalidCustomerIdError");
  expect(read.message).toMatch(
    id === "" ? /id is empty/ : /id has other characters than letters, digits, - and _/,
  );
  expect(server.requests).toEqual([]);
});

describe("the contract of 2018", () => {
  test("a second qualification is refused before anything is written", async () => {
    const { server, client } = await serve([json("education")], { contract: "qualification-2018" });
    const request = { qualification: "GovernmentCommunityCloud", validationCode: "123456" } as const;
    expect(await errorOf(client.submitCustomerQualification(CUSTOMER, request))).toMatchObject({
      name: "SecondQualificationError",
      submission: "notTaken",
    });
    expect(server.requests.map(({ method }) => method)).toEqual(["GET"]);
  });

  test("State-owned entity does not exist in it", async () => {
    const { server, client } = await serve([], { contract: "qualification-2018" });
    const submission = client.submitCustomerQualification(CUSTOMER, { qualification: "StateOwnedEntity" });
    expect(await errorOf(submission)).toMatchObject({
      name: "UnsupportedByContractError",
      submission: "notTaken",
    });
    expect(server.requests).toEqual([]);
  });

  test("a dropped write is found by a look", async () => {
    const { server, client } = await serve([json("none"), "drop", json("education")], {
      contract: "qualification-2018",
    });
    expect(await client.submitCustomerQualification(CUSTOMER, { qualification: "Education" })).toEqual({
      item: { qualification: "Education" },
      found: true,
      sent: true,
    });
    expect(server.requests.map(({ method }) => method)).toEqual(["GET", "PUT", "GET"]);
  });
});

test("nothing of a client or its login is printed", async () => {
  const login = {
    kind: "refreshToken",
    tenantId: "contoso.example",
    clientId: "client",
    clientSecret: "secret-of-the-client",
    refreshToken: "refresh-of-the-user",
  } as const;
  const client = new PartnerCenterClient({ login });
  atEnd(() => client.close());
  const shown = inspect(client, { depth: 20, showHidden: true }) + JSON.stringify(client);
  expect(shown).not.toMatch(/secret-of-the-client|refresh-of-the-user/);
});

test("no secret is in an error, however the API repeats it", async () => {
  const validationCode = "987654";
  const echo = {
    code: 3000,
    description: `Code ${validationCode} of ${TOKEN} (Bearer ${TOKEN})`,
    data: [validationCode],
  };
  const { client } = await serve([json(echo, 400)]);
  const error = await errorOf(
    client.submitCustomerQualification(CUSTOMER, {
      qualification: "GovernmentCommunityCloud",
      validationCode,
    }),
  );
  const shown = inspect(error, { depth: 20, showHidden: true }) + JSON.stringify(error) + String(error.stack);
  expect(shown).toContain("REDACTED");
  expect(shown).not.toContain(validationCode);
  expect(shown).not.toContain(TOKEN);
});
