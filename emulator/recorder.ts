import type { Clock } from "./clock";
import type { EmulatorRequest, Reply } from "./http";

/** A request as it was received. Tokens and secrets of the login are replaced by `[redacted]`. */
export interface RecordedRequest {
  /** Counts up from 1. */
  number: number;
  /** Milliseconds since 1970. */
  at: number;
  /** Of the login or of the API. */
  endpoint: "login" | "api";
  method: string;
  path: string;
  query: Record<string, string>;
  /** Keys in lower case. */
  headers: Record<string, string>;
  /** As it was sent; a login's form with its secrets redacted. */
  body: string;
  /** MS-RequestId, as sent. */
  requestId?: string;
  /** MS-CorrelationId, as sent. */
  correlationId?: string;
  /** The answer's status; absent while none was given, and where the connection was ended instead. */
  status?: number;
  /** The kind of the fault that struck it. */
  fault?: string;
  /** From its arrival to its answer, in milliseconds; absent while none was given. */
  durationMs?: number;
  /** The ids that the answer bears: those that were sent, or new ones where none were. */
  answeredIds?: { requestId: string; correlationId: string };
}

/** A qualification submission that was taken, answered or not. */
export interface Submission {
  customerId: string;
  qualification: string;
  contract: string;
  requestId?: string;
  correlationId?: string;
  /** The request's body, as sent. */
  body: string;
  /** Milliseconds since 1970. */
  at: number;
}

/** A customer that was created, whether its answer arrived or not. Without the administrator's password. */
export interface Creation {
  customerId: string;
  domain: string;
  requestId?: string;
  correlationId?: string;
  /** The request's body, as sent. */
  body: string;
  /** Milliseconds since 1970. */
  at: number;
}

const SECRET_FIELDS = /^(client_secret|client_assertion|refresh_token|password|code|device_code)$/;

/** Requests that are kept where nobody says how many: some 20 MB. */
const MAX_RECORDED_REQUESTS = 10_000;

/** Keeps the newest requests, every submission that was taken, and every customer that was created. */
export class Recorder {
  /** The newest ones, oldest first. */
  readonly requests: RecordedRequest[] = [];
  readonly submissions: Submission[] = [];
  readonly creations: Creation[] = [];
  /** Requests that are being answered now, and the most there ever were at once. */
  inFlight = 0;
  mostInFlight = 0;
  /** Requests since the record was last cleared, kept or not. */
  total = 0;
  /** Those of them that were answered with 429. */
  throttled = 0;
  readonly #clock: Clock;
  readonly #maxRequests: number;
  #number = 0;

  constructor(clock: Clock, maxRequests = MAX_RECORDED_REQUESTS) {
    this.#clock = clock;
    this.#maxRequests = maxRequests;
  }

  /** Requests that are no longer kept, since newer ones came. */
  get dropped(): number {
    return this.total - this.requests.length;
  }

  /** The submissions for one customer, its id in any case; without an id, all of them. */
  submissionsOf(customerId?: string): Submission[] {
    return this.submissions.filter(
      (one) => customerId === undefined || one.customerId === customerId.toLowerCase(),
    );
  }

  begin(request: EmulatorRequest, endpoint: RecordedRequest["endpoint"]): RecordedRequest {
    this.inFlight += 1;
    this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
    const { authorization } = request.headers;
    const record: RecordedRequest = {
      number: (this.#number += 1),
      at: this.#clock.now(),
      endpoint,
      method: request.method,
      path: request.path,
      query: { ...request.query },
      headers: {
        ...request.headers,
        ...(authorization !== undefined && {
          authorization: authorization.replace(/^(\S+\s+).*$/s, "$1[redacted]"),
        }),
      },
      body: endpoint === "login" ? redactedForm(request.body) : request.body,
      requestId: request.headers["ms-requestid"],
      correlationId: request.headers["ms-correlationid"],
    };
    this.total += 1;
    this.requests.push(record);
    if (this.requests.length > this.#maxRequests) this.requests.shift();
    return record;
  }

  end(record: RecordedRequest, reply: Reply): void {
    this.inFlight -= 1;
    if (reply.disturbance !== undefined && reply.disturbance.kind !== "cut") return;
    record.status = reply.status;
    record.durationMs = this.#clock.now() - record.at;
    if (reply.status === 429) this.throttled += 1;
    const { "MS-RequestId": requestId, "MS-CorrelationId": correlationId } = reply.headers;
    if (requestId !== undefined && correlationId !== undefined)
      record.answeredIds = { requestId, correlationId };
  }

  /** A customer was created. */
  created({ id, domain }: { id: string; domain: string }, request: EmulatorRequest): void {
    this.creations.push({
      customerId: id,
      domain,
      requestId: request.headers["ms-requestid"],
      correlationId: request.headers["ms-correlationid"],
      body: request.body,
      at: this.#clock.now(),
    });
  }

  /** Forgets what was recorded, but not what was taken. */
  clearRequests(): void {
    this.requests.length = 0;
    this.mostInFlight = this.inFlight;
    this.total = 0;
    this.throttled = 0;
  }
}

function redactedForm(body: string): string {
  const form = new URLSearchParams(body);
  for (const name of form.keys()) if (SECRET_FIELDS.test(name)) form.set(name, "[redacted]");
  return form.toString();
}
