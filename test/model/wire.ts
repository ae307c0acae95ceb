import {
  makeRequest,
  type Fault,
  type PartnerCenter,
  type QualificationItem,
  type Reply,
} from "../../emulator";
import type { Clock } from "../../provider/partnercenter";
import type { HttpAnswer, HttpRequest } from "../../provider/partnercenter/transport";
import type { Properties } from "./engine";
import { askedOf, isLogRead, type LogRead, submissionsIn } from "./logRead";
import type { Owner } from "./time";
import type { Provider } from "./provider";

/** What happens when a process sends its n-th request, from 1. */
export interface Happening {
  at: number;
  what:
    | { kind: "fault"; fault: Fault; times: number }
    /** The process dies before the request reaches anybody, or after it was handled and before its answer. */
    | { kind: "kill"; when: "before" | "after" }
    /** The engine asks to stop. */
    | { kind: "interrupt" }
    /** Something changes at Microsoft, just before. */
    | { kind: "fate"; happens: () => void };
}

/** A provider process: what all its requests share. */
export interface Sender {
  startedAt: number;
  /** When it was killed in the midst of its work. */
  killedAt?: number;
}

/** Counts what happens in a walk, whichever process does it. */
export class Order {
  #last = 0;
  next(): number {
    return (this.#last += 1);
  }
}

/** What a process was told of one qualification. */
export interface Told {
  order: number;
  /** The customer and the qualification. */
  key: string;
  inputs?: Properties;
  outputs?: Properties;
}

/** One request for a customer's qualifications, and what really came of it. */
export interface Sent {
  /** Its place among all that its walk's processes did. */
  order: number;
  by: Sender;
  number: number;
  method: string;
  customerId: string;
  requestId: string;
  /** When it was sent, and when it was handled. */
  at: number;
  answeredAt: number;
  body: string;
  /** Of the qualification in the body, for a POST. */
  qualification?: string;
  /** What Partner Center held once it was handled; of a GET, what its list shows, which may be behind. */
  items: readonly QualificationItem[];
  /** Whether its whole answer arrived, and says what it should. */
  intact: boolean;
  status?: number;
  /** Whether the emulator counted a submission. */
  taken: boolean;
  /** Whether it is certain to who sent it that it was not taken. */
  surelyNotTaken: boolean;
  /** Whether the API refused its content. */
  refused: boolean;
}

const REQUEST_TIMEOUT_MS = 60_000;
/** Faults that change nothing of what an answer says. */
const HARMLESS = new Set([undefined, "delay", "bom", "utf16"]);

/** Carries a process's requests to the emulator without a socket, and notes them. */
export class Wire {
  readonly sent: Sent[] = [];
  /** Its requests for the activity log. */
  readonly logReads: LogRead[] = [];
  readonly sender: Sender;
  /** Secrets that went over this wire: what an answer may repeat. */
  readonly #passed = new Set<string>();
  /** Called for an interruption and when the process dies. */
  onInterrupt: () => void = () => undefined;
  onDeath: () => void = () => undefined;
  /** What the engine told this process of the state. */
  readonly told: Told[] = [];

  constructor(
    private readonly partnerCenter: PartnerCenter,
    private readonly provider: Pick<Provider, "TransportFailure">,
    private readonly clock: Clock,
    private readonly owner: Owner,
    private readonly happenings: readonly Happening[],
    /** What must never be shown; tokens that the login gives are added. */
    private readonly secrets: Set<string>,
    readonly order = new Order(),
    /** Counts the requests of one command, whichever of its processes sends them. */
    private readonly counted = new Order(),
  ) {
    this.sender = { startedAt: clock.now() };
  }

  close(): void {}

  /** Called with what the engine tells: old inputs, or outputs with the records of what the resource has replaced. */
  tells(told: { inputs: Properties } | { outputs: Properties }): void {
    const properties = "inputs" in told ? told.inputs : told.outputs;
    const order = this.order.next();
    this.told.push({
      order,
      key: `${String(properties["customerId"])}/${String(properties["qualification"])}`,
      ...told,
    });
    const replaced = (properties["replaced"] ?? {}) as Record<string, Properties>;
    if ("inputs" in told) return;
    for (const [key, outputs] of Object.entries(replaced)) this.told.push({ order, key, outputs });
  }

  async send(request: HttpRequest): Promise<HttpAnswer> {
    // Troubles are put on what is sent for the customers; what is read of the log is not counted.
    const number = isLogRead(request) ? 0 : this.counted.next();
    const at = this.clock.now();
    for (const secret of secretsOf(request)) this.#passed.add(secret);
    let killAfter = false;
    for (const { at, what } of this.happenings) {
      if (at !== number || this.owner.dead) continue;
      if (what.kind === "fault") {
        const fault = echoing(what.fault, this.#passed);
        this.partnerCenter.faults.next({ endpoint: "any" }, fault, what.times);
      } else if (what.kind === "fate") what.happens();
      else if (what.kind === "interrupt") this.onInterrupt();
      else if (what.when === "after") killAfter = true;
      else {
        // It has told other processes that it is about to send this, and nobody knows that it did not.
        this.#note(request, number, at, { ...NOT_ARRIVED, surelyNotTaken: false });
        this.#die();
      }
    }
    if (this.owner.dead) return never();
    if (request.signal?.aborted) throw this.#failure("aborted", { sent: false, transient: false });
    if (this.partnerCenter.faults.takeRefusal()) {
      if (isLogRead(request)) this.#noteLogRead(request, false, NO_REPLY);
      this.#note(request, number, at, NOT_ARRIVED);
      throw this.#failure("dropped", { sent: false });
    }
    const { recorder } = this.partnerCenter;
    const handled = this.partnerCenter.handle(
      makeRequest(request.method, request.url, request.headers, request.body ?? ""),
    );
    // Unless it takes time it is handled by now; before the answer is noted, something may happen to another request.
    const itemsAtOnce = this.#itemsOf(request);
    const reply = await handled;
    const items = this.clock.now() === at ? itemsAtOnce : this.#itemsOf(request);
    const requestId = request.headers["MS-RequestId"];
    const correlationId = request.headers["MS-CorrelationId"];
    // The same ask has the same id, whichever process sends it.
    const isIt = (one: { requestId?: string; correlationId?: string }) =>
      one.requestId === requestId && one.correlationId === correlationId;
    const record = recorder.requests.findLast(isIt);
    const taken = requestId !== undefined && recorder.submissions.some(isIt);
    const { status, disturbance } = reply;
    const intact = disturbance === undefined && status < 300 && HARMLESS.has(record?.fault);
    if (isLogRead(request)) this.#noteLogRead(request, intact, reply);
    this.#note(request, number, at, {
      taken,
      items,
      status: disturbance === undefined ? status : undefined,
      intact,
      surelyNotTaken: disturbance === undefined && status >= 400 && status < 500 && status !== 408,
      refused: disturbance === undefined && status === 400,
    });
    if (requestId === undefined) this.#keepSecrets(textOf(reply));
    if (killAfter) this.#die();
    if (this.owner.dead) return never();
    return this.#answer(reply, request);
  }

  async #answer(reply: Reply, { signal }: HttpRequest): Promise<HttpAnswer> {
    const { disturbance, status } = reply;
    if (disturbance?.kind === "drop") throw this.#failure("dropped", { sent: true });
    if (disturbance?.kind === "cut") throw this.#failure("dropped", { sent: true, status });
    if (disturbance?.kind === "stall") {
      await this.clock.sleep(REQUEST_TIMEOUT_MS, signal).catch(() => {
        throw this.#failure("aborted", { sent: true, transient: false });
      });
      throw this.#failure("timeout", { sent: true });
    }
    const headers = Object.entries(reply.headers).map(([name, value]) => [name.toLowerCase(), value]);
    return {
      status,
      statusText: reply.reason ?? "",
      headers: Object.fromEntries(headers) as Record<string, string>,
      body: Buffer.from(reply.body),
    };
  }

  #note(request: HttpRequest, number: number, at: number, facts: Facts): void {
    const customerId = customerOf(request);
    if (customerId === undefined) return;
    const body = request.body ?? "";
    this.sent.push({
      order: this.order.next(),
      by: this.sender,
      number,
      method: request.method,
      customerId,
      requestId: request.headers["MS-RequestId"] ?? "",
      at,
      answeredAt: this.clock.now(),
      body,
      ...(body !== "" && { qualification: (JSON.parse(body) as { qualification: string }).qualification }),
      ...facts,
    });
  }

  #noteLogRead(request: HttpRequest, intact: boolean, reply: Reply): void {
    this.logReads.push({
      order: this.order.next(),
      by: this.sender,
      at: this.clock.now(),
      customerId: askedOf(request),
      intact,
      submissions: intact ? submissionsIn(decoded(reply)) : [],
    });
  }

  #itemsOf(request: HttpRequest): readonly QualificationItem[] {
    const { customers, behaviour } = this.partnerCenter;
    const qualifications = customers.find(customerOf(request) ?? "")?.qualifications;
    const behindMs = request.method === "GET" ? behaviour.listBehindMs : 0;
    return qualifications?.listed(behindMs) ?? [];
  }

  #keepSecrets(body: string): void {
    for (const [, token = ""] of body.matchAll(/"(?:access|refresh|id)_token":"([^"]+)"/g))
      this.secrets.add(token);
  }

  #failure(
    kind: "dropped" | "timeout" | "aborted",
    { sent, transient = true, status }: { sent: boolean; transient?: boolean; status?: number },
  ): Error {
    return new this.provider.TransportFailure({ kind, sent, transient, status });
  }

  #die(): void {
    this.sender.killedAt = this.clock.now();
    this.owner.dead = true;
    this.onDeath();
  }
}

/** Stands for the secrets that were sent before, in the body of a fault. */
export const SECRETS_SENT = "«the secrets that were sent»";

function echoing(fault: Fault, secrets: ReadonlySet<string>): Fault {
  return JSON.parse(JSON.stringify(fault).replaceAll(SECRETS_SENT, [...secrets].join(" "))) as Fault;
}

function secretsOf({ headers, body = "" }: HttpRequest): string[] {
  const bearer = /^Bearer (.*)$/.exec(headers["Authorization"] ?? "")?.[1];
  const code = /"validationCode":"([^"]+)"/.exec(body)?.[1];
  const form = new URLSearchParams(body);
  const found = [bearer, code, form.get("client_secret"), form.get("refresh_token")];
  return found.filter((secret) => typeof secret === "string");
}

/** Whose qualifications it is about. */
const customerOf = ({ url }: HttpRequest): string | undefined =>
  /\/customers\/([0-9a-f-]{36})\/qualifications$/.exec(url)?.[1];

type Facts = Pick<Sent, "taken" | "surelyNotTaken" | "intact" | "refused" | "items" | "status">;

const NOT_ARRIVED = {
  ...{ surelyNotTaken: true, intact: false, taken: false, refused: false },
  items: [],
};

/** As the client decodes it: with a byte order mark, or in UTF-16. */
function decoded({ body }: Reply): string {
  const bytes = Buffer.from(body);
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return bytes.toString(isUtf16 ? "utf16le" : "utf8").replace(/^\uFEFF/, "");
}

const textOf = ({ body }: Reply) => Buffer.from(body).toString();

const NO_REPLY: Reply = { status: 0, headers: {}, body: new Uint8Array() };

const never = () => new Promise<never>(() => undefined);
