// A scratch folder in which a Pulumi program sees the package as an installed one, and the environment it runs in.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { findPulumi } from "../../../tools/pulumi-cli";
import { runCommand } from "./processes";

/** The root of the repository. */
export const root = resolve(__dirname, "../../..");

const bin = join(root, "node_modules", ".bin");
/** The Node that everything here runs with. */
export const node = join(bin, process.platform === "win32" ? "node.exe" : "node");

// What a program may see of the user's own environment. Everything else, and above all a login or a Pulumi setting
// of the user's, must not reach a test.
const inherited = ["LANG", "TMPDIR", "TEMP", "TMP", "SystemRoot", "ComSpec", "PATHEXT"];

let pulumiDir: string | undefined;

/** The folder of the Pulumi CLI. */
export function pulumiBinDir(): string {
  if (pulumiDir === undefined) {
    const found = findPulumi();
    if (found.binDir === undefined) throw new Error("There is no Pulumi CLI here yet: run `npm run setup`.");
    pulumiDir = found.binDir;
  }
  return pulumiDir;
}

/** The environment of a command in that scratch folder; `extra` on top. */
export function scratchEnvironment(scratch: string, extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {};
  for (const name of inherited) {
    if (process.env[name] !== undefined) env[name] = process.env[name];
  }
  const systemPath = process.env.PATH ?? process.env.Path ?? "";
  return {
    ...env,
    PATH: [bin, pulumiBinDir(), systemPath].join(delimiter),
    HOME: join(scratch, "home"),
    USERPROFILE: join(scratch, "home"),
    PULUMI_HOME: join(scratch, "home"),
    PULUMI_BACKEND_URL: `file://${join(scratch, "backend").replaceAll("\\", "/")}`,
    PULUMI_CONFIG_PASSPHRASE: "passphrase of the tests",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    // Three Node processes load the same modules in every operation.
    NODE_COMPILE_CACHE: join(root, "node_modules", ".cache", "partnercenter-compile"),
    ...extra,
  };
}

/** Makes a scratch folder with `home` and `backend` in it. */
export function makeScratch(): string {
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), "partnercenter-engine-")));
  mkdirSync(join(scratch, "home"));
  mkdirSync(join(scratch, "backend"));
  return scratch;
}

/** Removes a scratch folder; what still writes into it is given a moment. */
export function removeScratch(scratch: string): void {
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

/** Links this repository, and its @pulumi/pulumi, into node_modules of that folder. */
export function linkPackages(folder: string): void {
  const link = (target: string, name: string): void => {
    const path = join(folder, "node_modules", name);
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(target, path, "junction");
  };
  link(root, "pulumi-partnercenter");
  link(join(root, "node_modules", "@pulumi", "pulumi"), join("@pulumi", "pulumi"));
}

/**
 * Packs this repository as it would be published and installs the tarball into that folder, together with the
 * @pulumi/pulumi that is installed here. Needs dist/, and the npm registry or npm's cache. Takes a quarter of a minute.
 */
export async function installPackage(folder: string): Promise<void> {
  if (!existsSync(join(root, "dist"))) throw new Error("There is no dist/ to pack yet: run `npm run build`.");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const { PULUMI_HOME: _home, ...env } = process.env;
  const run = async (cwd: string, ...args: string[]): Promise<string> => {
    const result = await runCommand(npm, args, { cwd, env, timeoutMs: 300_000 });
    if (result.code !== 0) throw new Error(`${result.command} failed:\n${result.output}`);
    return result.stdout;
  };
  const packed = await run(root, "pack", "--json", "--ignore-scripts", "--pack-destination", folder);
  // npm 12 answers with an object by name, those before it with a list.
  const answer = JSON.parse(packed) as { filename: string }[] | Record<string, { filename: string }>;
  const tarball = Object.values(answer)[0]?.filename;
  if (tarball === undefined) throw new Error(`npm pack named no file:\n${packed}`);
  const manifest = readFileSync(join(root, "node_modules", "@pulumi", "pulumi", "package.json"), "utf8");
  const { version } = JSON.parse(manifest) as { version: string };
  await run(
    folder,
    "install",
    "--no-audit",
    "--no-fund",
    "--prefer-offline",
    "--fetch-retries=5",
    `./${tarball}`,
    `@pulumi/pulumi@${version}`,
  );
}
