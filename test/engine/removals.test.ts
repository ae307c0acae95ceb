// Nothing that can't be undone happens to a customer that the program still declares, whichever resource, process or run
// declared it. Each is a way in that once ended a relationship, or deleted a tenant with everything in it.
import type { Emulator } from "../../emulator";
import { mustEnd, newStack, type EngineStack, type ResourceDeclaration } from "./harness";
import { customerId, education, partnerCenter } from "./support/partnerCenter";
import { customer, removals } from "./support/tenants";

const id = customerId(1);
const domain = "school.onmicrosoft.com";
const [taken, other] = ["taken.onmicrosoft.com", "other.onmicrosoft.com"];
const urn = (name: string): string =>
  `urn:pulumi:dev::scratch::pulumi-nodejs:dynamic/partnercenter:Customer::${name}`;

const HOW = ["removeRelationship", "deleteSandboxCustomer"] as const;
type How = (typeof HOW)[number];

/** The customer's resource, under whatever name. */
const school = (name: string, onDelete: How, opts?: Record<string, unknown>): ResourceDeclaration =>
  customer(name, { domain, onDelete }, opts && { opts });

/** Fails in an `up`, and leaves what comes after it undone. */
const failing = (dependsOn: string[]): ResourceDeclaration =>
  customer("failing", { domain: taken }, { opts: { dependsOn } });

const provider = (emulator: Emulator): ResourceDeclaration => ({
  name: "partner",
  type: "Provider",
  args: {
    accessToken: emulator.environment["PARTNERCENTER_ACCESS_TOKEN"],
    endpoint: emulator.environment["PARTNERCENTER_ENDPOINT"],
  },
});

/** A stack that has adopted the customer, as these resources declare it. */
async function adopted(
  resources: ResourceDeclaration[],
): Promise<{ stack: EngineStack; emulator: Emulator }> {
  const emulator = await partnerCenter([], {
    sandbox: true,
    customers: [
      { id, domain },
      { id: customerId(2), domain: other },
    ],
  });
  emulator.takeDomain(taken);
  const stack = await newStack({ resources, env: emulator.environment });
  mustEnd(0, await stack.up());
  return { stack, emulator };
}

/** The stack's program from now on, and an `up` of it, which must say that nothing was removed. */
async function keeps(
  stack: EngineStack,
  resources: ResourceDeclaration[],
  ...flags: string[]
): Promise<void> {
  stack.declare(resources);
  const { output } = mustEnd(0, await stack.up(...flags));
  expect(output).toMatch(
    new RegExp(
      `warning: Customer ${domain} \\(${id}\\): is still declared by this program.* is not carried out`,
    ),
  );
}

describe.each(HOW)('onDelete: "%s" is not carried out', (how) => {
  test("on a customer that another resource declares, unchanged in this run", async () => {
    const { stack, emulator } = await adopted([school("c", how)]);
    stack.declare([school("c", how), school("d", how)]);
    mustEnd(0, await stack.up());
    await keeps(stack, [school("d", how)]);
    expect(removals(emulator)).toEqual([]);
    expect((await stack.resources()).map(({ urn: one }) => one)).toEqual([urn("d")]);
    // A resource of another customer goes as asked.
    const two = customer("two", { domain: other, onDelete: how });
    stack.declare([school("d", how), two]);
    mustEnd(0, await stack.up());
    stack.declare([school("d", how)]);
    mustEnd(0, await stack.up("--refresh"));
    expect(removals(emulator)).toEqual([expect.stringContaining(customerId(2))]);
  });

  test("after a rename in a run in which another resource failed", async () => {
    const { stack, emulator } = await adopted([school("c", how)]);
    stack.declare([school("d", how), failing(["d"])]);
    mustEnd(1, await stack.up());
    await keeps(stack, [school("d", how)]);
    expect(removals(emulator)).toEqual([]);
  });

  test("on what waits to be deleted since an earlier run", async () => {
    const { stack, emulator } = await adopted([school("c", how)]);
    stack.declare([school("c", how), failing(["c"])]);
    mustEnd(1, await stack.up("--replace", urn("c")));
    expect(await stack.resources()).toHaveLength(2);
    await keeps(stack, [school("c", how)]);
    expect(removals(emulator)).toEqual([]);
    expect(await stack.resources()).toHaveLength(1);
  });

  test("after a rename and a move to an explicit provider: two processes", async () => {
    const { stack, emulator } = await adopted([school("c", how)]);
    await keeps(stack, [provider(emulator), school("d", how, { provider: "partner" })]);
    expect(removals(emulator)).toEqual([]);
  });

  const leaves = how === "removeRelationship" ? ["--target", urn("c")] : ["--exclude", urn("d")];
  test(`under ${leaves[0]}, which leaves the resource that declares it unasked`, async () => {
    const { stack, emulator } = await adopted([school("c", how), school("d", how)]);
    await keeps(stack, [school("d", how)], ...leaves);
    expect(removals(emulator)).toEqual([]);
  });
});

const tenant = (name: string, how: How, opts?: Record<string, unknown>): ResourceDeclaration => ({
  name,
  type: "QualifiedTenant",
  args: {
    customer: { domain, onDelete: how },
    qualifications: [{ qualification: "Education", educationSegment: "K12" }],
  },
  opts,
});

test("a QualifiedTenant that is renamed, and moved to an explicit provider", async () => {
  const { stack, emulator } = await adopted([tenant("a", "deleteSandboxCustomer")]);
  await keeps(stack, [tenant("b", "deleteSandboxCustomer")]);
  await keeps(stack, [provider(emulator), tenant("e", "deleteSandboxCustomer", { provider: "partner" })]);
  expect(removals(emulator)).toEqual([]);
  expect(emulator.submissions(id)).toHaveLength(1);
});

test("a customer whose qualification is still declared", async () => {
  const { stack, emulator } = await adopted([school("c", "deleteSandboxCustomer"), education("e", id)]);
  await keeps(stack, [education("e", id)]);
  expect(removals(emulator)).toEqual([]);
});

test("a resource that is to be deleted before it is replaced, by the program's options", async () => {
  const first = school("c", "deleteSandboxCustomer", { deleteBeforeReplace: true });
  const { stack, emulator } = await adopted([first]);
  await keeps(stack, [first], "--replace", urn("c"));
  expect(removals(emulator)).toEqual([]);
});
