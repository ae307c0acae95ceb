"use strict";
// Each example has a package.json of its own, as a user's program has, and is run in place: it finds this package, and the
// command, in its own node_modules, as if npm had installed them there, and the SDK in the root's.

const fs = require("node:fs");
const path = require("node:path");
const { errorCode, root, windows } = require("./project");

/**
 * Makes `place` a link to `target`. Returns whether it had to.
 *
 * @param {string} target
 * @param {string} place
 */
function link(target, place) {
  const relative = path.relative(path.dirname(place), target);
  const wanted = windows ? target : relative;
  const found = fs.lstatSync(place, { throwIfNoEntry: false });
  if (found?.isSymbolicLink()) {
    if (path.resolve(path.dirname(place), fs.readlinkSync(place)) === target) return false;
    fs.unlinkSync(place);
  } else if (found !== undefined) {
    // Someone has installed the package here: theirs to keep.
    return false;
  }
  fs.mkdirSync(path.dirname(place), { recursive: true });
  try {
    fs.symlinkSync(wanted, place, windows ? "junction" : "dir");
  } catch (error) {
    // Another set-up has been quicker.
    if (errorCode(error) !== "EEXIST") throw error;
    return false;
  }
  return true;
}

/**
 * Puts the `partnercenter` command where npm would, in npm's two forms: for a POSIX shell, and for Windows.
 *
 * @param {string} modules
 */
function addCommand(modules) {
  const bin = path.join(modules, ".bin");
  fs.mkdirSync(bin, { recursive: true });
  const script = "pulumi-partnercenter/dist/cli/partnercenter.js";
  const forms = {
    partnercenter: `#!/bin/sh\nexec node "$(dirname "$0")/../${script}" "$@"\n`,
    "partnercenter.cmd": `@node "%~dp0\\..\\${script.replaceAll("/", "\\")}" %*\r\n`,
  };
  for (const [name, text] of Object.entries(forms)) {
    const file = path.join(bin, name);
    if (fs.lstatSync(file, { throwIfNoEntry: false }) === undefined)
      fs.writeFileSync(file, text, { mode: 0o755 });
  }
}

/**
 * Links the package into every folder of examples/ that has a package.json, and puts its command beside it. Returns the
 * names of those that were not linked.
 */
function linkExamples(base = root) {
  const examples = path.join(base, "examples");
  if (!fs.existsSync(examples)) return [];
  return fs
    .readdirSync(examples)
    .filter((name) => fs.existsSync(path.join(examples, name, "package.json")))
    .filter((name) => {
      const modules = path.join(examples, name, "node_modules");
      addCommand(modules);
      return link(base, path.join(modules, "pulumi-partnercenter"));
    });
}

module.exports = { linkExamples };
