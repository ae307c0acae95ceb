// A submission is precious: whatever happens to it on the way, and however often it is declared, it is POSTed once.
import type { Emulator, Fault } from "../../emulator";
import {
  mustEnd,
  newStack,
  ProviderCallError,
  startProviderServer,
  type ProviderServer,
  testEachHost,
} from "./harness";
import { customerId, education, partnerCenter, writes } from "./support/partnerCenter";

/** The POSTs for one customer, taken or not. */
const posts = (emulator: Emulator, customer: string): string[] =>
  writes(emulator)
    .filter(({ path }) => path.includes(customer))
    .map(({ requestId }) => requestId ?? "");

testEachHost("declared twice, or taken without a good answer: each is submitted once", async (host) => {
  const taken: [string, Fault][] = [
    ["answered500", { kind: "status500After" }],
    ["answered502ByAGateway", { kind: "statusAfter", status: 502, body: "<html>Bad Gateway</html>" }],
    ["answered408", { kind: "statusAfter", status: 408, body: "" }],
    ["redirected", { kind: "statusAfter", status: 302, body: "" }],
    ["droppedAfterTaken", { kind: "dropAfter" }],
    ["answerCut", { kind: "cutBody" }],
    ["answeredNothing", { kind: "statusAfter", status: 201, body: undefined }],
    ["answeredAnotherCollection", { kind: "statusAfter", status: 200, body: { items: [], totalCount: 0 } }],
    ["answeredAPage", { kind: "body", body: "<html><body>Sign in</body></html>", contentType: "text/html" }],
  ];
  const notTaken: [string, Fault][] = [["throttled", { kind: "throttle", retryAfter: 0 }]];
  const names = ["twice", ...[...taken, ...notTaken].map(([name]) => name)];
  const customer = (name: string): string => customerId(1 + names.indexOf(name));
  const emulator = await partnerCenter(names.map(customer));
  for (const [name, fault] of [...taken, ...notTaken])
    emulator.faultNext({ method: "POST", customerId: customer(name) }, fault);
  const stack = await newStack({
    host,
    resources: [
      ...names.map((name) => education(name, customer(name))),
      education("twiceAgain", customer("twice").toUpperCase()),
    ],
    env: emulator.environment,
  });

  mustEnd(0, await stack.up());
  for (const name of names) {
    const sent = posts(emulator, customer(name));
    const expected = notTaken.some(([one]) => one === name) ? 2 : 1;
    // What has to be sent again is so under the same MS-RequestId.
    expect({ name, sent: sent.length, ids: new Set(sent).size }).toEqual({ name, sent: expected, ids: 1 });
    expect({ name, taken: emulator.submissions(customer(name)).length }).toEqual({ name, taken: 1 });
  }
  const resources = await stack.resources();
  for (const { outputs } of resources)
    expect(outputs).toMatchObject({ vettingStatus: "InReview", submissionError: null });
  const counted = resources.filter(({ outputs }) => outputs?.["customerId"] === customer("twice"));
  expect(counted.map(({ outputs }) => outputs?.["submissions"]).sort()).toEqual([0, 1]);

  const before = writes(emulator).length;
  mustEnd(0, await stack.up("--expect-no-changes"));
  expect(writes(emulator)).toHaveLength(before);
});

testEachHost("what may have been taken is only sent again when a person changes `resubmit`", async (host) => {
  const taken: [string, Fault][] = [
    ["answered500", { kind: "status500After" }],
    ["redirected", { kind: "statusAfter", status: 302, body: "" }],
    ["droppedAfterTaken", { kind: "dropAfter" }],
    ["answeredNothing", { kind: "statusAfter", status: 201, body: undefined }],
  ];
  const notTaken: [string, Fault][] = [
    ["droppedBefore", { kind: "dropBefore" }],
    ["failed", { kind: "error", error: "unexpected" }],
  ];
  const names = [...taken, ...notTaken].map(([name]) => name);
  const customer = (name: string): string => customerId(1 + names.indexOf(name));
  const emulator = await partnerCenter(names.map(customer), { idempotent: false, listBehindMs: 3_600_000 });
  for (const [name, fault] of [...taken, ...notTaken])
    emulator.faultNext({ method: "POST", customerId: customer(name) }, fault);
  const declared = (args: (name: string) => Record<string, unknown> = () => ({})) =>
    names.map((name) => education(name, customer(name), args(name)));
  const stack = await newStack({ host, resources: declared(), env: emulator.environment });
  const sent = (): number[] => names.map((name) => posts(emulator, customer(name)).length);
  const recorded = async (): Promise<Record<string, unknown>[]> => {
    const resources = await stack.resources();
    return names.map((name) => resources.find(({ urn }) => urn.endsWith(`::${name}`))?.outputs ?? {});
  };
  const open = {
    vettingStatus: null,
    submissions: 1,
    submissionError: expect.stringMatching(/not sent again/),
  };

  const up = mustEnd(1, await stack.up("--continue-on-error"));
  expect(up.output).toMatch(/5 looks afterwards show nothing new \(MS-CorrelationId [0-9a-f-]+\)/);
  expect(up.output).toMatch(/not listed, or not yet\. It was not sent again \(MS-RequestId [0-9a-f-]+\)/);
  expect(up.output).toMatch(/It is recorded as one submission[^]*only a changed `resubmit` does/);
  expect(sent()).toEqual(names.map(() => 1));
  expect(await recorded()).toEqual(names.map(() => expect.objectContaining(open) as unknown));

  // A list that is behind shows nothing to the next ones, either.
  mustEnd(1, await stack.up("--continue-on-error"));
  mustEnd(0, await stack.pulumi("refresh", "--yes", "--stack", "dev"));
  mustEnd(1, await stack.up("--continue-on-error"));
  expect(sent()).toEqual(names.map(() => 1));
  expect(await recorded()).toEqual(names.map(() => expect.objectContaining(open) as unknown));

  // It is up to date: what was taken is found, and what was not can be asked for.
  emulator.change({ listBehindMs: 0 });
  const isTaken = (name: string): boolean => taken.some(([one]) => one === name);
  stack.declare(declared((name) => (isTaken(name) ? {} : { resubmit: "not requested, says the portal" })));
  mustEnd(0, await stack.up());
  expect(sent()).toEqual(names.map((name) => (isTaken(name) ? 1 : 2)));
  expect(names.map((name) => emulator.submissions(customer(name)).length)).toEqual(names.map(() => 1));
  expect((await recorded()).map(({ submissions }) => submissions)).toEqual(sent());
  mustEnd(0, await stack.up("--refresh"));
  mustEnd(0, await stack.preview("--expect-no-changes"));
  const inReview = { vettingStatus: "InReview", submissionError: null };
  expect(await recorded()).toEqual(names.map(() => expect.objectContaining(inReview) as unknown));
});

test("resubmitted, taken, and the denial from before is still listed: asked once", async () => {
  const customer = customerId(1);
  const emulator = await partnerCenter([customer], { idempotent: false, listBehindMs: 3_600_000 });
  emulator.setQualification(customer, { qualification: "Education", vettingStatus: "Denied" });
  const [denied] = emulator.qualifications(customer);
  emulator.faultNext({ method: "POST" }, { kind: "status500After" }, 100);
  const server = await startProviderServer({ env: emulator.environment });
  const inputs = { customerId: customer, qualification: "Education", educationSegment: "K12" };
  const asked = { ...inputs, resubmit: "corrected" };
  let recorded: Record<string, unknown> = { ...inputs, ...denied, submissions: 1 };
  for (let up = 0; up < 3; up += 1) {
    const failed = await failureOf(server.update("id", recorded, asked));
    // Only the first has something to record; the others leave the state as it is.
    recorded = failed.partial?.properties ?? recorded;
    expect(recorded).toMatchObject({ submissions: 2, vettingStatus: null, resubmit: "corrected" });
    expect(posts(emulator, customer)).toHaveLength(1);
  }
  await server.close();
  emulator.change({ listBehindMs: 0 });
  // A run of its own, which has not looked yet.
  const next = await startProviderServer({ env: emulator.environment });
  const { properties } = await next.update("id", recorded, asked);
  expect(properties).toMatchObject({ submissions: 2, vettingStatus: "InReview", submissionError: null });
  expect(posts(emulator, customer)).toHaveLength(1);
  await next.close();
});

test("a denied one that is declared twice is resubmitted once", async () => {
  const customer = customerId(1);
  const emulator = await partnerCenter([customer]);
  emulator.setQualification(customer, { qualification: "Education", vettingStatus: "Denied" });
  const [denied] = emulator.qualifications(customer);
  const server = await startProviderServer({ env: emulator.environment });
  const inputs = { customerId: customer, qualification: "Education", educationSegment: "K12" };
  const recorded = { ...inputs, ...denied, submissions: 1 };
  const updates = [1, 2, 3].map(() => server.update("id", recorded, { ...inputs, resubmit: "now" }));
  const counted = (await Promise.all(updates)).map(({ properties }) => properties["submissions"]);
  expect(counted.sort()).toEqual([1, 1, 2]);
  expect(posts(emulator, customer)).toHaveLength(1);
  await server.close();
});

describe("an answer that is not understood", () => {
  // Each in place of the answer of a GET for a customer that has nothing, or has what the resource says.
  const answers: [string, string][] = [
    ["nothing", ""],
    ["null", "null"],
    ["an empty object", "{}"],
    ["an empty text", '""'],
    ["an entry without a name", "[{}]"],
    ["a null entry", "[null]"],
    ["another collection", '{"totalCount":0,"items":[]}'],
    ["another collection's entries", '[{"id":"1","name":"Contoso"}]'],
    ["qualifications that are no list", '{"qualifications":null}'],
    ["an error with 200", '{"code":20002,"description":"No relationship between caller and account."}'],
    ["a page", "<!DOCTYPE html><html><head><title>Sign in</title></head></html>"],
    ["half an answer", '[{"qualification":"Educ'],
  ];
  const good = customerId(0);
  const customers = answers.map((_, index) => customerId(1 + index));
  const inputsOf = (customer: string): Record<string, unknown> => ({
    customerId: customer,
    qualification: "Education",
    educationSegment: "K12",
  });
  let emulator: Emulator;
  let server: ProviderServer;

  beforeEach(async () => {
    emulator = await partnerCenter([good, ...customers]);
    server = await startProviderServer({ env: emulator.environment });
  });
  afterEach(() => server.close());

  test("is never taken for none: it is shown, and nothing is submitted", async () => {
    // With one customer that can be read, it concerns the others alone.
    await server.check({}, inputsOf(good));
    for (const [index, [what, body]] of answers.entries()) {
      const customer = customerId(1 + index);
      const inputs = inputsOf(customer);
      emulator.faultShare({ customerId: customer }, { kind: "body", body }, 1);
      const { inputs: checked, failures } = await server.check({}, inputs);
      expect({ what, failures, ...checked }).toMatchObject({
        failures: [],
        drift: { notObserved: expect.stringMatching(/HTTP 200, but its body was not understood/) as unknown },
      });
    }
    for (const [index, [what]] of answers.entries()) {
      const customer = customerId(1 + index);
      const inputs = inputsOf(customer);
      const created = await failureOf(server.create(inputs));
      expect(created.message).toMatch(/not understood[^]*Nothing was submitted\.$/);
      expect(created.partial).toBeUndefined();

      const recorded = { ...inputs, vettingStatus: "Denied", submissions: 1 };
      const resubmit = { ...inputs, resubmit: "now" };
      expect((await server.diff("id", recorded, resubmit)).changes).toBe(true);
      const updated = await failureOf(server.update("id", recorded, resubmit));
      expect(updated.message).toMatch(/not understood[^]*Nothing was submitted\.$/);
      const id = `${customer}/Education`;
      expect(await server.read(id, recorded)).toMatchObject({ id, properties: recorded });
      expect({ what, writes: writes(emulator).length }).toEqual({ what, writes: 0 });
    }
  });

  test("or does not say for certain that there is nothing: a preview reads it, and nothing is submitted", async () => {
    const uncertain: [string, Fault][] = [
      ["206", { kind: "body", status: 206, body: "[]" }],
      ["202", { kind: "body", status: 202, body: "[]" }],
      ["a count", { kind: "body", body: '{"totalCount":1,"qualifications":[]}' }],
      ["an error's code", { kind: "body", body: '{"code":800003,"qualifications":[]}' }],
      ["text after it", { kind: "body", body: '[] // {"qualification":"Education"}' }],
      ["None in review", { kind: "body", body: '[{"qualification":"None","vettingStatus":"InReview"}]' }],
      ["a name", { kind: "body", body: '[{"qualification":"EducationK12","vettingStatus":"Approved"}]' }],
    ];
    const customerOf = (index: number): string => customers[index] ?? "";
    for (const [index, [, fault]] of uncertain.entries())
      emulator.faultShare({ customerId: customerOf(index) }, fault, 1);
    await server.check({}, inputsOf(good));
    const failures = await Promise.all(
      uncertain.map(async ([what], index) => {
        const inputs = inputsOf(customerOf(index));
        expect({ what, drift: (await server.check({}, inputs)).inputs["drift"] }).toEqual({ what });
        const recorded = { ...inputs, vettingStatus: "None", submissions: 1 };
        return [
          await failureOf(server.create(inputs)),
          await failureOf(server.update("id", recorded, { ...inputs, resubmit: "now" })),
        ];
      }),
    );
    for (const failure of failures.flat())
      expect(failure.message).toMatch(
        /does not say for certain what the customer has \(.+\), after 5 attempts[^]*Nothing was submitted\.$/,
      );
    expect(writes(emulator)).toEqual([]);
    // Once it says it for certain, it is submitted.
    emulator.clearFaults();
    await server.create(inputsOf(customerOf(0)));
    expect(posts(emulator, customerOf(0))).toHaveLength(1);
  });

  test("for every customer is an outage: an error, and no drift", async () => {
    emulator.faultShare({}, { kind: "body", body: "<html>Sign in</html>", contentType: "text/html" }, 1);
    const [first = "", second = ""] = customers;
    await server.check({}, inputsOf(first));
    const outage = await failureOf(server.check({}, inputsOf(second)));
    expect(outage.message).toMatch(/its body was not understood/);
    await failureOf(server.create(inputsOf(first)));
    expect(writes(emulator)).toEqual([]);
  });

  test("and a submission that is said to be taken but is never listed is not sent again", async () => {
    const [customer = ""] = customers;
    const inputs = inputsOf(customer);
    emulator.faultNext({ method: "POST" }, { kind: "status", status: 201, body: {} });
    const created = await failureOf(server.create(inputs));
    expect(created.message).toMatch(
      /not listed, or not yet.*not sent again[^]*It is recorded as one submission/,
    );
    const recorded = created.partial?.properties ?? {};
    expect(recorded).toMatchObject({ submissions: 1, submissionError: expect.any(String) as unknown });

    expect((await server.diff("id", recorded, inputs)).changes).toBe(true);
    const updated = await failureOf(server.update("id", recorded, inputs));
    expect(updated.message).toMatch(/change `resubmit` to submit it once more \(.*at least 2 of 3\)/);
    // There is nothing new to record: the state stays as it is.
    expect(updated.partial).toBeUndefined();
    expect(posts(emulator, customer)).toHaveLength(1);

    // A person has looked, and asks for it: in one run it would be the same ask.
    await server.close();
    server = await startProviderServer({ env: emulator.environment });
    const { properties } = await server.update("id", recorded, {
      ...inputs,
      resubmit: "now",
    });
    expect(properties).toMatchObject({ vettingStatus: "InReview", submissions: 2, submissionError: null });
    expect(new Set(posts(emulator, customer)).size).toBe(2);
  });
});

/** The error that a call failed with. */
async function failureOf(call: Promise<unknown>): Promise<ProviderCallError> {
  const result = await call.catch((error: unknown) => error);
  expect(result).toBeInstanceOf(ProviderCallError);
  return result as ProviderCallError;
}
