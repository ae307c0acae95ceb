import type { Tokens } from "./auth/login";
import type { ContractRequest } from "./contracts";
import { decodeText } from "./decode/text";
import type { SettingName } from "./settingText";
import { parseFault } from "./errors/parse";
import { apiHeaders, type CallIds } from "./headers";
import type { CallKind, Limiter } from "./limiter";
import { parseRetryAfter, type RetryDecision } from "./retry";
import { type Attempt, attemptOf, Attempts } from "./sending";
import type { ResolvedSettings } from "./resolvedSettings";
import type { HttpAnswer, Sender } from "./transport";
import { TransportFailure } from "./transportFailure";

/** A request of one call. */
export interface Call {
  kind: CallKind;
  request: ContractRequest;
  ids: CallIds;
  signal?: AbortSignal;
  /** Ends it until it is sent. */
  stop?: AbortSignal;
  /** By the clock of the settings: when its turn comes later, it is not sent, and {@link TooLate} is thrown. */
  sendBy?: number;
  /** Whether it takes the budget before others; by default a write does. */
  urgent?: boolean;
  onSend?: () => void;
}

/** Its turn came after `sendBy`, so it was not sent. */
export class TooLate extends Error {
  override readonly name = "TooLate";
}

/** Sends calls to the API: token, limiter, transport, and the pause that a 429 asks for. */
export class Caller {
  readonly #settings: ResolvedSettings;
  readonly #tokens: Tokens;
  readonly #limiter: Limiter;
  readonly #transport: Sender;

  constructor(settings: ResolvedSettings, tokens: Tokens, limiter: Limiter, transport: Sender) {
    this.#settings = settings;
    this.#tokens = tokens;
    this.#limiter = limiter;
    this.#transport = transport;
  }

  /** What the user calls a setting. */
  get settingName(): SettingName {
    return this.#settings.settingName;
  }

  /** Milliseconds, by the clock that everything here is timed with. */
  now(): number {
    return this.#settings.clock.now();
  }

  /** A new count of attempts, by the one policy. */
  attempts(): Attempts {
    const { retry, clock, random } = this.#settings;
    return new Attempts(retry, clock, random);
  }

  /** Waits, such as between two attempts. */
  async wait(ms: number, signal?: AbortSignal): Promise<void> {
    await this.#settings.clock.sleep(ms, signal).catch((error: unknown) => {
      throw signal?.aborted ? aborted(false) : error;
    });
  }

  /** Sends until the policy has enough; the last attempt, their number, and what is to be said of it. */
  async send(call: Call): Promise<{ attempt: Attempt; attempts: number; note: string }> {
    const attempts = this.attempts();
    for (;;) {
      const attempt = await this.once(call);
      const decision = this.after(attempts, attempt);
      if (!decision.retry) return { attempt, attempts: attempts.made, note: attempts.note(decision) };
      await this.wait(decision.delayMs, call.signal);
    }
  }

  /** What follows an attempt; after a 429 nothing else of this partner tenant is sent, either. */
  after(attempts: Attempts, attempt: Attempt): RetryDecision {
    const decision = attempts.after(attempt);
    if (decision.throttledMs !== undefined) this.#limiter.pause(decision.throttledMs);
    return decision;
  }

  #leastPauseMs({ headers }: HttpAnswer): number {
    const { firstDelayMs, longestRetryAfterMs } = this.#settings.retry;
    const asked = parseRetryAfter(headers["retry-after"], this.now()) ?? firstDelayMs;
    return Math.min(asked, longestRetryAfterMs);
  }

  /** One attempt; a rejected token is renewed once. @throws PartnerCenterError if there is no token. */
  async once(call: Call): Promise<Attempt> {
    const token = await orAborted(this.#tokens.get(), eitherOf(call.signal, call.stop));
    if (token === ABORTED) return { failure: aborted(false) };
    const attempt = await this.#withToken(call, token);
    if (!("answer" in attempt) || !mayRenew(attempt.answer)) return attempt;
    const renewed = await orAborted(this.#tokens.renew(token), call.signal);
    if (renewed === ABORTED) return { failure: aborted(false) };
    return renewed === undefined || renewed === token ? attempt : this.#withToken(call, renewed);
  }

  #withToken(call: Call, token: string): Promise<Attempt> {
    const { kind, request, ids, signal, urgent, onSend, sendBy = Infinity } = call;
    const { apiBaseUrl, applicationName, locale } = this.#settings;
    const unsent = eitherOf(signal, call.stop);
    const body = request.body === undefined ? undefined : JSON.stringify(request.body);
    const headers = {
      ...apiHeaders(ids, token, { applicationName, locale, hasBody: body !== undefined }),
      ...request.headers,
    };
    const http = {
      method: request.method,
      url: apiBaseUrl + request.path,
      headers,
      body,
      signal,
      ownConnection: kind === "write",
    };
    let started = false;
    return attemptOf(async () => {
      try {
        return await this.#limiter.run(
          kind,
          async () => {
            if (this.now() > sendBy) throw new TooLate();
            started = true;
            onSend?.();
            const answer = await this.#transport.send(http);
            // Before its place is given to one that waits.
            if (answer.status === 429) this.#limiter.pause(this.#leastPauseMs(answer));
            return answer;
          },
          unsent,
          urgent,
        );
      } catch (error) {
        throw !started && unsent?.aborted ? aborted(false) : error;
      }
    });
  }
}

/** Aborted as soon as one of the two is. */
export function eitherOf(
  signal: AbortSignal | undefined,
  stop: AbortSignal | undefined,
): AbortSignal | undefined {
  return signal && stop ? AbortSignal.any([signal, stop]) : (signal ?? stop);
}

const ABORTED = Symbol("aborted");

/** The token is for all calls: the one that gives up leaves the others to wait for it. */
async function orAborted<T>(token: Promise<T>, signal: AbortSignal | undefined): Promise<T | typeof ABORTED> {
  if (signal === undefined) return token;
  let abort = () => {};
  const given = new Promise<typeof ABORTED>((resolve) => {
    abort = () => resolve(ABORTED);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
  });
  return Promise.race([given, token]).finally(() => signal.removeEventListener("abort", abort));
}

function aborted(sent: boolean): TransportFailure {
  return new TransportFailure({ kind: "aborted", sent, transient: false });
}

/** Faults that a new token of the same login has, too: its audience, no multifactor authentication, an application's alone. */
const FAULTS_OF_THE_LOGIN = new Set(["900420", "900421", "900329"]);

function mayRenew(answer: HttpAnswer): boolean {
  return answer.status === 401 && !FAULTS_OF_THE_LOGIN.has(parseFault(decodeText(answer.body)).code ?? "");
}
