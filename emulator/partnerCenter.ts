import { randomBytes } from "node:crypto";
import { Api } from "./api";
import { Changes } from "./changes";
import { type Clock, systemClock } from "./clock";
import { Control } from "./control/index";
import { Customers, DEFAULT_CUSTOMERS } from "./customers";
import { EntraLogin, type Tenant } from "./entra/login";
import { AccessTokens } from "./entra/tokens";
import { type Fault, Faults, type RequestMatch, struck } from "./faults";
import { AnsweredRequests } from "./idempotency";
import { type EmulatorRequest, type Reply, tracingHeaders } from "./http";
import { type Behaviour, behaviourOf, type EmulatorOptions } from "./options";
import { pageReply } from "./page/files";
import { Submissions } from "./qualifications/submissions";
import { seededRandom } from "./random";
import { Recorder } from "./recorder";
import { Throttle } from "./throttle";
import { DEFAULT_VALIDATION_CODES, ValidationCodes } from "./validations";

/** The partner's tenant where nobody says which. */
const DEFAULT_TENANT = "0f5d1e2a-6b7c-4d8e-9fa0-b1c2d3e4f506";

/** Microsoft Entra, Partner Center and the control calls, as one function from a request to its answer. */
export class PartnerCenter {
  readonly clock: Clock;
  readonly behaviour: Behaviour;
  readonly tenant: Tenant;
  readonly customers: Customers;
  readonly validations: ValidationCodes;
  readonly throttle: Throttle;
  readonly recorder: Recorder;
  /** What is waited for may be so now. */
  readonly changes = new Changes();
  readonly faults = new Faults(() => this.changes.happened());
  readonly tokens: AccessTokens;
  readonly login: EntraLogin;
  /** What to export to use it; known when it has a socket. */
  environment: Record<string, string> = {};
  /** Called when the next connection is to be a new one. */
  endIdleConnections: () => void = () => undefined;
  readonly #api: Api;
  readonly #control: Control;

  constructor(options: EmulatorOptions = {}) {
    const { clock = systemClock, customers = DEFAULT_CUSTOMERS, seed = 1 } = options;
    this.clock = clock;
    this.behaviour = behaviourOf(options);
    this.tenant = {
      tenantId: (options.tenantId ?? DEFAULT_TENANT).toLowerCase(),
      clientId: "5c1e7d90-2a3b-4c4d-8e5f-60718293a4b5",
      publicClientId: "6d2f8ea1-3b4c-4d5e-9f60-718293a4b5c6",
      clientSecret: `secret~${randomBytes(24).toString("base64url")}`,
    };
    this.customers = new Customers(clock);
    for (const customer of customers) this.customers.add(customer);
    this.validations = new ValidationCodes(
      this.tenant.tenantId,
      options.validationCodes ?? DEFAULT_VALIDATION_CODES,
    );
    this.throttle = new Throttle(clock, options.throttle ?? {});
    this.recorder = new Recorder(clock, options.maxRecordedRequests);
    this.tokens = new AccessTokens(clock);
    this.login = new EntraLogin(this.tenant, this.tokens, clock, options.refreshTokens ?? "rotate");
    this.login.lifetimeSeconds = options.accessTokenSeconds ?? 3600;
    this.#api = new Api({
      behaviour: this.behaviour,
      tenantId: this.tenant.tenantId,
      clock,
      tokens: this.tokens,
      customers: this.customers,
      validations: this.validations,
      submissions: new Submissions(this.behaviour, this.validations, this.recorder, clock),
      answered: new AnsweredRequests(this.behaviour),
      recorder: this.recorder,
      throttle: this.throttle,
      random: seededRandom(seed),
    });
    this.#control = new Control(this);
  }

  /** Something goes wrong with the next calls that match. */
  faultNext(match: RequestMatch, fault: Fault, times?: number): void {
    this.faults.next(match, fault, times);
    if (fault.kind === "refuse") this.endIdleConnections();
  }

  /** Something goes wrong with a share of the calls that match. */
  faultShare(match: RequestMatch, fault: Fault, share: number, seed?: number): void {
    this.faults.share(match, fault, share, seed);
    if (fault.kind === "refuse") this.endIdleConnections();
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
