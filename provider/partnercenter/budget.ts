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

/** When requests may start: the pause, the bucket, and the budget of the minute. */
export class Budget {
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
export const timerMs = (delayMs: number) => Math.max(1, Math.ceil(delayMs));
