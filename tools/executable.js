"use strict";
// The plugin as a single executable for the platform that this runs on, made with Node's own support for that: Node itself,
// with the plugin inside. It is put into the archive that `pulumi plugin install` takes.
//   executable [FOLDER]     writes the archive and its checksum into FOLDER (default: build)

const crypto = require("node:crypto");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { bundle, licences } = require("./executable-bundle");
const { ownCommand } = require("./packages");
const { root, run, windows } = require("./project");
const { setUp } = require("./setup");
const { version } = require("../package.json");

const command = "pulumi-resource-partnercenter";
/** What Node looks for in its own file: https://nodejs.org/api/single-executable-applications.html */
const fuse = "NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2";

/** How Pulumi calls this platform. */
function platform({ system = process.platform, arch = process.arch } = {}) {
  const systems = new Map([
    ["linux", "linux"],
    ["darwin", "darwin"],
    ["win32", "windows"],
  ]);
  const arches = new Map([
    ["x64", "amd64"],
    ["arm64", "arm64"],
  ]);
  const [ofSystem, ofArch] = [systems.get(system), arches.get(arch)];
  if (ofSystem === undefined || ofArch === undefined)
    throw new Error(`Pulumi has no plugins for ${system} on ${arch}.`);
  return `${ofSystem}-${ofArch}`;
}

/** The name of the archive, as `pulumi plugin install` looks for it. */
const archiveName = (ofPlatform = platform()) => `${command}-v${version}-${ofPlatform}.tar.gz`;

/**
 * @param {string} file
 * @param {string[]} args
 * @param {string} cwd
 */
async function mustRun(file, args, cwd) {
  const { code, output } = await run(file, args, { cwd, onOutput: () => undefined });
  if (code !== 0) throw new Error(`${output}\n${file} ${args.join(" ")} failed with exit code ${code}.`);
}

/**
 * Writes the executable into a folder, with the licences of what is in it.
 *
 * @param {string} folder
 * @param {string} scratch
 */
async function writeExecutable(folder, scratch) {
  const node = fs.realpathSync(ownCommand("node"));
  const program = path.join(scratch, "main.js");
  const packages = await bundle(path.join(root, "dist/provider/hosts/plugin/main.js"), program);
  const config = {
    main: program,
    output: path.join(scratch, "blob"),
    disableExperimentalSEAWarning: true,
    useCodeCache: true,
    // Of what a thousand resources leave behind, V8 would otherwise keep 90 MB more until it collects it: no slower.
    execArgv: ["--max-semi-space-size=8"],
    assets: { "package.json": path.join(root, "package.json") },
  };
  fs.writeFileSync(path.join(scratch, "config.json"), JSON.stringify(config));
  await mustRun(node, ["--experimental-sea-config", "config.json"], scratch);

  const executable = path.join(folder, windows ? `${command}.exe` : command);
  fs.copyFileSync(node, executable);
  fs.chmodSync(executable, 0o755);
  const apple = process.platform === "darwin";
  if (apple) await mustRun("codesign", ["--remove-signature", executable], scratch);
  const injection = [executable, "NODE_SEA_BLOB", config.output, "--sentinel-fuse", fuse];
  if (apple) injection.push("--macho-segment-name", "NODE_SEA");
  await mustRun(node, [path.join(root, "node_modules/postject/dist/cli.js"), ...injection], scratch);
  // macOS runs nothing unsigned on arm64. This signature says of nobody that it is theirs.
  if (apple) await mustRun("codesign", ["--sign", "-", executable], scratch);

  fs.copyFileSync(path.join(root, "LICENSE"), path.join(folder, "LICENSE"));
  const { version: ofNode } = require("node/package.json");
  const nodeLicence = `Node.js ${ofNode}: https://github.com/nodejs/node/blob/v${ofNode}/LICENSE`;
  fs.writeFileSync(
    path.join(folder, "THIRD-PARTY-LICENSES.txt"),
    `${nodeLicence}\n\n${licences(packages)}\n`,
  );
}

/**
 * Writes the archive and its checksum. Resolves to the archive's path. dist/ must be there.
 *
 * @param {string} out
 */
async function writeArchive(out) {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "partnercenter-executable-"));
  const folder = path.join(scratch, "archive");
  const archive = path.join(out, archiveName());
  try {
    fs.mkdirSync(folder);
    fs.mkdirSync(out, { recursive: true });
    await writeExecutable(folder, scratch);
    await mustRun("tar", ["-czf", path.resolve(archive), ...fs.readdirSync(folder)], folder);
    const sum = crypto.createHash("sha256").update(fs.readFileSync(archive)).digest("hex");
    fs.writeFileSync(`${archive}.sha256`, `${sum}  ${path.basename(archive)}\n`);
    return archive;
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}

module.exports = { archiveName, platform, writeArchive };

if (require.main === module) {
  const [, , out = path.join(root, "build")] = process.argv;
  setUp({ pulumi: false })
    .then(() => writeArchive(out))
    .then(
      (archive) => console.log(archive),
      (error) => {
        console.error(error.message);
        process.exitCode = 1;
      },
    );
}
