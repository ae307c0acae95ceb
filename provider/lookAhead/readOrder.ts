import { createHash, randomUUID } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { makeOwn, removeOld, requireOwn } from "../lifecycle/ownFolder";

/** So many are named by each that is read: looks then double with each answer. */
const NAMED = 2;

/** A run that has read less than this part of them was about some resources only, as with `--target`. */
const MOST = 1 / 2;

/**
 * What the last run of a stack on this machine has read, in its order, which is that of the state. The engine tells a plugin
 * of no resource before it reads it, and reads four at a time for each processor: so whoever is read names those that were
 * read after it. It only saves time. What is read, and what is said of it, does not depend on it.
 */
export class ReadOrder {
  readonly #file: string;
  /** What the last run has read, in its order, and each one's place there. */
  readonly #last: readonly string[];
  readonly #places: ReadonlyMap<string, number>;
  /** The place after the last one that was named. */
  #named = 0;
  readonly #read = new Set<string>();
  readonly #created = new Set<string>();
  readonly #deleted = new Set<string>();

  /**
   * @param stack - what tells the stack, and who reads it, from others
   * @param folder - where it is kept
   */
  constructor(stack: string, folder: string) {
    this.#file = join(folder, createHash("sha256").update(stack).digest("hex").slice(0, 32));
    this.#last = this.#kept().split("\n").filter(Boolean);
    this.#places = new Map(this.#last.map((one, place) => [one, place]));
  }

  /** @returns those to be looked at ahead */
  read(one: string): readonly string[] {
    this.#read.add(one);
    const place = this.#places.get(one);
    if (place === undefined) return [];
    const from = Math.max(this.#named, place + 1);
    this.#named = from + NAMED;
    return this.#last.slice(from, this.#named);
  }

  created(one: string): void {
    this.#created.add(one);
  }

  deleted(one: string): void {
    this.#deleted.add(one);
  }

  /** Keeps what this run has read for the next one. */
  save(): void {
    if (this.#read.size + this.#created.size + this.#deleted.size === 0) return;
    const isOfMost = this.#read.size >= this.#places.size * MOST;
    const read = isOfMost ? [...this.#read] : [...this.#last, ...this.#read];
    const names = new Set([...read, ...this.#created]);
    for (const one of this.#deleted) if (!this.#created.has(one)) names.delete(one);
    const folder = dirname(this.#file);
    try {
      makeOwn(folder);
      removeOld(folder);
      // Another process of the same stack may read it meanwhile.
      const written = `${this.#file}.${randomUUID()}`;
      writeFileSync(written, [...names].join("\n"), { flag: "wx", mode: 0o600 });
      renameSync(written, this.#file);
    } catch {
      // Where nothing can be kept, the next run takes longer, and says the same.
    }
  }

  #kept(): string {
    try {
      requireOwn(dirname(this.#file));
      return readFileSync(this.#file, "utf8");
    } catch {
      // Nothing was kept, or by somebody else.
      return "";
    }
  }
}
