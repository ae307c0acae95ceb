/**
 * The wait that a Retry-After header asks for, in milliseconds and not less than 0: seconds, or an HTTP date.
 * Undefined if there is none or it can't be read. Not bounded: that is the retry policy's decision.
 */
export function parseRetryAfter(header: string | undefined, nowMs: number): number | undefined {
  const text = header?.trim();
  if (!text) return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  // An HTTP date names its weekday; Date.parse alone would read "-5" and "7, maybe" as dates, too.
  if (!/^[a-z]{3,9},? /i.test(text)) return undefined;
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? undefined : Math.max(0, instant - nowMs);
}

/** Bounds of the one retry policy; times in milliseconds. */
export interface RetryPolicy {
  /** Attempts of one call in all, the first included. */
  maxAttempts: number;
  /** From a call's first attempt to the start of its last one. */
  budgetMs: number;
  /** Wait after the first failure; doubled with each further one. */
  firstDelayMs: number;
  /** The longest wait of the policy's own. */
  longestDelayMs: number;
  /** The longest wait that a Retry-After is honoured for; a longer one is cut to this. */
  longestRetryAfterMs: number;
}

/** Microsoft counts throttling per minute: two minutes cover every Retry-After that was seen. */
export const DEFAULT_RETRY_POLICY: RetryPolicy = {
  maxAttempts: 5,
  budgetMs: 300_000,
  firstDelayMs: 500,
  longestDelayMs: 30_000,
  longestRetryAfterMs: 120_000,
};

/** How one attempt ended. */
export type AttemptOutcome =
  | { kind: "answer"; status: number; retryAfter?: string }
  /** No complete answer; `transient` if another attempt may do better. */
  | { kind: "failure"; transient: boolean };

/** What to do after an attempt. */
export type RetryDecision =
  | { retry: true; delayMs: number; throttledMs?: number }
  /** `final`: a repetition can't help; the others: it could, but the bound is reached. */
  | { retry: false; why: "final" | "attempts" | "budget"; throttledMs?: number };

/** What a decision is made from; nothing else. */
export interface RetryState {
  outcome: AttemptOutcome;
  /** Attempts made so far, at least 1. */
  attempts: number;
  /** Milliseconds since the first attempt started. */
  elapsedMs: number;
  nowMs: number;
  /** In [0, 1). */
  random: number;
}

/** Whether a status says that the API did it. */
export const isSuccess = (status: number) => status >= 200 && status < 300;

/** Whether a status may be different at the next attempt. */
export function isTransientStatus(status: number): boolean {
  return status === 408 || status === 429 || (status >= 500 && status <= 599);
}

/**
 * The one retry policy, for every call: network failures, 408, 429 and 5xx. Retry-After is honoured and bounded;
 * otherwise the wait doubles, with jitter in its upper half so that calls which failed together spread out.
 */
export function decideRetry(policy: RetryPolicy, state: RetryState): RetryDecision {
  const { outcome, attempts, elapsedMs, nowMs, random } = state;
  const asked = outcome.kind === "answer" ? parseRetryAfter(outcome.retryAfter, nowMs) : undefined;
  const backoffMs = Math.min(policy.longestDelayMs, policy.firstDelayMs * 2 ** Math.min(attempts - 1, 30));
  const jitteredMs = backoffMs * (0.5 + random / 2);
  // On top of Retry-After, so that the paused calls do not all come back in the same instant.
  const delayMs =
    asked === undefined
      ? jitteredMs
      : Math.min(asked, policy.longestRetryAfterMs) + Math.min(jitteredMs, policy.firstDelayMs);
  const throttled = outcome.kind === "answer" && outcome.status === 429 ? { throttledMs: delayMs } : {};

  if (!(outcome.kind === "answer" ? isTransientStatus(outcome.status) : outcome.transient)) {
    return { retry: false, why: "final" };
  }
  if (attempts >= policy.maxAttempts) return { retry: false, why: "attempts", ...throttled };
  if (elapsedMs + delayMs > policy.budgetMs) return { retry: false, why: "budget", ...throttled };
  return { retry: true, delayMs, ...throttled };
}
