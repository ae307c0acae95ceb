"use strict";
// The npm packages of the lock file, and the Node that comes among them.

const fs = require("node:fs");
const path = require("node:path");
const { spawnSync } = require("node:child_process");
const { commandIn, commandOnPath, root, run, windows } = require("./project");

const bin = path.join(root, "node_modules", ".bin");
const nodePackage = path.join(root, "node_modules", "node");

/**
 * The packages that a lock file names, by their places; undefined: there is no such file.
 *
 * @param {string} file
 * @returns {Record<string, { version?: string; optional?: boolean }> | undefined}
 */
function readLock(file) {
  if (!fs.existsSync(file)) return undefined;
  return JSON.parse(fs.readFileSync(file, "utf8")).packages;
}

/**
 * Whether what is installed is what package-lock.json asks for: npm keeps a list of the same form of what it has
 * installed. An optional package may be missing: it is for another system.
 */
function areInstalled(folder = root) {
  const installed = readLock(path.join(folder, "node_modules", ".package-lock.json"));
  if (installed === undefined) return false;
  const wanted = Object.entries(readLock(path.join(folder, "package-lock.json")) ?? {}).filter(
    ([place]) => place !== "",
  );
  return wanted.every(([place, { version, optional }]) =>
    installed[place] === undefined ? optional === true : installed[place]?.version === version,
  );
}

/** Whether the Node among the packages runs. */
function nodeRuns() {
  const node = commandIn(bin, "node");
  return node !== undefined && spawnSync(node, ["--version"], { timeout: 30_000 }).status === 0;
}

/**
 * Installs the packages where they are missing or older than the lock file.
 *
 * @param {{ log: import("./project").Log; env?: import("./project").Environment }} options
 */
async function ensurePackages({ log, env = process.env }) {
  if (!areInstalled()) {
    const npm = commandOnPath("npm", env);
    if (npm === undefined) throw new Error("There is no npm on PATH: install Node, which brings it.");
    log("Installing the npm packages: about a minute ...");
    const { code } = await run(npm, ["ci", "--no-audit", "--no-fund"], { env });
    if (code !== 0) throw new Error(`npm ci failed with exit code ${code}: see above.`);
  }
  if (nodeRuns()) return;
  // npm can be told to run no install scripts, and it is one that fetches the Node of the package `node`.
  log("Fetching Node, which npm has left out ...");
  const script = path.join(nodePackage, "installArchSpecificPackage.js");
  if (fs.existsSync(script)) await run(process.execPath, [script], { cwd: nodePackage, env });
  if (!nodeRuns())
    throw new Error(
      `${path.join(bin, windows ? "node.exe" : "node")} does not run: remove node_modules and run this again.`,
    );
}

/**
 * The file of a command that the packages bring.
 *
 * @param {string} name
 */
function ownCommand(name) {
  const file = commandIn(bin, name);
  if (file === undefined) throw new Error(`There is no ${name} in ${bin}: run npm run setup.`);
  return file;
}

module.exports = { ensurePackages, areInstalled, bin, ownCommand };
