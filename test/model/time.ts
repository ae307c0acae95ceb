import type { Clock } from "../../provider/partnercenter";

interface Timer {
  at: number;
  wake: () => void;
  owner: Owner;
}

/** Whose sleeps they are: those of a process that was killed never end. */
export interface Owner {
  dead: boolean;
}

const DAY_MS = 24 * 3600 * 1000;

/** How long nothing at all may happen, in milliseconds of real time, before it counts as a hang. */
const HANG_MS = 30_000;

/** Time that passes only when everybody waits for it: to the next timer, at once. */
export class SimulatedTime {
  #now: number;
  readonly #timers = new Set<Timer>();

  constructor(now = Date.UTC(2026, 0, 5, 8)) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  /** A clock for the client, a session or the emulator. */
  clock(owner: Owner = { dead: false }): Clock {
    return {
      now: () => this.#now,
      sleep: (ms, signal) =>
        new Promise((resolve, reject) => {
          if (signal?.aborted) return reject(signal.reason as Error);
          if (owner.dead) return;
          const abort = () => {
            this.#timers.delete(timer);
            reject(signal?.reason as Error);
          };
          const timer: Timer = {
            at: this.#now + Math.max(0, ms),
            owner,
            wake: () => {
              signal?.removeEventListener("abort", abort);
              resolve();
            },
          };
          this.#timers.add(timer);
          signal?.addEventListener("abort", abort, { once: true });
        }),
    };
  }

  /** Lets time pass while nobody does anything. */
  pass(ms: number): void {
    this.#now += ms;
  }

  /** Lets time pass until this is done. @throws if it never will be, or takes longer than any command may */
  async run<T>(work: Promise<T>, onTick: () => void = () => undefined, longestMs = DAY_MS): Promise<T> {
    const startedAt = this.#now;
    let done = false;
    const end = () => {
      done = true;
    };
    work.then(end, end);
    let idleSince: number | undefined;
    for (;;) {
      await turn();
      if (done) return work;
      if (this.#tick()) {
        idleSince = undefined;
        onTick();
        if (this.#now - startedAt > longestMs) throw new Error("It goes on and on.");
      } else {
        idleSince ??= performance.now();
        if (performance.now() - idleSince > HANG_MS)
          throw new Error("It hangs: nothing is left to wait for.");
      }
    }
  }

  /** Moves to the next timer and wakes who is due; false if nobody sleeps. */
  #tick(): boolean {
    let next = Infinity;
    for (const timer of this.#timers) {
      if (timer.owner.dead) this.#timers.delete(timer);
      else next = Math.min(next, timer.at);
    }
    if (next === Infinity) return false;
    this.#now = Math.max(this.#now, next);
    for (const timer of this.#timers) {
      if (timer.at > this.#now) continue;
      this.#timers.delete(timer);
      timer.wake();
    }
    return true;
  }
}

/** Until all that can go on without time has gone on. */
const turn = () => new Promise((resolve) => setImmediate(resolve));
