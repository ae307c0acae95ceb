"use strict";
// `npm run languages`: the examples of other languages, run against the emulator by the real engine. It is no part of
// `npm test`: pip brings Pulumi's SDK for Python, and compiling the one for Go takes minutes.
//   languages [python] [go] [typescript]     default: all three
// Python and Go run by their Automation API, which needs no language host. C# and Java are not run here.

const { spawn } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { buildPulumi, sdkMaker } = require("./pulumi-build");
const { version } = require("./pulumi-cli");
const { commandOnPath, root, run, withPath } = require("./project");
const { ownCommand } = require("./packages");
const { setUp } = require("./setup");

/**
 * @typedef {import("./project").Environment} Environment
 * @typedef {{ scratch: string; sdks: string; env: Environment }} Place
 */

/** One of the emulator's customers. */
const customerId = "1a8b6f0e-3c5d-4e7f-9a1b-2c3d4e5f6a70";
const config = {
  quickstart: { customerId, educationSegment: "K12", website: "https://www.contoso.edu" },
  import: { customerId },
  school: { domain: "contoso-school.onmicrosoft.com", vettingPollIntervalSeconds: "1" },
};
const examples = /** @type {(keyof typeof config)[]} */ (Object.keys(config));

/**
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string; env: Environment }} options
 */
async function must(command, args, { cwd, env }) {
  const { code, output } = await run(command, args, { cwd, env, onOutput: () => undefined });
  if (code !== 0) throw new Error(`${output}\n${command} ${args.join(" ")} failed with exit code ${code}.`);
  return output;
}

/**
 * @param {string} command
 * @param {Environment} env
 */
function needed(command, env) {
  const file = commandOnPath(command, env);
  if (file === undefined) throw new Error(`There is no ${command} on PATH.`);
  return file;
}

/**
 * A copy of an example with the SDK where `pulumi package add` writes it.
 *
 * @param {Place} place
 * @param {string} language
 * @param {string} example
 */
function copyOf({ scratch, sdks }, language, example) {
  const folder = path.join(scratch, language, example);
  fs.cpSync(path.join(root, "examples", "languages", language, example), folder, { recursive: true });
  const ofSdk = language === "typescript" ? "nodejs" : language;
  fs.cpSync(path.join(sdks, ofSdk), path.join(folder, "sdks", "partnercenter"), { recursive: true });
  return folder;
}

/** @param {Place} place */
async function python(place) {
  const { scratch, sdks, env } = place;
  const venv = path.join(scratch, "venv");
  await must(needed("python3", env), ["-m", "venv", venv], { env });
  const own = path.join(venv, "bin", "python");
  const packages = ["--quiet", `pulumi==${version}`, path.join(sdks, "python")];
  await must(own, ["-m", "pip", "install", ...packages], { env });
  const script = path.join(__dirname, "languages", "run.py");
  for (const example of examples) {
    const folder = copyOf(place, "python", example);
    await must(own, [script, folder, JSON.stringify(config[example])], { env });
  }
}

/** @param {Place} place */
async function go(place) {
  const command = needed("go", place.env);
  // Compiled as the CLI was, so that what both have is taken from Go's cache.
  const build = ["build", "-trimpath", "-tags", "osusergo,grpcnotrace", "-o", "program", "."];
  const env = { ...place.env, GOWORK: "off" };
  for (const example of examples) {
    const folder = copyOf(place, "go", example);
    fs.copyFileSync(path.join(__dirname, "languages", "main.go.txt"), path.join(folder, "main.go"));
    await must(command, ["mod", "tidy"], { cwd: folder, env });
    await must(command, build, { cwd: folder, env });
    const args = [`partnercenter-${example}-go`, JSON.stringify(config[example])];
    await must(path.join(folder, "program"), args, { cwd: folder, env });
  }
}

/** @param {Place} place */
async function typescript(place) {
  const { env, scratch } = place;
  // The SDK and its own dependencies are found as npm would have installed them.
  const modules = path.join(scratch, "typescript", "node_modules");
  fs.mkdirSync(path.dirname(modules), { recursive: true });
  fs.mkdirSync(path.join(modules, "@pulumi"), { recursive: true });
  for (const name of ["@pulumi/pulumi", "@types", "typescript"])
    fs.symlinkSync(path.join(root, "node_modules", name), path.join(modules, name), "dir");
  const sdk = path.join(modules, "@pulumi", "partnercenter");
  fs.cpSync(path.join(place.sdks, "nodejs"), sdk, { recursive: true });
  await must(ownCommand("tsc"), ["-p", sdk], { env });
  fs.copyFileSync(path.join(sdk, "package.json"), path.join(sdk, "bin", "package.json"));
  for (const example of examples) {
    const folder = copyOf(place, "typescript", example);
    fs.rmSync(path.join(folder, "sdks"), { recursive: true });
    await must(ownCommand("tsc"), ["-p", folder, "--noEmit"], { env });
    const pulumi = needed("pulumi", env);
    const here = { cwd: folder, env };
    await must(pulumi, ["stack", "init", "dev"], here);
    for (const [name, value] of Object.entries(config[example]))
      await must(pulumi, ["config", "set", name, value], here);
    await must(pulumi, ["up", "--yes", "--skip-preview", "--non-interactive"], here);
    await must(pulumi, ["preview", "--expect-no-changes", "--non-interactive"], here);
  }
}

/**
 * Runs the work with an emulator of its own, and an empty backend.
 *
 * @param {string} scratch
 * @param {Environment} env
 * @param {(env: Environment) => Promise<void>} work
 */
async function withEmulator(scratch, env, work) {
  const command = path.join(root, "dist", "cli", "partnercenter.js");
  const args = [command, "emulator", "--vetting-after", "1", "--json"];
  const emulator = spawn(ownCommand("node"), args, { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const printed = await new Promise((resolve, reject) => {
      emulator.once("error", reject);
      emulator.once("exit", (code) => reject(new Error(`The emulator ended with ${code}.`)));
      emulator.stdout.setEncoding("utf8").once("data", resolve);
    });
    const backend = path.join(scratch, "backend");
    fs.mkdirSync(backend, { recursive: true });
    await work({
      ...env,
      ...JSON.parse(printed).environment,
      PULUMI_BACKEND_URL: `file://${backend}`,
      PULUMI_CONFIG_PASSPHRASE: "languages",
      PULUMI_HOME: path.join(scratch, "home"),
      PULUMI_SKIP_UPDATE_CHECK: "true",
    });
  } finally {
    emulator.kill();
  }
}

const runners = { python, go, typescript };

/** @param {string[]} wanted */
async function main(wanted) {
  const unknown = wanted.find((name) => !(name in runners));
  if (unknown !== undefined) throw new Error(`"${unknown}" is none of ${Object.keys(runners).join(", ")}.`);
  const env = await setUp();
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "partnercenter-languages-"));
  try {
    // Anew each time: Go's cache has all but the last step.
    const binDir = path.join(scratch, "tools");
    await buildPulumi({ log: console.log, env, version, binDir, wanted: [sdkMaker] });
    const bin = path.join(scratch, "bin");
    fs.mkdirSync(bin);
    const plugin = path.join(bin, "pulumi-resource-partnercenter");
    fs.symlinkSync(path.join(root, "dist", "provider", "hosts", "plugin", "main.js"), plugin);
    const schema = path.join(scratch, "schema.json");
    fs.writeFileSync(schema, await must(needed("pulumi", env), ["package", "get-schema", plugin], { env }));
    const sdks = path.join(scratch, "sdks");
    await must(path.join(binDir, sdkMaker.name), [schema, sdks, "python", "go", "nodejs"], { env });
    for (const [name, runner] of Object.entries(runners)) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      console.log(`${name} ...`);
      const own = path.join(scratch, name);
      fs.mkdirSync(own);
      await withEmulator(own, withPath(env, [bin]), (ofRun) => runner({ scratch: own, sdks, env: ofRun }));
      console.log(`${name}: ${examples.join(", ")} ran, and a preview after each found no change.`);
    }
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
