import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { findPulumi } from "../tools/pulumi-cli";
import { root as repository } from "../tools/project";

/** The repository. */
export const root = repository;
/** What lets Node run TypeScript. */
export const typescript = join(root, "tools", "typescript.js");
/** Where results are kept. */
export const resultsFolder = join(root, "bench", "results");

const bin = join(root, "node_modules", ".bin");
/** The Node that everything here runs with. */
export const node = join(bin, process.platform === "win32" ? "node.exe" : "node");

// All that a program sees of the user's own environment: no login or setting of the user's may change a figure.
const inherited = ["LANG", "TMPDIR", "TEMP", "TMP", "SystemRoot", "ComSpec", "PATHEXT"];

let pulumi: string | undefined;

/** The folder of the Pulumi CLI. */
export function pulumiFolder(): string {
  pulumi ??= findPulumi().binDir;
  if (pulumi === undefined) throw new Error("There is no Pulumi CLI here yet: run `npm run setup`.");
  return pulumi;
}

const scratches = new Set<string>();
// What a run that was broken off has left.
process.once("exit", () => scratches.forEach(removeScratch));

/** A scratch folder with `home`, `backend` and `program`, removed by {@link removeScratch}, or when the process ends. */
export function makeScratch(): string {
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), "partnercenter-bench-")));
  scratches.add(scratch);
  for (const folder of ["home", "backend", "program"]) mkdirSync(join(scratch, folder));
  return scratch;
}

export function removeScratch(scratch: string): void {
  scratches.delete(scratch);
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/** Links the package, and its @pulumi/pulumi, into node_modules of a program's folder. */
export function linkPackages(folder: string): void {
  const link = (target: string, name: string): void => {
    const place = join(folder, "node_modules", name);
    mkdirSync(dirname(place), { recursive: true });
    if (!existsSync(place)) symlinkSync(target, place, "junction");
  };
  link(root, "pulumi-partnercenter");
  link(join(root, "node_modules", "@pulumi", "pulumi"), join("@pulumi", "pulumi"));
}

/**
 * What every measured command sees. No variable that makes the engine faster is set; those that are set keep it from
 * asking the network, alike for all.
 */
export function environmentIn(scratch: string, extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {};
  for (const name of inherited) if (process.env[name] !== undefined) env[name] = process.env[name];
  return {
    ...env,
    PATH: [bin, pulumiFolder(), process.env.PATH ?? ""].join(delimiter),
    HOME: join(scratch, "home"),
    USERPROFILE: join(scratch, "home"),
    PULUMI_HOME: join(scratch, "home"),
    PULUMI_BACKEND_URL: `file://${join(scratch, "backend").replaceAll("\\", "/")}`,
    PULUMI_CONFIG_PASSPHRASE: "bench",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    CHECKPOINT_DISABLE: "true",
    ...extra,
  };
}
