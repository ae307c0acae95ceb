/**
 * What ends a request: its caller, and two limits of time. Timers and one listener, for a run sends thousands, and
 * signals that are composed live on until the last limit has passed.
 */
export class Bounds {
  readonly #ending = new AbortController();
  readonly #caller: AbortSignal | undefined;
  readonly #whole: NodeJS.Timeout;
  readonly #connecting: NodeJS.Timeout;
  /** Which of them ended it. */
  readonly passed = { callerAborted: false, timedOut: false, connectTimedOut: false };

  constructor(
    caller: AbortSignal | undefined,
    { requestTimeoutMs, connectTimeoutMs }: { requestTimeoutMs: number; connectTimeoutMs: number },
  ) {
    this.#caller = caller;
    this.#whole = setTimeout(() => this.#pass("timedOut"), requestTimeoutMs);
    this.#connecting = setTimeout(() => this.#pass("connectTimedOut"), connectTimeoutMs);
    caller?.addEventListener("abort", this.#callerAborted);
  }

  get signal(): AbortSignal {
    return this.#ending.signal;
  }

  connected(): void {
    clearTimeout(this.#connecting);
  }

  end(): void {
    clearTimeout(this.#whole);
    clearTimeout(this.#connecting);
    this.#caller?.removeEventListener("abort", this.#callerAborted);
  }

  readonly #callerAborted = (): void => this.#pass("callerAborted");

  #pass(bound: keyof Bounds["passed"]): void {
    this.passed[bound] = true;
    this.#ending.abort();
  }
}

/** Aborted as soon as one of the two is. */
export const eitherOf = (signal: AbortSignal, other: AbortSignal | undefined): AbortSignal =>
  other ? AbortSignal.any([signal, other]) : signal;

/** What a promise gives, unless the signal is aborted before: then `reason` is thrown, and what was asked for goes on. */
export async function unlessAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal | undefined,
  reason: () => Error,
): Promise<T> {
  if (signal === undefined) return promise;
  let abort = () => {};
  const ended = new Promise<never>((_, reject) => {
    abort = () => reject(reason());
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
  });
  return Promise.race([ended, promise]).finally(() => signal.removeEventListener("abort", abort));
}
