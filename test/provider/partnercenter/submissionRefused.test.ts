import { connect } from "./served";
import { json, type Scripted } from "./server";
import { methods, REQUEST, serve } from "./submissions";
import { CUSTOMER, errorOf } from "./support";

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
  const client = connect("http://127.0.0.1:1");
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
  const { server, client } = await serve(["stall"], []);
  const before = await errorOf(
    client.submitCustomerQualification(CUSTOMER, REQUEST, { signal: AbortSignal.abort() }),
  );
  expect(before).toMatchObject({ name: "AbortedError", submission: "notTaken" });
  const controller = new AbortController();
  const running = client.submitCustomerQualification(CUSTOMER, REQUEST, { signal: controller.signal });
  await server.asked;
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
