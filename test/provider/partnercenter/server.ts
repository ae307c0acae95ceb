import * as http from "node:http";
import * as https from "node:https";
import type { AddressInfo, Socket } from "node:net";

/** A request as it came in. */
export interface Recorded {
  method: string;
  path: string;
  headers: http.IncomingHttpHeaders;
  body: string;
  /** The port that the connection comes from: another one for another connection. */
  connection?: number;
}

/** An answer to give, or what to do in its place. */
export type Scripted =
  | { status?: number; reason?: string; headers?: http.OutgoingHttpHeaders; body?: string | Buffer }
  | "drop" // ends the connection, the request read, without an answer
  | "stall"; // never answers

export interface ScriptedServer {
  url: string;
  port: number;
  requests: Recorded[];
  /** Resolves when a first request has been read. */
  asked: Promise<void>;
  /** What comes between a request and its answer. */
  beforeAnswer?: () => Promise<void>;
  onConnection(listener: (socket: Socket) => void): void;
  close(): Promise<void>;
}

/** A bare server on loopback that answers by a function or by a list, whose last entry then stays. */
export async function scriptedServer(
  script: readonly Scripted[] | ((request: Recorded, index: number) => Scripted),
  tls?: { key: string; cert: string },
): Promise<ScriptedServer> {
  const requests: Recorded[] = [];
  let isAsked = (): void => undefined;
  const asked = new Promise<void>((resolve) => (isAsked = resolve));
  const listener: http.RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    const end = async (): Promise<void> => {
      const recorded: Recorded = {
        method: request.method ?? "",
        path: request.url ?? "",
        headers: request.headers,
        body: Buffer.concat(chunks).toString("utf8"),
        connection: request.socket.remotePort,
      };
      const index = requests.push(recorded) - 1;
      isAsked();
      const answer =
        typeof script === "function"
          ? script(recorded, index)
          : (script[Math.min(index, script.length - 1)] ?? "drop");
      await scripted.beforeAnswer?.();
      if (answer === "drop") request.socket.destroy();
      else if (answer !== "stall") {
        response.writeHead(answer.status ?? 200, answer.reason ?? "", answer.headers);
        const { body = "" } = answer;
        if (Number(answer.headers?.["Content-Length"] ?? 0) > body.length) {
          // Cut: the connection ends in the middle of the body.
          response.write(body, () => request.socket.destroy());
        } else response.end(body);
      }
    };
    request.on("end", () => void end());
  };
  const server = tls ? https.createServer(tls, listener) : http.createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const scripted: ScriptedServer = {
    url: tls ? `https://localhost:${port}` : `http://127.0.0.1:${port}`,
    port,
    requests,
    asked,
    onConnection: (listener) => void server.on("connection", listener),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return scripted;
}

/** JSON as an answer. */
export const json = (value: unknown, status = 200, headers: http.OutgoingHttpHeaders = {}): Scripted => ({
  status,
  headers: { "Content-Type": "application/json", ...headers },
  body: JSON.stringify(value),
});
