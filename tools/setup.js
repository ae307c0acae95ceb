"use strict";
// Everything that a fresh clone needs: npm packages, dist/, the links of the examples, a Pulumi CLI. Costs next to
// nothing where it is all there, and can be interrupted and run again.

const path = require("node:path");

const { ensureBuilt } = require("./dist");
const { linkExamples } = require("./link-examples");
const { ensurePackages, bin } = require("./packages");
const { pathKey, root, windows, withPath } = require("./project");
const { ensurePulumi, pulumiEnvironment } = require("./pulumi-cli");

/**
 * Sets up; `build` and `pulumi` turn those steps off. Resolves to the environment to run everything in: the project's
 * own Node first on PATH, then the Pulumi CLI.
 *
 * @param {{ log?: import("./project").Log; build?: boolean; pulumi?: boolean }} [options]
 */
async function setUp({ log = console.log, build = true, pulumi = true } = {}) {
  if (Number(process.versions.node.split(".")[0]) < 20) {
    throw new Error(`This is Node ${process.versions.node}: install Node 20 or newer to set up the project.`);
  }
  await ensurePackages({ log });
  const env = withPath(process.env, [bin]);
  const linked = linkExamples(root);
  if (linked.length > 0) log(`Linked the package into examples: ${linked.join(", ")}.`);
  if (build) await ensureBuilt({ log, env });
  if (!pulumi) return env;
  const { binDir } = await ensurePulumi({ log });
  return pulumiEnvironment(binDir);
}

module.exports = { setUp };

if (require.main === module) {
  setUp().then(
    (env) => {
      const added = (env[pathKey(env)] ?? "").split(path.delimiter).slice(0, 2).join(path.delimiter);
      console.log("All set up. The project's Node and the Pulumi CLI, for a shell of your own:");
      console.log(windows ? `  set PATH=${added};%PATH%` : `  export PATH="${added}:$PATH"`);
    },
    (error) => {
      console.error(error.message);
      process.exitCode = 1;
    },
  );
}
