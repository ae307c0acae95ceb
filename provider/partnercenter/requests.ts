import { setMaxListeners } from "node:events";
import type { Caller } from "./call";
import type { ContractRequest } from "./contracts";
import { decodeBody } from "./decode/body";
import { doubtAbout } from "./decode/certainty";
import type { Decoded } from "./decode/qualifications";
import {
  apiFailure,
  type Doing,
  errorOf,
  notUnderstood,
  transportFailure,
  uncertain,
} from "./errors/describe";
import type { PartnerCenterError } from "./errors/PartnerCenterError";
import { newCallIds } from "./headers";
import type { CallKind } from "./limiter";
import type { CallOptions, CustomerQualificationItem, QualificationsAnswer } from "./models";
import type { Redactor } from "./redact";
import { isSuccess } from "./retry";
import type { HttpAnswer } from "./transport";
import { TransportFailure } from "./transportFailure";

/** A complete answer, whatever its status, and what it is the answer to. */
export interface Answered {
  doing: Doing;
  answer: HttpAnswer;
  attempts: number;
  /** What an error says of the attempts. */
  note: string;
}

/** The calls that may be repeated: sent by the one policy, answered by a value or an error of the one table. */
export class Requests {
  readonly caller: Caller;
  readonly redactor: Redactor;
  readonly #closed: AbortSignal;

  /** @param closed - ends all calls */
  constructor(caller: Caller, redactor: Redactor, closed: AbortSignal) {
    this.caller = caller;
    this.redactor = redactor;
    this.#closed = closed;
    // All calls listen to it; to Node so many would look like a leak.
    setMaxListeners(0, closed);
  }

  /** What ends a call: its own signal, and closing. */
  signal(signal: AbortSignal | undefined): AbortSignal {
    return signal ? AbortSignal.any([this.#closed, signal]) : this.#closed;
  }

  /** The answer to a request, refusals included. @throws PartnerCenterError if none came. */
  async send(
    what: string,
    request: ContractRequest,
    { correlationId, signal, urgent, onSend }: CallOptions,
    kind: CallKind = "read",
  ): Promise<Answered> {
    const ids = newCallIds(correlationId);
    const doing: Doing = { doing: what, ids, settingName: this.caller.settingName };
    const { attempt, attempts, note } = await this.caller.send({
      kind,
      request,
      ids,
      signal: this.signal(signal),
      urgent,
      onSend,
    });
    if ("failure" in attempt) throw errorOf(transportFailure(doing, attempt.failure, note));
    return { doing, answer: attempt.answer, attempts, note };
  }

  /** The answer to a request. @throws PartnerCenterError if it is no success. */
  async succeed(
    what: string,
    request: ContractRequest,
    call: CallOptions,
    kind: CallKind = "read",
  ): Promise<Answered> {
    const answered = await this.send(what, request, call, kind);
    if (!isSuccess(answered.answer.status)) throw this.refusal(answered);
    return answered;
  }

  /** What a success says. @throws PartnerCenterError if it is none, or says nothing that is understood. */
  async read<T>(
    what: string,
    request: ContractRequest,
    decode: (body: unknown) => Decoded<T>,
    call: CallOptions,
  ): Promise<T> {
    return this.understood(await this.succeed(what, request, call), decode);
  }

  /**
   * What a success lists, and why that is not certain. Where it must be, it is read again by the one policy.
   * @throws PartnerCenterError as {@link read}, and where it must be certain and never is.
   */
  async readCertain(
    what: string,
    request: ContractRequest,
    decode: (body: unknown) => Decoded<CustomerQualificationItem[]>,
    certain: boolean,
    call: CallOptions,
  ): Promise<QualificationsAnswer> {
    const attempts = this.caller.attempts();
    for (;;) {
      const answered = await this.succeed(what, request, call);
      const items = this.understood(answered, decode);
      const doubt = doubtAbout(answered.answer, items);
      if (doubt === undefined) return { items };
      if (!certain) return { items, uncertain: doubt };
      // As a failure that may pass: what lies before the API, or a list that is being written, may be gone by then.
      const next = attempts.after({
        failure: new TransportFailure({ kind: "dropped", sent: true, transient: true }),
      });
      const { doing, answer } = answered;
      if (!next.retry) throw errorOf(uncertain(doing, answer, doubt, this.redactor, attempts.note(next)));
      await this.caller.wait(next.delayMs, this.signal(call.signal)).catch((error: unknown) => {
        throw error instanceof TransportFailure ? errorOf(transportFailure(doing, error)) : error;
      });
    }
  }

  /** @throws PartnerCenterError if the answer says nothing that is understood. */
  understood<T>({ doing, answer }: Answered, decode: (body: unknown) => Decoded<T>): T {
    const decoded = decodeBody(answer.body, decode, this.redactor);
    if (!decoded.understood) throw errorOf(notUnderstood(doing, answer, decoded.why, this.redactor));
    return decoded.value;
  }

  /** The error of an answer that is no success. */
  refusal({ doing, answer, note }: Answered): PartnerCenterError {
    return errorOf({ ...apiFailure(doing, answer, this.redactor, note), submission: undefined });
  }
}
