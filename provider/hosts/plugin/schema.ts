import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import schema from "./schema.json";

/** What `pulumi package get-schema` prints. */

/** The schema with the version of this package. */
export function schemaText(): string {
  return JSON.stringify({ ...schema, version: version() });
}

/** This package's version, which is the plugin's. */
export function version(): string {
  // Of the sources, or below dist/.
  const file = ["../../..", "../../../.."]
    .map((up) => join(__dirname, up, "package.json"))
    .find((path) => existsSync(path));
  if (file === undefined) throw new Error("package.json is missing beside this plugin.");
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}
