import type { Clock } from "./clock";
import type { ResolvedConnection } from "./resolvedSettings";
import { decideRetry, type RetryDecision, type RetryPolicy } from "./retry";
import type { HttpAnswer, HttpRequest, Sender } from "./transport";
import { TransportFailure } from "./transportFailure";

/** How one attempt ended: with an answer, or without. */
export type Attempt = { answer: HttpAnswer } | { failure: TransportFailure };

/** Counts the attempts of one call and asks the one policy what follows. */
export class Attempts {
  readonly #policy: RetryPolicy;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #startedAt: number;
  #made = 0;

  constructor(policy: RetryPolicy, clock: Clock, random: () => number) {
    this.#policy = policy;
    this.#clock = clock;
    this.#random = random;
    this.#startedAt = clock.now();
  }

  get made(): number {
    return this.#made;
  }

  /** Counts an attempt and decides. */
  after(attempt: Attempt): RetryDecision {
    this.#made += 1;
    const nowMs = this.#clock.now();
    return decideRetry(this.#policy, {
      outcome:
        "answer" in attempt
          ? {
              kind: "answer",
              status: attempt.answer.status,
              retryAfter: attempt.answer.headers["retry-after"],
            }
          : { kind: "failure", transient: attempt.failure.transient },
      attempts: this.#made,
      elapsedMs: nowMs - this.#startedAt,
      nowMs,
      random: this.#random(),
    });
  }

  /** "after 5 attempts", for an error's text. */
  note(decision: RetryDecision): string {
    if (decision.retry || decision.why === "final") return "";
    return `, after ${this.#made} ${this.#made === 1 ? "attempt" : "attempts"}`;
  }
}

/** Sends once and gives what came of it; anything but a transport's failure is thrown. */
export async function attemptOf(send: () => Promise<HttpAnswer>): Promise<Attempt> {
  try {
    return { answer: await send() };
  } catch (error) {
    if (error instanceof TransportFailure) return { failure: error };
    throw error;
  }
}

/** Sends by the one policy, past the limiter: for what is no call of the API. Tells each attempt to `see`. */
export async function sendWithRetries(
  transport: Sender,
  request: HttpRequest,
  { retry, clock, random }: Pick<ResolvedConnection, "retry" | "clock" | "random">,
  see: (attempt: Attempt) => void = () => undefined,
): Promise<Attempt> {
  const attempts = new Attempts(retry, clock, random);
  for (;;) {
    const attempt = await attemptOf(() => transport.send(request));
    see(attempt);
    const decision = attempts.after(attempt);
    if (!decision.retry) return attempt;
    await clock.sleep(decision.delayMs, request.signal);
  }
}
