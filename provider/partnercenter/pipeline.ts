import { setMaxListeners } from "node:events";
import { partnerOf, rejectsToken, secretsOf, type Tokens, tokensOf } from "./auth/login";
import { eitherOf, unlessAborted } from "./bounds";
import type { ContractRequest } from "./contracts";
import { parseJson } from "./decode/json";
import type { Decoded } from "./decode/qualifications";
import { decodeText } from "./decode/text";
import { withoutSecrets } from "./decode/redaction";
import { apiFailure, type Doing, errorOf, notUnderstood, transportFailure } from "./errors/describe";
import type { PartnerCenterError } from "./errors/PartnerCenterError";
import { apiHeaders, type CallIds, newCallIds } from "./headers";
import { type CallKind, type Limiter, limiterOf } from "./limiter";
import type { CallOptions } from "./models";
import { proxyPasswords } from "./proxy";
import { Redactor } from "./redact";
import type { ResolvedSettings } from "./resolvedSettings";
import { Attempts, isSuccess, leastPauseMs, outcomeOf } from "./retry";
import { type HttpAnswer, type Sender, Transport } from "./transport";
import { TransportFailure } from "./transportFailure";

/** A request to the API, under ids that all its attempts share. */
export interface Call extends Doing {
  ids: CallIds;
  request: ContractRequest;
  kind: CallKind;
  /** Ends it: its caller's own signal, and closing the client. */
  signal: AbortSignal;
  /** Whether it takes the budget before others. */
  urgent: boolean;
  onSend?: () => void;
  /** Ends it until it is sent. */
  stop?: AbortSignal;
  /** By the clock of the settings: when its turn comes later, it is not sent, and {@link TooLate} is thrown. */
  sendBy?: number;
}

/** Its turn came after `sendBy`, so it was not sent. */
export class TooLate extends Error {
  override readonly name = "TooLate";
}

/** A complete answer, whatever its status, and what it is the answer to. */
export interface Answered {
  call: Call;
  answer: HttpAnswer;
  attempts: Attempts;
}

/**
 * What every request to the API goes through, from top to bottom of this class: it is a call (`callOf`) that is sent until
 * the retry policy has enough (`send`); each attempt needs a token (`attempt`) and its turn on the wire (`#exchange`); and
 * its answer is a value (`understood`) or an error of the one table (`refusal`).
 *
 * Only what may be repeated is sent by `send`. What must not be taken twice makes its attempts by rules of its own
 * (onceOnly.ts).
 */
export class Pipeline {
  /** The secrets that are known so far: no value or error of an answer shows them. */
  readonly redactor: Redactor;
  readonly tokens: Tokens;
  readonly limiter: Limiter;
  readonly #settings: ResolvedSettings;
  readonly #transport: Sender;
  readonly #releaseLimiter: () => void;
  readonly #closed = new AbortController();

  constructor(settings: ResolvedSettings) {
    const { login, bounds, clock, proxyEnvironment } = settings;
    this.#settings = settings;
    this.redactor = new Redactor([...secretsOf(login), ...proxyPasswords(proxyEnvironment)]);
    this.#transport = settings.transport ?? new Transport({ ...settings, environment: proxyEnvironment });
    this.tokens = tokensOf(settings, this.#transport, this.redactor);
    const partner = settings.ownClock ? undefined : `${settings.apiBaseUrl} ${partnerOf(login)}`;
    const { limiter, release } = limiterOf(partner, bounds, clock);
    this.limiter = limiter;
    this.#releaseLimiter = release;
    // All calls listen to it; to Node so many would look like a leak.
    setMaxListeners(0, this.#closed.signal);
  }

  /** @throws PartnerCenterError for a correlation id that can't be a header. */
  callOf(
    doing: string,
    request: ContractRequest,
    { correlationId, signal, urgent = false, onSend }: CallOptions,
    kind: CallKind,
    requestId?: string,
  ): Call {
    const closed = this.#closed.signal;
    return {
      doing,
      ids: newCallIds(correlationId, requestId),
      settingName: this.#settings.settingName,
      request,
      kind,
      signal: signal ? AbortSignal.any([closed, signal]) : closed,
      // A write rests on a look that would have to be repeated if it had to wait.
      urgent: urgent || kind === "write",
      onSend,
    };
  }

  /** The answer to a request that may be repeated, refusals included. @throws PartnerCenterError if none came. */
  async send(
    doing: string,
    request: ContractRequest,
    options: CallOptions,
    kind: CallKind = "read",
  ): Promise<Answered> {
    const call = this.callOf(doing, request, options, kind);
    const attempts = this.attempts();
    for (;;) {
      const outcome = await outcomeOf(this.attempt(call));
      const next = attempts.after(outcome);
      if (next.retry) await this.wait(next.delayMs, call);
      else if (outcome instanceof TransportFailure)
        throw errorOf(transportFailure(call, outcome, attempts.note));
      else return { call, answer: outcome, attempts };
    }
  }

  /**
   * One attempt; a rejected token is renewed once. @throws TransportFailure if no complete answer came, and
   * PartnerCenterError if there is no token.
   */
  async attempt(call: Call): Promise<HttpAnswer> {
    const unsent = eitherOf(call.signal, call.stop);
    // The token is for all calls: the one that gives up leaves the others to wait for it.
    const token = await unlessAborted(this.tokens.get(), unsent, aborted);
    const answer = await this.#exchange(call, token, unsent);
    if (!rejectsToken(answer)) return answer;
    const renewed = await unlessAborted(this.tokens.renew(token), unsent, aborted);
    if (renewed === undefined || renewed === token) return answer;
    return this.#exchange(call, renewed, unsent);
  }

  /** Waits for its turn, and sends. @throws TransportFailure if no complete answer came. */
  async #exchange(call: Call, token: string, unsent: AbortSignal): Promise<HttpAnswer> {
    const leave = await this.limiter.turn(call.kind, call.urgent, unsent).catch((error: unknown) => {
      throw unsent.aborted ? aborted() : error;
    });
    try {
      if (this.now() > (call.sendBy ?? Infinity)) throw new TooLate();
      call.onSend?.();
      const { method, path, body, headers } = call.request;
      const { apiBaseUrl, applicationName, locale, retry } = this.#settings;
      const hasBody = body !== undefined;
      const answer = await this.#transport.send({
        method,
        url: apiBaseUrl + path,
        headers: { ...apiHeaders(call.ids, token, { applicationName, locale, hasBody }), ...headers },
        body: hasBody ? JSON.stringify(body) : undefined,
        signal: call.signal,
        ownConnection: call.kind === "write",
      });
      // Before its place is given to one that waits. The retry policy makes the pause longer, so that not all come at once.
      if (answer.status === 429) this.limiter.pause(leastPauseMs(retry, answer, this.now()));
      return answer;
    } finally {
      leave();
    }
  }

  /** What a success says. @throws PartnerCenterError if it is none, or says nothing that is understood. */
  understood<T>(answered: Answered, decode: (body: unknown) => Decoded<T>): T {
    const { call, answer } = answered;
    if (!isSuccess(answer.status)) throw this.refusal(answered);
    const decoded = this.decoded(answer, decode);
    if (!decoded.understood) throw errorOf(notUnderstood(call, answer, decoded.why, this.redactor));
    return decoded.value;
  }

  /** An answer's bytes as the JSON that a call expects, without the secrets that its texts repeat. */
  decoded<T>({ body }: HttpAnswer, decode: (value: unknown) => Decoded<T>): Decoded<T> {
    const json = parseJson(decodeText(body));
    if (!json.ok) return { understood: false, why: "it is no JSON" };
    return decode(withoutSecrets(json.value, this.redactor));
  }

  /** The error of an answer that is no success. */
  refusal({ call, answer, attempts }: Answered): PartnerCenterError {
    return errorOf({ ...apiFailure(call, answer, this.redactor, attempts.note), submission: undefined });
  }

  /** What a success says. @throws PartnerCenterError for any other answer, for none, and for one that says nothing. */
  async read<T>(
    doing: string,
    request: ContractRequest,
    decode: (body: unknown) => Decoded<T>,
    options: CallOptions,
  ): Promise<T> {
    return this.understood(await this.send(doing, request, options), decode);
  }

  /** A new count of attempts, by the one policy; after a 429 nothing else of this partner tenant is sent, either. */
  attempts(): Attempts {
    return new Attempts(this.#settings, (ms) => this.limiter.pause(ms));
  }

  /** Waits, such as between two attempts. @throws PartnerCenterError when the call is ended, or `stop` is aborted. */
  async wait(ms: number, call: Call, stop?: AbortSignal): Promise<void> {
    const signal = eitherOf(call.signal, stop);
    await this.#settings.clock.sleep(ms, signal).catch((error: unknown) => {
      throw signal.aborted ? errorOf(transportFailure(call, aborted())) : error;
    });
  }

  /** Milliseconds, by the clock that everything here is timed with. */
  now(): number {
    return this.#settings.clock.now();
  }

  /** Ends the calls that still run and closes the connections that are kept alive. */
  close(): void {
    this.#closed.abort();
    this.#releaseLimiter();
    this.#transport.close();
  }
}

const aborted = () => new TransportFailure({ kind: "aborted", sent: false, transient: false });
