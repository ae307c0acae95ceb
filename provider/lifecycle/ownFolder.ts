import { existsSync, lstatSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";

/** Folders of one user's that the processes of this machine share. */

/** How long a file is kept. No `up` waits longer. */
const KEPT_MS = 30 * 24 * 60 * 60_000;

/**
 * A folder among the user's caches, by the home folder alone: a variable that is set in one session only would part what
 * belongs together.
 */
export function ofCaches(name: string): string {
  const home = homedir();
  const caches =
    process.platform === "win32"
      ? join(home, "AppData", "Local")
      : join(home, process.platform === "darwin" ? join("Library", "Caches") : ".cache");
  return join(caches, "pulumi-partnercenter", name);
}

/** Whether a folder is this user's alone; Windows keeps such folders apart by itself. @throws where it is not there */
export function isOwn(folder: string): boolean {
  const user = process.getuid?.();
  if (user === undefined) return true;
  const { uid, mode } = lstatSync(folder);
  return uid === user && (mode & 0o077) === 0;
}

/**
 * Makes a folder, and those above it, for its owner only, unless it is there. Node's own `recursive` never comes back where the
 * system says of a folder whose parent is there that it has none, as Linux does below /proc. @throws where it can't be made
 */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
    if ((error as NodeJS.ErrnoException).code !== "ENOENT" || existsSync(dirname(path))) throw error;
    makeFolder(dirname(path));
    makeFolder(path);
  }
}

/** Makes the folder for its owner only, unless it is there. @throws where it can't be made, or is not this user's alone */
export function makeOwn(folder: string): void {
  makeFolder(folder);
  requireOwn(folder);
}

/** @throws unless the folder is this user's alone */
export function requireOwn(folder: string): void {
  if (!isOwn(folder)) throw new Error(`${folder} is not this user's alone`);
}

/** Removes the files that nobody has written for a month. */
export function removeOld(folder: string): void {
  for (const file of readdirSync(folder)) {
    const path = join(folder, file);
    try {
      if (Date.now() - lstatSync(path).mtimeMs > KEPT_MS) rmSync(path);
    } catch (error) {
      // Another process has removed it.
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    }
  }
}
