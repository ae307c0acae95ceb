// The steps of examples/pipelines, run by the command lines of their YAML: what they say, and how they exit.
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Emulator } from "../../emulator";
import { WEBHOOK_VARIABLE } from "../../provider/settings/unknownSettings";
import { SETTING_NAMES } from "../../provider/settings/settings";
import { mustEnd, newStack, root, type CommandResult, type EngineStack } from "./harness";
import { customerIds, education, partnerCenter, writes } from "./support/partnerCenter";
import {
  copyScripts,
  pipelineFiles,
  pipelineScripts,
  pipelineSteps,
  pipelineText,
  runStep,
} from "./support/pipelines";
import { type PlatformApi, platformApi, recordingCommands } from "./support/platforms";

const [approved = "", denied = ""] = customerIds(2);
const reason = "Not an Education Customer";

let emulator: Emulator;
let stack: EngineStack;
/** What every job has, and what the jobs of the main branch have besides. */
let look: Record<string, string>;
let submit: Record<string, string>;

/** The same login, with the variables by which GitHub signs for a job. */
const ofGitHub = ({
  PARTNERCENTER_OIDC_REQUEST_URL: ACTIONS_ID_TOKEN_REQUEST_URL = "",
  PARTNERCENTER_OIDC_REQUEST_TOKEN: ACTIONS_ID_TOKEN_REQUEST_TOKEN = "",
  ...rest
}: Record<string, string>): Record<string, string> => ({
  ...rest,
  ACTIONS_ID_TOKEN_REQUEST_URL,
  ACTIONS_ID_TOKEN_REQUEST_TOKEN,
  PARTNERCENTER_USE_OIDC: "true",
});

const tried = new Set<string>();
function step(command: string, env: Record<string, string>, commands?: string): Promise<CommandResult> {
  tried.add(command);
  return runStep(stack, command, env, commands);
}
/** How the application has proved itself at each kind of login. */
function logins(): string[] {
  const forms = emulator.requests
    .filter(({ path }) => path.endsWith("/oauth2/v2.0/token"))
    .map(({ body }) => new URLSearchParams(body));
  const how = (form: URLSearchParams): string =>
    form.has("client_secret") ? "secret" : form.has("client_assertion") ? "assertion" : "nothing";
  return [...new Set(forms.map((form) => `${form.get("grant_type")} by ${how(form)}`))];
}
const report = (): string => readFileSync(join(stack.directory, "pulumi-report.md"), "utf8");

beforeAll(async () => {
  emulator = await partnerCenter([approved, denied], { tls: true });
  look = ofGitHub(await emulator.environmentFor("oidc"));
  const { PARTNERCENTER_CLIENT_SECRET: _, ...withoutSecret } = emulator.environment;
  submit = { ...withoutSecret, ...look };
  stack = await newStack({ resources: [education("approved", approved), education("denied", denied)] });
  copyScripts(stack);
});

describe("the files", () => {
  const steps = pipelineSteps();

  test("each of the three starts every script, and only scripts that exist", () => {
    expect(pipelineFiles()).toHaveLength(3);
    for (const file of pipelineFiles()) {
      const started = steps
        .filter(({ place }) => place.startsWith(file))
        .map(({ command }) => /^node pipeline\/(\S+)/.exec(command)?.[1]);
      expect([...new Set(started)].sort()).toEqual(pipelineScripts().sort());
    }
  });

  test("only the jobs that submit or renew are given the refresh token", () => {
    const given = steps.filter(({ env }) => env.includes("PARTNERCENTER_REFRESH_TOKEN"));
    const scripts = new Set(given.map(({ command }) => command));
    expect([...scripts].sort()).toEqual(["node pipeline/renew.mjs", "node pipeline/up.mjs"]);
    // GitLab's come from the environment that the job names.
    const scoped = /^(\w+):\n(?: .*\n|\n)*? {2}environment: production$/gm;
    const jobs = [...pipelineText("gitlab-ci.yml").matchAll(scoped)].map(([, job]) => job);
    expect(jobs.sort()).toEqual(["renew", "up"]);
  });

  test("every setting that they name exists", () => {
    const known = SETTING_NAMES.map((name) => `PARTNERCENTER_${name.replace(/[A-Z]/g, "_$&").toUpperCase()}`);
    const named = steps.flatMap(({ env }) => env).filter((name) => name.startsWith("PARTNERCENTER_"));
    expect([...known, WEBHOOK_VARIABLE]).toEqual(expect.arrayContaining([...new Set(named)]));
    expect(named.length).toBeGreaterThan(10);
  });
});

// One story: each test goes on where the one before it ended.
describe("from a proposed change to a drift", () => {
  test("a preview reports what would be submitted, with a login that could not", async () => {
    const summary = join(stack.scratch, "summary.md");
    mustEnd(0, await step("node pipeline/preview.mjs", { ...look, GITHUB_STEP_SUMMARY: summary }));
    expect(report()).toMatch(
      /^## Preview of `dev`\n\nThis program would spend 2 verification requests in all\. .*\n\nWould be submitted or created, which can't be taken back: 2\n\n- \*\*\w+\*\*: CustomerQualification \S+: is not there\. It will be submitted: verification request 1 of 3\./,
    );
    expect(report()).toMatch(/<details>[^]*educationSegment: "K12"[^]*<\/details>/);
    expect(readFileSync(summary, "utf8")).toBe(report());
    expect(writes(emulator)).toEqual([]);
    expect(logins()).toEqual(["client_credentials by assertion"]);
  });

  test.each(["github", "azure", "gitlab"] as const)(
    "%s: one comment, made and then changed",
    async (name) => {
      const ours = `<!-- pulumi preview of dev -->\n${report()}`;
      const comments = {
        github: "/repos/o/r/issues/7/comments",
        gitlab: "/projects/5/merge_requests/7/notes",
        azure: "/The%20team/_apis/git/repositories/r/pullRequests/7/threads",
      }[name];
      const listed = (text: string): unknown =>
        name === "azure"
          ? { value: [{ id: 4, comments: [{ id: 1, content: text }] }] }
          : [{ id: 9, body: text }];
      let existing: unknown = name === "azure" ? { value: [] } : [];
      const api = await platformApi(({ method }) => ({ body: method === "GET" ? existing : {} }));
      const event = join(stack.scratch, "event.json");
      writeFileSync(event, JSON.stringify({ pull_request: { number: 7 } }));
      const env = {
        github: {
          GITHUB_ACTIONS: "true",
          GITHUB_API_URL: api.url,
          GITHUB_REPOSITORY: "o/r",
          GITHUB_EVENT_PATH: event,
          GITHUB_TOKEN: "t",
        },
        gitlab: {
          GITLAB_CI: "true",
          CI_API_V4_URL: api.url,
          CI_PROJECT_ID: "5",
          CI_MERGE_REQUEST_IID: "7",
          GITLAB_TOKEN: "t",
        },
        azure: {
          TF_BUILD: "True",
          SYSTEM_COLLECTIONURI: `${api.url}/`,
          SYSTEM_TEAMPROJECT: "The team",
          BUILD_REPOSITORY_ID: "r",
          SYSTEM_PULLREQUEST_PULLREQUESTID: "7",
          SYSTEM_ACCESSTOKEN: "t",
        },
      }[name] as Record<string, string>;
      try {
        mustEnd(0, await step("node pipeline/comment.mjs", env));
        const made = api.calls.at(-1);
        expect(made).toMatchObject({ method: "POST", path: expect.stringContaining(comments) as string });
        expect(JSON.stringify(made?.body)).toContain(JSON.stringify(ours));
        expect([made?.headers.authorization, made?.headers["private-token"]]).toContain(
          name === "gitlab" ? "t" : "Bearer t",
        );

        existing = listed(ours);
        mustEnd(0, await step("node pipeline/comment.mjs", env));
        const changed = api.calls.at(-1);
        expect(changed?.method).toBe(name === "gitlab" ? "PUT" : "PATCH");
        expect(changed?.path).toMatch(name === "azure" ? /\/threads\/4\/comments\/1\?/ : /\/9$/);
        expect(api.calls.filter(({ method }) => method === "POST")).toHaveLength(1);
      } finally {
        await api.close();
      }
    },
  );

  test("up submits once; vetting that has moved on is no drift", async () => {
    mustEnd(0, await step("node pipeline/up.mjs", submit));
    expect(writes(emulator)).toHaveLength(2);
    expect(report()).toContain("## Update of `dev`\n");
    expect(logins()).toContain("refresh_token by assertion");
    expect(logins().join()).not.toContain("by secret");
    emulator.approve(approved, "Education");

    const clean = mustEnd(0, await step("node pipeline/drift.mjs", look));
    expect(clean.output).toMatch(/^dev is as declared\.\n\n1 has moved on\. Nothing to do: /);
    expect(clean.output).not.toContain(approved);
    expect(report()).toMatch(/^## `dev` is as declared\.\n\n1 has moved on\. /);
  });

  test("a drift fails the night's job with its reason, on the platform's page too", async () => {
    emulator.deny(denied, "Education", reason);
    const env = { ...look, GITHUB_ACTIONS: "true" };
    const drifted = mustEnd(7, await step("node pipeline/drift.mjs --warn-on-error", env));
    expect(drifted.output).toMatch(
      /^Drift in dev: 1 resource is not as declared\.\n\n- update denied: CustomerQualification \S+: was InReview, is Denied \(Not an Education Customer,.*Next: /,
    );
    const annotations = drifted.output.split("\n").filter((line) => line.startsWith("::"));
    expect(annotations).toEqual([
      expect.stringMatching(/^::error title=Drift in dev::denied: CustomerQualification .*is Denied/),
    ]);
    expect(report()).toContain(reason);
    for (const text of [drifted.output, report()]) {
      expect(text).toContain("1 has moved on.");
      expect(text).not.toContain(approved);
    }
  });

  test("an outage is no drift: 1, or a warning", async () => {
    await emulator.goOffline();
    const outage = await step("node pipeline/drift.mjs", look).finally(() => emulator.goOnline());
    mustEnd(1, outage);
    expect(outage.output).toMatch(
      /^dev could not be looked at\. This says nothing about drift\.\n\n- .*refused/,
    );
    expect(outage.output).not.toContain("Drift in");

    emulator.failLogin(7000222, 10);
    const env = { ...look, TF_BUILD: "True" };
    const expired = mustEnd(0, await step("node pipeline/drift.mjs --warn-on-error", env));
    emulator.partnerCenter.login.clearFailures();
    expect(expired.output).toMatch(/^##vso\[task\.logissue type=warning\]No look at dev: .*AADSTS7000222/m);
    expect(expired.output).toContain("##vso[task.complete result=SucceededWithIssues;]");
  });

  test("up fails for the denied one, says why, and records the others", async () => {
    mustEnd(1, await step("node pipeline/up.mjs", submit));
    expect(report()).toMatch(
      /^## Update of `dev`: failed\n\n- \*\*denied\*\*: .*was InReview, is Denied \(Not an Education Customer/,
    );
    expect(writes(emulator)).toHaveLength(2);
    expect((await stack.resource("approved")).outputs).toMatchObject({ vettingStatus: "Approved" });
  });
});

describe("all customers, by night", () => {
  const file = (name: string): string => readFileSync(join(stack.directory, "fleet", name), "utf8");
  let channel: PlatformApi;
  beforeAll(async () => {
    channel = await platformApi(() => ({ status: 202 }));
    // As `npm ci` does.
    const commands = join(stack.directory, "node_modules", ".bin");
    mkdirSync(commands, { recursive: true });
    symlinkSync(join(root, "dist", "cli", "partnercenter.js"), join(commands, "partnercenter"));
  });
  afterAll(() => channel.close());

  test("the first night: the page and the summary, and nobody is told", async () => {
    const summary = join(stack.scratch, "fleet.md");
    const env = { ...look, GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: summary };
    const said = await step("node pipeline/fleet.mjs --overdue 7d --warn", {
      ...env,
      PARTNERCENTER_WEBHOOK_URL: `${channel.url}/hook`,
    });
    mustEnd(0, said);
    expect(said.output).toMatch(/^Note: there is no fleet\/status\.json yet/);
    expect(said.output).toMatch(
      /^::warning title=A qualification was denied::2 customers read, 2 qualifications: 1 denied, 1 approved\.$/m,
    );
    expect(readFileSync(summary, "utf8")).toMatch(/^## Partner Center qualifications\n[^]*### Denied: 1\n/);
    expect(file("summary.md")).toBe(readFileSync(summary, "utf8"));
    expect(file("report.html")).toContain(reason);
    expect(channel.calls).toEqual([]);
  });

  test("the next: a channel is told of what has changed, and the exit code says what stands", async () => {
    emulator.setQualification(approved, {
      qualification: "Education",
      vettingStatus: "Denied",
      vettingReason: "Not an Academic Domain",
    });
    const env = { ...look, GITLAB_CI: "true", PARTNERCENTER_WEBHOOK_URL: `${channel.url}/hook` };
    const said = mustEnd(20, await step("node pipeline/fleet.mjs --overdue 7d", env));
    expect(said.output).toMatch(/Told the webhook at 127\.0\.0\.1:\d+ of 1 change\./);
    expect(channel.calls).toHaveLength(1);
    expect(JSON.stringify(channel.calls[0]?.body)).toContain("now Denied (Not an Academic Domain)");
    expect(file("summary.md")).toContain("1 changed.");
  });

  test("and where nothing has changed, nobody is told; nor where there is no address", async () => {
    const azure = { ...look, TF_BUILD: "True", PARTNERCENTER_WEBHOOK_URL: "$(PARTNERCENTER_WEBHOOK_URL)" };
    const said = mustEnd(0, await step("node pipeline/fleet.mjs --overdue 7d --warn", azure));
    expect(said.output).toContain(`##vso[task.uploadsummary]${join(stack.directory, "fleet", "summary.md")}`);
    expect(said.output).toContain("##vso[build.addbuildtag]fleet");
    expect(said.output).toContain("##vso[task.complete result=SucceededWithIssues;]");
    expect(file("summary.md")).toContain("nothing has changed.");
    expect(channel.calls).toHaveLength(1);
    expect(logins().join()).not.toContain("by secret");
    emulator.setQualification(approved, { qualification: "Education", vettingStatus: "Approved" });
  });
});

describe("the refresh token's renewal", () => {
  const command = "node pipeline/renew.mjs";
  let commands: string;
  beforeAll(() => {
    commands = recordingCommands(stack.scratch, ["gh", "az"]);
  });

  /** A token that logs in, and is another one than before; nothing of it was printed. */
  function expectRenewed(token: unknown, said: CommandResult): void {
    expect(typeof token).toBe("string");
    expect(token).not.toBe(submit.PARTNERCENTER_REFRESH_TOKEN);
    expect(said.output).toContain("The refresh token is renewed");
    expect(said.output).not.toContain(String(token));
    submit = { ...submit, PARTNERCENTER_REFRESH_TOKEN: String(token) };
  }
  const given = (name: string): Record<string, unknown> =>
    JSON.parse(readFileSync(join(commands, `${name}.json`), "utf8")) as Record<string, unknown>;

  test("GitHub: handed to `gh` on its standard input", async () => {
    const env = {
      ...submit,
      GITHUB_ACTIONS: "true",
      GITHUB_REPOSITORY: "o/r",
      SECRET_ENVIRONMENT: "production",
    };
    const result = mustEnd(0, await step(command, env, commands));
    const { args, stdin } = given("gh");
    expect(args).toEqual([
      "secret",
      "set",
      "PARTNERCENTER_REFRESH_TOKEN",
      "--env",
      "production",
      "--repo",
      "o/r",
    ]);
    expectRenewed(stdin, result);
  });

  test("Azure: handed to `az` in a file that only its owner can read, and that is gone after", async () => {
    const env = {
      ...submit,
      TF_BUILD: "True",
      KEY_VAULT: "vault",
      KEY_VAULT_SECRET: "PARTNERCENTER-REFRESH-TOKEN",
    };
    const result = mustEnd(0, await step(command, env, commands));
    const { args, file, mode } = given("az");
    expect(args).toEqual(
      expect.arrayContaining(["--vault-name", "vault", "--name", "PARTNERCENTER-REFRESH-TOKEN"]),
    );
    expect(args).not.toContain(file);
    expect(mode).toBe(0o600);
    const path = (args as string[])[(args as string[]).indexOf("--file") + 1] ?? "";
    expect(existsSync(path)).toBe(false);
    expectRenewed(file, result);
  });

  test("GitLab: put into the variable of the environment", async () => {
    const api = await platformApi(() => ({}));
    const env = {
      ...submit,
      GITLAB_CI: "true",
      CI_API_V4_URL: api.url,
      CI_PROJECT_ID: "5",
      SECRET_ENVIRONMENT: "production",
      GITLAB_VARIABLES_TOKEN: "t",
    };
    const result = mustEnd(0, await step(command, env));
    await api.close();
    const [call] = api.calls;
    expect(call).toMatchObject({ method: "PUT", headers: { "private-token": "t" } });
    expect(decodeURIComponent(call?.path ?? "")).toBe(
      "/projects/5/variables/PARTNERCENTER_REFRESH_TOKEN?filter[environment_scope]=production",
    );
    expectRenewed((call?.body as { value?: unknown }).value, result);
  });

  test("a dead one fails, and says that a person has to sign in", async () => {
    emulator.failLogin(700082, 10);
    const env = { ...submit, GITLAB_CI: "true" };
    const dead = mustEnd(1, await step(command, env));
    emulator.partnerCenter.login.clearFailures();
    expect(dead.output).toMatch(/AADSTS700082[^]*sign[- ]in/i);
    expect(writes(emulator)).toHaveLength(2);
  });
});

test("every command line of the files was run above", () => {
  expect([...tried].sort()).toEqual([...new Set(pipelineSteps().map(({ command }) => command))].sort());
});
