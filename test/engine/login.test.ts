// `partnercenter login` and `doctor` as their command line runs them, and what `pulumi` does with what was stored.
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import type { Emulator } from "../../emulator";
import { mustEnd, newStack, root, startCommand, type CommandResult, type EngineStack } from "./harness";
import { customerIds, education, partnerCenter, writes } from "./support/partnerCenter";

const [first = "", second = ""] = customerIds(2);
const command = join(root, "dist", "cli", "partnercenter.js");

let emulator: Emulator;
/** Where the emulator is, and no login. */
let addresses: Record<string, string>;

beforeAll(async () => {
  emulator = await partnerCenter([first, second], { tls: true });
  emulator.change({ deviceLoginIntervalSeconds: 0.1 });
  addresses = Object.fromEntries(
    ["PARTNERCENTER_API_BASE_URL", "PARTNERCENTER_AUTHORITY_HOST", "PARTNERCENTER_CA_FILE"].map((name) => [
      name,
      emulator.environment[name] ?? "",
    ]),
  );
});

function start(stack: EngineStack, args: string[], env: NodeJS.ProcessEnv = {}) {
  return startCommand(process.execPath, [command, ...args], {
    cwd: stack.directory,
    env: { ...stack.env, ...env },
    timeoutMs: 60_000,
  });
}

const run = (stack: EngineStack, args: string[], env?: NodeJS.ProcessEnv) => start(stack, args, env).result;

/** Runs `login`; the person signs in with multifactor authentication as soon as there is a code. */
async function login(stack: EngineStack, args: string[], env: NodeJS.ProcessEnv): Promise<CommandResult> {
  const running = start(stack, ["login", ...args], env);
  const { deviceLogins } = emulator.partnerCenter.login;
  const asked = /enter the code (\w+)\./;
  await running.waitFor(asked).catch(() => undefined);
  const code = asked.exec(running.output())?.[1];
  if (code !== undefined) deviceLogins.finish(code, { mfa: true, adminAgent: true });
  const result = await running.result;
  stack.said += result.output;
  return result;
}

const config = async (stack: EngineStack): Promise<Record<string, { value?: string; secret: boolean }>> => {
  const shown = mustEnd(0, await stack.pulumi("config", "--json", "--show-secrets", "--stack", "dev"));
  return JSON.parse(shown.stdout) as Record<string, { value?: string; secret: boolean }>;
};

const application = () => {
  const { tenantId, publicClientId, clientId, clientSecret } = emulator.partnerCenter.tenant;
  return { tenantId, publicClientId, clientId, clientSecret };
};

test("a sign-in stored in the configuration is what `pulumi up` uses, with no login in the environment", async () => {
  const { tenantId, publicClientId } = application();
  const stack = await newStack({
    resources: [education("school", first)],
    // Left by others: what would come before the new login, and what no longer holds.
    config: { "partnercenter:clientId": "another", "partnercenter:audience": "https://old.example" },
    secrets: { "partnercenter:accessToken": "an-old-one" },
  });
  const where = ["--to", "config", "--stack", "dev"];
  const who = ["--tenant-id", tenantId, "--client-id", publicClientId];
  const env = { ...addresses, PARTNERCENTER_AUDIENCE: "https://api.partnercenter.microsoft.com" };
  const ended = mustEnd(0, await login(stack, [...where, ...who], env));
  expect(ended.stdout).toContain(
    "Stored in the configuration of stack dev: partnercenter:refreshToken, partnercenter:tenantId, partnercenter:clientId, ",
  );
  expect(ended.stdout).toContain("Removed, since it would come before: partnercenter:accessToken.");
  expect(ended.stdout).not.toContain("comes before the configuration");

  const stored = await config(stack);
  const refreshToken = stored["partnercenter:refreshToken"]?.value ?? "";
  expect(refreshToken).toMatch(/^0\.[\w-]{40,}$/);
  expect(stored).toEqual({
    "partnercenter:tenantId": { value: tenantId, secret: false },
    "partnercenter:clientId": { value: publicClientId, secret: false },
    "partnercenter:refreshToken": { value: refreshToken, secret: true },
    "partnercenter:apiBaseUrl": { value: emulator.url, secret: false },
    "partnercenter:authorityHost": { value: emulator.url, secret: false },
    "partnercenter:audience": { value: env.PARTNERCENTER_AUDIENCE, secret: false },
    "partnercenter:caFile": { value: emulator.caFile, secret: false },
  });
  // What `config --show-secrets` has said was asked for here.
  stack.said = ended.output;

  expect(Object.keys(stack.env).filter((name) => name.startsWith("PARTNERCENTER_"))).toEqual([]);
  mustEnd(0, await stack.up());
  expect(emulator.submissions(first)).toHaveLength(1);
  mustEnd(0, await stack.preview("--expect-no-changes"));
  expect(stack.whereReadable(refreshToken)).toEqual([]);

  // The same settings serve `doctor` and `import`, here where the environment has no login.
  const healthy = mustEnd(0, await run(stack, ["doctor", "--stack", "dev", "--customer", first]));
  expect(healthy.stdout).toContain("App+User (refresh token) from the configuration of");
  expect(healthy.stdout.replace(/\s+/g, " ")).toContain(
    "stack dev: partnercenter:tenantId, partnercenter:clientId,",
  );
  expect(healthy.stdout.replace(/\s+/g, " ")).toContain("They can be read: Education (InReview).");
  const imported = mustEnd(0, await run(stack, ["import", "--all", "--json", "--stack", "dev"]));
  expect(imported.stdout).toContain(`${first}/Education`);
  expect(healthy.output + imported.output).not.toContain(refreshToken);
});

test("a confidential application: the secret goes along where its token needs it", async () => {
  const { tenantId, clientId, clientSecret } = application();
  const stack = await newStack({ resources: [education("school", second)] });
  const env = {
    ...addresses,
    PARTNERCENTER_TENANT_ID: tenantId,
    PARTNERCENTER_CLIENT_ID: clientId,
    PARTNERCENTER_CLIENT_SECRET: clientSecret,
  };
  const ended = mustEnd(0, await login(stack, ["--to", "config", "--stack", "dev", "--json"], env));
  expect(JSON.parse(ended.stdout)).toMatchObject({
    needsClientSecret: true,
    notes: [
      expect.stringMatching(
        /^Warning: a login of the environment comes before .* unset PARTNERCENTER_TENANT_ID, PARTNERCENTER_CLIENT_ID, PARTNERCENTER_CLIENT_SECRET\.$/,
      ),
    ],
  });
  const stored = await config(stack);
  expect(stored["partnercenter:clientSecret"]).toEqual({ value: clientSecret, secret: true });
  stack.said = ended.output;
  mustEnd(0, await stack.up());
  expect(emulator.submissions(second)).toHaveLength(1);
  for (const secret of [clientSecret, stored["partnercenter:refreshToken"]?.value ?? "-"])
    expect(stack.whereReadable(secret)).toEqual([]);
});

test("a file and standard output, used as the command says", async () => {
  const { tenantId, publicClientId } = application();
  const stack = await newStack({ resources: [education("school", first)] });
  const who = { ...addresses, PARTNERCENTER_TENANT_ID: tenantId, PARTNERCENTER_CLIENT_ID: publicClientId };
  const file = join(stack.scratch, "it's the token");
  const ended = mustEnd(0, await login(stack, ["--to", `file:${file}`], who));
  const token = readFileSync(file, "utf8");
  expect(ended.output).not.toContain(token);
  expect(statSync(file).mode & 0o777).toBe(0o600);

  // The printed lines, as a shell reads them.
  const lines = stripVTControlCharacters(ended.stdout)
    .split("\n")
    .filter((line) => line.startsWith("  export "));
  expect(lines).toHaveLength(4);
  const script = `${lines.join("\n")}\nexec "$@"\n`;
  const shell = startCommand("bash", ["-c", script, "bash", process.execPath, command, "doctor"], {
    cwd: stack.directory,
    env: { ...stack.env, ...addresses },
    timeoutMs: 60_000,
  });
  const doctor = mustEnd(0, await shell.result);
  expect(doctor.stdout.replace(/\s+/g, " ")).toContain(
    "written to the file of PARTNERCENTER_REFRESH_TOKEN_FILE",
  );
  expect(readFileSync(file, "utf8")).not.toBe(token);

  const printed = mustEnd(0, await login(stack, ["--to", "stdout"], who));
  Object.assign(stack.env, who, { PARTNERCENTER_REFRESH_TOKEN: printed.stdout.trim() });
  stack.said = "";
  const before = writes(emulator).length;
  mustEnd(0, await stack.up());
  expect(writes(emulator)).toHaveLength(before);
  expect(await stack.resource("school")).toMatchObject({ outputs: { qualification: "Education" } });
  expect(stack.whereReadable(printed.stdout.trim())).toEqual([]);
});

test("Ctrl-C ends the waiting at once, and nothing is stored", async () => {
  const { tenantId, publicClientId } = application();
  const stack = await newStack();
  emulator.change({ deviceLoginIntervalSeconds: 30 });
  try {
    const who = ["--tenant-id", tenantId, "--client-id", publicClientId];
    const running = start(stack, ["login", "--to", "config", "--stack", "dev", ...who], addresses);
    await running.waitFor("Ctrl-C ends it.");
    running.interrupt();
    const ended = mustEnd(130, await running.result);
    expect(ended.stderr).toBe("partnercenter: interrupted: nothing was stored.\n");
    expect(await config(stack)).toEqual({});
  } finally {
    emulator.change({ deviceLoginIntervalSeconds: 0.1 });
  }
});

test("which settings a command goes by", async () => {
  const stack = await newStack({
    config: { "partnercenter:tenantId": "t.example", "partnercenter:apiBaseUrl": "http://example.com" },
  });
  const doctor = async (args: string[], env: NodeJS.ProcessEnv = {}) => {
    const result = await run(stack, ["doctor", "--json", ...args], env);
    const { checks } = JSON.parse(result.stdout) as {
      checks: { name: string; result: string; found: string }[];
    };
    return checks[0]?.found ?? "";
  };
  // Without a login in the environment, the selected stack's; named as they were set.
  mustEnd(0, await stack.pulumi("stack", "select", "dev"));
  expect(await doctor([])).toMatch(
    /partnercenter:apiBaseUrl must start with https:.*; partnercenter:clientId is not set/,
  );
  // With one, the environment's alone, unless a stack is named.
  const token = { PARTNERCENTER_ACCESS_TOKEN: emulator.accessToken() };
  expect(await doctor([], token)).toMatch(/^a ready-made access token from the environment: [A-Z_]+\. Cloud/);
  expect(await doctor(["--stack", "dev"], token)).toMatch(/^partnercenter:apiBaseUrl must start with https:/);
  // What pulumi says where it fails.
  expect(await doctor(["--stack", "nosuch"])).toMatch(/`pulumi config` could not read .*no stack named/);
  const locked = { PULUMI_CONFIG_PASSPHRASE: "wrong" };
  await stack.configure({}, { "partnercenter:refreshToken": "r" });
  expect(await doctor(["--stack", "dev"], locked)).toMatch(/could not read .*passphrase/);
  expect(await doctor(["--stack", "dev"], { PATH: "" })).toMatch(
    /`pulumi`, .* could not be started: it is not on the PATH/,
  );
  expect(await doctor(["--cwd", "/"])).toMatch(/\/ is in no Pulumi project/);
});

test("a configuration that can't be written is said before anybody signs in", async () => {
  const stack = await newStack();
  const who = ["--tenant-id", "t.example", "--client-id", "c"];
  const locked = await run(stack, ["login", "--to", "config", "--stack", "nosuch", ...who], addresses);
  mustEnd(1, locked);
  expect(locked.stderr).toContain("no stack named");
  writeFileSync(join(stack.directory, "Pulumi.dev.yaml"), "config: [\n");
  mustEnd(1, await run(stack, ["login", "--to", "config", "--stack", "dev", ...who], addresses));
});
