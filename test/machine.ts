import { Interrupted } from "../provider/lifecycle/cancellation";
import type { Journal } from "../provider/lifecycle/journal";
import type { MachineLock, Turn } from "../provider/lifecycle/machineLock";

/**
 * The lock of one machine, for tests that play several of its processes in one: as the real one, but in memory, in no
 * time, and without a file that a next test would find.
 */
export class Machine {
  readonly #journals = new Map<string, string[]>();
  readonly #holders = new Map<string, LockOfProcess>();
  readonly #waiting = new Set<() => void>();

  /**
   * What one process takes: `World.lock`.
   *
   * @param interrupted - of a provider that was loaded apart, its own class
   */
  process(interrupted: new (message: string) => Error = Interrupted): LockOfProcess {
    return new LockOfProcess(this, interrupted);
  }

  /** @internal */
  take(key: string, process: LockOfProcess): boolean {
    const holder = this.#holders.get(key);
    if (holder?.isAlive) return false;
    this.#holders.set(key, process);
    return true;
  }

  /** @internal Nothing of what a process does after its death reaches the machine. */
  release(key: string, process: LockOfProcess): void {
    if (this.#holders.get(key) === process) this.#holders.delete(key);
    this.wake();
  }

  /** @internal */
  wake(): void {
    for (const wake of [...this.#waiting]) wake();
  }

  /** @internal Until somebody has released something, or until it is to stop. */
  async changed(stop: AbortSignal): Promise<void> {
    if (stop.aborted) return;
    let wake = (): void => undefined;
    const woken = new Promise<void>((resolve) => (wake = resolve));
    this.#waiting.add(wake);
    stop.addEventListener("abort", wake, { once: true });
    await woken;
    this.#waiting.delete(wake);
    stop.removeEventListener("abort", wake);
  }

  /** @internal */
  journalOf(key: string, process: LockOfProcess): Journal {
    const entries = this.#journals.get(key) ?? [];
    this.#journals.set(key, entries);
    return {
      entries: () => entries.map((entry) => JSON.parse(entry) as unknown),
      append: (entry) => {
        if (process.isAlive) entries.push(JSON.stringify(entry));
      },
    };
  }
}

export class LockOfProcess implements MachineLock {
  readonly #machine: Machine;
  readonly #interrupted: new (message: string) => Error;
  #alive = true;

  /** @internal Use {@link Machine.process}. */
  constructor(machine: Machine, interrupted: new (message: string) => Error) {
    this.#machine = machine;
    this.#interrupted = interrupted;
  }

  get isAlive(): boolean {
    return this.#alive;
  }

  /** As after a kill: what it holds is free, and nothing that it still does is kept. */
  die(): void {
    this.#alive = false;
    this.#machine.wake();
  }

  async hold<T>(
    key: string,
    work: (journal: Journal) => Promise<T>,
    { stop, interrupted }: Turn,
  ): Promise<T> {
    for (;;) {
      if (stop.aborted) throw new this.#interrupted(interrupted);
      if (this.#machine.take(key, this)) break;
      await this.#machine.changed(stop);
    }
    try {
      return await work(this.#machine.journalOf(key, this));
    } finally {
      this.#machine.release(key, this);
    }
  }
}
