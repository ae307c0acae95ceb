import { randomInt } from "node:crypto";
import * as http from "node:http";
import * as https from "node:https";
import type { Socket } from "node:net";
import type { Certificate } from "./certificate";
import { makeRequest, type EmulatorRequest, type Reply } from "./http";

/** What a server does with what comes. */
export interface Handlers {
  handle(request: EmulatorRequest, signal: AbortSignal): Promise<Reply>;
  /** Whether a new connection is to be reset before anything is read. */
  refuses(): boolean;
  /** Whether an answer ends its connection. */
  connectionPerCall(): boolean;
}

/** Longest request that is read, in bytes. */
const MAX_BODY = 1024 * 1024;

/**
 * Where a port is chosen from: below those that systems hand out to whoever asks for any (from 32768 on Linux, from 49152
 * elsewhere), or another process could get it while this server is offline, and its clients would talk to that one.
 */
const FIRST_PORT = 16_384;
const LAST_PORT = 32_767;
const MOST_TRIES = 100;

/** The sockets: turns what comes over them into requests, and answers into bytes or into a broken connection. */
export class Server {
  readonly #server: http.Server | https.Server;
  readonly #handlers: Handlers;
  readonly #sockets = new Set<Socket>();
  #port: number;

  constructor(handlers: Handlers, port: number, certificate: Certificate | undefined) {
    this.#handlers = handlers;
    this.#port = port;
    const listener = (request: http.IncomingMessage, response: http.ServerResponse) => {
      void this.#serve(request, response);
    };
    this.#server =
      certificate === undefined
        ? http.createServer(listener)
        : https.createServer({ key: certificate.privateKey, cert: certificate.certificate }, listener);
    // Longer than any client keeps an idle connection, so that none is closed under a request.
    this.#server.keepAliveTimeout = 120_000;
    this.#server.on("connection", (socket: Socket) => this.#connected(socket));
    // A client that ends a handshake or sends no HTTP is its own affair.
    this.#server.on("clientError", (_error, socket) => socket.destroy());
  }

  get port(): number {
    return this.#port;
  }

  /** Starts to listen on this machine, on the same port as before if there was one. */
  async listen(): Promise<void> {
    if (this.#port !== 0) return this.#listenOn(this.#port);
    for (let tries = 1; ; tries += 1) {
      const port = randomInt(FIRST_PORT, LAST_PORT + 1);
      try {
        await this.#listenOn(port);
        this.#port = port;
        return;
      } catch (error) {
        // Somebody has it, or on Windows may not have it.
        const { code } = error as NodeJS.ErrnoException;
        if (tries === MOST_TRIES || (code !== "EADDRINUSE" && code !== "EACCES")) throw error;
      }
    }
  }

  async #listenOn(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(port, "127.0.0.1", () => {
        this.#server.removeListener("error", reject);
        resolve();
      });
    });
  }

  /** Ends all connections and listens no more: a new one is refused. */
  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  /** Ends the connections that nobody uses, so that the next request needs a new one. */
  endIdleConnections(): void {
    this.#server.closeIdleConnections();
  }

  #connected(socket: Socket): void {
    if (this.#handlers.refuses()) {
      socket.resetAndDestroy();
      return;
    }
    socket.setNoDelay(true);
    this.#sockets.add(socket);
    socket.once("close", () => this.#sockets.delete(socket));
  }

  async #serve(incoming: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const left = new AbortController();
    response.once("close", () => left.abort());
    try {
      const body = await readBody(incoming);
      const headers = Object.fromEntries(
        Object.entries(incoming.headers).map(([name, value]) => [
          name,
          Array.isArray(value) ? value.join(",") : (value ?? ""),
        ]),
      );
      const request = makeRequest(incoming.method ?? "GET", incoming.url ?? "/", headers, body);
      const reply = await this.#handlers.handle(request, left.signal);
      if (this.#handlers.connectionPerCall()) response.setHeader("Connection", "close");
      send(reply, incoming, response);
    } catch (error) {
      // The caller has left, or the emulator itself is wrong: the latter must be seen.
      if (left.signal.aborted || incoming.destroyed) return;
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      response.writeHead(500, { "Content-Type": "text/plain" }).end(`The emulator failed: ${text}`);
    }
  }
}

async function readBody(incoming: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) throw new Error("the request is too long");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function send(reply: Reply, incoming: http.IncomingMessage, response: http.ServerResponse): void {
  const { disturbance } = reply;
  if (disturbance?.kind === "stall") return;
  if (disturbance?.kind === "drop") {
    incoming.socket.destroy();
    return;
  }
  response.statusCode = reply.status;
  if (reply.reason !== undefined) response.statusMessage = reply.reason;
  for (const [name, value] of Object.entries(reply.headers)) response.setHeader(name, value);
  response.setHeader("Content-Length", reply.body.length);
  if (disturbance === undefined) {
    response.end(incoming.method === "HEAD" ? undefined : reply.body);
    return;
  }
  response.write(reply.body.subarray(0, disturbance.afterBytes), () => incoming.socket.destroy());
  // An empty part is never written: the headers go out alone.
  if (disturbance.afterBytes === 0) response.flushHeaders();
}
