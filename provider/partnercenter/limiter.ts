import { Budget, type LimiterBounds, timerMs } from "./budget";
import type { Clock } from "./clock";

/** Reads and writes are bounded apart, so that neither holds up the other. */
export type CallKind = "read" | "write";

interface Waiting {
  kind: CallKind;
  /** Goes before those that are not. */
  urgent: boolean;
  start(): void;
}

/** A write rests on a look, which grows old while it waits. */
const rankOf = ({ kind, urgent }: Waiting): number => (!urgent ? 2 : kind === "write" ? 0 : 1);

/**
 * The one limiter of a process for a partner tenant: how many requests are in flight, how many start in a minute, and
 * none while the tenant is throttled. Urgent writes go first, then urgent reads, then the others; among their like,
 * first come, first served.
 */
export class Limiter {
  readonly #bounds: LimiterBounds;
  readonly #clock: Clock;
  readonly #queue: Waiting[] = [];
  readonly #inFlight: Record<CallKind, number> = { read: 0, write: 0 };
  readonly #budget: Budget;
  #wakeAt = Infinity;
  readonly #closed = new AbortController();

  constructor(bounds: LimiterBounds, clock: Clock) {
    this.#bounds = bounds;
    this.#clock = clock;
    this.#budget = new Budget(bounds, clock.now());
  }

  /**
   * Waits until a request may start.
   * @returns what gives its place to another, to be called once the request has ended
   */
  async turn(kind: CallKind, urgent: boolean, signal?: AbortSignal): Promise<() => void> {
    await this.#queued(kind, urgent, signal);
    return () => {
      this.#inFlight[kind] -= 1;
      this.#startWaiting();
    };
  }

  /** Lets nothing start for so many milliseconds: a 429 counts for all calls of the tenant. */
  pause(ms: number): void {
    this.#budget.pause(this.#clock.now() + ms);
  }

  get requestsPerMinute(): number {
    return this.#bounds.requestsPerMinute;
  }

  /** Milliseconds until a pause ends; 0 without one. */
  get pausedMs(): number {
    return Math.max(0, this.#budget.pausedUntil - this.#clock.now());
  }

  /** Milliseconds until so many more requests can have started, were there no others: what the budget alone asks for. */
  leastMs(requests: number): number {
    const begin = this.#clock.now();
    const budget = new Budget(this.#bounds, begin, this.#budget);
    let now = begin;
    for (let started = 0; started < requests; started += 1) {
      for (let delayMs; (delayMs = budget.delayMs(now)) > 0;) now += timerMs(delayMs);
      budget.take(now);
    }
    return now - begin;
  }

  /** Stops the timer of what still waits. */
  close(): void {
    this.#closed.abort();
  }

  #queued(kind: CallKind, urgent: boolean, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error);
      const abort = () => {
        this.#queue.splice(this.#queue.indexOf(waiting), 1);
        reject(signal?.reason as Error);
      };
      const waiting: Waiting = {
        kind,
        urgent,
        start: () => {
          signal?.removeEventListener("abort", abort);
          resolve();
        },
      };
      signal?.addEventListener("abort", abort, { once: true });
      this.#queue.push(waiting);
      this.#startWaiting();
    });
  }

  #startWaiting(): void {
    for (;;) {
      const index = this.#next();
      const waiting = this.#queue[index];
      if (waiting === undefined) return;
      const now = this.#clock.now();
      const delayMs = this.#budget.delayMs(now);
      if (delayMs > 0) return this.#wakeIn(delayMs, now);
      this.#queue.splice(index, 1);
      this.#budget.take(now);
      this.#inFlight[waiting.kind] += 1;
      waiting.start();
    }
  }

  /** The place of the one whose turn it is, among those that may start; -1: none. */
  #next(): number {
    let next = -1;
    let least = Infinity;
    for (const [index, waiting] of this.#queue.entries()) {
      const rank = rankOf(waiting);
      if (rank >= least || this.#inFlight[waiting.kind] >= this.#most(waiting.kind)) continue;
      [next, least] = [index, rank];
      if (rank === 0) break;
    }
    return next;
  }

  #most(kind: CallKind): number {
    return kind === "read" ? this.#bounds.maxConcurrentReads : this.#bounds.maxConcurrentWrites;
  }

  #wakeIn(delayMs: number, now: number): void {
    const wait = timerMs(delayMs);
    if (this.#wakeAt <= now + wait) return;
    const wakeAt = (this.#wakeAt = now + wait);
    this.#clock.sleep(wait, this.#closed.signal).then(
      () => {
        if (this.#wakeAt === wakeAt) this.#wakeAt = Infinity;
        this.#startWaiting();
      },
      () => undefined, // Only closing ends this sleep.
    );
  }
}

/** By partner tenant; what no other client counts with has a key of its own. */
const shared = new Map<string | symbol, { limiter: Limiter; users: number }>();

/**
 * The process's limiter for a partner tenant, whose bounds the first client sets: Microsoft counts a tenant's requests,
 * whichever client they come from. Given back with `release`.
 * @param tenant - undefined for a limiter that nobody shares
 */
export function limiterOf(tenant: string | undefined, bounds: LimiterBounds, clock: Clock) {
  const key = tenant ?? Symbol("alone");
  const entry = shared.get(key) ?? { limiter: new Limiter(bounds, clock), users: 0 };
  entry.users += 1;
  shared.set(key, entry);
  let held = true;
  return {
    limiter: entry.limiter,
    release: (): void => {
      if (!held) return;
      held = false;
      entry.users -= 1;
      if (entry.users > 0) return;
      entry.limiter.close();
      shared.delete(key);
    },
  };
}
