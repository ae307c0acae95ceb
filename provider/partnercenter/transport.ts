import * as http from "node:http";
import * as https from "node:https";
import * as tls from "node:tls";
import type { InternalAxiosRequestConfig } from "axios";
import { Bounds } from "./bounds";
import { trustedAuthorities } from "./pem";
import { isLoopback, proxiesOf } from "./proxy";
import { TransportFailure, failureOf, type Progress } from "./transportFailure";

/** What the transport is set up with. */
export interface TransportSettings {
  /** A PEM file of certificate authorities to trust besides the usual ones. */
  caFile?: string;
  /** From the request to the end of the answer. */
  requestTimeoutMs: number;
  /** Until a connection stands, TLS included. */
  connectTimeoutMs: number;
  /** Longest answer, decompressed. */
  maxAnswerBytes: number;
  /** Where the proxy variables are looked up. */
  environment: NodeJS.ProcessEnv;
}

/** One request as it goes on the wire. */
export interface HttpRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string;
  signal?: AbortSignal;
  /**
   * Whether it opens a connection and ends it. A server may close a connection that is kept alive in the moment in which
   * a request goes out on it, and then nobody knows whether it was read.
   */
  ownConnection?: boolean;
}

/** A complete answer, whatever its status. */
export interface HttpAnswer {
  status: number;
  /** The reason phrase, which for some answers says more than the body. */
  statusText: string;
  /** Keys in lower case. */
  headers: Readonly<Record<string, string>>;
  body: Buffer;
}

/** How a request ended: with a complete answer, or without. */
export type Outcome = HttpAnswer | TransportFailure;

/** What carries single requests; {@link Transport} does it over sockets. */
export type Sender = Pick<Transport, "send" | "close">;

interface Agents {
  http: http.Agent;
  https: https.Agent;
}

/** Sends single requests: keep-alive unless a request wants a connection of its own, no redirects, bounded in time and size, TLS but to loopback. Knows no retry. */
export class Transport {
  readonly #settings: TransportSettings;
  readonly #agents = new Map<string, Agents>();

  constructor(settings: TransportSettings) {
    this.#settings = settings;
  }

  /** @throws TransportFailure when no complete answer came. */
  async send(request: HttpRequest): Promise<HttpAnswer> {
    const url = new URL(request.url);
    const local = isLoopback(url.hostname);
    if (url.protocol !== "https:" && !(url.protocol === "http:" && local)) {
      throw new TransportFailure({ kind: "insecure", sent: false, transient: false });
    }
    if (request.signal?.aborted)
      throw new TransportFailure({ kind: "aborted", sent: false, transient: false });
    const progress: Progress = { sent: false };
    const bounds = new Bounds(request.signal, this.#settings);
    try {
      const agents = this.#agentsFor(local, request.ownConnection !== true);
      // The adapter alone: what a program sets on axios for requests of its own neither changes ours nor sees their tokens.
      const axios = loadAxios();
      const config = {
        // As axios itself makes it: what somebody has put on Object.prototype is no option.
        __proto__: null,
        method: request.method,
        url: request.url,
        headers: new axios.AxiosHeaders({ Accept: "application/json, text/plain, */*", ...request.headers }),
        data: request.body,
        signal: bounds.signal,
        responseType: "arraybuffer",
        // What a status means is decided elsewhere, and no redirect is followed.
        validateStatus: () => true,
        maxRedirects: 0,
        maxContentLength: this.#settings.maxAnswerBytes,
        httpAgent: agents.http,
        httpsAgent: agents.https,
        ...(local && { proxy: false }),
        transport: watched(url.protocol === "https:" ? https : http, progress, bounds),
      };
      const answer = await axios.getAdapter("http")(config as unknown as InternalAxiosRequestConfig);
      const { status, statusText } = answer;
      return { status, statusText, headers: plainHeaders(answer.headers), body: answer.data as Buffer };
    } catch (error) {
      if (error instanceof TransportFailure) throw error;
      throw failureOf(error, progress, bounds.passed, url);
    } finally {
      bounds.end();
    }
  }

  /** Closes the connections that are kept alive. */
  close(): void {
    for (const agents of this.#agents.values()) {
      agents.http.destroy();
      agents.https.destroy();
    }
    this.#agents.clear();
  }

  #agentsFor(local: boolean, keepAlive: boolean): Agents {
    const key = `${local} ${keepAlive}`;
    const agents =
      this.#agents.get(key) ?? this.#makeAgents({ keepAlive, ...(local ? {} : this.#proxyOptions()) });
    this.#agents.set(key, agents);
    return agents;
  }

  /** Node's own agents tunnel through the proxy and keep the tunnel alive; where Node is too old for that, axios does it. */
  #proxyOptions(): http.AgentOptions {
    const { variables, problems } = proxiesOf(this.#settings.environment);
    if (problems.length === 0) return { proxyEnv: { ...variables } };
    throw new TransportFailure({
      kind: "proxySetting",
      sent: false,
      transient: false,
      detail: problems.join("; "),
    });
  }

  #makeAgents(options: http.AgentOptions): Agents {
    const { caFile } = this.#settings;
    // As a context, made once: Node names the connection of every request by the text of `ca`, a quarter of a megabyte.
    const trust =
      caFile === undefined
        ? {}
        : { secureContext: tls.createSecureContext({ ca: trustedAuthorities(caFile) }) };
    return {
      http: new http.Agent(options),
      https: new https.Agent({ ...trust, ...options }),
    };
  }
}

/** Node's request, watched: whether a connection stood, so that the request may have reached the API, and its status. */
function watched(module: typeof http | typeof https, progress: Progress, bounds: Bounds) {
  return {
    request(
      options: https.RequestOptions,
      onAnswer: (answer: http.IncomingMessage) => void,
    ): http.ClientRequest {
      const request = module.request(options, onAnswer);
      const connected = () => {
        bounds.connected();
        progress.sent = true;
      };
      request.once("socket", (socket) => {
        if (request.reusedSocket || !socket.connecting) {
          // A TLS socket over a proxy's tunnel is no longer connecting, but its handshake may still fail.
          if (socket instanceof tls.TLSSocket && !request.reusedSocket && !socket.getProtocol()) {
            socket.once("secureConnect", connected);
          } else connected();
        } else socket.once(module === https ? "secureConnect" : "connect", connected);
      });
      request.once("response", (answer) => {
        progress.status = answer.statusCode;
      });
      return request;
    },
  };
}

function plainHeaders(headers: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]: [string, unknown]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(",") : String(value),
    ]),
  );
}

/* eslint-disable @typescript-eslint/no-require-imports --
   A process is started for every pulumi operation: axios is loaded with the first request. */
const loadAxios = () => require("axios") as typeof import("axios");
