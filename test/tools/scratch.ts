// Scratch folders with stand-ins for commands.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const made: string[] = [];

/** A new scratch folder. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), "partnercenter-tools-"));
  made.push(folder);
  return folder;
}

/** Removes all of them. */
export function removeScratches(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}

export function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** A command that is a shell script. */
export function command(folder: string, name: string, script: string): string {
  const file = join(folder, name);
  write(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}
