// The school example: from nothing to an approved qualification in one `up`, with one tenant and one submission,
// whatever goes wrong on the way.
import { join } from "node:path";
import type { Emulator, Fault } from "../../emulator";
import { mustEnd, newStack, root, type EngineStack } from "./harness";
import { partnerCenter } from "./support/partnerCenter";
import { providerProcesses, until, untilElsewhere } from "./support/waiting";

const domain = "contoso-school.onmicrosoft.com";

async function school(): Promise<{ emulator: Emulator; stack: EngineStack }> {
  const emulator = await partnerCenter([], { customers: [], vetting: { afterMs: 500, outcome: "Approved" } });
  const stack = await newStack({
    directory: join(root, "examples", "school"),
    env: emulator.environment,
    config: { domain, vettingPollIntervalSeconds: "1", vettingTimeoutSeconds: "60" },
  });
  return { emulator, stack };
}

async function exported(stack: EngineStack, ...args: string[]): Promise<Record<string, unknown>> {
  const result = mustEnd(0, await stack.pulumi("stack", "output", "--json", "--stack", "dev", ...args));
  return JSON.parse(result.stdout) as Record<string, unknown>;
}

/** One tenant, one submission, approved, and all of it in the state. */
async function expectQualified({
  emulator,
  stack,
}: {
  emulator: Emulator;
  stack: EngineStack;
}): Promise<string> {
  expect(emulator.creations).toMatchObject([{ domain }]);
  const id = emulator.creations[0]?.customerId ?? "";
  expect(emulator.submissions()).toMatchObject([{ customerId: id, qualification: "Education" }]);
  expect(await exported(stack)).toMatchObject({
    tenantId: id,
    vettingStatus: "Approved",
    agreementAccepted: false,
  });
  expect((await stack.resources()).map(({ urn }) => urn.replace(/^.*::/, "")).sort()).toEqual([
    "school",
    "school-agreement",
    "school-customer",
    "school-education",
  ]);
  return id;
}

test("nothing, then an approved school; again, and nothing happens", async () => {
  const { emulator, stack } = await school();
  const preview = mustEnd(0, await stack.preview());
  expect(preview.output).toMatch(/Customer contoso-school\.onmicrosoft\.com: .*will be created/);

  mustEnd(0, await stack.up());
  const id = await expectQualified({ emulator, stack });
  const made = emulator.customer(id);
  expect(made.adminPassword).toBeDefined();
  expect(await exported(stack, "--show-secrets")).toMatchObject({ adminPassword: made.adminPassword });
  stack.said = stack.said.replaceAll(made.adminPassword ?? "", "");
  expect(stack.whereReadable(made.adminPassword ?? "")).toEqual([]);

  mustEnd(0, await stack.preview("--expect-no-changes"));
  mustEnd(0, await stack.up("--refresh"));
  await expectQualified({ emulator, stack });

  mustEnd(0, await stack.destroy());
  expect(emulator.customer(id).related).toBe(true);
});

test("every call fails once at first: one tenant, one submission", async () => {
  const { emulator, stack } = await school();
  const calls: [method: string, path: RegExp, fault: Fault][] = [
    ["HEAD", /\/domains\//, { kind: "dropBefore" }],
    ["GET", /\/countryvalidationrules\//, { kind: "status", status: 503 }],
    ["GET", /\/customers$/, { kind: "status", status: 500 }],
    ["POST", /\/customers$/, { kind: "dropAfter" }],
    ["GET", /\/customers\/[^/]+$/, { kind: "throttle", retryAfter: 1 }],
    ["GET", /\/profiles\/billing$/, { kind: "cutBody" }],
    ["GET", /\/qualifications$/, { kind: "dropBefore" }],
    ["POST", /\/qualifications$/, { kind: "status500After" }],
    ["POST", /\/validations\/address$/, { kind: "status", status: 500 }],
    ["GET", /\/v1\/agreements$/, { kind: "status", status: 503 }],
    ["GET", /\/customers\/[^/]+\/agreements$/, { kind: "status", status: 502 }],
    ["GET", /\/directSigned/, { kind: "status", status: 503 }],
    ["GET", /\/auditrecords$/, { kind: "status", status: 502 }],
  ];
  for (const [method, path, fault] of calls) emulator.faultNext({ method, path }, fault);
  mustEnd(0, await stack.up());
  await expectQualified({ emulator, stack });
  // Each kind of call that was made is among them, and failed at first.
  const kind = ({ method, path }: { method: string; path: string }): string =>
    `${method} ${path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "{id}")}`;
  const first = new Map(emulator.requests.toReversed().map((request) => [kind(request), request]));
  expect([...first].filter(([, { fault }]) => fault === undefined).map(([name]) => name)).toEqual([]);
  mustEnd(0, await stack.preview("--expect-no-changes"));
});

test("killed while the tenant is being created: the next up takes it over and goes on", async () => {
  const { emulator, stack } = await school();
  emulator.faultNext({ method: "POST", path: /\/customers$/ }, { kind: "stallAfter" });
  const up = stack.start(stack.upArguments());
  await until(emulator, () => emulator.creations.length === 1);
  up.kill();
  await up.result;
  await untilElsewhere(() => providerProcesses(stack).length === 0);
  mustEnd(0, await stack.pulumi("cancel", "--yes", "--stack", "dev"));

  const next = mustEnd(0, await stack.up());
  expect(next.output).toMatch(/Customer contoso-school\S+: is there already, with the id \S+ It is adopted/);
  await expectQualified({ emulator, stack });
});
