// A refresh of the plugin: what the last run on this machine has read is looked at ahead, once, and says nothing by itself.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmulator, type Emulator } from "../../../../emulator";
import { Plugin, secret, urnOf, type Properties } from "./support";

const customers = Array.from(
  { length: 12 },
  (_, index) => `5ca1ab1e-0000-4000-8000-${String(index).padStart(12, "0")}`,
);
const urn = (index: number): string => urnOf("CustomerQualification", `school${index}`);
const declared = (customerId: string): Properties => ({
  customerId,
  qualification: "Education",
  educationSegment: "HigherEducation",
});

let emulator: Emulator;
let readOrders: string;
beforeEach(async () => {
  emulator = await startEmulator({ tls: false, customers });
  readOrders = mkdtempSync(join(tmpdir(), "partnercenter-read-ahead-"));
});
afterEach(async () => {
  await emulator.close();
  rmSync(readOrders, { recursive: true, force: true });
});

interface State {
  inputs: Properties;
  outputs: Properties;
}

/** An `up` that creates all of them. */
async function created(): Promise<State[]> {
  const plugin = await Plugin.of(emulator, {}, { readOrders });
  const states: State[] = [];
  for (const [index, customerId] of customers.entries()) {
    const { inputs } = await plugin.check(urn(index), {}, declared(customerId));
    states.push({ inputs, outputs: (await plugin.create(urn(index), inputs)).outputs });
  }
  await plugin.cancel();
  emulator.clearRequests();
  return states;
}

const idOf = (index: number): string => `${customers[index]}/Education`;
const lookedAt = (): string[] =>
  emulator.requests
    .filter(({ method, path }) => method === "GET" && path.endsWith("/qualifications"))
    .map(({ path }) => path.split("/")[3] ?? "");

test("the engine reads one after the other, and each is looked at once", async () => {
  const states = await created();
  const plugin = await Plugin.of(emulator, {}, { readOrders });
  emulator.latencyMs = 50;
  for (const [index, state] of states.entries()) {
    expect((await plugin.read(urn(index), idOf(index), state)).outputs).toMatchObject({
      vettingStatus: "InReview",
    });
  }
  expect(lookedAt().sort()).toEqual([...customers].sort());
  expect(emulator.mostInFlight).toBeGreaterThan(2);
});

test("one alone, as under --target, looks at two others at the most, and the order is kept", async () => {
  const states = await created();
  const targeted = await Plugin.of(emulator, {}, { readOrders });
  await targeted.read(urn(3), idOf(3), states[3]);
  await targeted.cancel();
  expect(lookedAt().length).toBeLessThanOrEqual(3);
  const [file = ""] = readdirSync(readOrders);
  expect(readFileSync(join(readOrders, file), "utf8").split("\n")).toHaveLength(customers.length);
});

test("what was found ahead is told with its own resource", async () => {
  const states = await created();
  emulator.deny(customers[1]!, "Education", "Not an Education Customer");
  const plugin = await Plugin.of(emulator, {}, { readOrders });
  const [first, second] = [
    await plugin.read(urn(0), idOf(0), states[0]),
    await plugin.read(urn(1), idOf(1), states[1]),
  ];
  expect(first.outputs).toMatchObject({ vettingStatus: "InReview" });
  expect(second.outputs).toMatchObject({ vettingStatus: "Denied" });
});

test("a file that is none of ours names nobody, and one that has gone is looked at by nobody who asks", async () => {
  const states = await created();
  const [file = ""] = readdirSync(readOrders);
  const name = `CustomerQualification ${customers[0]}`;
  writeFileSync(join(readOrders, file), [name, "Nothing x", "CustomerQualification", "\u0000"].join("\n"));
  const plugin = await Plugin.of(emulator, {}, { readOrders });
  expect((await plugin.read(urn(0), idOf(0), states[0])).outputs).toMatchObject({
    vettingStatus: "InReview",
  });
  expect(lookedAt()).toEqual([customers[0]]);
});

describe("of a customer that is recorded its billing profile is read, by whichever way, and nothing else", () => {
  const urnOfCustomer = (index: number): string => urnOf("Customer", `school${index}`);
  const domainOf = async (customerId: string): Promise<string> => {
    const run = await Plugin.of(emulator, {}, {});
    return String((await run.create(urnOfCustomer(0), { customerId })).outputs["domain"]);
  };

  test.each([
    ["its id", (customerId: string) => ({ customerId })],
    ["its domain", async (customerId: string) => ({ domain: await domainOf(customerId) })],
  ])("declared by %s", async (_, declaredBy) => {
    const run = await Plugin.of(emulator, {}, { readOrders });
    const states: State[] = [];
    for (const [index, customerId] of customers.entries()) {
      const { inputs } = await run.check(urnOfCustomer(index), {}, await declaredBy(customerId));
      states.push({ inputs, outputs: (await run.create(urnOfCustomer(index), inputs)).outputs });
    }
    await run.cancel();
    emulator.clearRequests();

    const next = await Plugin.of(emulator, {}, { readOrders });
    emulator.latencyMs = 50;
    for (const [index, state] of states.entries())
      await next.read(urnOfCustomer(index), customers[index] ?? "", state);
    for (const [index, { inputs, outputs }] of states.entries()) {
      const checked = await next.check(urnOfCustomer(index), inputs, inputs);
      expect(checked.failures).toEqual([]);
      expect(checked.inputs).toEqual(inputs);
      expect(outputs).toMatchObject({ customerId: customers[index] });
    }
    expect(emulator.requests.map(({ path }) => path).sort()).toEqual(
      customers.map((id) => `/v1/customers/${id}/profiles/billing`).sort(),
    );
    expect(emulator.mostInFlight).toBeGreaterThan(2);
  });

  test("one that is the partner's no more is drift all the same", async () => {
    const [customerId = ""] = customers;
    const run = await Plugin.of(emulator, {}, { readOrders });
    const { inputs } = await run.check(urnOfCustomer(0), {}, { customerId });
    const state = { inputs, outputs: (await run.create(urnOfCustomer(0), inputs)).outputs };
    await run.cancel();
    emulator.loseRelationship(customerId);
    const next = await Plugin.of(emulator, {}, { readOrders });
    await next.read(urnOfCustomer(0), customerId, state);
    const checked = await next.check(urnOfCustomer(0), inputs, inputs);
    expect(checked.inputs).toMatchObject({ drift: { relationshipToPartner: "reseller => none" } });
  });
});

test("where looking is turned off, nobody is looked at ahead", async () => {
  const states = await created();
  const plugin = await Plugin.of(emulator, { liveDiff: "false" }, { readOrders });
  for (const [index, state] of states.entries()) await plugin.read(urn(index), idOf(index), state);
  expect(emulator.requests).toEqual([]);
});

test("a customer whose id is a secret of the program is kept nowhere", async () => {
  const [open = "", hidden = ""] = customers;
  const run = await Plugin.of(emulator, {}, { readOrders });
  const made = await run.create(urn(0), declared(open));
  const inputs = { ...declared(hidden), customerId: secret(hidden) };
  const { outputs } = await run.create(urn(1), inputs);
  await run.cancel();
  const kept = () =>
    readdirSync(readOrders)
      .map((file) => readFileSync(join(readOrders, file), "utf8"))
      .join();
  expect(kept()).toContain(open);
  expect(kept()).not.toContain(hidden);

  const next = await Plugin.of(emulator, {}, { readOrders });
  await next.read(urn(0), idOf(0), { inputs: declared(open), outputs: made.outputs });
  await next.read(urn(1), idOf(1), { inputs, outputs });
  await next.cancel();
  expect(kept()).toContain(open);
  expect(kept()).not.toContain(hidden);
});
