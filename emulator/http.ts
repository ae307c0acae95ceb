import { randomUUID } from "node:crypto";

/** A request, whatever carried it: a socket, or a test that calls the emulator directly. */
export interface EmulatorRequest {
  /** In capitals. */
  method: string;
  /** Without the query, escaped as it came. */
  path: string;
  query: Readonly<Record<string, string>>;
  /** Keys in lower case. */
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** What happens to the connection instead of a whole answer. */
export type Disturbance =
  /** Ended without a byte of an answer. */
  | { kind: "drop" }
  /** Left open without an answer, until the caller gives up. */
  | { kind: "stall" }
  /** Ended after so many bytes of the body that the headers announced. */
  | { kind: "cut"; afterBytes: number };

/** An answer. */
export interface Reply {
  status: number;
  /** Reason phrase, where it matters. */
  reason?: string;
  headers: Record<string, string>;
  body: Uint8Array;
  disturbance?: Disturbance;
}

/** Builds a request to call the emulator directly with. */
export function makeRequest(
  method: string,
  url: string,
  headers: Record<string, string> = {},
  body = "",
): EmulatorRequest {
  const { pathname, searchParams } = new URL(url, "http://localhost");
  return {
    method: method.toUpperCase(),
    path: pathname,
    query: Object.fromEntries(searchParams),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    body,
  };
}

/** An answer with a text; without one the body is empty. */
export function textReply(
  status: number,
  text = "",
  contentType = "text/plain; charset=utf-8",
  headers: Record<string, string> = {},
): Reply {
  return {
    status,
    headers: { ...(text !== "" && { "Content-Type": contentType }), ...headers },
    body: new TextEncoder().encode(text),
  };
}

/** An answer with a value as JSON. */
export function jsonReply(status: number, value: unknown, headers: Record<string, string> = {}): Reply {
  return textReply(status, JSON.stringify(value), "application/json; charset=utf-8", headers);
}

/** A refusal that ends the handling of a request with its answer. */
export class Refusal extends Error {
  constructor(readonly reply: Reply) {
    super(`answered with ${reply.status}`);
  }
}

/**
 * The headers of every answer of the API ("Partner Center REST headers", response headers): the caller's ids come
 * back, or new ones where it sent none.
 */
export function tracingHeaders(request: EmulatorRequest): Record<string, string> {
  return {
    "MS-RequestId": request.headers["ms-requestid"] ?? randomUUID(),
    "MS-CorrelationId": request.headers["ms-correlationid"] ?? randomUUID(),
    "MS-CV": `${randomUUID().replaceAll("-", "").slice(0, 22)}.0`,
    "MS-ServerId": "emulator",
    "Request-Context": "appId=cid-v1:emulator",
    // Has been seen doubled on the wire.
    "X-Locale": `${request.headers["x-locale"] ?? "en-US"},${request.headers["x-locale"] ?? "en-US"}`,
  };
}
