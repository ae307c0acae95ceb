import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, startEmulator, VirtualClock } from "../../emulator";
import { PartnerCenterClient } from "../../provider/partnercenter";
import { readSettings } from "../../provider/settings/settings";
import { type Ran, runCommandLine, secretsIn } from "./run";

const CUSTOMER = "8f9a1c52-1d0e-4c5e-9a43-0a9f5b0c7d11";

jest.setTimeout(60_000);

let emulator: Emulator;
let clock: VirtualClock;
let folder: string;

beforeEach(async () => {
  clock = new VirtualClock();
  emulator = await startEmulator({ clock, customers: [CUSTOMER] });
  emulator.change({ deviceLoginIntervalSeconds: 0.02 });
  folder = mkdtempSync(join(tmpdir(), "partnercenter-login-"));
});
afterEach(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true });
});

/** What the person at the browser does with the code. */
type Person = (userCode: string) => void;
const signsIn: Person = (code) =>
  emulator.partnerCenter.login.deviceLogins.finish(code, { mfa: true, adminAgent: true });
const nobody: Person = () => {
  throw new Error("nobody was to be asked");
};

/** The environment without a refresh token. */
function environment(change: Record<string, string | undefined> = {}): NodeJS.ProcessEnv {
  const { PARTNERCENTER_REFRESH_TOKEN: _, ...rest } = emulator.environment;
  return { ...rest, ...change };
}
const asPublicClient = () =>
  environment({
    PARTNERCENTER_CLIENT_ID: emulator.partnerCenter.tenant.publicClientId,
    PARTNERCENTER_CLIENT_SECRET: undefined,
  });

async function login(
  args: string[],
  person: Person,
  env = environment(),
  signal = new AbortController().signal,
): Promise<Ran> {
  return runCommandLine(["login", ...args], { environment: env, signal }, (text) => {
    const code = /enter the code (\w+)\./.exec(text)?.[1];
    if (code !== undefined) person(code);
  });
}

const toFile = () => join(folder, "refresh-token");
/** The login that a run would have with what was stored. */
function client(env: NodeJS.ProcessEnv): PartnerCenterClient {
  const refreshToken = readFileSync(toFile(), "utf8");
  const settings = readSettings(() => undefined, { ...env, PARTNERCENTER_REFRESH_TOKEN: refreshToken });
  return new PartnerCenterClient(settings.client());
}

describe("a sign-in ends in a refresh token that a run can use", () => {
  test.each<[string, () => NodeJS.ProcessEnv, boolean, RegExp]>([
    ["a public client", asPublicClient, false, /Next:/],
    ["a confidential one, with its secret", environment, false, /CLIENT_SECRET must be set as well/],
    [
      "a confidential one that allows public client flows",
      environment,
      true,
      /public client here: .* not sent/,
    ],
    [
      "the same, whose secret is not known",
      () => environment({ PARTNERCENTER_CLIENT_SECRET: undefined }),
      true,
      /Next:/,
    ],
  ])("%s", async (_, env, publicClientFlows, told) => {
    emulator.change({ publicClientFlows, refreshTokens: "rotateAndRevoke" });
    const ran = await login(["--to", `file:${toFile()}`], signsIn, env());
    expect(ran).toMatchObject({ code: 0, error: "" });
    expect(ran.stdout).toContain("Signed in as agent@partner.example, with multifactor authentication.");
    expect(ran.stdout).toMatch(told);
    expect(secretsIn(ran, emulator)).toEqual([]);
    expect(statSync(toFile()).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(["refresh-token"]);

    const later = client(env());
    try {
      await later.submitCustomerQualification(CUSTOMER, { qualification: "StateOwnedEntity" });
    } finally {
      later.close();
    }
    expect(emulator.submissions(CUSTOMER)).toHaveLength(1);
  });

  test("to standard output: the token alone, everything else beside it", async () => {
    const ran = await login(["--to", "stdout"], signsIn, asPublicClient());
    expect(ran.stdout).toMatch(/^0\.[\w-]{40,}\n$/);
    expect(ran.stderr).toContain("enter the code");
    expect(ran.stderr).toContain("It ends after 90 days without use");
    expect(secretsIn({ ...ran, stdout: "" }, emulator)).toEqual([]);
  });

  test("as JSON, without the token", async () => {
    const ran = await login(["--to", `file:${toFile()}`, "--json"], signsIn);
    expect(JSON.parse(ran.stdout)).toMatchObject({
      tenantId: emulator.partnerCenter.tenant.tenantId,
      username: "agent@partner.example",
      mfaCompliant: true,
      needsClientSecret: true,
      stored: [],
    });
    expect(secretsIn(ran, emulator)).toEqual([]);
    expect(ran.stderr).toContain("enter the code");
  });

  test("the options come before the settings", async () => {
    const { tenantId, publicClientId } = emulator.partnerCenter.tenant;
    const env = environment({ PARTNERCENTER_TENANT_ID: "other.example", PARTNERCENTER_CLIENT_ID: "other" });
    const args = ["--tenant-id", tenantId, "--client-id", publicClientId, "--to", "stdout"];
    expect(await login(args, signsIn, env)).toMatchObject({ code: 0 });
  });

  test("the prompt comes only when the login waits for it", async () => {
    const env = environment({ PARTNERCENTER_CLIENT_SECRET: undefined });
    const ran = await login(["--to", "stdout"], nobody, env);
    expect(ran.error).toContain("AADSTS7000218");
    expect(ran.error).toContain("Allow public client flows");
    expect(ran.error).toContain("Set PARTNERCENTER_CLIENT_SECRET, or use an OIDC token");
    expect(ran).toMatchObject({ code: 1, stdout: "", stderr: "" });
  });
});

describe("nothing is stored", () => {
  const mustStoreNothing = (ran: Ran) => {
    expect(ran.code).not.toBe(0);
    expect(readdirSync(folder)).toEqual([]);
    expect(secretsIn(ran, emulator)).toEqual([]);
  };
  const file = () => ["--to", `file:${toFile()}`];
  const finishes =
    (how: { mfa?: boolean; adminAgent?: boolean } | "declined"): Person =>
    (code) =>
      emulator.partnerCenter.login.deviceLogins.finish(
        code,
        how === "declined" ? how : { mfa: true, adminAgent: true, ...how },
      );

  test.each(["code", "empty", "reasonPhrase", "notRequired"] as const)(
    "without multifactor authentication, unless that is allowed (%s)",
    async (form) => {
      emulator.change({ mfa: form === "notRequired" ? form : { form } });
      const ran = await login(file(), finishes({ mfa: false }));
      mustStoreNothing(ran);
      expect(ran.error).toMatch(/had no multifactor authentication.*Nothing was stored[^]*--allow-no-mfa/);
      const allowed = await login([...file(), "--allow-no-mfa"], finishes({ mfa: false }));
      expect(allowed).toMatchObject({ code: 0 });
      expect(allowed.stdout).toContain("without multifactor authentication");
      expect(/Warning: Partner Center refuses it/.test(allowed.stdout)).toBe(form !== "notRequired");
      expect(readdirSync(folder)).toEqual(["refresh-token"]);
    },
  );

  test("a user without a role", async () => {
    const ran = await login(file(), finishes({ adminAgent: false }));
    mustStoreNothing(ran);
    expect(ran.error).toMatch(/900308[^]*Admin agent role[^]*Nothing was stored/);
  });

  test("declined in the browser", async () => {
    const ran = await login(file(), finishes("declined"));
    mustStoreNothing(ran);
    expect(ran.error).toMatch(/declined in the browser.*Start the sign-in again/);
  });

  test("the code has expired", async () => {
    const ran = await login(file(), () => clock.advance(901_000));
    mustStoreNothing(ran);
    expect(ran.error).toMatch(/AADSTS70020[^]*The code has expired/);
  });

  test.each([65001, 65004, 50020, 50105, 50076, 53003, 90094, 7000222] as const)(
    "AADSTS%i in place of a token",
    async (code) => {
      const ran = await login(file(), () => emulator.failLogin(code));
      mustStoreNothing(ran);
      expect(ran.error).toContain(`AADSTS${code}`);
      expect(ran.error.split("\n")[1]?.length).toBeGreaterThan(40);
    },
  );

  test("a token that Partner Center does not take", async () => {
    const env = environment({
      PARTNERCENTER_ENVIRONMENT: "Global",
      PARTNERCENTER_AUDIENCE: "https://graph.windows.net",
    });
    const ran = await login(file(), signsIn, env);
    mustStoreNothing(ran);
    expect(ran.error).toMatch(/900420[^]*Nothing was stored/);
  });

  test("an unknown application and an unknown tenant: asked once, nobody is sent to a browser", async () => {
    const application = await login([...file(), "--client-id", "unknown"], nobody);
    mustStoreNothing(application);
    expect(application.error).toMatch(/AADSTS700016[^]*Check PARTNERCENTER_CLIENT_ID/);
    const tenant = await login([...file(), "--tenant-id", "other.example"], nobody);
    mustStoreNothing(tenant);
    expect(tenant.error).toMatch(/AADSTS90002[^]*Check PARTNERCENTER_TENANT_ID/);
  });

  test("a wrong client secret", async () => {
    const ran = await login(file(), nobody, environment({ PARTNERCENTER_CLIENT_SECRET: "the-wrong-secret" }));
    mustStoreNothing(ran);
    expect(ran.error).toContain("AADSTS7000215");
    expect(ran.error).not.toContain("the-wrong-secret");
  });

  test("Ctrl-C while it waits", async () => {
    const controller = new AbortController();
    const ran = await login(file(), () => controller.abort(), environment(), controller.signal);
    mustStoreNothing(ran);
    expect(ran).toMatchObject({ code: 130, error: "interrupted: nothing was stored." });
  });

  test("the login's host is down", async () => {
    const env = environment({ PARTNERCENTER_CA_FILE: join(folder, "..", "no-such-file.pem") });
    const ran = await login(file(), nobody, env);
    mustStoreNothing(ran);
    expect(ran.error).toContain("PARTNERCENTER_CA_FILE");
  });

  test.each<[string, () => string[], () => NodeJS.ProcessEnv, RegExp]>([
    ["no destination", () => [], environment, /--to <where>/],
    ["an unknown one", () => ["--to", "nowhere"], environment, /one of config, file:PATH and stdout/],
    ["a folder", () => ["--to", `file:${folder}`], environment, /it is a folder/],
    ["a folder that is not there", () => ["--to", `file:${folder}/a/b`], environment, /ENOENT/],
    ["JSON to standard output as well", () => ["--to", "stdout", "--json"], environment, /does not go with/],
    ["nobody's sign-in", file, () => ({}), /--tenant-id\) and the app registration \(--client-id/],
    ["any tenant", () => [...file(), "--tenant-id", "common"], environment, /the partner's own tenant/],
    ["no project", () => ["--to", "config", "--cwd", tmpdir()], environment, /is in no Pulumi project/],
    [
      "a setting that is not valid",
      file,
      () => environment({ PARTNERCENTER_ENVIRONMENT: "Mars" }),
      /PARTNERCENTER_ENVIRONMENT: /,
    ],
  ])("asked for in vain: %s", async (_, args, env, expected) => {
    // Not in the repository's own project, whose configuration would be read.
    const here = process.cwd();
    process.chdir(folder);
    try {
      const ran = await login(args(), nobody, env());
      mustStoreNothing(ran);
      expect(ran.error + ran.stderr).toMatch(expected);
      expect(emulator.requests).toEqual([]);
    } finally {
      process.chdir(here);
    }
  });

  test("a file from before stays when the sign-in fails, and is replaced when it succeeds", async () => {
    writeFileSync(toFile(), "an-old-one", { mode: 0o644 });
    await login(file(), finishes("declined"));
    expect(readFileSync(toFile(), "utf8")).toBe("an-old-one");
    await login(file(), signsIn);
    expect(readFileSync(toFile(), "utf8")).toMatch(/^0\./);
    expect(statSync(toFile()).mode & 0o777).toBe(0o600);
  });
});

test("help teaches what it needs, where the token goes, and its exit codes", async () => {
  const { stdout } = await runCommandLine(["login", "--help"], {});
  for (const text of ["Allow public client flows", "--to file:PATH", "Examples:", "Exit codes: 0", "90 days"])
    expect(stdout).toContain(text);
  expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
});
