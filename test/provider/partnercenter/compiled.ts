import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import ts from "typescript";

/** Where the client's sources are. */
export const SOURCE = join(__dirname, "../../../provider/partnercenter");

export const compile = (source: string) =>
  ts.transpileModule(source, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  }).outputText;

/** The client as JavaScript in a folder of its own, for a process of its own. */
export function compiledClient(): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), "partnercenter-"));
  for (const file of readdirSync(SOURCE, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".ts")) continue;
    const target = join(folder, file.replace(/\.ts$/, ".js"));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, compile(readFileSync(join(SOURCE, file), "utf8")));
  }
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}
