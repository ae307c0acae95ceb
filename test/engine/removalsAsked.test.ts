// What `onDelete` asks for is done where nothing of the program declares the customer any more, and by `pulumi destroy`.
import type { Emulator } from "../../emulator";
import { mustEnd, newStack, type EngineStack, type ResourceDeclaration } from "./harness";
import { customerId, education, partnerCenter } from "./support/partnerCenter";
import { customer, removals } from "./support/tenants";

const id = customerId(1);
const [domain, taken] = ["school.onmicrosoft.com", "taken.onmicrosoft.com"];
const urn = (name: string): string =>
  `urn:pulumi:dev::scratch::pulumi-nodejs:dynamic/partnercenter:Customer::${name}`;
const onDelete = "deleteSandboxCustomer";
const REMOVED = [`DELETE /v1/customers/${id}`];

const school = (name: string): ResourceDeclaration => customer(name, { domain, onDelete });

async function adopted(
  resources: ResourceDeclaration[],
): Promise<{ stack: EngineStack; emulator: Emulator }> {
  const emulator = await partnerCenter([], {
    sandbox: true,
    customers: [{ id, domain }, { id: customerId(3) }],
  });
  emulator.takeDomain(taken);
  const stack = await newStack({ resources, env: emulator.environment });
  mustEnd(0, await stack.up());
  return { stack, emulator };
}

test("an up of a program without any resource; before it, a preview with --diff shows what becomes of it", async () => {
  const { stack, emulator } = await adopted([school("c"), education("e", id)]);
  stack.declare([]);
  const { output } = mustEnd(0, await stack.preview("--diff"));
  expect(output).toMatch(/onDelete +: "deleteSandboxCustomer"/);
  mustEnd(0, await stack.up());
  expect(removals(emulator)).toEqual(REMOVED);
});

test("an up under --target, with --continue-on-error and after --refresh, of a program that has others", async () => {
  const two = education("two", customerId(3));
  const { stack, emulator } = await adopted([school("c"), two]);
  stack.declare([two]);
  mustEnd(0, await stack.up("--target", urn("c"), "--refresh", "--continue-on-error"));
  expect(removals(emulator)).toEqual(REMOVED);
});

test("what failed before a declaration keeps its customer from being known: not removed, and not forgotten", async () => {
  const { stack, emulator } = await adopted([school("c")]);
  const failed = customer("failed", { domain: taken });
  const unknown = {
    name: "e",
    type: "CustomerQualification",
    args: { customerId: { ref: "failed.id" }, qualification: "Education", educationSegment: "K12" },
  };
  stack.declare([failed, unknown]);
  for (const flags of [[], ["--continue-on-error"]]) {
    mustEnd(1, await stack.up(...flags));
    expect(removals(emulator)).toEqual([]);
    expect((await stack.resource("c")).id).toBe(id);
  }
  stack.declare([]);
  mustEnd(0, await stack.up());
  expect(removals(emulator)).toEqual(REMOVED);
});

test.each<[string, string[]]>([
  ["destroy", []],
  ["destroy --target", ["--target", urn("c")]],
  ["destroy --run-program", ["--run-program"]],
  ["destroy --run-program --target", ["--run-program", "--target", urn("c")]],
])("%s, also of what waits to be deleted", async (_, flags) => {
  const { stack, emulator } = await adopted([school("c")]);
  stack.declare([school("c"), customer("failing", { domain: taken }, { opts: { dependsOn: ["c"] } })]);
  mustEnd(1, await stack.up("--replace", urn("c")));
  expect(await stack.resources()).toHaveLength(2);
  const { output } = mustEnd(0, await stack.destroy(...flags));
  expect(output).toContain("deleted for ever");
  expect(new Set(removals(emulator))).toEqual(new Set(REMOVED));
  expect(await stack.resources()).toEqual([]);
});
