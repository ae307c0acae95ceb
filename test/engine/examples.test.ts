// Every example, run as it stands by the real `pulumi`: up, a clean preview, destroy, and what each is about.
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Emulator } from "../../emulator";
import { mustEnd, newStack, root, runCommand, type CommandResult, type EngineStack } from "./harness";
import { customerId, partnerCenter, writes } from "./support/partnerCenter";

const examples = join(root, "examples");
const example = (...path: string[]): string => join(examples, ...path);
const customer = customerId(1);

/** Up, and a preview that finds nothing to do and sends nothing but looks. */
async function upAndClean(stack: EngineStack, emulator: Emulator): Promise<CommandResult> {
  const up = mustEnd(0, await stack.up());
  const written = writes(emulator).length;
  mustEnd(0, await stack.preview("--expect-no-changes"));
  expect(writes(emulator)).toHaveLength(written);
  return up;
}

/** Destroy, which calls nothing. */
async function destroy(stack: EngineStack, emulator: Emulator): Promise<void> {
  const before = emulator.requests.length;
  mustEnd(0, await stack.destroy());
  expect(emulator.requests.slice(before)).toEqual([]);
  expect(await stack.resources()).toEqual([]);
}

const submitted = (emulator: Emulator): unknown[] =>
  emulator.submissions().map(({ body }) => JSON.parse(body) as unknown);

/** The exports of the stack. */
async function exported(stack: EngineStack): Promise<Record<string, unknown>> {
  const result = mustEnd(0, await stack.pulumi("stack", "output", "--json", "--stack", "dev"));
  return JSON.parse(result.stdout) as Record<string, unknown>;
}

test("each has what a program of its own needs, and a README", () => {
  const inside = (folder: string): string[] =>
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== "node_modules")
      .map(({ name }) => join(folder, name));
  const folders = [...inside(examples), ...inside(examples).flatMap(inside)].filter((folder) =>
    existsSync(join(folder, "Pulumi.yaml")),
  );
  expect(folders.length).toBeGreaterThan(6);
  for (const folder of folders) {
    const files = ["package.json", "tsconfig.json", "index.ts"].map((name) => join(folder, name));
    const readme = [join(folder, "README.md"), join(folder, "..", "README.md")].find(existsSync);
    expect([...files.filter((file) => !existsSync(file)), readme]).toEqual([expect.any(String)]);
  }
});

test("state-owned: submitted, and nothing to wait for", async () => {
  const emulator = await partnerCenter([customer]);
  const stack = await newStack({
    directory: example("state-owned"),
    env: emulator.environment,
    config: { customerId: customer },
  });
  await upAndClean(stack, emulator);
  expect(submitted(emulator)).toEqual([{ qualification: "StateOwnedEntity" }]);
  expect(await exported(stack)).toEqual({ qualification: `${customer}/StateOwnedEntity`, submissions: 1 });
  await destroy(stack, emulator);
});

test("gcc: submitted with the code, which can be read nowhere", async () => {
  const code = "4711081547";
  const emulator = await partnerCenter([customer], {
    validationCodes: [
      { validationId: code, organizationName: "Contoso County", maxCreates: 5, remainingCreates: 5 },
    ],
  });
  const stack = await newStack({
    directory: example("gcc"),
    env: emulator.environment,
    config: { customerId: customer },
    secrets: { validationCode: code },
  });
  await upAndClean(stack, emulator);
  expect(submitted(emulator)).toEqual([{ qualification: "GovernmentCommunityCloud", validationCode: code }]);
  expect(await exported(stack)).toMatchObject({ vettingStatus: "InReview" });
  await destroy(stack, emulator);
  expect(stack.whereReadable(code)).toEqual([]);
});

test("tenants-from-yaml: fifty onboarded; a denial holds nobody up; a new entry is submitted alone", async () => {
  const list = readFileSync(example("tenants-from-yaml", "tenants.yaml"), "utf8");
  const tenants = parse(list) as { name: string; customerId: string; qualifications: string[] }[];
  expect(tenants).toHaveLength(50);
  const ids = tenants.map((tenant) => tenant.customerId);
  const emulator = await partnerCenter([...ids, customer]);
  const stack = await newStack({
    directory: example("tenants-from-yaml"),
    env: emulator.environment,
    secrets: { validationCode: "123456" },
  });
  await upAndClean(stack, emulator);
  const count = tenants.flatMap(({ qualifications }) => qualifications).length;
  expect(emulator.submissions()).toHaveLength(count);
  expect(new Set(emulator.submissions().map((one) => one.customerId)).size).toBe(50);

  for (const { customerId: id, qualifications } of tenants) {
    if (qualifications[0] !== "StateOwnedEntity") emulator.approve(id, qualifications[0] ?? "");
  }
  const [denied] = tenants;
  emulator.deny(denied?.customerId ?? "", "Education", "Not an Education Customer");
  const longer = join(stack.scratch, "tenants.yaml");
  writeFileSync(
    longer,
    `${list}\n- name: new-water\n  customerId: ${customer}\n  qualifications: [StateOwnedEntity]\n`,
  );
  await stack.configure({ tenantsFile: longer });
  const up = mustEnd(0, await stack.up("--refresh"));
  const warned =
    /CustomerQualification \S+: was InReview, is Denied \(Not an Education Customer, .*`onDenied: "warn"`: it is/;
  expect(up.output).toMatch(warned);
  const next = mustEnd(0, await stack.preview("--refresh", "--expect-no-changes"));
  expect(next.output).toMatch(
    /is still Denied \(Not an Education Customer, .*It is recorded; `onDenied: "warn"`/,
  );
  expect(emulator.submissions()).toHaveLength(count + 1);
  expect(await exported(stack)).toEqual({
    vettings: { Approved: 45, Denied: 1, "without a status": 7 },
  });

  writeFileSync(longer, "- name: a\n  customerid: x\n  qualifications: Education\n- name: a\n");
  const mistaken = mustEnd(1, await stack.preview());
  expect(mistaken.output).toContain(
    "a: customerId is missing; a: there is no customerid; a: qualifications is no list; " +
      "a: customerId is missing; a: qualifications is missing; a is listed twice.",
  );
  await destroy(stack, emulator);
});

test("adopt-existing: the import puts everything into the state, and `up` would as well, without a submission", async () => {
  const [school, university, county] = [customerId(11), customerId(12), customerId(13)];
  const seeds = [
    { id: school, companyName: "Contoso School", domain: "contososchool.onmicrosoft.com" },
    { id: university, companyName: "Fabrikam State University", domain: "fabrikam.onmicrosoft.com" },
    { id: county, companyName: "Litware County", domain: "litware.onmicrosoft.com" },
  ];
  const emulator = await partnerCenter([], { customers: seeds });
  emulator.setQualification(school, { qualification: "Education", vettingStatus: "Approved" });
  emulator.setQualification(university, { qualification: "Education", vettingStatus: "InReview" });
  emulator.setQualification(university, { qualification: "StateOwnedEntity" });
  emulator.setQualification(county, { qualification: "GovernmentCommunityCloud", vettingStatus: "Approved" });
  const stack = await newStack({ directory: example("adopt-existing"), env: emulator.environment });

  const cli = join(root, "dist", "cli", "partnercenter.js");
  const found = await runCommand("node", [cli, "import", "--all", "--program", "estate.ts"], {
    cwd: stack.scratch,
    env: stack.env,
    timeoutMs: 60_000,
  });
  expect(mustEnd(0, found).stdout).toContain("4 qualifications found");
  expect(readFileSync(join(stack.scratch, "estate.ts"), "utf8")).toBe(
    readFileSync(example("adopt-existing", "estate.ts"), "utf8"),
  );
  const file = join(stack.scratch, "partnercenter-import.json");
  const settings = [
    "--generate-code=false",
    "--protect=false",
    "--yes",
    "--skip-preview",
    "--suppress-progress",
  ];
  const where = ["--stack", "dev", "--config-file", join(stack.scratch, "Pulumi.dev.yaml")];
  mustEnd(0, await stack.pulumi("import", "-f", file, ...settings, ...where));
  expect(await stack.resources()).toHaveLength(4);
  mustEnd(0, await stack.preview("--expect-no-changes"));
  await destroy(stack, emulator);

  await upAndClean(stack, emulator);
  expect(await stack.resources()).toHaveLength(4);
  expect(writes(emulator)).toEqual([]);
});

test("two-partners: each submission under its own login, and no secret can be read", async () => {
  const customers = { east: [customerId(21), customerId(22)], west: [customerId(23)] };
  const east = await partnerCenter(customers.east, { tls: true, tenantId: customerId(1001) });
  const west = await partnerCenter(customers.west, { tls: true, tenantId: customerId(1002) });
  const stack = await newStack({ directory: example("two-partners") });
  for (const [name, { environment }] of Object.entries({ east, west })) {
    await stack.configure(
      {
        [`${name}:tenantId`]: environment.PARTNERCENTER_TENANT_ID ?? "",
        [`${name}:clientId`]: environment.PARTNERCENTER_CLIENT_ID ?? "",
        [`${name}:apiBaseUrl`]: environment.PARTNERCENTER_API_BASE_URL ?? "",
        [`${name}:authorityHost`]: environment.PARTNERCENTER_AUTHORITY_HOST ?? "",
        [`${name}:caFile`]: environment.PARTNERCENTER_CA_FILE ?? "",
        [`${name}:schools`]: JSON.stringify(customers[name as "east" | "west"]),
      },
      {
        [`${name}:clientSecret`]: environment.PARTNERCENTER_CLIENT_SECRET ?? "",
        [`${name}:refreshToken`]: environment.PARTNERCENTER_REFRESH_TOKEN ?? "",
      },
    );
  }
  mustEnd(0, await stack.up());
  mustEnd(0, await stack.preview("--expect-no-changes"));
  expect(
    east
      .submissions()
      .map((one) => one.customerId)
      .sort(),
  ).toEqual(customers.east);
  expect(west.submissions().map((one) => one.customerId)).toEqual(customers.west);
  expect(await exported(stack)).toEqual({ east: ["InReview", "InReview"], west: ["InReview"] });
  await destroy(stack, east);
  for (const { environment } of [east, west]) {
    expect(stack.whereReadable(environment.PARTNERCENTER_REFRESH_TOKEN ?? "")).toEqual([]);
  }
});

test("wait-then-sell: sold only once the stack before has seen the approval", async () => {
  const emulator = await partnerCenter([customer]);
  const qualify = await newStack({
    directory: example("wait-then-sell", "qualify"),
    env: emulator.environment,
    config: { customerId: customer, vettingPollIntervalSeconds: "1", vettingTimeoutSeconds: "1" },
  });
  const sell = await newStack({
    directory: example("wait-then-sell", "sell"),
    config: { qualifyStack: "organization/partnercenter-qualify/dev" },
  });
  /** Both stacks in one backend, as the second one reads the first one's outputs. */
  const share = (): void =>
    cpSync(join(qualify.scratch, "backend"), join(sell.scratch, "backend"), { recursive: true });

  const early = mustEnd(1, await qualify.up());
  expect(early.output).toMatch(/is InReview/);
  share();
  const unsold = mustEnd(1, await sell.up());
  expect(unsold.output).toMatch(/approvedCustomerId/);
  expect((await sell.resources()).map(({ type }) => type)).toEqual(["pulumi:pulumi:StackReference"]);

  emulator.approve(customer, "Education");
  await upAndClean(qualify, emulator);
  expect(emulator.submissions()).toHaveLength(1);
  share();
  mustEnd(0, await sell.up());
  expect(await exported(sell)).toEqual({ orderId: `${customer}/office-365-a3-for-faculty` });
  mustEnd(0, await sell.preview("--expect-no-changes"));
  mustEnd(0, await sell.destroy());
  await destroy(qualify, emulator);
});
