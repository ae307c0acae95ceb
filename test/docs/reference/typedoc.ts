import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { JSONOutput } from "typedoc" with { "resolution-mode": "import" };

/** What typedoc finds in the public entries, as far as the pages need it. */

export type Type = JSONOutput.SomeType;
export type Comment = JSONOutput.Comment;
/** With its kind as the number that it is in JSON. */
export type Declaration = Omit<JSONOutput.DeclarationReflection, "kind" | "children"> & {
  kind: number;
  children?: Declaration[];
};
export type Signature = JSONOutput.SignatureReflection;

/** ReflectionKind of typedoc. */
export const KIND = {
  variable: 32,
  function: 64,
  class: 128,
  interface: 256,
  constructor: 512,
  property: 1024,
  method: 2048,
  typeAlias: 2097152,
} as const;

/** An entry of the package: what it exports, and what is said of it as a whole. */
export interface Entry {
  comment?: Comment;
  exports: readonly Declaration[];
}

const root = join(__dirname, "..", "..", "..");

/** Reads both entries anew. typedoc is a program of its own here: it is an ES module, which jest doesn't load. */
export function readEntries(): { sdk: Entry; client: Entry } {
  const folder = mkdtempSync(join(tmpdir(), "partnercenter-reference-"));
  try {
    const file = join(folder, "reference.json");
    const script = join(root, "node_modules", "typedoc", "bin", "typedoc");
    const options = join(root, "tools", "docs", "typedoc.json");
    execFileSync(process.execPath, [script, "--options", options, "--json", file], {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
    });
    const project = JSON.parse(readFileSync(file, "utf8")) as JSONOutput.ProjectReflection;
    return { sdk: entryOf(project, "sdk"), client: entryOf(project, "provider/partnercenter") };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function entryOf(project: JSONOutput.ProjectReflection, name: string): Entry {
  const found = project.children?.find((child) => child.name === name);
  if (found === undefined) throw new Error(`typedoc found no entry ${name}`);
  return { comment: found.comment, exports: found.children ?? [] };
}
