"use strict";
// A Pulumi CLI for the tests and the demo: the one on PATH, else what the official npm launcher brings, else one
// built from Go modules.

const { spawnSync } = require("node:child_process");
const os = require("node:os");
const path = require("node:path");
const { buildPulumi } = require("./pulumi-build");
const { launchPulumi } = require("./pulumi-launcher");
const { atLeast, parseVersion } = require("./versions");
const { root, commandIn, commandOnPath, windows, withPath } = require("./project");

/** The version that is brought or built where there is none. */
const version = "3.259.0";
/** The oldest version that can import resources of a dynamic provider from a file. */
const oldestVersion = "3.254.0";

/** All three must be there: the CLI, the host of Node programs, and the launcher of dynamic providers. */
const parts = ["pulumi", "pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"];
/** What is built besides: an official CLI has it. */
const builtParts = [...parts, "pulumi-language-yaml"];

/** Where the official npm launcher puts that version of the CLI. */
function launcherDir(env = process.env) {
  const home = env.PULUMI_HOME || path.join(os.homedir(), ".pulumi");
  return path.join(home, "versions", version, "bin");
}

/** Where the CLI is built. */
function cacheDir(env = process.env) {
  const local = windows ? env.LOCALAPPDATA : undefined;
  const cache = env.XDG_CACHE_HOME || local || path.join(os.homedir(), ".cache");
  return path.join(cache, "pulumi-partnercenter", `pulumi-${version}`);
}

/**
 * Whether all parts are in that folder.
 *
 * @param {string} folder
 */
function isComplete(folder, names = parts) {
  return names.every((part) => commandIn(folder, part) !== undefined);
}

/**
 * The CLI on PATH: { binDir } when it can be used, { reason } when there is one that can't, undefined when there is none.
 *
 * @returns {{ binDir?: string; version?: string; reason?: string } | undefined}
 */
function pulumiOnPath(env = process.env) {
  const file = commandOnPath("pulumi", env);
  if (file === undefined) return undefined;
  const binDir = path.dirname(file);
  // The npm launcher, installed globally, is a `pulumi` without the other two parts.
  const missing = parts.find((part) => commandIn(binDir, part) === undefined && !commandOnPath(part, env));
  if (missing !== undefined) return { reason: `there is no ${missing} beside ${file}` };
  const answer = spawnSync(file, ["version"], {
    encoding: "utf8",
    timeout: 20_000,
    shell: windows && !file.endsWith(".exe"),
    env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
  });
  const found = (answer.stdout ?? "").trim();
  if (answer.status !== 0 || parseVersion(found) === undefined)
    return { reason: `${file} does not tell its version` };
  if (!atLeast(found, oldestVersion)) return { reason: `${file} is ${found}, older than ${oldestVersion}` };
  return { binDir, version: found };
}

/**
 * A CLI that is already on this machine: { binDir }, or { reason } with why the one on PATH can't be used (undefined:
 * there is none). Nothing is downloaded or built.
 *
 * @returns {{ binDir?: string; from?: string; reason?: string }}
 */
function findPulumi(env = process.env) {
  const onPath = pulumiOnPath(env);
  if (onPath?.binDir !== undefined) return { binDir: onPath.binDir, from: `${onPath.version}, on PATH` };
  if (isComplete(launcherDir(env)))
    return { binDir: launcherDir(env), from: `v${version}, from the npm launcher` };
  if (isComplete(cacheDir(env), builtParts))
    return { binDir: cacheDir(env), from: `v${version}, built here before` };
  return { reason: onPath?.reason };
}

/**
 * `env` with the project's own commands (the right Node first of all) and the Pulumi CLI first on PATH.
 *
 * @param {string} binDir
 */
function pulumiEnvironment(binDir, env = process.env) {
  return withPath(env, [path.join(root, "node_modules", ".bin"), binDir]);
}

/**
 * Finds, brings or builds a CLI. Resolves to { binDir }; rejects with one sentence on what to install.
 *
 * @param {{ log?: import("./project").Log; env?: import("./project").Environment }} [options]
 */
async function ensurePulumi({ log = console.log, env = process.env } = {}) {
  const found = findPulumi(env);
  if (found.binDir !== undefined) {
    log(`Pulumi CLI: ${found.from}.`);
    return { binDir: found.binDir };
  }
  log(found.reason === undefined ? "Pulumi CLI: none here." : `Pulumi CLI: ${found.reason}.`);
  if (await launchPulumi({ log, env, version })) {
    if (isComplete(launcherDir(env))) return { binDir: launcherDir(env) };
    log("The npm launcher brought a Pulumi CLI without its parts for Node programs.");
  }
  await buildPulumi({ log, env, version, binDir: cacheDir(env) });
  return { binDir: cacheDir(env) };
}

module.exports = {
  version,
  oldestVersion,
  parts,
  builtParts,
  launcherDir,
  cacheDir,
  isComplete,
  pulumiOnPath,
  findPulumi,
  pulumiEnvironment,
  ensurePulumi,
};
