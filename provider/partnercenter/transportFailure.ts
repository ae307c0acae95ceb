/** Why no complete answer came. */
export type FailureKind =
  | "refused" // nobody listens there
  | "dns"
  | "tls"
  | "proxy"
  | "proxyRefused" // nobody listens where the proxy should be
  | "proxyDns"
  | "proxySetting" // a proxy variable that can't be used
  | "connectTimeout"
  | "timeout"
  | "dropped" // the connection ended before the answer was complete
  | "tooLarge"
  | "insecure" // http:// to another machine
  | "caFile"
  | "emulatorEnded"
  | "notMade" // an error of our own, or of Node: it never left this process
  | "aborted"; // by the caller

/** How far a request got. */
export interface Progress {
  /** Whether a connection stood: from then on the API may have read it. */
  sent: boolean;
  /** Status of an answer whose body did not arrive whole. */
  status?: number;
}

/** A request without a complete answer. Its message never holds more than an error's code or kind, or a setting's name. */
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

/** Codes of the system, such as ECONNRESET; those of Node and of axios begin with ERR_. */
const SYSTEM = /^E(?!RR_)[A-Z0-9]+$/;

/** Classifies what an HTTP library threw. */
export function failureOf(
  error: unknown,
  progress: Progress,
  ended: { callerAborted: boolean; timedOut: boolean; connectTimedOut: boolean },
  asked: Pick<URL, "protocol" | "hostname" | "port">,
): TransportFailure {
  const { sent, status } = progress;
  const found = systemErrorOf(error);
  const detail = found?.code;
  const fail = (kind: FailureKind, transient: boolean, code?: string) =>
    new TransportFailure({ kind, sent, transient, detail: code, status });

  if (ended.callerAborted) return fail("aborted", false);
  if (ended.connectTimedOut) return fail("connectTimeout", true);
  if (ended.timedOut) return fail("timeout", true);
  if (/maxContentLength/.test(messageOf(error))) return fail("tooLarge", false);
  if (detail === "ERR_PROXY_TUNNEL" || detail === "ERR_PROXY_INVALID_CONFIG")
    return fail("proxy", false, detail);
  if (!sent && found !== undefined && detail !== undefined) {
    const ofProxy = isOfProxy(found, asked);
    if (DNS.has(detail)) return fail(ofProxy ? "proxyDns" : "dns", true, detail);
    if (REFUSED.has(detail)) return fail(ofProxy ? "proxyRefused" : "refused", true, detail);
    if (TLS.test(detail)) return fail("tls", false, detail);
  }
  // The network's own errors have a system's code. Anything else before there was a connection comes from this
  // process, and comes again.
  if (!sent && (detail === undefined || !SYSTEM.test(detail)))
    return fail("notMade", false, detail ?? kindOf(error));
  return fail("dropped", true, detail);
}

/** Whoever is asked for, or refuses, and is not the host, is its proxy. */
function isOfProxy(
  { hostname, port }: SystemError,
  asked: Pick<URL, "protocol" | "hostname" | "port">,
): boolean {
  if (hostname !== undefined) return hostname.toLowerCase() !== asked.hostname.toLowerCase();
  const askedPort = asked.port === "" ? (asked.protocol === "http:" ? 80 : 443) : Number(asked.port);
  return port !== undefined && port !== askedPort;
}

interface SystemError {
  code: string;
  /** Whose name was asked for. */
  hostname?: string;
  /** Where a connection was to be made. */
  port?: number;
}

/** The first error with a system's code among an error and its causes; with several addresses Node reports one for all. */
function systemErrorOf(error: unknown, depth = 0): SystemError | undefined {
  if (typeof error !== "object" || error === null || depth > 4) return undefined;
  const { code, cause, errors, hostname, port } = error as Record<string, unknown>;
  const inner =
    systemErrorOf(cause, depth + 1) ??
    systemErrorOf(Array.isArray(errors) ? errors[0] : undefined, depth + 1);
  if (inner !== undefined) return inner;
  if (typeof code !== "string" || !/^[A-Z][A-Z0-9_]{2,60}$/.test(code)) return undefined;
  return {
    code,
    ...(typeof hostname === "string" && { hostname }),
    ...(typeof port === "number" && { port }),
  };
}

/** Such as TypeError. Its message may hold anything. */
function kindOf(error: unknown): string | undefined {
  const name: unknown = error instanceof Error ? error.name : undefined;
  return typeof name === "string" && /^[A-Z][A-Za-z]{2,40}$/.test(name) ? name : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : "";
}
