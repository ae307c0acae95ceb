import type { EmulatorRequest, Reply } from "./http";
import type { Behaviour } from "./options";

/** Remembers what was answered to which MS-RequestId. */
export class AnsweredRequests {
  readonly #behaviour: Behaviour;
  readonly #answered = new Map<string, Reply>();

  constructor(behaviour: Behaviour) {
    this.#behaviour = behaviour;
  }

  /**
   * A call with the MS-RequestId of an earlier one is that call ("Partner Center REST headers"): it gets the same
   * answer and does nothing. For how long Microsoft remembers an id is not published; here for ever. That refused
   * calls are not remembered is assumed.
   */
  once(request: EmulatorRequest, act: () => Reply): Reply {
    const requestId = request.headers["ms-requestid"]?.toLowerCase();
    if (!this.#behaviour.idempotent || requestId === undefined) return act();
    const key = `${request.method} ${request.path.toLowerCase()} ${requestId}`;
    const reply = this.#answered.get(key) ?? act();
    this.#answered.set(key, reply);
    return reply;
  }
}
