import { type Case, customersOf, ORDINARY, seedOf } from "../../bench/cases";
import { type StackFile, wholeOrder, wholeState } from "../../bench/systems/madeState";

const CASE: Case = { ...ORDINARY, size: 30, latencyMs: 100, customerId: "customer" };
const STACK = "urn:pulumi:dev::bench::pulumi:pulumi:Stack::bench-dev";
const urn = (type: string, name: string): string => `urn:pulumi:dev::bench::${type}::${name}`;

/** What an `up` of two customers leaves; it creates in an order of its own. */
function small(): StackFile {
  const resources = [1, 0].flatMap((index) => {
    const { id, commerceId, domain } = seedOf(customersOf(CASE)[index] ?? "");
    const customer = urn("t:Customer", `customer-${index}`);
    const names = index === 1 ? { __lookAhead: "XKGrHgAAQACAAAAAAAAACA" } : {};
    return [
      { urn: customer, type: "t:Customer", id, outputs: { customerId: id, commerceId, domain } },
      {
        urn: urn("t:Qualification", `Education-${index}`),
        type: "t:Qualification",
        dependencies: [customer],
        propertyDependencies: { customerId: [customer] },
        outputs: { customerId: id, ...names },
      },
    ];
  });
  return {
    checkpoint: { latest: { resources: [{ urn: STACK, type: "pulumi:pulumi:Stack" }, ...resources] } },
  };
}

test("each customer has what the first has, under its own ids and names", () => {
  const resources = wholeState(small(), CASE).checkpoint.latest?.resources ?? [];
  expect(resources).toHaveLength(1 + 2 * 30);
  expect(resources[0]?.urn).toBe(STACK);
  expect(new Set(resources.map((one) => one.urn)).size).toBe(61);
  const id = customersOf(CASE)[29];
  expect(resources.slice(-2)).toEqual([
    {
      urn: urn("t:Customer", "customer-29"),
      type: "t:Customer",
      id,
      outputs: { customerId: id, commerceId: seedOf(id ?? "").commerceId, domain: seedOf(id ?? "").domain },
    },
    {
      urn: urn("t:Qualification", "Education-29"),
      type: "t:Qualification",
      dependencies: [urn("t:Customer", "customer-29")],
      propertyDependencies: { customerId: [urn("t:Customer", "customer-29")] },
      outputs: { customerId: id },
    },
  ]);
});

test("the next refresh finds each customer named once, but for the first", () => {
  const resources = wholeState(small(), CASE).checkpoint.latest?.resources ?? [];
  const named = resources
    .flatMap(({ outputs }) => ((outputs?.["__lookAhead"] as string | undefined) ?? "").split(","))
    .filter((name) => name !== "")
    .map((name) => Buffer.from(name, "base64url").toString("hex"));
  expect(named).toEqual(
    customersOf(CASE)
      .slice(8)
      .map((id) => id.replaceAll("-", "")),
  );
});

test("the plugin finds the order of all that the last run would have read", () => {
  const one = { ...CASE, size: 3 };
  const [a = "", b = "", c = ""] = customersOf(one);
  expect(wholeOrder(`Customer ${b}\nQualification ${b}\nCustomer ${a}`, one).split("\n")).toEqual(
    [a, b, c].flatMap((id) => [`Customer ${id}`, `Qualification ${id}`]),
  );
});
