// Through a real login over TLS: nothing secret is left in clear in any file or output of a run, whatever Partner Center
// and the login answer. Searched for byte by byte.
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { ENTRA_ERROR_CODES, type Emulator, type Fault } from "../../emulator";
import { RefreshTokens } from "../../emulator/entra/refreshTokens";
import {
  mustEnd,
  newStack,
  ProviderCallError,
  root,
  startCommand,
  startProviderServer,
  testEachHost,
  type EngineStack,
} from "./harness";
import { customerIds, education, partnerCenter } from "./support/partnerCenter";

const [
  school = "",
  county = "",
  denied = "",
  echoing = "",
  echoed = "",
  slow = "",
  agency = "",
  branch = "",
] = customerIds(8);
const code = "40718265930517284";

let emulator: Emulator;
/** The code, and all that the login was made with and gave out: client secret, refresh tokens, access tokens. */
const secrets = new Set<string>();
/** What a read is made with: it does not carry the code. */
const sentByRead = (): string[] => [...secrets].filter((secret) => secret !== code);

/** What is answered by who repeats what was sent, in the forms in which it may have been. */
const echoOf = (sent: Iterable<string>): string =>
  [...sent]
    .flatMap((secret) => [secret, encodeURIComponent(secret), Buffer.from(secret).toString("base64")])
    .map((form) => `client_secret=${form}&x=${form}; Authorization: Bearer ${form}; <b>${form}</b>`)
    .join(" ");

function remember(secret: string): string {
  secrets.add(secret);
  return secret;
}

const { add, redeem } = RefreshTokens.prototype;

beforeEach(async () => {
  jest.spyOn(RefreshTokens.prototype, "add").mockImplementation(function (this: RefreshTokens, signIn) {
    return remember(add.call(this, signIn));
  });
  jest.spyOn(RefreshTokens.prototype, "redeem").mockImplementation(function (this: RefreshTokens, ...used) {
    const redeemed = redeem.apply(this, used);
    if (typeof redeemed === "object") remember(redeemed.refresh);
    return redeemed;
  });
  secrets.clear();
  secrets.add(code);
  emulator = await partnerCenter([school, county, denied, echoing, echoed, slow, agency, branch], {
    tls: true,
    validationCodes: [{ validationId: code, organizationName: "County", maxCreates: 9, remainingCreates: 9 }],
    refreshTokens: "rotate",
  });
  for (const name of ["PARTNERCENTER_CLIENT_SECRET", "PARTNERCENTER_REFRESH_TOKEN"]) {
    remember(emulator.environment[name] ?? "");
  }
  const { tokens } = emulator.partnerCenter;
  const issue = tokens.issue.bind(tokens);
  jest.spyOn(tokens, "issue").mockImplementation((...args) => {
    const token = remember(issue(...args));
    armEchoes();
    return token;
  });
  const denial = { vettingStatus: "Denied", vettingReason: "Not an Education Customer" };
  emulator.setQualification(denied, { qualification: "Education", ...denial });
});

/** From now on the answers to two customers' calls repeat everything that was sent, the newest token included. */
function armEchoes(): void {
  emulator.clearFaults();
  emulator.faultNext(
    { method: "GET", customerId: echoing },
    { kind: "body", body: echoOf(sentByRead()) },
    100,
  );
  const refusal = { code: 3000, description: echoOf(secrets), data: [echoOf(secrets)] };
  emulator.faultNext({ method: "POST", customerId: echoed }, { kind: "status", status: 400, body: refusal });
}

/** The forms of a secret that whereReadable does not look for by itself, and the parts of a token that tell something. */
const partsOf = (secret: string): string[] => [
  secret,
  encodeURIComponent(secret),
  ...secret.split(".").filter((part) => part.length > 40),
];

function mustBeHidden(stack: EngineStack): void {
  // The search finds what is there.
  const found = stack.whereReadable(school);
  expect(found).toEqual(expect.arrayContaining([expect.stringMatching(/^backend.*json/), "output"]));
  const readable = [...secrets]
    .flatMap(partsOf)
    .flatMap((part) => stack.whereReadable(part).map((place) => ({ place, part })));
  expect(readable).toEqual([]);
}

testEachHost("every command", async (host) => {
  const government = (name: string, customerId: string) => ({
    name,
    type: "CustomerQualification",
    args: { customerId, qualification: "GovernmentCommunityCloud", validationCode: code },
  });
  const stack = await newStack({
    host,
    resources: [
      education("school", school),
      government("county", county),
      education("denied", denied),
      education("echoing", echoing),
      government("echoed", echoed),
      education("slow", slow),
    ],
    env: emulator.environment,
  });
  const rotated = join(stack.scratch, "refresh-token");
  stack.env.PARTNERCENTER_REFRESH_TOKEN_FILE = rotated;

  mustEnd(0, await stack.preview("--diff"));
  mustEnd(1, await stack.up("--continue-on-error"));
  // The echoes reached us: what they said is in the state, without what was secret in it.
  const { outputs } = await stack.resource("echoed");
  expect(outputs?.submissionError).toMatch(/HTTP 400, code 3000: ".*REDACTED/);
  expect(stack.said).toMatch(new RegExp(`customer ${echoing}: HTTP 200, but .*not understood.*REDACTED`));
  emulator.faultNext({ method: "GET", customerId: slow }, { kind: "throttle", retryAfter: 1 });
  mustEnd(0, await stack.refresh());
  mustBeHidden(stack);
  // One token and one rotated refresh token for each command; the last is kept, for its owner only.
  expect(secrets.size).toBe(3 + 3 * 2);
  expect(secrets.has(readFileSync(rotated, "utf8"))).toBe(true);
  expect(statSync(rotated).mode & 0o777).toBe(0o600);

  // At its highest verbosity the engine itself logs each property that it hands to a provider, decrypted, and so does
  // the SDK in the program: a validation code can't be kept out of that. A login of the environment is in none of it.
  const log = await stack.pulumi("up", "--yes", "--skip-preview", "--stack", "dev", "--logtostderr", "-v=9");
  // The two apart, for a line of one may be cut in two by a piece of the other.
  const lines = [log.stdout, log.stderr].flatMap((text) => text.split("\n"));
  expect(lines.filter((line) => sentByRead().some((secret) => line.includes(secret)))).toEqual([]);
  const withCode = lines.filter((line) => line.includes(code));
  const ofTheEngine = /"msg":"((Unm|M)arshaling property for RPC\[|RegisterResource RPC|eventSink::Debug)/;
  expect(withCode.length).toBeGreaterThan(0);
  expect(withCode.filter((line) => !ofTheEngine.test(line))).toEqual([]);
  mustEnd(0, await stack.destroy());
});

testEachHost("a code that the program no longer gives stays encrypted in the record", async (host) => {
  emulator.clearFaults();
  const declared = (args: Record<string, unknown>) => [
    {
      name: "agency",
      type: "CustomerQualification",
      args: { customerId: agency, qualification: "GovernmentCommunityCloud", ...args },
    },
  ];
  const stack = await newStack({
    host,
    resources: declared({ validationCode: code }),
    env: emulator.environment,
  });
  mustEnd(0, await stack.up());
  emulator.deny(agency, "GovernmentCommunityCloud");
  mustEnd(1, await stack.up());

  // Left out of the program, it is still known, so that a reason that repeats it is shown without it.
  emulator.deny(agency, "GovernmentCommunityCloud", `The code ${code} is used up`);
  stack.declare(declared({ onDenied: "warn" }));
  for (const command of [() => stack.preview("--diff"), () => stack.up("--diff"), () => stack.refresh()]) {
    mustEnd(0, await command());
    expect(stack.whereReadable(code)).toEqual([]);
  }
  expect((await stack.resource("agency")).outputs).toMatchObject({
    vettingReason: "The code REDACTED is used up",
  });

  // What is asked for and can't be submitted stays asked for, with what was sent before beside it.
  stack.declare(declared({ resubmit: "1" }));
  const { output } = mustEnd(1, await stack.up());
  expect(output).toContain("set `validationCode`, which a submission of GovernmentCommunityCloud requires");
  const { outputs } = await stack.resource("agency");
  expect(outputs).toHaveProperty("validationCode.ciphertext");
  mustEnd(0, await stack.refresh());
  mustEnd(0, await stack.preview("--diff"));
  expect(stack.whereReadable(agency)).toEqual(expect.arrayContaining([expect.stringMatching(/^backend/)]));
  expect(stack.whereReadable(code)).toEqual([]);
  expect(emulator.submissions(agency)).toHaveLength(1);
});

testEachHost("a denial whose reason repeats the code, however it is written", async (host) => {
  emulator.clearFaults();
  const entities = [...code].map((digit) => `&#x${digit.charCodeAt(0).toString(16)};`).join("");
  const reason = `The number ${code} (${[...code].join("\u200b")}, ${entities}) is used up \u202e!`;
  const shown = "The number REDACTED (REDACTED, REDACTED) is used up !";
  const args = { customerId: branch, qualification: "GovernmentCommunityCloud", validationCode: code };
  const stack = await newStack({
    host,
    resources: [{ name: "branch", type: "CustomerQualification", args }],
    env: emulator.environment,
  });
  mustEnd(0, await stack.up());
  emulator.deny(branch, "GovernmentCommunityCloud", reason);

  const command = async (...words: string[]) => {
    const file = join(root, "dist", "cli", "partnercenter.js");
    return startCommand("node", [file, ...words], { cwd: stack.directory, env: stack.env, timeoutMs: 60_000 })
      .result;
  };
  const commands = [
    mustEnd(0, await stack.preview("--diff")),
    mustEnd(0, await stack.preview("--json")),
    mustEnd(7, await stack.preview("--expect-no-changes")),
    mustEnd(1, await stack.up()),
    mustEnd(20, await command("status", "--customer", branch)),
    mustEnd(20, await command("status", "--customer", branch, "--json")),
    mustEnd(0, await command("import", "--customer", branch, "--json")),
  ];
  for (const { output } of commands) expect(output.replace(/\s+/g, " ")).toContain(shown);
  // With the plugin the `up` has recorded it, and a refresh says nothing of it.
  const outputs = [...commands, mustEnd(0, await stack.refresh())].map(({ output }) => output);
  for (const output of outputs) expect(output).not.toMatch(/\p{Bidi_Control}/u);
  expect(outputs.filter((output) => output.includes(code))).toEqual([]);
  const { outputs: recorded } = await stack.resource("branch");
  expect(recorded?.vettingReason).toBe(shown);
  expect(recorded).toHaveProperty("validationCode.ciphertext");
  expect(stack.whereReadable(branch)).toEqual(expect.arrayContaining([expect.stringMatching(/^backend/)]));
  expect(stack.whereReadable(code)).toEqual([]);
  // The same denial still: it is answered, and submitted for once.
  stack.declare([{ name: "branch", type: "CustomerQualification", args: { ...args, resubmit: "1" } }]);
  mustEnd(0, await stack.up());
  expect(emulator.submissions(branch)).toHaveLength(2);
});

test("a secret setting that the configuration holds in clear is warned of", async () => {
  emulator.clearFaults();
  const {
    PARTNERCENTER_REFRESH_TOKEN: refreshToken = "",
    PARTNERCENTER_CLIENT_SECRET: secret = "",
    ...env
  } = emulator.environment;
  const stack = await newStack({ resources: [education("denied", denied, { onDenied: "warn" })], env });
  const { PARTNERCENTER_TENANT_ID: tenantId = "", PARTNERCENTER_CLIENT_ID: clientId = "" } = env;
  for (const name of ["PARTNERCENTER_TENANT_ID", "PARTNERCENTER_CLIENT_ID"]) delete stack.env[name];
  const set = async (...words: string[]) =>
    mustEnd(0, await stack.pulumi("config", "set", "--stack", "dev", ...words));
  await set("partnercenter:tenantId", tenantId);
  await set("partnercenter:clientId", clientId);
  await set("--secret", "partnercenter:clientSecret", secret);
  await set("--plaintext", "partnercenter:refreshToken", refreshToken);
  const warning = "holds partnercenter:refreshToken in clear";
  expect(mustEnd(0, await stack.preview()).output).toContain(warning);
  const doctor = startCommand(
    "node",
    [join(root, "dist", "cli", "partnercenter.js"), "doctor", "--stack", "dev"],
    {
      cwd: stack.directory,
      env: stack.env,
      timeoutMs: 60_000,
    },
  );
  expect((await doctor.result).stdout).toMatch(
    /^warning\s+configuration[^]*In\s+clear:\s+partnercenter:refreshToken\./m,
  );
  await set("--secret", "partnercenter:refreshToken", refreshToken);
  expect(mustEnd(0, await stack.preview()).output).not.toContain("in clear");
});

/** A provider text that loads the package anew, as a run of its own does: a run keeps what the login said. */
const anew = (run: number): string => `exports.handler = () => {
  for (const file of Object.keys(require.cache)) if (file.includes("/dist/provider/")) delete require.cache[file];
  return require("pulumi-partnercenter/provider").customerQualification;
}; // ${run}`;

test("every failure of the login", async () => {
  const server = await startProviderServer({ env: emulator.environment });
  const said: string[] = [];
  const mustFail = async (): Promise<string> => {
    const inputs = { customerId: school, qualification: "Education", educationSegment: "K12" };
    const call = server.check({}, { ...inputs, __provider: anew(said.length) });
    const [outcome] = await Promise.allSettled([call]);
    if (outcome.status === "fulfilled") throw new Error(`it succeeded: ${JSON.stringify(outcome.value)}`);
    expect(outcome.reason).toBeInstanceOf(ProviderCallError);
    said.push((outcome.reason as ProviderCallError).message);
    return said.at(-1) ?? "";
  };
  try {
    for (const number of ENTRA_ERROR_CODES) {
      // A secret that a public client must not send is left away, once.
      emulator.failLogin(number, number === 700025 ? 2 : 1);
      expect(await mustFail()).toContain(`AADSTS${number}`);
    }
    const echo = echoOf(sentByRead());
    for (const fault of [
      {
        kind: "status",
        status: 400,
        body: { error: "invalid_grant", error_description: `AADSTS70000: ${echo}` },
      },
      { kind: "status", status: 401, body: echo },
      { kind: "status", status: 200, body: `<html>${echo}</html>` },
      { kind: "redirect", location: `https://localhost/?${sentByRead().slice(0, 2).join("&")}` },
    ] satisfies Fault[]) {
      emulator.faultNext({ endpoint: "login", method: "POST" }, fault);
      await mustFail();
    }
    said.push(await server.printed());
  } finally {
    await server.close();
  }
  const text = said.join("\n");
  expect([...secrets].flatMap(partsOf).filter((part) => text.includes(part))).toEqual([]);
  expect(text).not.toMatch(/^\s+at .+:\d+/m);
});
