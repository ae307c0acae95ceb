import type { Clock } from "./clock";
import type { HttpAnswer, HttpRequest, Outcome, Sender } from "./transport";
import { TransportFailure } from "./transportFailure";

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

/** How long a 429 asks everybody to wait at least, without jitter. */
export function leastPauseMs(policy: RetryPolicy, { headers }: HttpAnswer, nowMs: number): number {
  const asked = parseRetryAfter(headers["retry-after"], nowMs) ?? policy.firstDelayMs;
  return Math.min(asked, policy.longestRetryAfterMs);
}

/** What attempts are timed with. */
export interface RetryTiming {
  retry: RetryPolicy;
  clock: Clock;
  random: () => number;
}

/** Counts the attempts of one call and asks the one policy what follows. */
export class Attempts {
  readonly #timing: RetryTiming;
  readonly #onThrottled: (ms: number) => void;
  readonly #startedAt: number;
  #made = 0;
  #note = "";

  /** @param onThrottled - told for how long nothing should be sent by anybody, after a 429 */
  constructor(timing: RetryTiming, onThrottled: (ms: number) => void = () => undefined) {
    this.#timing = timing;
    this.#onThrottled = onThrottled;
    this.#startedAt = timing.clock.now();
  }

  get made(): number {
    return this.#made;
  }

  /** "after 5 attempts", for an error's text, where more of them could have helped. */
  get note(): string {
    return this.#note;
  }

  /** Counts an attempt and decides. */
  after(outcome: Outcome): RetryDecision {
    if (outcome instanceof TransportFailure)
      return this.#decide({ kind: "failure", transient: outcome.transient });
    return this.#decide({
      kind: "answer",
      status: outcome.status,
      retryAfter: outcome.headers["retry-after"],
    });
  }

  /** The same of one that came to nothing and may yet: an answer that says too little, or a look that shows nothing. */
  afterNothing(): RetryDecision {
    return this.#decide({ kind: "failure", transient: true });
  }

  #decide(outcome: AttemptOutcome): RetryDecision {
    this.#made += 1;
    const { retry, clock, random } = this.#timing;
    const nowMs = clock.now();
    const elapsedMs = nowMs - this.#startedAt;
    const state = { outcome, attempts: this.#made, elapsedMs, nowMs, random: random() };
    const decision = decideRetry(retry, state);
    if (decision.throttledMs !== undefined) this.#onThrottled(decision.throttledMs);
    if (!decision.retry && decision.why !== "final")
      this.#note = `, after ${this.#made} ${this.#made === 1 ? "attempt" : "attempts"}`;
    return decision;
  }
}

/** Sends by the one policy what is no request to the API, such as a login. Tells each attempt to `see`. */
export async function sendWithRetries(
  transport: Sender,
  request: HttpRequest,
  timing: RetryTiming,
  see: (outcome: Outcome) => void = () => undefined,
): Promise<Outcome> {
  const attempts = new Attempts(timing);
  for (;;) {
    const outcome = await outcomeOf(transport.send(request));
    see(outcome);
    const decision = attempts.after(outcome);
    if (!decision.retry) return outcome;
    await timing.clock.sleep(decision.delayMs, request.signal);
  }
}

/** How a request ends; anything but a transport's failure is thrown. */
export async function outcomeOf(answer: Promise<HttpAnswer>): Promise<Outcome> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof TransportFailure) return error;
    throw error;
  }
}
