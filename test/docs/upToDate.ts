import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

export const root = join(__dirname, "..", "..");

/** Expects a file to hold this text; UPDATE_DOCS=1 writes it instead. */
export function upToDate(file: string, text: string): void {
  const path = join(root, file);
  if (process.env["UPDATE_DOCS"] === "1") {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  const found = existsSync(path) ? readFileSync(path, "utf8") : "";
  if (found !== text) throw new Error(`${file} is out of date: ${firstDifference(found, text)}\n${HINT}`);
}

const HINT =
  "UPDATE_DOCS=1 npm test -- unit test/docs writes it anew; read what changed before it is committed.";

function firstDifference(found: string, wanted: string): string {
  const [have, want] = [found.split("\n"), wanted.split("\n")];
  const line = want.findIndex((text, index) => text !== have[index]);
  if (line < 0) return `it goes on after line ${want.length}`;
  return `line ${line + 1} is\n  ${have[line] ?? "(nothing)"}\nand should be\n  ${want[line] ?? "(nothing)"}`;
}
