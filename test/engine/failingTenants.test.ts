// Several tenants in one program, some of which fail: `--continue-on-error` does everything else with the plugin, too, which
// constructs all of them in one process.
import { mustEnd, newStack } from "./harness";
import { failedResources } from "./support/diagnostics";
import { customerId, customerIds, partnerCenter } from "./support/partnerCenter";
import { changes, school } from "./support/tenants";

const EXPORTED = ["customerId", "vettingStatuses", "qualified"];

const tenant = (name: string, of: Record<string, unknown>) => ({
  name,
  type: "QualifiedTenant",
  args: { ...of, qualifications: [{ qualification: "Education", educationSegment: "K12" }] },
});

const value = (name: string, ref: string) => ({ name, type: "Value", args: { value: { ref } } });

/** What is said where one failure is taken for another component's, or ends the run. */
const BLAMED = /has a problem|resource monitor|client connection/;

test("tenants that are denied fail alone; what depends on the others is done, what depends on them is left out", async () => {
  const ids = customerIds(6);
  const emulator = await partnerCenter(ids);
  const tenants = ids.slice(0, 5).map((id, index) => tenant(`t${index}`, { customerId: id }));
  const stack = await newStack({ host: "plugin", env: emulator.environment, resources: tenants });
  mustEnd(0, await stack.up());

  stack.submittedHoursAgo();
  for (const id of ids.slice(0, 2)) emulator.deny(id, "Education", "Not an Academic Domain");
  stack.declare([
    ...tenants,
    tenant("t5", { customerId: customerId(6) }),
    value("ofDenied", "t0.vettingStatuses"),
    value("ofHealthy", "t4.vettingStatuses"),
    value("ofNew", "t5.qualified"),
  ]);
  const { output } = mustEnd(1, await stack.up("--continue-on-error", "--parallel", "2"));
  expect(failedResources(output)).toEqual(["t0-education", "t1-education"]);
  expect(output).not.toMatch(BLAMED);
  expect(emulator.submissions(customerId(6))).toHaveLength(1);
  const names = (await stack.resources()).map(({ urn }) => urn.split("::").at(-1) ?? "");
  expect(names.filter((name) => name.startsWith("of")).sort()).toEqual(["ofHealthy", "ofNew"]);
  expect((await stack.resource("ofHealthy")).outputs?.["value"]).toEqual({ Education: "InReview" });

  for (const id of ids.slice(0, 2)) emulator.approve(id, "Education");
  mustEnd(0, await stack.up());
  expect((await stack.resource("ofDenied")).outputs?.["value"]).toEqual({ Education: "Approved" });
});

test("a tenant whose customer fails has what is recorded of it; one that has no customer yet, nothing", async () => {
  const emulator = await partnerCenter([]);
  const created = (name: string) => ({
    ...tenant(name, { customer: school(`${name}.onmicrosoft.com`) }),
    export: EXPORTED,
  });
  const stack = await newStack({
    host: "plugin",
    env: emulator.environment,
    resources: [created("lost"), created("kept")],
  });
  mustEnd(0, await stack.up());
  const lost = (await stack.resource("lost-customer")).id ?? "";
  emulator.approve(lost, "Education");
  mustEnd(0, await stack.up());

  emulator.loseRelationship(lost);
  const refused = { kind: "status", status: 400, body: '{ "code": 600001, "description": "no" }' } as const;
  emulator.faultShare({ method: "POST", path: "/v1/customers" }, refused, 1);
  stack.declare([
    created("lost"),
    created("kept"),
    created("new"),
    value("ofKept", "kept.customerId"),
    value("ofNew", "new.customerId"),
  ]);
  const { output } = mustEnd(1, await stack.up("--continue-on-error"));
  expect(failedResources(output)).toEqual(["lost-customer", "new-customer"]);
  expect(output).not.toMatch(BLAMED);
  expect(changes(emulator).filter((request) => /qualifications$/.test(request))).toHaveLength(2);
  // Nothing is forgotten that is below a customer that has failed.
  const names = (await stack.resources()).map(({ urn }) => urn.split("::").at(-1));
  expect(names).toEqual(expect.arrayContaining(["lost-customer", "lost-education", "ofKept"]));
  expect(names).not.toContain("ofNew");
  const shown = mustEnd(0, await stack.pulumi("stack", "output", "--json", "--stack", "dev"));
  expect(JSON.parse(shown.stdout)).toMatchObject({
    "lost.customerId": lost,
    "lost.vettingStatuses": { Education: "Approved" },
    "lost.qualified": true,
    "new.customerId": null,
    "new.vettingStatuses": {},
    "new.qualified": false,
  });
  expect(stack.stateText()).not.toContain("04da6b54-80e4-46f7-96ec-b56ff0331ba9");
});
