"use strict";
// The package as it is published, in a project of its own, under any Node: installed from its tarball, type-checked,
// and run by the real `pulumi` against the emulator that it brings.
//   node tools/smoke.js [path of a node]       default: the one on PATH, with which it is started

const { spawn } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { ensureBuilt } = require("./dist");
const { commandIn, commandOnPath, root, run, withPath } = require("./project");
const { ensurePulumi } = require("./pulumi-cli");
const { bin, ensurePackages } = require("./packages");

/** @typedef {import("./project").Environment} Environment */

const CUSTOMER = "8f9a1c52-1d0e-4c5e-9a43-0a9f5b0c7d11";

const PROGRAM = `import { CustomerQualification, Provider, getCustomerQualificationsOutput } from "pulumi-partnercenter";
import { PartnerCenterClient } from "pulumi-partnercenter/client";
import * as provider from "pulumi-partnercenter/provider";

export type All = [typeof Provider, typeof PartnerCenterClient, typeof provider.customerQualification];

const school = new CustomerQualification("school", {
  customerId: "${CUSTOMER}",
  qualification: "Education",
  educationSegment: "K12",
});

export const vettingStatus = school.vettingStatus;
export const qualifications = getCustomerQualificationsOutput({ customerId: school.customerId });
`;

/**
 * Runs a command; throws with its output where it ends otherwise.
 *
 * @param {number} code
 * @param {string | undefined} command
 * @param {string[]} args
 * @param {import("./project").RunOptions} options
 * @param {RegExp} [expected]
 */
async function must(code, command, args, options, expected) {
  if (command === undefined) throw new Error(`There is no command for ${args.join(" ")}.`);
  const result = await run(command, args, { ...options, onOutput: () => {} });
  const said = `${path.basename(command)} ${args.join(" ")}`;
  if (result.code !== code || (expected !== undefined && !expected.test(result.output))) {
    const wanted = expected === undefined ? "" : ` and ${String(expected)}`;
    throw new Error(`${said}: ended with ${result.code}, not ${code}${wanted}:\n${result.output}`);
  }
  console.log(`  ${said.slice(0, 110)}`);
  return result.output;
}

/** @param {string} node */
async function smoke(node) {
  await ensurePackages({ log: console.log });
  const projectEnv = withPath(process.env, [bin]);
  await ensureBuilt({ log: console.log, env: projectEnv });
  const { binDir } = await ensurePulumi({ log: console.log });
  const scratch = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "partnercenter-smoke-")));
  const project = path.join(scratch, "project");
  fs.mkdirSync(project);
  fs.mkdirSync(path.join(scratch, "state"));
  let emulator;
  try {
    const npm = commandOnPath("npm");
    const packed = await must(0, npm, ["pack", "--json", "--pack-destination", scratch], { env: projectEnv });
    // npm 12 answers with an object by name, those before it with a list.
    /** @type {{ filename: string }[]} */
    const answer = Object.values(JSON.parse(packed.slice(packed.search(/^[[{]/m))));
    const filename = answer[0]?.filename ?? "";

    // The Node under test is first of all, for the program, its language host and the provider process.
    const env = withPath({ ...clean(process.env), CI: "true" }, [path.dirname(node), binDir]);
    console.log(`Node ${(await must(0, node, ["--version"], { env })).trim()}:`);

    const version = require(path.join(root, "node_modules", "@pulumi", "pulumi", "package.json")).version;
    write(project, "package.json", JSON.stringify({ name: "smoke", private: true }));
    write(
      project,
      "Pulumi.yaml",
      "name: smoke\nruntime:\n  name: nodejs\n  options: { typescript: false }\n",
    );
    write(project, "program.ts", PROGRAM);
    const wanted = [path.join(scratch, filename), `@pulumi/pulumi@${version}`];
    // Nothing of ours needs an install script.
    await must(0, npm, ["install", "--ignore-scripts", "--no-audit", "--no-fund", ...wanted], {
      cwd: project,
      env,
    });
    const settings = [
      { module: "node16", resolution: "node16" },
      { module: "esnext", resolution: "bundler" },
      { module: "commonjs", resolution: "node10" },
    ];
    for (const { module, resolution } of settings) {
      const tsc = path.join(root, "node_modules", "typescript", "bin", "tsc");
      const options = ["--strict", "--skipLibCheck", "--target", "es2022"];
      const how = ["--module", module, "--moduleResolution", resolution];
      const out = module === "node16" ? ["--outDir", "."] : ["--noEmit"];
      await must(0, node, [tsc, ...options, ...how, ...out, "program.ts"], { cwd: project, env });
    }
    fs.renameSync(path.join(project, "program.js"), path.join(project, "index.js"));

    const started = await startEmulator(node, project, env);
    emulator = started.child;
    const pulumiEnv = {
      // The plugin is a command of the package.
      ...withPath(env, [path.join(project, "node_modules", ".bin")]),
      ...started.environment,
      PULUMI_BACKEND_URL: `file://${path.join(scratch, "state").split(path.sep).join("/")}`,
      PULUMI_HOME: path.join(scratch, "home"),
      PULUMI_CONFIG_PASSPHRASE: "smoke",
      PULUMI_SKIP_UPDATE_CHECK: "true",
    };
    /**
     * @param {number} code
     * @param {RegExp | undefined} expected
     * @param {string[]} args
     */
    const pulumi = (code, expected, ...args) =>
      must(
        code,
        commandIn(binDir, "pulumi"),
        [...args, "--non-interactive", "--color", "never"],
        {
          cwd: project,
          env: pulumiEnv,
        },
        expected,
      );
    await pulumi(0, undefined, "stack", "init", "dev");
    await pulumi(0, /It will be submitted: verification request 1 of 3/, "preview");
    await pulumi(0, /vettingStatus\s*: "InReview"/, "up", "--yes", "--skip-preview");
    await pulumi(0, /unchanged/, "preview", "--expect-no-changes");
    await pulumi(0, /can't be taken back/, "destroy", "--yes", "--skip-preview");
    const imported = ["partnercenter:index:CustomerQualification", "school", `${CUSTOMER}/Education`];
    const options = ["--yes", "--skip-preview", "--generate-code=false", "--protect=false"];
    await pulumi(0, /1 imported/, "import", ...imported, ...options);
    await pulumi(0, /can't be taken back/, "destroy", "--yes", "--skip-preview");
    console.log("The published package works.");
  } finally {
    emulator?.kill();
    fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/**
 * Starts the installed command and resolves to what it prints to be exported.
 *
 * @param {string} node
 * @param {string} project
 * @param {Environment} env
 * @returns {Promise<{ child: import("node:child_process").ChildProcess; environment: Environment }>}
 */
function startEmulator(node, project, env) {
  const command = path.join(
    project,
    "node_modules",
    "pulumi-partnercenter",
    "dist",
    "cli",
    "partnercenter.js",
  );
  const child = spawn(node, [command, "emulator", "--customer", CUSTOMER], { cwd: project, env });
  let said = "";
  return new Promise((resolve, reject) => {
    /** @param {string} piece */
    const hear = (piece) => {
      said += piece;
      // The line after the environment.
      if (!/^# Partner Center listens on /m.test(said)) return;
      const lines = [...said.matchAll(/^export (\w+)=(.*)$/gm)];
      const environment = Object.fromEntries(
        lines.map(([, name, value = ""]) => [name, value.replace(/^'|'$/g, "")]),
      );
      resolve({ child, environment });
    };
    child.stdout.setEncoding("utf8").on("data", hear);
    child.stderr.setEncoding("utf8").on("data", hear);
    child.on("error", reject);
    child.on("close", () => reject(new Error(`partnercenter emulator ended:\n${said}`)));
  });
}

/**
 * No login or setting of the user's own gets near it.
 *
 * @param {Environment} env
 */
function clean(env) {
  return Object.fromEntries(Object.entries(env).filter(([key]) => !/^(PARTNERCENTER|PULUMI)_/.test(key)));
}

/**
 * @param {string} folder
 * @param {string} name
 * @param {string} text
 */
function write(folder, name, text) {
  fs.writeFileSync(path.join(folder, name), text);
}

const node = process.argv[2] === undefined ? process.execPath : path.resolve(process.argv[2]);
smoke(node).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
