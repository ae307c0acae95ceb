import { connect, serverOf } from "./served";
import { json, type Scripted } from "./server";
import { DENIED, IN_REVIEW, methods, REQUEST, requestIds, serve } from "./submissions";
import { CUSTOMER, errorOf, VirtualClock } from "./support";

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
  const server = await serverOf(({ method, connection }) => {
    if (used.has(connection)) return "drop";
    used.add(connection);
    return method === "POST" ? json(IN_REVIEW, 201) : json([]);
  });
  const client = connect(server.url);
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

test("of an answer with several items, the one that was not there before", async () => {
  const { client } = await serve([json([DENIED, IN_REVIEW])], []);
  const { item } = await client.submitCustomerQualification(CUSTOMER, REQUEST, { before: DENIED });
  expect(item).toEqual(IN_REVIEW);
});
