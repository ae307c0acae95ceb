import { json, type Scripted } from "./server";
import { DENIED, IN_REVIEW, methods, REQUEST, requestIds, serve } from "./submissions";
import { CUSTOMER, errorOf, VirtualClock } from "./support";

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
