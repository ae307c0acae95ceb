"use strict";
// The last resort: the Pulumi CLI built from Go modules. Each part is built beside its place and then renamed, so that
// a part which is there is whole, and an interrupted build goes on where it stopped.

const fs = require("node:fs");
const path = require("node:path");
const { spawnSync } = require("node:child_process");
const { commandIn, commandOnPath, root, run, windows } = require("./project");
const { withLock } = require("./lock");
const { atLeast } = require("./versions");

const extension = windows ? ".exe" : "";

/**
 * @typedef {import("./project").Log} Log
 * @typedef {import("./project").Environment} Environment
 *
 * @typedef Part - of the CLI
 * @property {string} name
 * @property {string} module
 * @property {string} target
 * @property {string} time
 * @property {(version: string) => string[]} flags
 */

/** @type {Part[]} */
const goParts = [
  {
    name: "pulumi-language-nodejs",
    // No module of its own in newer versions: the last one that can be built works with newer CLIs.
    module: path.join(__dirname, "pulumi-language-nodejs"),
    target: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
    time: "1 to 2 minutes",
    flags: () => ["-ldflags", "-s -w"],
  },
  {
    name: "pulumi",
    module: path.join(__dirname, "pulumi-cli"),
    target: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    time: "5 to 8 minutes on two cores, this once",
    flags: (version) => [
      "-tags",
      "osusergo,grpcnotrace",
      "-ldflags",
      `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${version}`,
    ],
  },
  {
    name: "pulumi-language-yaml",
    // In the module of the CLI, and with its tags: what was compiled for the CLI is not compiled again.
    module: path.join(__dirname, "pulumi-cli"),
    target: "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml",
    time: "a minute after the CLI",
    flags: () => ["-tags", "osusergo,grpcnotrace", "-ldflags", "-s -w"],
  },
];

/** The program that writes the SDKs of other languages. Only what needs it builds it: see tools/languages.js. */
const sdkMaker = {
  name: "partnercenter-sdks",
  module: path.join(__dirname, "pulumi-cli"),
  target: "./sdks",
  time: "a minute after the CLI",
  flags: () => ["-tags", "osusergo,grpcnotrace", "-ldflags", "-s -w"],
};

/** What the CLI's go.mod asks for. */
const goVersion =
  /^go (\S+)$/m.exec(fs.readFileSync(path.join(__dirname, "pulumi-cli", "go.mod"), "utf8"))?.[1] ?? "";

/** @param {string} version */
const advice = (version) =>
  `Install the Pulumi CLI (${version} or newer, https://www.pulumi.com/docs/install) and put it on PATH, ` +
  `or install Go ${goVersion} or newer (https://go.dev/dl) so that it can be built here; then run this again.`;

/**
 * The Go on PATH, or an error with one sentence on what to install.
 *
 * @param {{ env: Environment; version: string }} options
 */
function findGo({ env, version }) {
  const go = commandOnPath("go", env);
  if (go === undefined)
    throw new Error(`There is neither a Pulumi CLI nor Go on this machine. ${advice(version)}`);
  /** @param {string[]} args */
  const ask = (...args) => {
    const answer = spawnSync(go, args, { encoding: "utf8", env, cwd: path.dirname(go), timeout: 60_000 });
    return answer.status === 0 ? answer.stdout.trim() : "";
  };
  const have = ask("env", "GOVERSION");
  if (atLeast(have, goVersion)) return go;
  // From 1.21 on, Go brings the version that a module asks for, unless that was turned off.
  const bringsOthers = atLeast(have, "1.21") && !/^(local|path)$/.test(ask("env", "GOTOOLCHAIN"));
  if (bringsOthers) return go;
  throw new Error(
    `There is no Pulumi CLI, and ${go} is ${have || "no working Go"}, too old to build it. ${advice(version)}`,
  );
}

/**
 * @param {Part} part
 * @param {{ log: Log; env: Environment; version: string; binDir: string; go: string }} options
 */
async function buildPart(part, { log, env, version, binDir, go }) {
  const place = path.join(binDir, part.name + extension);
  if (commandIn(binDir, part.name) !== undefined) return;
  const partial = path.join(binDir, `.${part.name}-${process.pid}.partial`);
  log(`Building ${part.name} from Go modules: ${part.time} ...`);
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const progress = setInterval(() => log(`... still building ${part.name}, ${seconds()} s so far.`), 60_000);
  const args = ["build", "-mod=readonly", "-trimpath", ...part.flags(version), "-o", partial, part.target];
  try {
    const { code, output } = await run(go, args, {
      cwd: part.module,
      env: { ...env, GOWORK: "off" },
      onOutput: () => undefined,
    });
    if (code !== 0) {
      const words = output.split("\n").filter((line) => line !== "" && !line.startsWith("go: downloading "));
      throw new Error(`${words.slice(-20).join("\n")}\nGo could not build ${part.name}. ${advice(version)}`);
    }
    fs.renameSync(partial, place);
  } finally {
    clearInterval(progress);
    fs.rmSync(partial, { force: true });
  }
  log(`Built ${part.name} in ${seconds()} s.`);
}

/**
 * The launcher of dynamic providers is a script of the SDK's.
 *
 * @param {string} binDir
 */
function copyLauncher(binDir) {
  const name = "pulumi-resource-pulumi-nodejs";
  if (commandIn(binDir, name) !== undefined) return;
  const file = windows ? `${name}.cmd` : name;
  const partial = path.join(binDir, `.${file}-${process.pid}.partial`);
  fs.copyFileSync(path.join(root, "node_modules", "@pulumi", "pulumi", file), partial);
  fs.chmodSync(partial, 0o755);
  fs.renameSync(partial, path.join(binDir, file));
}

/**
 * Removes what builds that were killed have left.
 *
 * @param {string} binDir
 */
function removePartials(binDir) {
  for (const name of fs.readdirSync(binDir)) {
    if (name.endsWith(".partial")) fs.rmSync(path.join(binDir, name), { force: true });
  }
}

/**
 * Builds what is missing of the parts into `binDir`. Rejects with what to install where that is not possible.
 *
 * @param {{ log: Log; env: Environment; version: string; binDir: string; wanted?: Part[] }} options
 */
async function buildPulumi({ log, env, version, binDir, wanted = goParts }) {
  fs.mkdirSync(binDir, { recursive: true });
  await withLock(
    path.join(binDir, ".lock"),
    { log, waiting: "Another set-up is building the Pulumi CLI" },
    async () => {
      removePartials(binDir);
      const missing = wanted.filter((part) => commandIn(binDir, part.name) === undefined);
      if (missing.length > 0) {
        const go = findGo({ env, version });
        for (const part of missing) await buildPart(part, { log, env, version, binDir, go });
      }
      copyLauncher(binDir);
    },
  );
}

module.exports = { buildPulumi, findGo, goVersion, sdkMaker };
