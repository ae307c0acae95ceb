"use strict";
// dist/: what the package consists of, compiled.

const fs = require("node:fs");
const path = require("node:path");
const { root, run } = require("./project");
const { bundle, licences } = require("./executable-bundle");
const { ensurePackages, ownCommand } = require("./packages");
const manifest = require("../package.json");

const dist = path.join(root, "dist");
const sources = [
  "sdk",
  "provider",
  "emulator",
  "cli",
  "package.json",
  "tsconfig.json",
  "tsconfig.build.json",
];

/**
 * The newest change of a file, or of a folder and everything in it; 0 where there is none.
 *
 * @param {string} place
 * @returns {number}
 */
function newestChange(place) {
  const found = fs.statSync(place, { throwIfNoEntry: false });
  if (found === undefined) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  // A folder's own time tells of files that were removed or renamed.
  return fs
    .readdirSync(place)
    .reduce((newest, name) => Math.max(newest, newestChange(path.join(place, name))), found.mtimeMs);
}

/** Whether dist/ was begun after the last change of what it is made from. */
function isBuilt() {
  const begun = fs.statSync(dist, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return sources.every((source) => newestChange(path.join(root, source)) < begun);
}

/**
 * Bundles an ES module with the libraries that it loads, and their licences beside it: nobody who installs the package has
 * to install them.
 *
 * @param {string} file
 * @param {string} folder where it goes, at the same path
 */
async function bundleModule(file, folder) {
  const packages = await bundle(path.join(root, file), path.join(folder, file), "esm");
  fs.writeFileSync(path.join(folder, file.replace(/\.mjs$/, ".LICENSES.txt")), `${licences(packages)}\n`);
}

/**
 * Compiles into a fresh folder that then takes dist/'s place: nothing whose source is gone stays, and what runs from
 * dist/ meanwhile hardly notices. Resolves to tsc's exit code, after printing what tsc says.
 */
async function build({ env = process.env } = {}) {
  const begun = new Date();
  const cache = path.join(root, "node_modules", ".cache");
  const fresh = path.join(cache, `dist-${process.pid}`);
  const old = path.join(cache, `dist-${process.pid}-old`);
  fs.mkdirSync(cache, { recursive: true });
  try {
    const { code } = await run(ownCommand("tsc"), ["-p", "tsconfig.build.json", "--outDir", fresh], {
      env,
    });
    if (code !== 0) return code;
    // What is for a browser is copied as it is: tsc knows nothing of it.
    for (const page of ["emulator/page/public", "cli/report/html/assets"])
      fs.cpSync(path.join(root, page), path.join(fresh, page), { recursive: true });
    await bundleModule(path.join("cli", "report", "html", "picture.mjs"), fresh);
    // npm runs a package's command as a file, and so does Pulumi.
    for (const file of Object.values(manifest.bin)) {
      const command = path.join(fresh, path.relative("dist", file));
      if (fs.existsSync(command)) fs.chmodSync(command, 0o755);
    }
    if (fs.existsSync(dist)) fs.renameSync(dist, old);
    fs.renameSync(fresh, dist);
    fs.utimesSync(dist, begun, begun);
    return 0;
  } finally {
    for (const folder of [fresh, old]) fs.rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Compiles where a source is newer than dist/.
 *
 * @param {{ log: import("./project").Log; env?: import("./project").Environment }} options
 */
async function ensureBuilt({ log, env = process.env }) {
  if (isBuilt()) return;
  log("Building: a few seconds ...");
  if ((await build({ env })) !== 0) throw new Error("The build failed: see above.");
}

module.exports = { build, ensureBuilt, isBuilt };

if (require.main === module) {
  ensurePackages({ log: console.error })
    .then(() => build())
    .then(
      (code) => {
        process.exitCode = code;
      },
      (error) => {
        console.error(error.message);
        process.exitCode = 1;
      },
    );
}
