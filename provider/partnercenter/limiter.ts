import type { Clock } from "./clock";

/** Reads and writes are bounded apart, so that neither holds up the other. */
export type CallKind = "read" | "write";

/** Bounds of a limiter. */
export interface LimiterBounds {
  /** Requests in any minute, retries included. Microsoft's published limit is 500 per tenant. */
  requestsPerMinute: number;
  /** Requests that may start at once after a quiet time; beyond it they start evenly spaced. At most `requestsPerMinute`. */
  burst: number;
  maxConcurrentReads: number;
  maxConcurrentWrites: number;
}

export const DEFAULT_LIMITER_BOUNDS: LimiterBounds = {
  requestsPerMinute: 450,
  burst: 300,
  maxConcurrentReads: 128,
  maxConcurrentWrites: 8,
};

const MINUTE_MS = 60_000;

interface Waiting {
  kind: CallKind;
  /** Goes before those that are not. */
  urgent: boolean;
  start(): void;
}

/** When requests may start: the pause, the bucket, and the budget of the minute. */
class Budget {
  readonly #bounds: LimiterBounds;
  /** Starts within the last minute, oldest first. */
  readonly #starts: number[];
  #tokens: number;
  #refilledAt: number;
  #pausedUntil = -Infinity;

  constructor(bounds: LimiterBounds, now: number, like?: Budget) {
    this.#bounds = bounds;
    this.#starts = like ? [...like.#starts] : [];
    this.#tokens = like ? like.#tokens : bounds.burst;
    this.#refilledAt = like ? like.#refilledAt : now;
    if (like) this.#pausedUntil = like.#pausedUntil;
  }

  get pausedUntil(): number {
    return this.#pausedUntil;
  }

  pause(until: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, until);
  }

  /** Milliseconds until the next request may start. */
  delayMs(now: number): number {
    const { burst, requestsPerMinute } = this.#bounds;
    const tokensPerMs = requestsPerMinute / MINUTE_MS;
    this.#tokens = Math.min(burst, this.#tokens + (now - this.#refilledAt) * tokensPerMs);
    this.#refilledAt = now;
    while (this.#starts[0] !== undefined && this.#starts[0] <= now - MINUTE_MS) this.#starts.shift();
    // Burst and refill together would pass the budget in the first minute: the minute itself is counted, too.
    const oldest = this.#starts.length >= requestsPerMinute ? this.#starts[0] : undefined;
    return Math.max(
      this.#pausedUntil - now,
      this.#tokens >= 1 - 1e-9 ? 0 : (1 - this.#tokens) / tokensPerMs,
      oldest === undefined ? 0 : oldest + MINUTE_MS - now,
    );
  }

  /** One starts. */
  take(now: number): void {
    this.#tokens -= 1;
    this.#starts.push(now);
  }
}

/** Whole milliseconds, for a timer that fires a little early must not spin. */
const timerMs = (delayMs: number) => Math.max(1, Math.ceil(delayMs));

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
   * Runs one request when it may start.
   * @param urgent - by default a write: it rests on a look that would have to be repeated if it had to wait
   */
  async run<T>(
    kind: CallKind,
    request: () => Promise<T>,
    signal?: AbortSignal,
    urgent = kind === "write",
  ): Promise<T> {
    await this.#turn(kind, urgent, signal);
    try {
      return await request();
    } finally {
      this.#inFlight[kind] -= 1;
      this.#startWaiting();
    }
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

  #turn(kind: CallKind, urgent: boolean, signal?: AbortSignal): Promise<void> {
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
