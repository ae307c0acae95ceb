import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, type EntraErrorCode, startEmulator } from "../../emulator";
import { type Check, CHECK_NAMES, type CheckName } from "../../cli/doctor/report";
import { type Ran, runCommandLine, secretsIn } from "./run";

const CUSTOMER = "8f9a1c52-1d0e-4c5e-9a43-0a9f5b0c7d11";
const STRANGER = "00000000-1111-4222-8333-444444444444";

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

type Environment = Record<string, string | undefined>;
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

/** What is done to the emulator or the environment, the check that fails by it, and what it must say. */
interface Case {
  name: string;
  arrange?: () => unknown;
  environment?: () => Environment | Promise<Environment>;
  args?: string[];
  check: CheckName;
  result?: "failed" | "warning";
  code?: string;
  found?: RegExp;
  remedy: RegExp;
  skips?: CheckName[];
}

const AFTER_LOGIN: CheckName[] = ["audience", "appUser", "refreshToken", "mfa", "role"];

const entra = (code: EntraErrorCode, remedy: RegExp): Case => ({
  name: `AADSTS${code}`,
  // A secret that a public client must not send is left away, once.
  arrange: () => emulator.failLogin(code, 2),
  check: "login",
  code: `AADSTS${code}`,
  remedy,
  skips: AFTER_LOGIN,
});

const api = (
  status: number,
  code: number | string,
  remedy: RegExp,
  where: { check: CheckName; args?: string[]; path?: RegExp } = { check: "role" },
): Case => ({
  name: `${status}/${code}${where.path ? " of a customer" : ""}`,
  arrange: () =>
    emulator.faultNext(
      // Only with a token: the host was reached before.
      { method: "GET", path: where.path ?? /^\/v1\/customers$/ },
      {
        kind: "status",
        status,
        body: { code, description: "In the API's own words", data: [], source: "PartnerFD" },
      },
      3,
    ),
  check: where.check,
  args: where.args,
  code: String(code),
  found: /In the API's own words/,
  remedy,
});

const ofCustomer = (status: number, code: number, remedy: RegExp): Case => ({
  ...api(status, code, remedy, {
    check: "relationship",
    args: ["--customer", CUSTOMER],
    path: new RegExp(`^/v1/customers/${CUSTOMER}$`),
  }),
  skips: ["qualifications", "gdap"],
});

const cases: Case[] = [
  // configuration
  {
    name: "no login",
    environment: () => ({
      PARTNERCENTER_TENANT_ID: undefined,
      PARTNERCENTER_CLIENT_ID: undefined,
      PARTNERCENTER_CLIENT_SECRET: undefined,
      PARTNERCENTER_REFRESH_TOKEN: undefined,
    }),
    check: "configuration",
    found: /No Partner Center login is set/,
    remedy: /one source/,
    skips: ["login", ...AFTER_LOGIN],
  },
  {
    name: "half a login, and settings that are not valid, all at once",
    environment: () => ({
      PARTNERCENTER_TENANT_ID: undefined,
      PARTNERCENTER_CLIENT_ID: undefined,
      PARTNERCENTER_CONTRACT: "2017",
      PARTNERCENTER_API_BASE_URL: "http://example.com",
    }),
    check: "configuration",
    found:
      /PARTNERCENTER_CONTRACT: .*PARTNERCENTER_API_BASE_URL must start.*PARTNERCENTER_TENANT_ID and PARTNERCENTER_CLIENT_ID are not set/,
    remedy: /Correct them/,
    skips: ["loginHost", "api", "clock", "login", ...AFTER_LOGIN],
  },
  // reachability
  {
    name: "nobody listens",
    environment: async () => {
      await emulator.goOffline();
      return {};
    },
    check: "loginHost",
    found: /refused/,
    remedy: /network/,
    skips: ["clock", "login", ...AFTER_LOGIN],
  },
  {
    name: "a host that is not there",
    environment: () => ({ PARTNERCENTER_API_BASE_URL: "https://api.partnercenter.invalid" }),
    check: "api",
    found: /name was not found/,
    remedy: /base URL/,
    skips: ["mfa", "role"],
  },
  {
    name: "a certificate that is not trusted",
    environment: () => ({ PARTNERCENTER_CA_FILE: undefined }),
    check: "api",
    found: /certificate is not trusted/,
    remedy: /PARTNERCENTER_CA_FILE or NODE_EXTRA_CA_CERTS/,
    skips: ["login", ...AFTER_LOGIN],
  },
  {
    name: "a file of authorities that is not there",
    environment: () => ({ PARTNERCENTER_CA_FILE: "/does/not/exist.pem" }),
    check: "api",
    found: /can't be read \(ENOENT\)/,
    remedy: /PARTNERCENTER_CA_FILE/,
  },
  {
    name: "a proxy of a kind that is not supported",
    environment: () => ({
      PARTNERCENTER_API_BASE_URL: "https://api.partnercenter.invalid",
      HTTPS_PROXY: "socks5://localhost:1",
    }),
    check: "api",
    found: /only http:\/\/ and https:\/\/ proxies/,
    remedy: /HTTPS_PROXY/,
  },
  {
    name: "a proxy that is down",
    environment: () => ({
      PARTNERCENTER_API_BASE_URL: "https://api.partnercenter.invalid",
      HTTPS_PROXY: "http://127.0.0.1:1",
    }),
    check: "api",
    remedy: /proxy/i,
  },
  {
    name: "a proxy that asks for a login",
    arrange: () => emulator.faultNext({ path: /customers$/ }, { kind: "status", status: 407 }),
    check: "api",
    found: /HTTP 407/,
    remedy: /user and password into the HTTPS_PROXY/,
  },
  {
    name: "a redirect to a sign-in page",
    arrange: () =>
      emulator.faultNext({ path: /customers$/ }, { kind: "redirect", location: "https://hotel.example" }),
    check: "api",
    found: /HTTP 302/,
    remedy: /sign-in page/,
  },
  {
    name: "no answer in time",
    arrange: () => emulator.faultNext({ path: /customers$/ }, { kind: "stall" }, 2),
    args: ["--timeout", "0.3"],
    check: "api",
    found: /no complete answer came within the time limit/,
    remedy: /later/,
  },
  {
    name: "a login host that fails",
    arrange: () => emulator.faultNext({ endpoint: "login" }, { kind: "error", error: "gateway" }, 2),
    check: "loginHost",
    found: /HTTP 502/,
    remedy: /later/,
  },
  // clock
  {
    name: "a clock that is behind",
    arrange: () => emulator.change({ clockOffsetSeconds: 600 }),
    check: "clock",
    found: /(599|600|601) seconds behind/,
    remedy: /Set this machine's clock/,
  },
  {
    name: "a clock that is ahead",
    arrange: () => emulator.change({ clockOffsetSeconds: -3600 }),
    check: "clock",
    found: /seconds ahead of/,
    remedy: /Set this machine's clock/,
  },
  {
    name: "a clock that is a little wrong",
    arrange: () => emulator.change({ clockOffsetSeconds: 120 }),
    check: "clock",
    result: "warning",
    remedy: /Set this machine's clock/,
  },
  // login: the facts' own codes by what they ask for; all others below
  entra(65001, /administrator of the partner's tenant/),
  entra(50126, /Sign in again/),
  entra(70002, /client id and the client secret/),
  entra(7000215, /PARTNERCENTER_CLIENT_SECRET to the secret's value/),
  entra(7000222, /Create a new secret/),
  entra(700082, /Sign in again.*90 days/),
  entra(50076, /multifactor/),
  entra(50079, /Enrol the user/),
  entra(700016, /PARTNERCENTER_CLIENT_ID/),
  {
    name: "another tenant",
    environment: () => ({ PARTNERCENTER_TENANT_ID: "other.example" }),
    check: "login",
    code: "AADSTS90002",
    remedy: /PARTNERCENTER_TENANT_ID/,
  },
  {
    name: "a ready-made token that has ended",
    environment: () => ({ PARTNERCENTER_ACCESS_TOKEN: emulator.accessToken("expired") }),
    check: "login",
    found: /It ended at/,
    remedy: /partnercenter login/,
    skips: AFTER_LOGIN,
  },
  {
    name: "a ready-made token",
    environment: () => ({ PARTNERCENTER_ACCESS_TOKEN: emulator.accessToken() }),
    check: "login",
    result: "warning",
    remedy: /partnercenter login/,
    skips: ["loginHost", "refreshToken"],
  },
  {
    name: "a file that a rotated refresh token can't be written to",
    environment: () => ({ PARTNERCENTER_REFRESH_TOKEN_FILE: "/does/not/exist" }),
    check: "login",
    found: /PARTNERCENTER_REFRESH_TOKEN_FILE can't be written \(ENOENT\)/,
    remedy: /Correct/,
  },
  // audience, kind of login
  {
    name: "a token for graph.windows.net",
    environment: () => ({ PARTNERCENTER_AUDIENCE: "https://graph.windows.net" }),
    check: "audience",
    found: /graph\.windows\.net has not been accepted since August 2025/,
    remedy: /api\.partnercenter\.microsoft\.com/,
    skips: ["mfa", "role"],
  },
  {
    name: "an app-only login",
    environment: async () => ({
      PARTNERCENTER_REFRESH_TOKEN: undefined,
      ...(await emulator.environmentFor("clientSecret")),
    }),
    check: "appUser",
    result: "warning",
    found: /look and not submit/,
    remedy: /refresh token/,
    skips: ["refreshToken", "mfa"],
  },
  {
    name: "an app-only token",
    environment: () => ({ PARTNERCENTER_ACCESS_TOKEN: emulator.accessToken("appOnly") }),
    check: "appUser",
    result: "warning",
    remedy: /refresh token/,
    skips: ["mfa"],
  },
  // multifactor authentication, in each of the API's forms
  ...(["code", "empty", "reasonPhrase", "notRequired"] as const).map((form): Case => ({
    name: `no multifactor authentication (${form})`,
    arrange: () => emulator.change({ mfa: form === "notRequired" ? form : { form } }),
    environment: () => ({ PARTNERCENTER_REFRESH_TOKEN: emulator.refreshToken({ mfa: false }) }),
    check: "mfa",
    remedy: /multifactor authentication \(`partnercenter login`\)/,
    skips: form === "notRequired" ? [] : ["role"],
  })),
  // role
  {
    name: "no role",
    environment: () => ({ PARTNERCENTER_REFRESH_TOKEN: emulator.refreshToken({ adminAgent: false }) }),
    check: "role",
    code: "900308",
    remedy: /Admin agent/,
  },
  api(401, 800001, /audience setting/),
  api(401, 900420, /Request the token for https:\/\/api\.partnercenter\.microsoft\.com/),
  api(403, 1002, /consented to.*Admin agent/),
  api(403, 2032, /Admin agent/),
  api(403, 900150, /Admin agent/),
  api(403, 900308, /Admin agent/),
  api(403, 900309, /policy/),
  api(403, 900123, /global administrator sign it/),
  api(403, 900124, /global administrator sign it/),
  api(403, 900149, /enrolment/),
  api(403, 600006, /sandbox or production/),
  api(400, 900127, /sandbox or a production/),
  {
    name: "a token of another tenant",
    environment: () => ({ PARTNERCENTER_ACCESS_TOKEN: emulator.accessToken("otherTenant") }),
    check: "role",
    code: "400",
    remedy: /login's tenant/,
  },
  {
    name: "throttled to the end",
    arrange: () => emulator.faultNext({ path: /customers$/ }, { kind: "throttle", retryAfter: 60 }, 4),
    args: ["--timeout", "1"],
    check: "role",
    found: /HTTP 429/,
    remedy: /fewer requests a minute/,
  },
  {
    name: "an answer that nobody understands",
    arrange: () => emulator.faultNext({ path: /customers$/ }, { kind: "body", body: "<html>" }, 2),
    check: "role",
    found: /not understood/,
    remedy: /proxy/,
  },
  ofCustomer(403, 20002, /accept the reseller relationship/),
  ofCustomer(404, 60003, /customer's id/),
  ofCustomer(400, 900118, /Account page/),
  ofCustomer(403, 2032, /customer's id/),
  ofCustomer(403, 2030, /market/),
  ofCustomer(403, 800073, /review/),
  ofCustomer(403, 800074, /validation status/),
  ofCustomer(403, 800075, /validation status/),
  {
    name: "a customer that was lost",
    arrange: () => emulator.loseRelationship(CUSTOMER),
    args: ["--customer", CUSTOMER],
    check: "relationship",
    code: "20002",
    remedy: /accept the reseller relationship/,
  },
  {
    name: "an unknown customer",
    args: ["--customer", STRANGER],
    check: "relationship",
    code: "60003",
    remedy: /customer's id/,
  },
  {
    name: "qualifications that can't be read",
    arrange: () =>
      emulator.faultNext(
        { path: /qualifications$/ },
        { kind: "status", status: 403, body: { code: 900150 } },
      ),
    args: ["--customer", CUSTOMER],
    check: "qualifications",
    code: "900150",
    remedy: /Directory Writer/,
  },
];

describe("each failure is shown with its remedy", () => {
  test.each(cases.map((one) => [one.name, one] as const))("%s", async (_, one) => {
    one.arrange?.();
    const environment = withEnvironment(await one.environment?.());
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
