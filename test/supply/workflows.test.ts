// The repository's own workflows: pinned, with no more rights than they need, and nothing of a stranger's run with them.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

const folder = join(__dirname, "../../.github");
const manifest = JSON.parse(readFileSync(join(folder, "../package.json"), "utf8")) as {
  engines: { node: string };
  scripts: Record<string, string>;
};

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}
interface Job {
  permissions?: Record<string, string>;
  "timeout-minutes"?: number;
  environment?: string;
  uses?: string;
  steps?: Step[];
  needs?: string | string[];
  strategy?: { matrix: Record<string, unknown[]> };
}
interface Workflow {
  on: Record<string, unknown>;
  permissions?: Record<string, string>;
  jobs: Record<string, Job>;
}

const files = readdirSync(join(folder, "workflows"));
const textOf = (file: string): string => readFileSync(join(folder, "workflows", file), "utf8");
const workflow = (file: string): Workflow =>
  parse(textOf(file), { strict: true, uniqueKeys: true }) as Workflow;
const jobsOf = (file: string): [string, Job][] => Object.entries(workflow(file).jobs);

test("there are those that CONTRIBUTING.md speaks of", () => {
  expect(files.sort()).toEqual(["ci.yml", "codeql.yml", "release.yml"]);
});

describe.each(files)("%s", (file) => {
  test("every action is pinned to a commit, with its version beside it", () => {
    const uses = [...textOf(file).matchAll(/^\s*(?:- )?uses:\s*(.*)$/gm)].map(([, used]) => used ?? "");
    expect(uses.length).toBeGreaterThan(0);
    for (const used of uses.filter((one) => !one.startsWith("./"))) {
      expect(used).toMatch(/^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    }
    // One commit for one version, everywhere.
    const versions = files.flatMap((one) => [
      ...textOf(one).matchAll(/uses:\s*([\w.-]+\/[\w.-]+)[\w./-]*@(\S+ # \S+)/g),
    ]);
    for (const [, action, pinned] of versions) {
      expect(versions.filter(([, other]) => other === action).map(([, , one]) => one)).toEqual(
        versions.filter(([, other]) => other === action).map(() => pinned),
      );
    }
  });

  test("it may read only, and a job says what it needs beyond that", () => {
    expect(workflow(file).permissions).toEqual({ contents: "read" });
    const beyond = jobsOf(file).flatMap(([, { permissions = {} }]) =>
      Object.entries(permissions).filter(([, right]) => right !== "read"),
    );
    const expected: Record<string, unknown> = {
      "codeql.yml": [["security-events", "write"]],
      "release.yml": [
        ["id-token", "write"],
        ["id-token", "write"],
        ["attestations", "write"],
        ["contents", "write"],
      ],
    };
    expect(beyond).toEqual(expected[file] ?? []);
  });

  test("nothing that a stranger wrote is run with rights, or put into a script", () => {
    const { on } = workflow(file);
    expect(Object.keys(on)).not.toContain("pull_request_target");
    expect(Object.keys(on)).not.toContain("workflow_run");
    expect(textOf(file)).not.toMatch(/secrets\./);
    for (const [, { steps = [] }] of jobsOf(file)) {
      for (const { run = "" } of steps) expect(run).not.toContain("${{");
      const checkouts = steps.filter(({ uses = "" }) => uses.startsWith("actions/checkout@"));
      for (const checkout of checkouts) expect(checkout.with?.["persist-credentials"]).toBe(false);
    }
  });

  test("every job ends some time, and every script that it runs is there", () => {
    for (const [, { uses, steps = [], ...job }] of jobsOf(file)) {
      if (uses === undefined) expect(job["timeout-minutes"]).toBeGreaterThan(0);
      for (const { run = "" } of steps) {
        const [, script] = /^npm run (\S+)/.exec(run) ?? [];
        if (script !== undefined) expect(Object.keys(manifest.scripts)).toContain(script);
        const [, path] = /^node (\S+)/.exec(run) ?? [];
        if (path !== undefined) expect(readFileSync(join(folder, "..", path), "utf8")).not.toBe("");
      }
    }
  });
});

test("the package is tried under every Node that it is for", () => {
  const versions = workflow("ci.yml").jobs["published-package"]?.strategy?.matrix.node as number[];
  expect(manifest.engines.node).toBe(`>=${Math.min(...versions)}`);
  expect(versions).toEqual([22, 24, 26]);
});

test("a release comes from a tag, after the tests, with provenance, and only there", () => {
  const { on, jobs } = workflow("release.yml");
  expect(Object.keys(on)).toEqual(["push"]);
  expect(Object.keys(on.push as object)).toEqual(["tags"]);
  expect(jobs.publish).toMatchObject({ needs: "test", environment: "npm" });
  expect(jobs.test?.uses).toBe("./.github/workflows/ci.yml");
  const runs = (jobs.publish?.steps ?? []).map(({ run = "" }) => run).filter((run) => run !== "");
  expect(runs[0]).toBe('node tools/release.js "$TAG"');
  expect(runs.at(-1)).toMatch(/^npm publish --provenance .*--ignore-scripts/);
  for (const file of files.filter((one) => one !== "release.yml"))
    expect(textOf(file)).not.toContain("npm publish");
});

test("a release has the plugin for five platforms, with provenance, once somebody has approved", () => {
  const { executables, "release-page": page } = workflow("release.yml").jobs;
  expect(executables).toMatchObject({ needs: "test", strategy: { matrix: { os: { length: 5 } } } });
  const uses = (executables?.steps ?? []).map(({ uses = "", run = "" }) => uses.split("@")[0] || run);
  expect(uses.slice(-3)).toEqual([
    "npm run executable",
    "actions/attest-build-provenance",
    "actions/upload-artifact",
  ]);
  expect(page?.needs).toContain("publish");
});

test("updates come grouped, and not on the day of their release", () => {
  const { updates } = parse(readFileSync(join(folder, "dependabot.yml"), "utf8")) as {
    updates: { "package-ecosystem": string; cooldown: Record<string, number>; groups: object }[];
  };
  expect(updates.map((one) => one["package-ecosystem"])).toEqual(["npm", "github-actions"]);
  for (const { cooldown, groups } of updates) {
    expect(cooldown["default-days"]).toBeGreaterThanOrEqual(7);
    expect(Object.keys(groups).length).toBeGreaterThan(0);
  }
});
