import { randomBytes } from "node:crypto";
import {
  closeSync,
  fsyncSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { CommandFailure, EXIT } from "../failure";

/** A file that is written at the end, at once or not at all. */
export interface FreshFile {
  write(text: string): void;
  /** Leaves what is there as it is. */
  discard(): void;
}

/**
 * Makes sure that the file can be written, before anything is read: a fresh one beside it is opened.
 * @param option which names it, such as `--report`
 * @throws CommandFailure where it can't
 */
export function openFresh(option: string, file: string): FreshFile {
  let fresh: string;
  let target: string;
  let handle: number;
  const failed = (error: unknown) => {
    const why = (error as NodeJS.ErrnoException).code ?? String(error);
    return new CommandFailure(`${option} ${file}: it can't be written (${why}).`, EXIT.error);
  };
  try {
    const there = statSync(file, { throwIfNoEntry: false });
    if (there?.isDirectory()) throw Object.assign(new Error(), { code: "EISDIR" });
    if (there !== undefined && !there.isFile()) return throughTo(file, failed);
    target = linkTarget(file);
    removeLeftovers(target);
    fresh = `${target}.${process.pid}.${randomBytes(6).toString("hex")}.tmp`;
    handle = openSync(fresh, "wx");
  } catch (error) {
    throw failed(error);
  }
  let done = false;
  const discard = () => {
    if (done) return;
    done = true;
    closeSync(handle);
    rmSync(fresh, { force: true });
  };
  return {
    discard,
    write(text) {
      try {
        writeFileSync(handle, text);
        fsyncSync(handle);
        closeSync(handle);
        done = true;
        renameSync(fresh, target);
      } catch (error) {
        discard();
        rmSync(fresh, { force: true });
        throw failed(error);
      }
    },
  };
}

/** A pipe or a device, such as /dev/stdout: nothing is there that could be lost. */
function throughTo(file: string, failed: (error: unknown) => CommandFailure): FreshFile {
  return {
    discard: () => undefined,
    write(text) {
      try {
        writeFileSync(file, text);
      } catch (error) {
        throw failed(error);
      }
    },
  };
}

/** Through a link its target is replaced, not the link. */
function linkTarget(file: string): string {
  try {
    return realpathSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return file;
    throw error;
  }
}

const A_DAY_MS = 86_400_000;

/** What a run has left that was killed, which holds customers' names. One that is under way is younger. */
function removeLeftovers(target: string): void {
  const folder = dirname(target);
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(`${basename(target)}.`) || !/\.\d+\.[0-9a-f]{12}\.tmp$/.test(name)) continue;
    try {
      const file = join(folder, name);
      if (Date.now() - statSync(file).mtimeMs > A_DAY_MS) rmSync(file);
    } catch {
      // Somebody else's, or gone already: the report does not depend on it.
    }
  }
}
