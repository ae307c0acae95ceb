import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { getAsset, isSea } from "node:sea";
import schema from "./schema.json";

/** What `pulumi package get-schema` prints. */

interface Manifest {
  version: string;
  repository?: { url?: string };
}

/** The schema with the version of this package, and with where its executables are, if a release has made them. */
export function schemaText(): string {
  const read = manifest();
  return JSON.stringify({ ...schema, version: read.version, ...download(read) });
}

/** Where `pulumi plugin install` finds the plugin: on the release pages of the repository that a release names. */
export function download({ repository }: Pick<Manifest, "repository">): { pluginDownloadURL?: string } {
  const [, name] = /github\.com\/([\w.-]+\/[\w.-]+?)(?:\.git)?$/.exec(repository?.url ?? "") ?? [];
  return name === undefined ? {} : { pluginDownloadURL: `github://api.github.com/${name}` };
}

/** This package's version, which is the plugin's. */
export function version(): string {
  return manifest().version;
}

/** package.json. The single executable has it inside. */
function manifest(): Manifest {
  return JSON.parse(isSea() ? getAsset("package.json", "utf8") : besideUs()) as Manifest;
}

function besideUs(): string {
  // Of the sources, or below dist/.
  const file = ["../../..", "../../../.."]
    .map((up) => join(__dirname, up, "package.json"))
    .find((path) => existsSync(path));
  if (file === undefined) throw new Error("package.json is missing beside this plugin.");
  return readFileSync(file, "utf8");
}
