import { PartnerCenterClient } from "../../../provider/partnercenter";
import { json, type Recorded, type Scripted, scriptedServer, type ScriptedServer } from "./server";
import { clientOf, CUSTOMER, errorOf, VirtualClock } from "./support";

const REQUEST = { qualification: "Education", educationSegment: "K12" } as const;
const IN_REVIEW = {
  qualification: "Education",
  vettingStatus: "InReview",
  vettingCreateDate: "2026-01-01T00:00:00Z",
};
const DENIED = { ...IN_REVIEW, vettingStatus: "Denied", vettingCreateDate: "2025-12-01T10:00:00.4Z" };

let server: ScriptedServer | undefined;
let client: PartnerCenterClient | undefined;

afterEach(async () => {
  client?.close();
  await server?.close();
  client = server = undefined;
});

/** A server that answers POSTs and GETs by a list each. */
async function serve(posts: Scripted[], gets: Scripted[], settings = {}) {
  const seen = { POST: 0, GET: 0 };
  server = await scriptedServer(({ method }: Recorded) => {
    const list = method === "POST" ? posts : gets;
    return list[Math.min(seen[method as "POST" | "GET"]++, list.length - 1)] ?? "drop";
  });
  client = clientOf(server.url, settings);
  return { server, client };
}

const methods = (of: ScriptedServer) => of.requests.map(({ method }) => method);
const requestIds = (of: ScriptedServer) =>
  new Set(
    of.requests.filter(({ method }) => method === "POST").map(({ headers }) => headers["ms-requestid"]),
  );

test("a submission that is answered is sent once", async () => {
  const { server, client } = await serve([json(IN_REVIEW, 201)], []);
  expect(await client.submitCustomerQualification(CUSTOMER, REQUEST)).toEqual({
    item: IN_REVIEW,
    found: false,
    sent: true,
  });
  expect(methods(server)).toEqual(["POST"]);
});

const doubtful: [string, Scripted][] = [
  ["dropped", "drop"],
  ["408", { status: 408 }],
  ["302", { status: 302, headers: { Location: "/" } }],
  ["redirected and cut", { status: 307, headers: { "Content-Length": 9, Location: "/" }, body: "<" }],
  ["500", json({ code: 800003, description: "Unexpected" }, 500)],
  ["502 by a gateway", { status: 502, body: "<html><title>Bad gateway</title></html>" }],
  ["cut", { status: 201, headers: { "Content-Length": 500 }, body: "{" }],
  ["201 without a body", { status: 201 }],
  ["200 with HTML", { status: 200, body: "<html>" }],
  ["201 with another qualification", json({ qualification: "StateOwnedEntity" }, 201)],
];

test.each(doubtful)(
  "a submission that was taken but %s is found by a look and sent once",
  async (_, answer) => {
    const { server, client } = await serve([answer], [json([IN_REVIEW])]);
    expect(await client.submitCustomerQualification(CUSTOMER, REQUEST)).toEqual({
      item: IN_REVIEW,
      found: true,
      sent: true,
    });
    expect(methods(server)).toEqual(["POST", "GET"]);
  },
);

test("a submission that is never answered is found by a look", async () => {
  const { server, client } = await serve(["stall"], [json([IN_REVIEW])], { requestTimeoutMs: 2000 });
  expect((await client.submitCustomerQualification(CUSTOMER, REQUEST)).found).toBe(true);
  expect(methods(server)).toEqual(["POST", "GET"]);
});

test("one look is not enough where the list is behind", async () => {
  const { server, client } = await serve([json({}, 500)], [json([]), json([]), json([IN_REVIEW])]);
  expect(await client.submitCustomerQualification(CUSTOMER, REQUEST)).toMatchObject({
    found: true,
    sent: true,
  });
  expect(methods(server)).toEqual(["POST", "GET", "GET", "GET"]);
  expect(new Set(server.requests.map(({ headers }) => headers["ms-correlationid"])).size).toBe(1);
});

test("looks wait as the policy says, and as the answer asks", async () => {
  const clock = new VirtualClock();
  const { client } = await serve([json({}, 503, { "Retry-After": "20" })], [json([])], { clock });
  await errorOf(client.submitCustomerQualification(CUSTOMER, REQUEST));
  expect(clock.slept.map((ms) => Math.round(ms))).toEqual([20_375, 750, 1500, 3000, 3000]);
});

const unlisted: [string, Scripted, "unknown" | "taken"][] = doubtful.map(([what, answer]) => [
  what,
  answer,
  typeof answer !== "string" && (answer.status ?? 0) < 300 ? "taken" : "unknown",
]);

test.each(unlisted)("%s and never listed: sent once, and said so", async (_, answer, submission) => {
  const { server, client } = await serve([answer], [json([])], { maxAttempts: 3 });
  const error = await errorOf(client.submitCustomerQualification(CUSTOMER, REQUEST));
  expect(error).toMatchObject({ submission, requestId: [...requestIds(server)][0] });
  expect(methods(server)).toEqual(["POST", "GET", "GET", "GET"]);
  const [first, second] = error.message.split("\n");
  expect(first).toContain("; 3 looks afterwards show nothing new");
  expect(second).toContain(
    `It is not listed, or not yet. It was not sent again (MS-RequestId ${error.requestId}): that might be a second submission.`,
  );
});

test("what was there before is nothing new, whatever a date's rounding: not sent over it again", async () => {
  const listed = { ...DENIED, vettingCreateDate: "2025-12-01T10:00:00+00:00" };
  const { server, client } = await serve(["drop"], [json([listed])], { maxAttempts: 2 });
  const resubmitted = client.submitCustomerQualification(CUSTOMER, REQUEST, { before: DENIED });
  expect(await errorOf(resubmitted)).toMatchObject({ submission: "unknown" });
  expect(methods(server)).toEqual(["POST", "GET", "GET"]);
});

test("a look that fails after one that showed nothing: both are said", async () => {
  const { client } = await serve(["drop"], [json([]), json({ code: 20002 }, 403)]);
  const error = await errorOf(client.submitCustomerQualification(CUSTOMER, REQUEST));
  expect(error.submission).toBe("unknown");
  expect(error.message).toMatch(/a look afterwards shows nothing new, and the next one failed \(.*20002/);
});

test("a connection that was kept alive and is closed under a request raises no doubt", async () => {
  const used = new Set<number | undefined>();
  server = await scriptedServer(({ method, connection }) => {
    if (used.has(connection)) return "drop";
    used.add(connection);
    return method === "POST" ? json(IN_REVIEW, 201) : json([]);
  });
  client = clientOf(server.url);
  await client.getCustomerQualifications(CUSTOMER);
  expect(await client.submitCustomerQualification(CUSTOMER, REQUEST)).toMatchObject({ found: false });
  expect(methods(server)).toEqual(["GET", "POST"]);
});

test("a newer denial beside the one from before is the submission's", async () => {
  const newer = { ...DENIED, vettingCreateDate: "2026-01-01T00:00:00Z" };
  const { server, client } = await serve(["drop"], [json([DENIED, newer])]);
  const result = await client.submitCustomerQualification(CUSTOMER, REQUEST, { before: DENIED });
  expect(result).toEqual({ item: newer, found: true, sent: true });
  expect(methods(server)).toEqual(["POST", "GET"]);
});

const unreadableLooks: [string, Scripted][] = [
  ["dropped", "drop"],
  ["an empty body", { status: 200 }],
  ["{}", json({})],
  ["another collection", json({ totalCount: 0, items: [] })],
  ["HTML", { status: 200, body: "<html></html>" }],
  ["403", json({ code: 20002, description: "No relationship" }, 403)],
];

test.each(unreadableLooks)("no look succeeds (%s): unknown, sent once, and said so", async (_, look) => {
  const { server, client } = await serve(["drop"], [look]);
  const error = await errorOf(client.submitCustomerQualification(CUSTOMER, REQUEST));
  expect(error).toMatchObject({ name: "ConnectionLostError", submission: "unknown" });
  expect(error.message).toContain("no look afterwards succeeded");
  expect(error.message).toContain("not known");
  expect(methods(server).filter((method) => method === "POST")).toHaveLength(1);
});

test("a success that can't be read, and no look succeeds: taken", async () => {
  const { client } = await serve([{ status: 201, body: "" }], ["drop"]);
  const error = await errorOf(client.submitCustomerQualification(CUSTOMER, REQUEST));
  expect(error).toMatchObject({ submission: "taken", httpStatus: 201 });
  expect(error.message).toContain("no look afterwards succeeded");
});

test("a throttled submission waits for Retry-After and is sent again without a look", async () => {
  const clock = new VirtualClock();
  const { server, client } = await serve(
    [json({ statusCode: 429, message: "Too many" }, 429, { "Retry-After": "7" }), json(IN_REVIEW, 201)],
    [],
    { clock },
  );
  expect((await client.submitCustomerQualification(CUSTOMER, REQUEST)).found).toBe(false);
  expect(methods(server)).toEqual(["POST", "POST"]);
  expect(requestIds(server).size).toBe(1);
  expect(Math.max(...clock.slept)).toBeGreaterThanOrEqual(7000);
});

const throttled = (seconds: number): Scripted =>
  json({ statusCode: 429, message: "Too many" }, 429, { "Retry-After": String(seconds) });

test("held up for longer than a look may be old, it looks again before it is sent", async () => {
  const { server, client } = await serve([throttled(60), json(IN_REVIEW, 201)], [json([DENIED])]);
  const result = await client.submitCustomerQualification(CUSTOMER, REQUEST, { before: DENIED });
  expect(result).toEqual({ item: IN_REVIEW, found: false, sent: true });
  expect(methods(server)).toEqual(["POST", "GET", "POST"]);
  expect(requestIds(server).size).toBe(1);
});

test("what somebody else has submitted meanwhile is not submitted again", async () => {
  const { server, client } = await serve([throttled(60)], [json([DENIED, IN_REVIEW])]);
  const result = await client.submitCustomerQualification(CUSTOMER, REQUEST, { before: DENIED });
  expect(result).toEqual({ item: IN_REVIEW, found: true, sent: false });
  expect(methods(server)).toEqual(["POST", "GET"]);
});

test("a look that fails meanwhile leaves it not taken", async () => {
  const { server, client } = await serve([throttled(60)], [json({ code: 20002 }, 403)]);
  const error = await errorOf(client.submitCustomerQualification(CUSTOMER, REQUEST));
  expect(error).toMatchObject({ name: "NoRelationshipError", submission: "notTaken" });
  expect(methods(server)).toEqual(["POST", "GET"]);
});

test("its first attempt looks again, too, where it waited for its turn", async () => {
  const { server, client } = await serve(
    [throttled(60), json(IN_REVIEW, 201)],
    [json([])],
    // The pause after the 429 is everybody's: by the clock of the other one it has passed.
    { maxConcurrentWrites: 1, maxAttempts: 1 },
  );
  const [first, second] = await Promise.all([
    errorOf(client.submitCustomerQualification(CUSTOMER, REQUEST)),
    client.submitCustomerQualification(CUSTOMER, REQUEST),
  ]);
  expect(first).toMatchObject({ name: "ThrottledError", submission: "notTaken" });
  expect(second).toEqual({ item: IN_REVIEW, found: false, sent: true });
  expect(methods(server)).toEqual(["POST", "GET", "POST"]);
});

describe("asked to stop", () => {
  test("what waits for its turn is not sent, and what is sent is seen through", async () => {
    let answer = (): void => undefined;
    const held = new Promise<void>((resolve) => (answer = resolve));
    const { server, client } = await serve([json(IN_REVIEW, 201)], [], { maxConcurrentWrites: 1 });
    server.beforeAnswer = () => held;
    const stop = new AbortController();
    const submissions = [1, 2, 3].map(() =>
      client.submitCustomerQualification(CUSTOMER, REQUEST, { stop: stop.signal }),
    );
    await server.asked;
    stop.abort();
    const [, second, third] = submissions as [unknown, Promise<unknown>, Promise<unknown>];
    expect(await errorOf(second)).toMatchObject({ name: "AbortedError", submission: "notTaken" });
    expect(await errorOf(third)).toMatchObject({ name: "AbortedError", submission: "notTaken" });
    answer();
    expect(await submissions[0]).toMatchObject({ item: IN_REVIEW, sent: true });
    expect(methods(server)).toEqual(["POST"]);
  });

  test("a throttled one is not sent again; one that may have been taken is found", async () => {
    const stopping = async (posts: Scripted[], gets: Scripted[]) => {
      const controller = new AbortController();
      const { server, client } = await serve(posts, gets);
      server.beforeAnswer = async () => controller.abort();
      const outcome = await client
        .submitCustomerQualification(CUSTOMER, REQUEST, { stop: controller.signal })
        .catch((error: unknown) => error);
      await server.close();
      client.close();
      return { outcome, methods: methods(server) };
    };
    expect(await stopping([throttled(1)], [])).toMatchObject({
      outcome: { name: "AbortedError", submission: "notTaken" },
      methods: ["POST"],
    });
    expect(await stopping(["drop"], [json([]), json([IN_REVIEW])])).toMatchObject({
      outcome: { item: IN_REVIEW, found: true, sent: true },
      methods: ["POST", "GET", "GET"],
    });
  });
});

const refusals: [string, Scripted, object][] = [
  ["400", json({ code: 3000, description: "Invalid" }, 400), { submission: "refused", code: "3000" }],
  [
    "409",
    json({ code: "1", description: "Conflict" }, 409),
    { submission: "refused", name: "ConflictError" },
  ],
  ["422", json({}, 422), { submission: "refused", name: "RequestRefusedError" }],
  [
    "a bare text",
    json("Customer tagging denied.", 403),
    { submission: "refused", name: "QualificationDeniedError" },
  ],
  ["app-only", json({ code: 900329 }, 403), { submission: "notTaken", scope: "partner" }],
  ["no relationship", json({ code: 20002 }, 403), { submission: "notTaken", scope: "customer" }],
  [
    "MFA",
    json({ code: "900421" }, 401),
    { submission: "notTaken", scope: "partner", name: "MfaRequiredError" },
  ],
  ["404", json({ code: 60003 }, 404), { submission: "notTaken", scope: "customer" }],
  ["429 to the end", json({}, 429), { submission: "notTaken", scope: "partner", name: "ThrottledError" }],
  [
    "a refusal cut short",
    { status: 400, headers: { "Content-Length": 9 }, body: "{" },
    { submission: "refused" },
  ],
];

test.each(refusals)("%s: refused or not taken, without a look", async (_, answer, expected) => {
  const { server, client } = await serve([answer], []);
  const error = await errorOf(client.submitCustomerQualification(CUSTOMER, REQUEST));
  expect(error).toMatchObject(expected);
  expect(error.message.split("\n")[0]).toContain(CUSTOMER);
  expect(error.message.split("\n")[0]).toContain(error.correlationId);
  expect(new Set(methods(server))).toEqual(new Set(["POST"]));
});

test("a connection that is refused took nothing", async () => {
  // No system hands out this port, so that nobody listens there.
  client = clientOf("http://127.0.0.1:1");
  expect(await errorOf(client.submitCustomerQualification(CUSTOMER, REQUEST))).toMatchObject({
    name: "ConnectionError",
    submission: "notTaken",
    scope: "partner",
  });
});

test.each([
  { kind: "clientSecret", tenantId: "t", clientId: "c", clientSecret: "s" },
  { kind: "certificate", tenantId: "t", clientId: "c", certificateFile: "/none" },
] as const)("an app-only login ($kind) refuses to submit before anything is sent", async (login) => {
  const { server, client } = await serve([], [], { login });
  const error = await errorOf(client.submitCustomerQualification(CUSTOMER, REQUEST));
  expect(error).toMatchObject({ name: "AppOnlyNotSupportedError", submission: "notTaken", scope: "partner" });
  expect(server.requests).toEqual([]);
});

test("an aborted submission says whether it may have been taken", async () => {
  const { client } = await serve(["stall"], []);
  const before = await errorOf(
    client.submitCustomerQualification(CUSTOMER, REQUEST, { signal: AbortSignal.abort() }),
  );
  expect(before).toMatchObject({ name: "AbortedError", submission: "notTaken" });
  const controller = new AbortController();
  const running = client.submitCustomerQualification(CUSTOMER, REQUEST, { signal: controller.signal });
  await server?.asked;
  controller.abort();
  expect(await errorOf(running)).toMatchObject({ name: "AbortedError", submission: "unknown" });
});

test("closing the client ends what still runs, and what still waits", async () => {
  const { server, client } = await serve(["stall"], [], { maxConcurrentWrites: 1 });
  const running = client.submitCustomerQualification(CUSTOMER, REQUEST);
  const waiting = client.submitCustomerQualification(CUSTOMER, REQUEST);
  await server.asked;
  client.close();
  expect(await errorOf(running)).toMatchObject({ name: "AbortedError", submission: "unknown" });
  expect(await errorOf(waiting)).toMatchObject({ name: "AbortedError", submission: "notTaken" });
  expect(server.requests).toHaveLength(1);
});

test("of an answer with several items, the one that was not there before", async () => {
  const { client } = await serve([json([DENIED, IN_REVIEW])], []);
  const { item } = await client.submitCustomerQualification(CUSTOMER, REQUEST, { before: DENIED });
  expect(item).toEqual(IN_REVIEW);
});
