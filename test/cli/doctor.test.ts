import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, startEmulator } from "../../emulator";
import { type Check, CHECK_NAMES, type CheckName } from "../../cli/doctor/report";
import { CUSTOMER, DOCTOR_CASES, type Environment } from "./doctorCases";
import { type Ran, runCommandLine, secretsIn } from "./run";

jest.setTimeout(60_000);

let emulator: Emulator;
let folder: string;
const here = process.cwd();

beforeEach(async () => {
  emulator = await startEmulator({ customers: [CUSTOMER] });
  folder = mkdtempSync(join(tmpdir(), "partnercenter-doctor-"));
  // Not in the repository's own project, whose configuration would be read.
  process.chdir(folder);
});
afterEach(async () => {
  process.chdir(here);
  await emulator.close();
  rmSync(folder, { recursive: true });
});

const withEnvironment = (change: Environment = {}): NodeJS.ProcessEnv => ({
  ...emulator.environment,
  ...change,
});

async function doctor(
  args: string[] = [],
  environment = withEnvironment(),
): Promise<Ran & { checks: Check[] }> {
  const ran = await runCommandLine(["doctor", "--json", ...args], { environment });
  expect(ran.error).toBe("");
  expect(secretsIn(ran, emulator)).toEqual([]);
  const { checks } = JSON.parse(ran.stdout) as { checks: Check[] };
  return { ...ran, checks };
}

const named = (checks: Check[], name: CheckName) => {
  const found = checks.find((check) => check.name === name);
  if (found === undefined) throw new Error(`no check ${name} among ${JSON.stringify(checks)}`);
  return found;
};

test("all is well: each check as it is finished, in their order", async () => {
  const pieces: string[] = [];
  const ran = await runCommandLine(
    ["doctor", "--customer", CUSTOMER],
    { environment: withEnvironment() },
    (text) => pieces.push(text),
  );
  expect(ran).toMatchObject({ code: 0, error: "", stderr: "" });
  expect(pieces.map((text) => text.split(/\s+/)[1])).toEqual([...CHECK_NAMES, "is"]);
  expect(pieces.map((text) => text.split(/\s+/)[0])).toEqual([
    ...CHECK_NAMES.map((name) => (name === "gdap" ? "skipped" : "ok")),
    "All",
  ]);
  expect(pieces[0]).toMatch(
    /^ok {7}configuration {3}App\+User \(refresh token\) from the environment:\n {25}PARTNERCENTER_TENANT_ID, /,
  );
  // All is well with an emulator: that must not be taken for Microsoft.
  expect(pieces[0]?.replace(/\s+/g, " ")).toContain(
    "an emulator on this machine: nothing of this reaches Microsoft.",
  );
  expect(ran.stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
  expect(ran.stdout).toMatch(/\nAll is well\.\n$/);
  expect(secretsIn(ran, emulator)).toEqual([]);
});

test("the same as JSON; without a customer nobody is asked about one", async () => {
  const { checks, code } = await doctor();
  expect(code).toBe(0);
  expect(checks.map(({ name }) => name)).toEqual(CHECK_NAMES.slice(0, -3));
  expect(new Set(checks.map(({ result }) => result))).toEqual(new Set(["ok"]));
  expect(emulator.requests.map(({ path }) => path).filter((path) => path.includes(CUSTOMER))).toEqual([]);
  expect(emulator.submissions()).toEqual([]);
});

describe("each failure is shown with its remedy", () => {
  test.each(DOCTOR_CASES.map((one) => [one.name, one] as const))("%s", async (_, one) => {
    one.arrange?.(emulator);
    const environment = withEnvironment(await one.environment?.(emulator));
    const { checks, code } = await doctor(one.args, environment);
    const { result = "failed" } = one;
    const check = named(checks, one.check);
    expect(check.result).toBe(result);
    expect(check.remedy).toMatch(one.remedy);
    if (one.found) expect(check.found).toMatch(one.found);
    if (one.code) expect(check.code).toBe(one.code);
    for (const name of one.skips ?? []) expect([name, named(checks, name).result]).toEqual([name, "skipped"]);
    expect(checks.filter((other) => other.result === "failed" && !other.remedy)).toEqual([]);
    expect(code).toBe(result === "failed" ? 1 : 0);
  });
});

test("a failure carries the correlation id that Microsoft's support asks for", async () => {
  emulator.loseRelationship(CUSTOMER);
  const { checks } = await doctor(["--customer", CUSTOMER]);
  const { correlationId, found } = named(checks, "relationship");
  expect(correlationId).toMatch(/^[0-9a-f-]{36}$/);
  expect(found).toContain(correlationId);
  expect(emulator.requests.some(({ headers }) => headers["ms-correlationid"] === correlationId)).toBe(true);
});

describe("the refresh token", () => {
  const file = () => join(folder, "refresh-token");
  const token = () => emulator.environment.PARTNERCENTER_REFRESH_TOKEN ?? "";
  const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 3600_000);
  const check = async (name = file()) =>
    named(
      (await doctor([], withEnvironment({ PARTNERCENTER_REFRESH_TOKEN_FILE: name }))).checks,
      "refreshToken",
    );

  test("a new one is kept in its file", async () => {
    expect(await check()).toMatchObject({
      result: "ok",
      found: expect.stringMatching(/written to the file of PARTNERCENTER_REFRESH_TOKEN_FILE/) as string,
    });
    expect(readFileSync(file(), "utf8")).toMatch(/^0\./);
  });

  test.each([
    [3, "ok"],
    [75, "warning"],
  ])("its age of %i days is known from its file: %s", async (days, result) => {
    writeFileSync(file(), token());
    utimesSync(file(), daysAgo(days), daysAgo(days));
    expect(await check()).toMatchObject({
      result,
      found: expect.stringContaining(`is ${days} days old`) as string,
    });
  });

  test("the file holds a newer one than the setting", async () => {
    writeFileSync(file(), "0.another");
    expect(await check()).toMatchObject({
      result: "warning",
      remedy: expect.stringContaining("from the file") as string,
    });
  });

  test("nothing keeps a new one, or none comes", async () => {
    expect(named((await doctor()).checks, "refreshToken").found).toContain("nothing keeps it");
    emulator.change({ refreshTokens: "same" });
    expect(named((await doctor()).checks, "refreshToken").found).toContain("No new one came");
  });
});

test("an API that goes down in between: the call that gets no answer fails, what hangs on it is skipped", async () => {
  const args = ["doctor", "--customer", CUSTOMER];
  const ran = await runCommandLine(args, { environment: withEnvironment() }, (text) => {
    if (/^ok +refreshToken/.test(text)) emulator.faultNext({ path: /customers$/ }, { kind: "dropBefore" }, 2);
  });
  expect(ran.code).toBe(1);
  expect(ran.stdout).toMatch(/^skipped +mfa +Partner Center gave no answer: see role$/m);
  expect(ran.stdout).toMatch(/^failed +role [^]*connection ended[^]*Remedy: Run again\./m);
  expect(ran.stdout).toMatch(/^skipped +relationship +role failed$/m);
});

test("a customer's qualifications are listed", async () => {
  emulator.setQualification(CUSTOMER, { qualification: "Education", vettingStatus: "InReview" });
  emulator.setQualification(CUSTOMER, { qualification: "StateOwnedEntity" });
  const { checks } = await doctor(["--customer", CUSTOMER.toUpperCase()]);
  expect(named(checks, "qualifications").found).toBe(
    "They can be read: Education (InReview), StateOwnedEntity (not vetted).",
  );
});

test("a failure is printed with its remedy and ends with 1; the settings of both sources are told apart", async () => {
  emulator.failLogin(700082);
  const ran = await runCommandLine(["doctor"], { environment: withEnvironment() });
  expect(ran.code).toBe(1);
  expect(ran.stdout).toMatch(
    /^failed {3}login {11}Logging in to Microsoft Entra[^]*?\n {25}Remedy: Sign in again/m,
  );
  expect(ran.stdout).toMatch(/\n1 failed\.\n$/);
  expect(ran.stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
});

test.each([
  [["--customer", "contoso"], /tenant id, a GUID/],
  [["--timeout", "0"], /number of seconds/],
])("refuses %j", async (args, expected) => {
  const ran = await runCommandLine(["doctor", ...args], { environment: withEnvironment() });
  expect(ran.code).toBe(1);
  expect(ran.error + ran.stderr).toMatch(expected);
  expect(emulator.requests).toEqual([]);
});

test("help teaches every check, the settings and the exit codes", async () => {
  const { stdout } = await runCommandLine(["doctor", "--help"], {});
  for (const name of CHECK_NAMES) expect(stdout).toContain(name);
  expect(stdout).toMatch(/environment \(PARTNERCENTER_\*\) comes before the stack's configuration/);
  expect(stdout).toContain("Exit codes: 0 nothing failed");
  expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
});
