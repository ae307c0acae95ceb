// The pipelines in examples/: as careful as the repository's own workflows.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

const root = join(__dirname, "../..");
const folder = join(root, "examples/pipelines");
const text = (...path: string[]): string => readFileSync(join(folder, ...path), "utf8");
type Tree = Record<string, unknown>;
const tree = (...path: string[]): Tree => parse(text(...path), { strict: true, uniqueKeys: true }) as Tree;

const files = [
  "github-actions.yml",
  "azure-pipelines.yml",
  "gitlab-ci.yml",
  join("scripts", "azure-setup.yml"),
];
const cli =
  /^const version = "(.*)";$/m.exec(readFileSync(join(root, "tools/pulumi-cli.js"), "utf8"))?.[1] ?? "";

test("these are all files that a platform reads", () => {
  const found = ["", "scripts"].flatMap((sub) =>
    readdirSync(join(folder, sub))
      .filter((name) => name.endsWith(".yml"))
      .map((name) => join(sub, name)),
  );
  expect(found.sort()).toEqual([...files].sort());
});

test.each(files)("%s: nothing is run as it comes from the network, and no version floats", (file) => {
  const commands = text(file)
    .split("\n")
    .filter((line) => !/^\s*#/.test(line))
    .join("\n");
  expect(commands).not.toMatch(/(curl|wget)[^\n]*\|\s*(ba)?sh/);
  expect(commands).not.toMatch(/\blatest\b/);
});

test("all bring the CLI of one version, the one that is tested with", () => {
  expect(cli).toMatch(/^3\.\d+\.\d+$/);
  for (const file of ["github-actions.yml", "gitlab-ci.yml", join("scripts", "azure-setup.yml")]) {
    const named = [...text(file).matchAll(/\b3\.\d{3}\.\d+\b/g)].map(([version]) => version);
    expect([...new Set(named)]).toEqual([cli]);
  }
});

describe("GitHub", () => {
  const { on, jobs, permissions, env } = tree("github-actions.yml") as {
    on: Tree;
    permissions: Tree;
    env: Tree;
    jobs: Record<
      string,
      {
        if: string;
        permissions?: Tree;
        "timeout-minutes"?: number;
        steps: { uses?: string; with?: Tree; run?: string }[];
      }
    >;
  };

  test("actions are pinned to commits: those that are in the repository's own workflows too, to the same", () => {
    const own = ["ci", "release"]
      .map((name) => readFileSync(join(root, `.github/workflows/${name}.yml`), "utf8"))
      .join("\n");
    const uses = [...text("github-actions.yml").matchAll(/uses: (\S+)@(.*)$/gm)];
    // What reads without `pulumi` needs neither it nor its login, but keeps what it read.
    expect(uses.length).toBe(4 * 4 + 3);
    for (const [, action = "", pinned = ""] of uses) {
      expect(pinned).toMatch(/^[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
      if (action.startsWith("actions/")) expect(own).toContain(`${action}@${pinned}`);
    }
  });

  test("the only secrets are those of main's environment, and what the platform itself gives", () => {
    const secrets = [...text("github-actions.yml").matchAll(/secrets\.(\w+)/g)].map(([, name]) => name);
    // The webhook's address alone lets nobody look at a customer, nor submit.
    expect([...new Set(secrets)].sort()).toEqual([
      "PARTNERCENTER_REFRESH_TOKEN",
      "PARTNERCENTER_WEBHOOK_URL",
      "SECRETS_WRITE_TOKEN",
    ]);
    for (const [name, job] of Object.entries(jobs))
      expect(JSON.stringify(job).includes("PARTNERCENTER_WEBHOOK_URL")).toBe(name === "fleet");
    for (const { permissions: own = permissions } of Object.values(jobs))
      expect(own).toMatchObject({ "id-token": "write" });
    expect(env["PARTNERCENTER_USE_OIDC"]).toBe("true");
  });

  test("every job ends some time, keeps no credential, has its packages cached, and can be started by hand", () => {
    expect(permissions).toEqual({ contents: "read", "id-token": "write" });
    const { inputs } = on["workflow_dispatch"] as { inputs: { run: { options: string[] } } };
    const byHand = Object.entries(jobs).filter(([name, job]) => job.if.includes(`inputs.run == '${name}'`));
    expect(byHand.map(([name]) => name).sort()).toEqual([...inputs.run.options].sort());
    for (const [, job] of Object.entries(jobs)) {
      expect(job["timeout-minutes"]).toBeGreaterThan(0);
      const given = (action: string): Tree | undefined =>
        job.steps.find(({ uses = "" }) => uses.startsWith(action))?.with;
      expect(given("actions/checkout")).toEqual({ "persist-credentials": false });
      expect(given("actions/setup-node")).toMatchObject({ cache: "npm" });
      for (const { run = "" } of job.steps) expect(run).not.toContain("${{");
    }
  });

  test("the fleet's file is one that main has written, and is kept whatever becomes of the job", () => {
    const { permissions: own, steps } = jobs["fleet"]!;
    expect(own).toEqual({ contents: "read", "id-token": "write", actions: "read" });
    const fetched = steps.find(({ run = "" }) => run.includes("gh run download"))?.run;
    expect(fetched).toContain('.workflow_run.head_branch == "main"');
    expect(fetched).toContain(".workflow_run.head_repository_id == .workflow_run.repository_id");
    expect(steps.at(-1)).toMatchObject({
      if: "success() || failure()",
      with: { name: "fleet", path: "fleet", "if-no-files-found": "ignore" },
    });
  });

  test("what submits or renews runs on main only", () => {
    for (const name of ["up", "renew"]) expect(jobs[name]?.if).toContain("github.ref == 'refs/heads/main'");
  });
});

describe("GitLab", () => {
  const {
    image,
    default: all,
    workflow,
    variables,
    ...rest
  } = tree("gitlab-ci.yml") as Tree & {
    image: Tree;
    default: Tree;
    workflow: { rules: { if: string }[] };
    variables: { JOB: { options: string[] } };
  };

  test("the image's entry point, which is pulumi, does not keep the shell from starting", () => {
    expect(image["entrypoint"]).toEqual([""]);
  });

  test("Microsoft Entra and Pulumi Cloud are each shown a token of its own audience, and no job has others", () => {
    expect(all["id_tokens"]).toEqual({
      PARTNERCENTER_OIDC_TOKEN: { aud: "api://AzureADTokenExchange" },
      PULUMI_OIDC_TOKEN: { aud: "urn:pulumi:org:$PULUMI_ORGANIZATION" },
    });
    const script = (rest["before_script"] as string[]).join("\n");
    expect(script).toContain(
      'pulumi login --oidc-token "$PULUMI_OIDC_TOKEN" --oidc-org "$PULUMI_ORGANIZATION"',
    );
    for (const name of variables.JOB.options) expect(rest[name]).not.toHaveProperty("id_tokens");
    expect(text("gitlab-ci.yml")).not.toMatch(/CLIENT_SECRET|PULUMI_ACCESS_TOKEN/);
  });

  test("every job ends some time, has its packages cached, and can be started by hand", () => {
    expect(all["timeout"]).toBeDefined();
    expect(all["cache"]).toEqual({ key: { files: ["package-lock.json"] }, paths: [".npm/"] });
    expect(workflow.rules.some(({ if: rule }) => rule.includes('"web"'))).toBe(true);
    for (const name of variables.JOB.options) {
      const { rules } = rest[name] as { rules: { if: string }[] };
      expect(rules.some(({ if: rule }) => rule.includes("web") && rule.includes(`$JOB == "${name}"`))).toBe(
        true,
      );
    }
  });
});

describe("the fleet's file from the last run", () => {
  test("GitLab caches it whatever becomes of the job, beside the packages", () => {
    const { fleet, default: all } = tree("gitlab-ci.yml") as Record<string, Tree>;
    expect(fleet!["cache"]).toEqual([
      all!["cache"],
      { key: "fleet", paths: ["fleet/status.json"], when: "always" },
    ]);
    expect(fleet!["artifacts"]).toMatchObject({ when: "always", paths: ["fleet/"] });
  });

  test("Azure takes it from the last run of main that has one, by its tag", () => {
    const steps = JSON.stringify(tree("azure-pipelines.yml"));
    expect(steps).toContain('"runVersion":"latestFromBranch","runBranch":"refs/heads/main","tags":"fleet"');
    expect(text("scripts", "fleet.mjs")).toContain("##vso[build.addbuildtag]fleet");
    expect(steps).toContain('{"publish":"fleet","artifact":"fleet","condition":"succeededOrFailed()"}');
  });
});

describe("Azure", () => {
  const { stages, parameters } = tree("azure-pipelines.yml") as {
    parameters: { values: string[] }[];
    stages: { stage: string; condition: string; jobs: Tree[] }[];
  };

  test("every job ends some time, is set up by the one template, and can be started by hand", () => {
    for (const { jobs } of stages)
      for (const job of jobs) {
        expect(job["timeoutInMinutes"]).toBeGreaterThan(0);
        expect(JSON.stringify(job)).toContain('{"template":"pipeline/azure-setup.yml"}');
      }
    const byHand = stages.filter(({ stage, condition }) =>
      condition.includes(`'\${{ parameters.run }}', '${stage}'`),
    );
    expect(byHand.map(({ stage }) => stage).sort()).toEqual([...(parameters[0]?.values ?? [])].sort());
    for (const name of ["up", "renew"])
      expect(byHand.find(({ stage }) => stage === name)?.condition).toContain("'refs/heads/main'");
  });

  test("each step that logs in is signed for by the connection that its stage names", () => {
    const all = text("azure-pipelines.yml");
    expect(all).not.toContain("CLIENT_SECRET");
    const logsIn = all.match(/PARTNERCENTER_CLIENT_ID: /g)?.length;
    expect(logsIn).toBe(stages.length);
    for (const line of [
      'PARTNERCENTER_USE_OIDC: "true"',
      "PARTNERCENTER_ADO_PIPELINE_SERVICE_CONNECTION_ID: $(oidcConnection)",
    ])
      expect(all.split(line)).toHaveLength(stages.length + 1);
    const { steps } = tree("scripts", "azure-setup.yml") as { steps: { task?: string; inputs?: Tree }[] };
    expect(steps.at(-1)).toMatchObject({
      task: "AzureCLI@2",
      inputs: {
        azureSubscription: "${{ parameters.serviceConnection }}",
        inlineScript: expect.stringMatching(
          /setvariable variable=oidcConnection\]\$AZURESUBSCRIPTION_SERVICE_CONNECTION_ID"$/,
        ) as string,
      },
    });
    // Who may write the vault may read the refresh token: another connection than that of the previews.
    const others = [...all.matchAll(/azureSubscription: (\S+)/g)].map(([, name]) => name);
    expect(others).toEqual(["partnercenter-key-vault"]);
  });

  test("the CLI's archive is compared with its checksum, and caches are there", () => {
    const setup = text("scripts", "azure-setup.yml");
    expect(setup).toContain("sha256sum --check --strict");
    expect(setup.match(/task: Cache@2/g)).toHaveLength(2);
    expect(setup).toContain("persistCredentials: false");
  });
});
