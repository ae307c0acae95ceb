// What the scripts of the pipelines reach on each platform: its API for comments and variables, and its commands.
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

export interface PlatformCall {
  method: string;
  path: string;
  headers: NodeJS.Dict<string | string[]>;
  body: unknown;
}

/** A server that answers with what `answer` says and keeps what it was asked. */
export interface PlatformApi {
  url: string;
  calls: PlatformCall[];
  close(): Promise<void>;
}

export async function platformApi(
  answer: (call: PlatformCall) => { status?: number; body?: unknown },
): Promise<PlatformApi> {
  const calls: PlatformCall[] = [];
  const server: Server = createServer((request, response) => {
    let text = "";
    request.setEncoding("utf8").on("data", (piece: string) => (text += piece));
    request.on("end", () => {
      const body: unknown = text === "" ? undefined : JSON.parse(text);
      const call = { method: request.method ?? "", path: request.url ?? "", headers: request.headers, body };
      calls.push(call);
      const { status = 200, body: given = {} } = answer(call);
      response.writeHead(status, { "content-type": "application/json", connection: "close" });
      response.end(JSON.stringify(given));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}

/** Puts commands into a folder that write what they were given to `<name>.json` there. Returns the folder. */
export function recordingCommands(scratch: string, names: string[]): string {
  const folder = join(scratch, "commands");
  mkdirSync(folder);
  for (const name of names) {
    const file = join(folder, name);
    writeFileSync(
      file,
      `#!/usr/bin/env node
const fs = require("node:fs");
const args = process.argv.slice(2);
const named = args.indexOf("--file");
const stdin = fs.readFileSync(0, "utf8");
const file = named < 0 ? undefined : fs.readFileSync(args[named + 1], "utf8");
const mode = named < 0 ? undefined : fs.statSync(args[named + 1]).mode & 0o777;
fs.writeFileSync(__filename + ".json", JSON.stringify({ args, stdin, file, mode }));
`,
    );
    chmodSync(file, 0o755);
  }
  return folder;
}
