/** Why no complete answer came. */
export type FailureKind =
  | "refused" // nobody listens there
  | "dns"
  | "tls"
  | "proxy"
  | "connectTimeout"
  | "timeout"
  | "dropped" // the connection ended before the answer was complete
  | "tooLarge"
  | "insecure" // http:// to another machine
  | "caFile"
  | "aborted"; // by the caller

/** How far a request got. */
export interface Progress {
  /** Whether a connection stood: from then on the API may have read it. */
  sent: boolean;
  /** Status of an answer whose body did not arrive whole. */
  status?: number;
}

/** A request without a complete answer. Its message never holds more than a system's error code. */
export class TransportFailure extends Error {
  override readonly name = "TransportFailure";
  readonly kind: FailureKind;
  /** False when it is certain that the API never saw the request. */
  readonly sent: boolean;
  /** Whether another attempt may do better. */
  readonly transient: boolean;
  readonly detail?: string;
  readonly status?: number;

  constructor(facts: {
    kind: FailureKind;
    sent: boolean;
    transient: boolean;
    detail?: string;
    status?: number;
  }) {
    super(facts.detail === undefined ? facts.kind : `${facts.kind} (${facts.detail})`);
    this.kind = facts.kind;
    this.sent = facts.sent;
    this.transient = facts.transient;
    this.detail = facts.detail;
    this.status = facts.status;
  }
}

const DNS = new Set(["ENOTFOUND", "EAI_AGAIN", "EAI_FAIL", "EAI_NODATA"]);
const REFUSED = new Set(["ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH", "EADDRNOTAVAIL", "EHOSTDOWN"]);
const TLS =
  /^(ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|INVALID_CA|HOSTNAME_MISMATCH|PATH_LENGTH|INVALID_PURPOSE)|EPROTO/;

/** Classifies what an HTTP library threw. */
export function failureOf(
  error: unknown,
  progress: Progress,
  ended: { callerAborted: boolean; timedOut: boolean; connectTimedOut: boolean },
): TransportFailure {
  const { sent, status } = progress;
  const detail = codeOf(error);
  const fail = (kind: FailureKind, transient: boolean, code?: string) =>
    new TransportFailure({ kind, sent, transient, detail: code, status });

  if (ended.callerAborted) return fail("aborted", false);
  if (ended.connectTimedOut) return fail("connectTimeout", true);
  if (ended.timedOut) return fail("timeout", true);
  if (/maxContentLength/.test(messageOf(error))) return fail("tooLarge", false);
  if (detail === "ERR_PROXY_TUNNEL" || detail === "ERR_PROXY_INVALID_CONFIG")
    return fail("proxy", false, detail);
  if (!sent && detail !== undefined) {
    if (DNS.has(detail)) return fail("dns", true, detail);
    if (REFUSED.has(detail)) return fail("refused", true, detail);
    if (TLS.test(detail)) return fail("tls", false, detail);
  }
  return fail("dropped", true, detail);
}

/** The first system code among an error and its causes; with several addresses Node reports one error for all. */
function codeOf(error: unknown, depth = 0): string | undefined {
  if (typeof error !== "object" || error === null || depth > 4) return undefined;
  const { code, cause, errors } = error as { code?: unknown; cause?: unknown; errors?: unknown };
  const inner = codeOf(cause, depth + 1) ?? codeOf(Array.isArray(errors) ? errors[0] : undefined, depth + 1);
  if (inner !== undefined) return inner;
  return typeof code === "string" && /^[A-Z][A-Z0-9_]{2,60}$/.test(code) ? code : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : "";
}
