import { createHash, randomInt } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";
import { Interrupted } from "./cancellation";
import { type Journal, journalIn, NO_JOURNAL } from "./journal";
import { isOwn, makeFolder, ofCaches } from "./ownFolder";

/**
 * Keeps the provider processes of one machine apart. Each explicit `Provider` of a program is a process of its own, and so
 * is the default one of every `pulumi` command.
 *
 * The lock is an exclusive transaction of SQLite, which Node brings: a lock of the operating system on a file. It ends
 * with the process that holds it, however that dies, and is kept by one that is only suspended. Nothing expires, so no
 * clock and no heartbeat can take it from a process that is still at work. Other ways were worse: a file with a time in
 * it (`proper-lockfile`) is taken over from a process that was suspended, and waited for after one that was killed; a
 * socket's file outlives its process; real file locks need a native module otherwise.
 */
export interface MachineLock {
  /**
   * Does the work while nobody else on this machine does any with the same key.
   * @throws Interrupted where it was to stop before its turn came
   */
  hold<T>(key: string, work: (journal: Journal) => Promise<T>, turn: Turn): Promise<T>;
}

export interface Turn {
  /** Ends the waiting, and nothing once the work has begun. */
  stop: AbortSignal;
  /** What is said then. */
  interrupted: string;
}

/** For a world without other processes. */
export const ALONE: MachineLock = {
  hold: (_key, work) => work(NO_JOURNAL),
};

const SQLITE_BUSY = 5;
const POLL_MS = 40;
/** After so many attempts, about five seconds, it is said what is waited for. */
const SAID_AFTER = 100;

/** Tells a person what concerns all resources. */
type Say = (line: string, severity: "info" | "warning") => void;

interface Folder {
  path: string;
  /** Named by a setting: that it can't be used is a mistake that somebody wants to know of. */
  set?: true;
  /** Where everybody may have made it. */
  inPublic?: true;
}

/** Locks in files of a folder; where none can be used, nothing is kept apart, and that is said once. */
export class FileLock implements MachineLock {
  readonly #folders: readonly Folder[];
  readonly #say: Say;
  readonly #said = new Set<string>();

  /**
   * @param folder - where the locks are; by default the user's folder for caches
   * @param temporary - where a folder is made when that can't be used
   */
  constructor(folder: string | undefined, say: Say, temporary = tmpdir()) {
    const first: Folder = folder === undefined ? { path: ofCaches("locks") } : { path: folder, set: true };
    this.#folders = [first, { path: ownIn(temporary), inPublic: true }];
    this.#say = say;
  }

  async hold<T>(key: string, work: (journal: Journal) => Promise<T>, turn: Turn): Promise<T> {
    const database = await this.#acquire(`${createHash("sha256").update(key).digest("hex")}.lock`, turn);
    if (database === undefined) return ALONE.hold(key, work, turn);
    try {
      return await work(
        journalIn(database, (error) =>
          this.#sayOnce(
            `What is submitted can't be noted for other processes of this machine: ${String(error)}`,
            "warning",
          ),
        ),
      );
    } finally {
      database.close();
    }
  }

  async #acquire(file: string, { stop, interrupted }: Turn): Promise<DatabaseSync | undefined> {
    for (let attempt = 1; ; attempt++) {
      if (stop.aborted) throw new Interrupted(interrupted);
      const locked = this.#tryIn(file);
      if (locked !== "busy") return locked;
      if (attempt === SAID_AFTER)
        this.#sayOnce(
          "Another `pulumi` or provider process of this machine works on the same customer; it is waited for.",
        );
      // Not all at the same moment.
      await pause(randomInt(POLL_MS / 2, POLL_MS * 2), undefined, { signal: stop }).catch(
        (error: unknown) => {
          if (!stop.aborted) throw error;
        },
      );
    }
  }

  #tryIn(file: string): DatabaseSync | "busy" | undefined {
    const problems: string[] = [];
    for (const folder of this.#folders) {
      try {
        prepare(folder);
        const locked = lock(join(folder.path, file));
        if (this.#folders[0]?.set && problems.length > 0)
          this.#sayOnce(
            `The folder for locks can't be used, so another one is: ${folder.path}. ${problems.join("; ")}`,
            "warning",
          );
        return locked;
      } catch (error) {
        if (isBusy(error)) return "busy";
        problems.push(`${folder.path}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    this.#sayOnce(
      "No folder for locks can be used, so another process of this machine isn't kept apart: run one `pulumi` at a " +
        `time, with one provider for each customer. Next: set \`partnercenter:lockFolder\`. ${problems.join("; ")}`,
      "warning",
    );
    return undefined;
  }

  #sayOnce(line: string, severity: "info" | "warning" = "info"): void {
    if (this.#said.has(line)) return;
    this.#said.add(line);
    this.#say(line, severity);
  }
}

/** A connection of its own for each attempt: one that has failed may keep a part of the lock from others. */
function lock(path: string): DatabaseSync {
  const sqlite = loadSqlite();
  if (sqlite === undefined)
    throw new Error(`Node ${process.version} has no node:sqlite (22.13 and newer have it)`);
  const database = new sqlite.DatabaseSync(path);
  try {
    // In the locking mode EXCLUSIVE the end of a transaction does not end the lock. The journal has to outlive the process, not
    // the machine: waiting for the disk four times a submission would hold up all others.
    database.exec("PRAGMA locking_mode = EXCLUSIVE; PRAGMA synchronous = OFF; BEGIN EXCLUSIVE; COMMIT");
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function isBusy(error: unknown): boolean {
  const { errcode } = error as { errcode?: unknown };
  // The lower byte; the others say in which way.
  return typeof errcode === "number" && (errcode & 0xff) === SQLITE_BUSY;
}

/** Node 22 says on stderr that SQLite is experimental, which a person would take for an error of the program. */
function loadSqlite(): typeof import("node:sqlite") | undefined {
  const emitWarning: typeof process.emitWarning = Reflect.get<NodeJS.Process, "emitWarning">(
    process,
    "emitWarning",
  );
  process.emitWarning = () => undefined;
  try {
    return process.getBuiltinModule?.("node:sqlite");
  } finally {
    process.emitWarning = emitWarning;
  }
}

/** Makes the folder for its owner only, unless it is there. @throws where it can't be made, or may be somebody else's */
function prepare({ path, inPublic }: Folder): void {
  makeFolder(path);
  if (inPublic && !isOwn(path)) throw new Error("it isn't this user's alone");
}

/** In everybody's folder, so that its name says whose it is. */
function ownIn(temporary: string): string {
  const user = process.getuid?.();
  return join(temporary, `pulumi-partnercenter-locks${user === undefined ? "" : `-${user}`}`);
}
