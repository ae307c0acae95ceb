// The engine checks one resource after the other. Looks are on their way before they are asked for, each only once.
import type { Emulator } from "../../emulator";
import { mustEnd, newStack, type EngineStack, type ResourceDeclaration } from "./harness";
import { customerId, customerIds, education, partnerCenter } from "./support/partnerCenter";

const COUNT = 48;
const ids = customerIds(COUNT);
const name = (index: number): string => `school${index}`;

/** How often each customer's qualifications were looked at since the last clearing. */
function looks(emulator: Emulator): Record<string, number> {
  const found: Record<string, number> = {};
  for (const { method, path } of emulator.requests) {
    const [, id] = /^\/v1\/customers\/([^/]+)\/qualifications$/.exec(path) ?? [];
    if (method === "GET" && id !== undefined) found[id] = (found[id] ?? 0) + 1;
  }
  return found;
}

const onceEach = (customers: readonly string[]): Record<string, number> =>
  Object.fromEntries(customers.map((id) => [id, 1]));

/** Looks within ten seconds of another one at the same customer, where nothing was submitted for it in between. */
function looksTooSoon(emulator: Emulator): object[] {
  const lookedAt = new Map<string, number>();
  return emulator.requests.filter(({ method, path, at }) => {
    const id = /^\/v1\/customers\/([^/]+)\/qualifications$/.exec(path)?.[1];
    if (id === undefined) return false;
    const before = lookedAt.get(id);
    if (method === "GET") lookedAt.set(id, at);
    else lookedAt.delete(id);
    return method === "GET" && before !== undefined && at - before < 10_000;
  });
}

/** Whom resources name in the state. */
const namedIn = (states: Awaited<ReturnType<EngineStack["resources"]>>): string[] =>
  states.flatMap(({ outputs }) => (outputs?.["__lookAhead"] as string | undefined) ?? []);

/** Creates everything, then previews it unchanged, with answers that take a while. */
async function previewUnchanged(
  emulator: Emulator,
  resources: ResourceDeclaration[],
  ...args: string[]
): Promise<EngineStack> {
  const stack = await newStack({ env: emulator.environment, resources });
  mustEnd(0, await stack.up());
  // An `up` that creates looks in `create`, and in the few checks before the first; never again while a look will do.
  expect(looksTooSoon(emulator)).toEqual([]);
  emulator.clearRequests();
  emulator.latencyMs = 300;
  mustEnd(0, await stack.preview("--expect-no-changes", ...args));
  return stack;
}

test("customers by their ids: looked at many at a time, each once, and nothing of it in the state", async () => {
  const emulator = await partnerCenter(ids);
  // Two qualifications of each: the looks are per customer.
  const stack = await previewUnchanged(
    emulator,
    ids.flatMap((id, index) => [
      education(name(index), id),
      { ...education(`owned${index}`, id), args: { customerId: id, qualification: "StateOwnedEntity" } },
    ]),
  );
  expect(looks(emulator)).toEqual(onceEach(ids));
  expect(emulator.mostInFlight).toBeGreaterThan(4);
  expect(stack.said).not.toContain("lookAhead");
  const states = await stack.resources();
  for (const { inputs } of states) expect(inputs).not.toHaveProperty("__lookAhead");

  // A refresh reads the state before the program says anything: others are named there, each once.
  const named = namedIn(states);
  const names = named.flatMap((text) => text.split(","));
  expect(names.length).toBeGreaterThan(COUNT / 2);
  expect(new Set(names).size).toBe(names.length);
  for (const text of named) expect(text).toMatch(/^[\w-]{22}(,[\w-]{22})?$/);
  emulator.clearRequests();
  mustEnd(0, await stack.preview("--expect-no-changes", "--refresh", "--parallel", "2"));
  expect(looks(emulator)).toEqual(onceEach(ids));
  expect(emulator.mostInFlight).toBeGreaterThan(4);
  emulator.clearRequests();
  const refreshed = mustEnd(0, await stack.refresh());
  expect(refreshed.output).toMatch(/96 unchanged|97 unchanged/);
  expect(looks(emulator)).toEqual(onceEach(ids));
  expect(namedIn(await stack.resources())).toEqual(named);

  // Those next to the only one that is asked for, and no more.
  emulator.clearRequests();
  const target = `urn:pulumi:dev::scratch::pulumi-nodejs:dynamic/partnercenter:CustomerQualification::school0`;
  mustEnd(0, await stack.preview("--target", target));
  expect(looks(emulator)[ids[0] ?? ""]).toBe(1);
  expect(Object.keys(looks(emulator)).length).toBeLessThanOrEqual(33);
});

test("customers by outputs of another resource", async () => {
  const emulator = await partnerCenter(ids);
  const stack = await previewUnchanged(
    emulator,
    ids.flatMap((id, index) => [
      { name: `value${index}`, type: "Value", args: { value: id } },
      education(name(index), "", { customerId: { ref: `value${index}.value` } }),
    ]),
  );
  expect(looks(emulator)).toEqual(onceEach(ids));
  expect(emulator.mostInFlight).toBeGreaterThan(4);
  emulator.clearRequests();
  mustEnd(0, await stack.preview("--expect-no-changes", "--refresh", "--parallel", "2"));
  expect(looks(emulator)).toEqual(onceEach(ids));
  expect(emulator.mostInFlight).toBeGreaterThan(4);
});

test("customers that the program declares as well", async () => {
  const emulator = await partnerCenter(ids);
  await previewUnchanged(
    emulator,
    ids.flatMap((id, index) => [
      { name: `customer${index}`, type: "Customer", args: { customerId: id } },
      education(name(index), "", { customerId: { ref: `customer${index}.id` } }),
    ]),
  );
  expect(looks(emulator)).toEqual(onceEach(ids));
  expect(emulator.mostInFlight).toBeGreaterThan(4);
  // The customer itself comes with its billing profile: `diff` asks for it no more than `check` did.
  const others = emulator.requests.filter(({ path }) => !path.endsWith("/qualifications"));
  expect(others.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(
    ids.map((id) => `GET /v1/customers/${id}`),
  );
});

test("two partners: nobody asks one about the other's customers", async () => {
  const [ours, theirs] = [customerIds(6), customerIds(6, 7)];
  const emulators = [await partnerCenter(ours), await partnerCenter(theirs)] as const;
  const provider = (index: 0 | 1): ResourceDeclaration => {
    const { PARTNERCENTER_API_BASE_URL: apiBaseUrl, PARTNERCENTER_ACCESS_TOKEN: accessToken } =
      emulators[index].environment;
    return { name: `partner${index}`, type: "Provider", args: { apiBaseUrl, accessToken } };
  };
  const schools = (customers: readonly string[], partner: string): ResourceDeclaration[] =>
    customers.map((id) => ({ ...education(`school${id.slice(-2)}`, id), opts: { provider: partner } }));
  const stack = await newStack({
    resources: [provider(0), provider(1), ...schools(ours, "partner0"), ...schools(theirs, "partner1")],
  });
  mustEnd(0, await stack.up());
  expect(emulators.map((emulator) => Object.keys(looks(emulator)).sort())).toEqual([ours, theirs]);
});

test("a customer in the way of the looks ahead is shown where it is declared", async () => {
  const emulator = await partnerCenter(ids.slice(0, 3));
  const stack = await newStack({
    env: emulator.environment,
    resources: [
      ...ids.slice(0, 3).map((id, index) => education(name(index), id)),
      education("stranger", customerId(99)),
      education("mistake", "not-a-guid"),
    ],
  });
  const preview = await stack.preview();
  expect(preview.code).toBe(1);
  // Both are mistakes, and the preview ends with the one that the engine reaches first.
  expect(preview.output).toMatch(/customerId.*(GUID|is no customer of this partner)/);
  expect(looks(emulator)).not.toHaveProperty("not-a-guid");
});

test("one of the state that is gone, and no customer of ours any more, is in nobody's way", async () => {
  const some = ids.slice(0, 20);
  const emulator = await partnerCenter(some);
  const schools = some.map((id, index) => education(name(index), id));
  const stack = await newStack({ env: emulator.environment, resources: schools });
  mustEnd(0, await stack.up());
  // The engine asks in an order of its own, so that who names whom varies: those stay who name others.
  const naming = (await stack.resources())
    .filter(({ outputs }) => outputs?.["__lookAhead"] !== undefined)
    .map(({ inputs }) => inputs?.["customerId"]);
  const gone = some.filter((id) => !naming.includes(id));
  const stay = schools.filter(({ args }) => naming.includes(args?.["customerId"]));
  stack.declare(stay);
  mustEnd(0, await stack.up());
  for (const id of gone) emulator.customer(id).related = false;
  emulator.clearRequests();
  const { output } = mustEnd(0, await stack.preview("--expect-no-changes", "--refresh"));
  for (const id of gone) expect(output).not.toContain(id);
  // Two are named by each, and so at least one that is gone.
  expect(Object.keys(looks(emulator)).length).toBeGreaterThan(stay.length);
});

test("a program that exports a whole resource sees where it declared it, and not what it hands along", async () => {
  const emulator = await partnerCenter(ids.slice(0, 12));
  const stack = await newStack({
    env: emulator.environment,
    program: `
      const { CustomerQualification } = require("pulumi-partnercenter");
      exports.school = new CustomerQualification("school", {
        customerId: "${ids[0]}", qualification: "Education", educationSegment: "K12",
      });
      for (const customerId of ${JSON.stringify(ids.slice(1, 12))})
        new CustomerQualification(customerId, { customerId, qualification: "Education", educationSegment: "K12" });`,
  });
  mustEnd(0, await stack.up());
  expect(await stack.resource("school")).toHaveProperty("sourcePosition", "project:///index.js#3,24");
  const { output } = mustEnd(0, await stack.preview("--diff"));
  expect(output).toContain("vettingStatus");
  expect(output).not.toContain("lookAhead");
});
