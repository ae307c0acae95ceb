"use strict";
// The official npm launcher: the npm package `pulumi`. When it is run it downloads the CLI of its own version, with
// all its parts, from Pulumi into <PULUMI_HOME or ~/.pulumi>/versions/<version>/bin, unless it is there.

const os = require("node:os");
const { commandOnPath, run } = require("./project");

const startLimitMs = 90_000;
const silenceLimitMs = 20_000;
const downloadLimitMs = 600_000;

/**
 * How many milliseconds the launcher may still take, from how long it has run and what it has said. Where the download
 * cannot be reached, its first request may wait for an answer for ever: nothing but the announcement is said then.
 *
 * @param {() => number} [clock]
 * @returns {(output: string) => number}
 */
function launcherLimit(clock = Date.now) {
  const started = clock();
  /** @type {number | undefined} */
  let announced;
  return (output) => {
    const now = clock();
    const at = output.search(/^Downloading pulumi/m);
    if (at < 0) return started + startLimitMs - now;
    announced ??= now;
    const answered =
      output.indexOf("\n", at) >= 0 && output.slice(output.indexOf("\n", at) + 1).trim() !== "";
    return answered ? started + downloadLimitMs - now : announced + silenceLimitMs - now;
  };
}

/**
 * Lets the launcher bring the CLI. Resolves to whether that CLI runs; what went wrong is told, never thrown.
 *
 * @param {{ log: import("./project").Log; env: import("./project").Environment; version: string; npx?: string }} options
 */
async function launchPulumi({ log, env, version, npx = commandOnPath("npx", env) }) {
  if (npx === undefined) {
    log("There is no npx to run Pulumi's npm launcher with.");
    return false;
  }
  log(
    `Asking Pulumi's npm launcher for version ${version}: about a minute where its download can be reached.`,
  );
  const launcherEnv = { ...env, PULUMI_VERSION: version, PULUMI_SKIP_UPDATE_CHECK: "true" };
  const result = await run(npx, ["--yes", `pulumi@${version}`, "version"], {
    // Away from the project, whose own settings and packages are no concern of the launcher's.
    cwd: os.tmpdir(),
    env: launcherEnv,
    onOutput: () => undefined,
    limit: launcherLimit(),
  });
  const words = result.output.trim().split("\n");
  if (result.code === 0 && words.some((line) => line.trim() === `v${version}`)) return true;
  const why = result.tooLong
    ? "it takes too long"
    : (words.filter((line) => !/^npm (warn|notice)/.test(line)).at(-1) ?? "");
  log(`The npm launcher could not bring it (${why.trim() || `exit code ${result.code}`}).`);
  return false;
}

module.exports = { launchPulumi, launcherLimit };
