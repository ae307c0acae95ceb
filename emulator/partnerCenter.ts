import { Api } from "./api";
import { Control } from "./control/index";
import { struck } from "./faultAnswers";
import { AnsweredRequests } from "./idempotency";
import { type EmulatorRequest, type Reply, tracingHeaders } from "./http";
import type { EmulatorOptions } from "./options";
import { pageReply } from "./page/files";
import { Submissions } from "./qualifications/submissions";
import { seededRandom } from "./faults";
import { EmulatorState } from "./state";

/** Microsoft Entra, Partner Center and the control calls, as one function from a request to its answer. */
export class PartnerCenter extends EmulatorState {
  readonly #api: Api;
  readonly #control: Control;

  constructor(options: EmulatorOptions = {}) {
    super(options);
    const { behaviour, tenant, clock, tokens, customers, validations, recorder, activity, throttle } = this;
    this.#api = new Api({
      behaviour,
      tenantId: tenant.tenantId,
      clock,
      tokens,
      customers,
      validations,
      submissions: new Submissions(behaviour, validations, recorder, clock),
      answered: new AnsweredRequests(behaviour),
      recorder,
      activity,
      throttle,
      random: seededRandom(options.seed ?? 1),
    });
    this.#control = new Control(this);
  }

  /** Answers a request; the signal says that the caller has left. */
  async handle(request: EmulatorRequest, signal?: AbortSignal): Promise<Reply> {
    const page = pageReply(request);
    if (page !== undefined) return page;
    if (/^\/emulator(\/|$)/.test(request.path)) return this.#control.handle(request);
    const endpoint = /^\/v\d+\//i.test(request.path) ? "api" : "login";
    const record = this.recorder.begin(request, endpoint);
    const fault = this.faults.take(request, endpoint);
    record.fault = fault?.kind;
    this.changes.happened();
    const { latencyMs, clockOffsetSeconds } = this.behaviour;
    const delayMs = latencyMs + (fault?.kind === "delay" ? fault.ms : 0);
    if (delayMs > 0) await this.clock.sleep(delayMs, signal);
    if (fault?.kind === "hold") await this.faults.hold(signal);
    const answer = () => (endpoint === "api" ? this.#api.handle(request) : this.login.handle(request));
    const reply = fault === undefined ? answer() : struck(fault, answer);
    this.changes.happened();
    if (fault?.kind === "holdAfter") await this.faults.hold(signal);
    if (endpoint === "api") reply.headers = { ...tracingHeaders(request), ...reply.headers };
    if (clockOffsetSeconds !== 0)
      reply.headers.Date = new Date(Date.now() + clockOffsetSeconds * 1000).toUTCString();
    this.recorder.end(record, reply);
    this.changes.happened();
    return reply;
  }
}
