"use strict";
// Each example has a package.json of its own, as a user's program has, and is run in place: it finds this package through
// a link in its own node_modules, and the SDK in the root's.

const fs = require("node:fs");
const path = require("node:path");
const { root, windows } = require("./project");

/** Makes `place` a link to `target`. Returns whether it had to. */
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
    if (error.code !== "EEXIST") throw error;
    return false;
  }
  return true;
}

/** Links the package into every folder of examples/ that has a package.json. Returns the names of those changed. */
function linkExamples(base = root) {
  const examples = path.join(base, "examples");
  if (!fs.existsSync(examples)) return [];
  return fs
    .readdirSync(examples)
    .filter((name) => fs.existsSync(path.join(examples, name, "package.json")))
    .filter((name) => link(base, path.join(examples, name, "node_modules", "pulumi-partnercenter")));
}

module.exports = { linkExamples };
