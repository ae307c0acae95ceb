import { spawn } from "node:child_process";
import { join } from "node:path";
import { isSea } from "node:sea";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import type { ConstructRequest, ConstructResponse } from "@pulumi/pulumi/proto/provider_pb";
import { Refused } from "../../failure";
import { Failed } from "./failures";
import type { Records } from "./records";
import { grpc } from "./rpc";

/** Hands the calls `Construct` to a process of their own, which is started for the first one. */

/** The first argument of a process that constructs components. */
export const COMPONENTS = "--components";

export class Components {
  #client: Promise<ResourceProviderClient> | undefined;

  constructor(
    private readonly engine: string | undefined,
    private readonly records: Records,
  ) {}

  async construct(request: ConstructRequest): Promise<ConstructResponse> {
    const { engine } = this;
    if (engine === undefined) throw new Refused("Without an engine no component can be constructed.");
    const client = await (this.#client ??= started(engine, this.records));
    return new Promise((resolve, reject) =>
      client.construct(request, (error, response) =>
        error === null ? resolve(response) : reject(new Failed(error.details, error.code, error.metadata)),
      ),
    );
  }
}

function started(engine: string, records: Records): Promise<ResourceProviderClient> {
  // The single executable is this program already.
  const script = isSea() ? [] : [join(__dirname, "main.js")];
  const child = spawn(process.execPath, [...script, COMPONENTS, engine], {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  records.answer(child);
  process.once("exit", () => child.kill());
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) =>
      reject(new Error(`The process of components ended with ${code ?? "a signal"}.`)),
    );
    const lines = createInterface({ input: child.stdout as Readable });
    lines.once("line", (port) => {
      // What else it prints is the engine's to show.
      lines.on("line", (line) => process.stdout.write(`${line}\n`));
      resolve(new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure()));
    });
  });
}
