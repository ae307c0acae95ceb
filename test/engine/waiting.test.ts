// `waitForVetting`: what ends a wait, what it costs, and that no end of it ever leads to another submission.
import { DEFAULT_LIMITER_BOUNDS } from "../../provider/partnercenter/budget";
import { mustEnd, newStack, type EngineStack, testEachHost } from "./harness";
import { customerId, customerIds, partnerCenter, writes } from "./support/partnerCenter";
import { isWaitedFor, looksAfterSubmission, until, waited } from "./support/waiting";

const reason = "Not an Education Customer";

/** What the state holds of each resource, by name. */
async function recorded(stack: EngineStack): Promise<Record<string, unknown>> {
  const entries = (await stack.resources()).map(({ urn, outputs = {} }) => {
    const { vettingStatus, vettingReason, submissions } = outputs;
    return [urn.replace(/^.*::/, ""), [vettingStatus, vettingReason, submissions]] as const;
  });
  return Object.fromEntries(entries);
}

testEachHost("a wait ends in each of its ways, and the next up waits on", async (host) => {
  const names = ["slow", "approved", "denied", "warned", "gone", "unlucky", "lost", "login"] as const;
  const ids = Object.fromEntries(names.map((name, index) => [name, customerId(index + 1)])) as Record<
    (typeof names)[number],
    string
  >;
  const emulator = await partnerCenter(Object.values(ids));
  const stack = await newStack({
    host,
    resources: [
      waited("slow", ids.slow, { vettingTimeoutSeconds: 3 }),
      waited("approved", ids.approved),
      waited("denied", ids.denied),
      waited("warned", ids.warned, { onDenied: "warn" }),
      waited("gone", ids.gone),
      waited("unlucky", ids.unlucky),
      waited("lost", ids.lost),
      waited("login", ids.login),
    ],
    env: emulator.environment,
  });
  // With the preview before it, as a person runs it: the end of the preview must not end the waits.
  const withPreview = stack
    .upArguments("--continue-on-error", "--parallel", "16")
    .filter((part) => part !== "--skip-preview");
  const up = stack.start(withPreview);
  await Promise.all(names.map((name) => isWaitedFor(emulator, ids[name])));
  emulator.approve(ids.approved, "Education");
  emulator.deny(ids.denied, "Education", reason);
  emulator.deny(ids.warned, "Education", reason);
  emulator.vanish(ids.gone, "Education");
  emulator.loseRelationship(ids.lost);
  // Answers nobody understands, which never mean that it is gone, and then a failing API.
  const looked = looksAfterSubmission(emulator, ids.unlucky).length;
  const unlucky = { method: "GET", customerId: ids.unlucky };
  emulator.faultNext(unlucky, { kind: "body", body: "{}" });
  emulator.faultNext(unlucky, { kind: "status", status: 503, body: "", headers: { "Retry-After": "0" } }, 5);
  await until(emulator, () => looksAfterSubmission(emulator, ids.unlucky).length > looked + 6);
  emulator.approve(ids.unlucky, "Education");
  await Promise.all(
    ["slow", "unlucky", "lost"].map((name) =>
      up.waitFor(new RegExp(` ${name} (\\*\\*creating failed|created)`)),
    ),
  );
  emulator.revokeAccessTokens();
  const { output, code } = await up.result;
  expect(code).toBe(1);

  const about = (name: (typeof names)[number]): string => {
    const lines = output.slice(output.lastIndexOf("Diagnostics:")).split("\n");
    return lines.filter((line) => line.includes(ids[name])).join("\n");
  };
  expect(about("slow")).toMatch(
    /the vetting is InReview \(vetting of .*\) after 3 s \(vettingTimeoutSeconds\)\. It is in the state as submitted: the next `pulumi up` waits on without a submission\./,
  );
  expect(about("approved")).toMatch(/waiting for the vetting: InReview \(vetting of \S+\), up to 60 s\.$/m);
  expect(about("approved")).toMatch(/Education: Approved.* after \d+ s\.$/m);
  expect(about("denied")).toMatch(
    /\* .*was InReview, is Denied \(Not an Education Customer, .*Next: .*admin center\. Then change `resubmit`.*at least 2 of 3.* It is recorded; nothing more was submitted\. MS-CorrelationId/,
  );

  expect(about("warned")).toMatch(
    /Denied \(Not an Education Customer, .*; `onDenied: "warn"`: it is recorded\./,
  );
  expect(about("gone")).toMatch(/was InReview, is not listed by Partner Center\. .*Then change `resubmit`/);
  expect(about("lost")).toMatch(/the wait is over: .*code 20002.* It is in the state as submitted: the next/);
  expect(about("login")).toMatch(/the wait is over: .*HTTP 401.* It is in the state as submitted: the next/);
  // One line a second for all that wait; fewer where the machine is slow.
  expect(output).toMatch(/waiting for [2-8] vettings \([2-8] InReview\): \d+ s so far, \d+ s left\./);
  expect(output).toMatch(
    / The last look failed for 1 of them, such as: Reading .* was not understood .*\{\}/,
  );
  expect(output).not.toMatch(/dist.provider/);

  const first = await recorded(stack);
  expect(first).toEqual({
    slow: ["InReview", null, 1],
    approved: ["Approved", null, 1],
    denied: ["Denied", reason, 1],
    warned: ["Denied", reason, 1],
    gone: ["None", null, 1],
    unlucky: ["Approved", null, 1],
    lost: ["InReview", null, 1],
    login: ["InReview", null, 1],
  });
  expect(writes(emulator)).toHaveLength(names.length);

  // The next one waits on, and is told meanwhile.
  stack.env.PARTNERCENTER_ACCESS_TOKEN = emulator.accessToken();
  emulator.restoreRelationship(ids.lost);
  emulator.clearRequests();
  const next = stack.start(stack.upArguments("--continue-on-error"));
  await next.waitFor(`${ids.login}/Education: waiting for the vetting`);
  for (const name of ["lost", "login"] as const) emulator.approve(ids[name], "Education");
  const { output: said } = mustEnd(1, await next.result);
  expect(said).toContain(`${ids.login}/Education: is InReview`);
  expect(said).toMatch(/slow \*\*updating failed/);
  expect(await recorded(stack)).toEqual({
    ...first,
    lost: ["Approved", null, 1],
    login: ["Approved", null, 1],
  });
  expect(writes(emulator)).toEqual([]);
});

test("waiting for a hundred customers costs each one look in an interval, and one line for all", async () => {
  const interval = 2;
  const ids = customerIds(100);
  const emulator = await partnerCenter(ids);
  const stack = await newStack({
    resources: ids.map((id, index) =>
      waited(`customer${index}`, id, { vettingPollIntervalSeconds: interval }),
    ),
    // More than Microsoft takes, so that it is the interval that spaces the looks.
    env: { ...emulator.environment, PARTNERCENTER_REQUESTS_PER_MINUTE: "50000" },
  });
  // By default the engine creates only a few at a time, and the others are not even submitted before those are done.
  const up = stack.start(stack.upArguments("--parallel", "150"));
  await until(emulator, () => ids.every((id) => looksAfterSubmission(emulator, id).length >= 2));
  await up.waitFor(/waiting for \d+ vettings/);
  const took = Date.now() - Math.min(...emulator.submissions().map(({ at }) => at));
  const soFar = up.output().match(/waiting for \d+ vettings/g) ?? [];
  ids.forEach((id) => emulator.approve(id, "Education"));
  mustEnd(0, await up.result);

  for (const id of ids) {
    const looks = looksAfterSubmission(emulator, id).map(({ at }) => at);
    // A slow machine makes the gaps longer; only a loop that does not wait makes them shorter.
    const gaps = looks.slice(1).map((at, index) => at - (looks[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(interval * 1000 - 20);
  }
  expect(soFar.length).toBeGreaterThanOrEqual(1);
  expect(soFar.length).toBeLessThanOrEqual(took / (interval * 900));
  const { maxConcurrentReads, maxConcurrentWrites } = DEFAULT_LIMITER_BOUNDS;
  expect(emulator.mostInFlight).toBeLessThanOrEqual(maxConcurrentReads + maxConcurrentWrites);
  expect(emulator.submissions()).toHaveLength(100);
  expect(new Set(emulator.submissions().map((one) => one.customerId)).size).toBe(100);
});
