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

/** Keeps every request, every submission that was taken, and every customer that was created. */
export class Recorder {
  readonly requests: RecordedRequest[] = [];
  readonly submissions: Submission[] = [];
  readonly creations: Creation[] = [];
  /** Requests that are being answered now, and the most there ever were at once. */
  inFlight = 0;
  mostInFlight = 0;
  readonly #clock: Clock;
  #number = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
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
    this.requests.push(record);
    return record;
  }

  end(record: RecordedRequest, reply: Reply, fault: string | undefined): void {
    this.inFlight -= 1;
    record.fault = fault;
    if (reply.disturbance === undefined || reply.disturbance.kind === "cut") record.status = reply.status;
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
  }
}

function redactedForm(body: string): string {
  const form = new URLSearchParams(body);
  for (const name of form.keys()) if (SECRET_FIELDS.test(name)) form.set(name, "[redacted]");
  return form.toString();
}
