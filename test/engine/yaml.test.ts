// Without Node: programs in YAML, and the plugin as the single executable that a release has for this platform.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { version } from "../../package.json";
import { DEFAULT_CUSTOMERS, type Emulator } from "../../emulator";
import { mustEnd, newStack, root, runCommand, type EngineStack } from "./harness";
import { partnerCenter, writes } from "./support/partnerCenter";

const [customerId] = DEFAULT_CUSTOMERS;

let out: string;
let archive: string;
beforeAll(async () => {
  out = mkdtempSync(join(tmpdir(), "partnercenter-archive-"));
  const tool = [join(root, "tools", "executable.js"), out];
  const options = { cwd: root, env: process.env, timeoutMs: 240_000 };
  mustEnd(0, await runCommand(process.execPath, tool, options));
  archive = join(out, readdirSync(out).find((name) => name.endsWith(".tar.gz")) ?? "");
}, 300_000);
afterAll(() => rmSync(out, { recursive: true, force: true }));

/** A stack of an example, with the executable installed as a user would. */
async function example(
  name: string,
  emulator: Emulator,
  config: Record<string, string>,
): Promise<EngineStack> {
  const stack = await newStack({
    directory: join(root, "examples", "languages", "yaml", name),
    env: emulator.environment,
    config,
  });
  const plugin = ["resource", "partnercenter", version, "--file", archive];
  mustEnd(0, await stack.pulumi("plugin", "install", ...plugin));
  return stack;
}

test("the archive has the checksum that stands beside it", () => {
  const [sum, name] = readFileSync(`${archive}.sha256`, "utf8").trim().split(/\s+/);
  expect(archive.endsWith(`/${name}`)).toBe(true);
  expect(createHash("sha256").update(readFileSync(archive)).digest("hex")).toBe(sum);
});

test("quickstart: submitted once, then clean; the same by its id in another stack, without a submission", async () => {
  const emulator = await partnerCenter([customerId]);
  const stack = await example("quickstart", emulator, { customerId });
  const up = mustEnd(0, await stack.up());
  // An installed plugin, not one from PATH.
  expect(up.output).not.toMatch(/\$PATH/);
  expect(emulator.submissions().map(({ body }) => JSON.parse(body) as unknown)).toEqual([
    { qualification: "Education", educationSegment: "K12", website: "https://www.contoso.edu" },
  ]);
  mustEnd(0, await stack.preview("--expect-no-changes"));

  const imported = await example("import", emulator, {});
  mustEnd(0, await imported.up());
  mustEnd(0, await imported.preview("--expect-no-changes"));
  expect((await imported.resource("school")).id).toBe(`${customerId}/Education`);
  expect(writes(emulator)).toHaveLength(1);
});

test("school: the component makes a tenant, and waits until its qualification is approved", async () => {
  const emulator = await partnerCenter([], { vetting: { afterMs: 500, outcome: "Approved" } });
  const stack = await example("school", emulator, {
    domain: "contoso-school.onmicrosoft.com",
    vettingPollIntervalSeconds: "1",
  });
  mustEnd(0, await stack.up());
  const outputs = mustEnd(0, await stack.pulumi("stack", "output", "--json", "--stack", "dev"));
  expect(JSON.parse(outputs.stdout)).toMatchObject({
    tenantId: emulator.creations[0]?.customerId,
    vettingStatus: "Approved",
    adminPassword: "[secret]",
  });
  expect(emulator.submissions()).toHaveLength(1);
  // The schema does not say that the component's output is a secret: the component does.
  const shown = ["stack", "output", "adminPassword", "--show-secrets", "--stack", "dev"];
  const password = mustEnd(0, await stack.pulumi(...shown)).stdout.trim();
  expect(password).not.toBe("");
  expect(stack.whereReadable(password)).toEqual(["output"]);
});
