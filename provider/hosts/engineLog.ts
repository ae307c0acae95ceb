import { createRequire } from "node:module";
import type * as grpc from "@grpc/grpc-js";
import type * as engine from "@pulumi/pulumi/proto/engine_grpc_pb";
import type * as messages from "@pulumi/pulumi/proto/engine_pb";
import type { Message } from "../lifecycle/notices";

/**
 * The engine's log, as Pulumi's dynamic provider server could use it: the engine starts that process with the address of
 * its own service (`Engine`, proto/pulumi/engine.proto), which takes messages with a severity and with the resource that
 * they are about. What is printed instead has neither, and stands under the stack.
 */

/** The engine is on the same machine: it answers at once, or is gone. */
const DEADLINE_MS = 5000;

/** The engine's own address among what it has started this process with. */
export const engineAddress = (argv: readonly string[] = process.argv): string | undefined =>
  argv.slice(2).find((argument) => /^[\w.[\]:-]+:\d+$/.test(argument));

/** What hands a message to the engine; undefined where this process is not one that an engine has started. */
export function engineLog(
  argv: readonly string[] = process.argv,
): ((message: Message) => Promise<void>) | undefined {
  const [, script = "", address = ""] = argv;
  if (!/[\\/]cmd[\\/]dynamic-provider([\\/]index\.js)?$/.test(script) || !/:\d+$/.test(address))
    return undefined;
  return logTo(address);
}

/** What hands a message to the engine at this address. */
export function logTo(address: string): (message: Message) => Promise<void> {
  let log: ((message: Message) => Promise<void>) | undefined;
  return (message) => (log ??= connected(address))(message);
}

function connected(address: string): (message: Message) => Promise<void> {
  // The very copies that the server itself has loaded: ours may be other ones, or none.
  const load = createRequire(require.resolve("@pulumi/pulumi"));
  const { credentials, Metadata } = load("@grpc/grpc-js") as typeof grpc;
  const { EngineClient } = load("@pulumi/pulumi/proto/engine_grpc_pb") as typeof engine;
  const { LogRequest, LogSeverity } = load("@pulumi/pulumi/proto/engine_pb") as typeof messages;
  const client = new EngineClient(address, credentials.createInsecure());
  return ({ severity, text, urn = "", ephemeral = false }) =>
    new Promise((resolve, reject) => {
      const request = new LogRequest();
      request.setSeverity(severity === "warning" ? LogSeverity.WARNING : LogSeverity.INFO);
      request.setMessage(text);
      request.setUrn(urn);
      request.setEphemeral(ephemeral);
      const deadline = Date.now() + DEADLINE_MS;
      client.log(request, new Metadata(), { deadline }, (error) => (error ? reject(error) : resolve()));
    });
}
