"use strict";
// The demo's last act: a program in YAML, which uses the plugin.

const fs = require("node:fs");
const path = require("node:path");
const { root, windows, withPath } = require("./project");

/**
 * An environment in which Pulumi finds the plugin of this checkout, as it does in `node_modules/.bin` of a program.
 *
 * @param {string} scratch
 * @param {import("./project").Environment} env
 */
function putPluginOnPath(scratch, env) {
  const folder = path.join(scratch, "bin");
  fs.mkdirSync(folder);
  const main = path.join(root, "dist", "provider", "hosts", "plugin", "main.js");
  const command = path.join(folder, "pulumi-resource-partnercenter");
  if (windows) fs.writeFileSync(`${command}.cmd`, `@node "${main}" %*\r\n`);
  else fs.symlinkSync(main, command);
  return withPath(env, [folder]);
}

/**
 * A new folder with a program in YAML that declares nothing yet.
 *
 * @param {string} scratch
 */
function makeYamlProgram(scratch) {
  const folder = path.join(scratch, "taken-over");
  const program = path.join(folder, "Pulumi.yaml");
  const imported = "imported.yaml";
  fs.mkdirSync(folder);
  fs.writeFileSync(program, "name: taken-over\nruntime: yaml\n");
  /** Puts what `pulumi import` has written into the program, and returns it. */
  const takeOver = () => {
    const text = fs.readFileSync(path.join(folder, imported), "utf8");
    fs.appendFileSync(program, text);
    return text;
  };
  return { folder, imported, takeOver };
}

module.exports = { makeYamlProgram, putPluginOnPath };
