import type { Clock } from "./clock";

/** So many calls in any such time. */
export interface RateLimit {
  calls: number;
  /** In milliseconds. */
  perMs: number;
}

/** Limits of the API; an absent one is not enforced. */
export interface ThrottleLimits {
  /** All calls of the partner's tenant. */
  partner?: RateLimit;
  /** The calls for one customer; Microsoft counts them but publishes no number. */
  customer?: RateLimit;
}

/** "Customer resources": 500 requests a minute for a tenant. */
export const MICROSOFT_LIMITS: ThrottleLimits = { partner: { calls: 500, perMs: 60_000 } };

/**
 * Counts calls in sliding windows ("API throttling guidance": per partner tenant, or per partner and customer). A call
 * that is rejected counts as well, so who keeps calling stays throttled.
 */
export class Throttle {
  limits: ThrottleLimits;
  readonly #clock: Clock;
  readonly #windows = new Map<string, Window>();

  constructor(clock: Clock, limits: ThrottleLimits) {
    this.#clock = clock;
    this.limits = limits;
  }

  /** Counts a call. Whole seconds until one would pass again, or undefined if this one passes. */
  count(customerId: string | undefined): number | undefined {
    const waits = [
      this.#count("partner", this.limits.partner),
      customerId === undefined ? 0 : this.#count(`customer/${customerId}`, this.limits.customer),
    ];
    const waitMs = Math.max(...waits);
    return waitMs === 0 ? undefined : Math.max(1, Math.ceil(waitMs / 1000));
  }

  /** How full the partner's window is, in calls. */
  partnerCalls(): number {
    return this.#windows.get("partner")?.size(this.#clock.now(), this.limits.partner?.perMs ?? 0) ?? 0;
  }

  /** Forgets all calls. */
  reset(): void {
    this.#windows.clear();
  }

  #count(key: string, limit: RateLimit | undefined): number {
    if (limit === undefined) return 0;
    const window = this.#windows.get(key) ?? new Window();
    this.#windows.set(key, window);
    return window.count(this.#clock.now(), limit);
  }
}

/** The times of the calls of the last while, oldest first. */
class Window {
  #times: number[] = [];
  #first = 0;

  /** Milliseconds until a call would pass; 0 if this one does. */
  count(now: number, limit: RateLimit): number {
    this.#times.push(now);
    if (this.size(now, limit.perMs) <= limit.calls) return 0;
    // One more passes when all but limit - 1 of those counted have left the window.
    const leaving = this.#times[this.#times.length - limit.calls] ?? now;
    return leaving + limit.perMs - now;
  }

  size(now: number, perMs: number): number {
    while (this.#first < this.#times.length && (this.#times[this.#first] ?? now) <= now - perMs)
      this.#first += 1;
    if (this.#first > 1000) {
      this.#times = this.#times.slice(this.#first);
      this.#first = 0;
    }
    return this.#times.length - this.#first;
  }
}
