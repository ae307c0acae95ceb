// What was measured, and with what.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { commandOnPath } from "../tools/project";
import { node, pulumiFolder, root } from "./places";
import { RESTAPI_VERSION } from "./systems/terraform";

export function versions(): Record<string, string> {
  const ask = (file: string, ...args: string[]): string =>
    (spawnSync(file, args, { encoding: "utf8", timeout: 20_000, cwd: root }).stdout ?? "").trim();
  const version = (name: string): string =>
    (
      JSON.parse(readFileSync(join(root, "node_modules", name, "package.json"), "utf8")) as {
        version: string;
      }
    ).version;
  const terraform = commandOnPath("terraform");
  return {
    node: ask(node, "--version"),
    pulumi: ask(join(pulumiFolder(), "pulumi"), "version"),
    "@pulumi/pulumi": version("@pulumi/pulumi"),
    ...(terraform !== undefined && {
      terraform: /v\S+/.exec(ask(terraform, "version"))?.[0] ?? "",
      "terraform-provider-restapi": `v${RESTAPI_VERSION}`,
    }),
    commit: ask("git", "rev-parse", "--short", "HEAD"),
  };
}

/** Changes when the compiled package or a program of bench/ does. */
export function buildDigest(): string {
  const hash = createHash("sha256");
  for (const folder of ["dist/sdk", "dist/provider", "bench/programs"]) {
    const files = readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(js|ts)$/.test(entry.name) && !entry.name.endsWith(".d.ts"))
      .map((entry) => join(entry.parentPath, entry.name));
    for (const file of files.sort()) hash.update(readFileSync(file));
  }
  return hash.digest("hex").slice(0, 12);
}
