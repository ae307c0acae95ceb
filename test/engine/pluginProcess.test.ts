// The plugin as a process: how it starts, and how it ends. (test/engine: it is run from dist/.)
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { credentials } from "@grpc/grpc-js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { node, root } from "./harness/scratch";
import { untilElsewhere } from "./support/waiting";

const main = join(root, "dist", "provider", "hosts", "plugin", "main.js");
/** Nobody listens there. */
const NO_ENGINE = "127.0.0.1:1";

const versionAt = (port: string) =>
  new Promise<string>((resolve, reject) => {
    const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
    client.getPluginInfo(new Empty(), (error: Error | null, info: PluginInfo) => {
      client.close();
      if (error) reject(error);
      else resolve(info.getVersion());
    });
  });

test("two of them serve side by side, each on a port of its own, and end when they are told to", async () => {
  const { version } = jest.requireActual<{ version: string }>(join(root, "package.json"));
  const started = [[], [NO_ENGINE], ["--logtostderr", "-v=9", NO_ENGINE]].map((args) =>
    spawn(node, [main, ...args]),
  );
  const ports = await Promise.all(
    started.map(async ({ stdout }) => (await once(createInterface({ input: stdout }), "line"))[0] as string),
  );
  expect(new Set(ports).size).toBe(started.length);
  expect(await Promise.all(ports.map(versionAt))).toEqual(started.map(() => version));
  for (const child of started) child.kill("SIGKILL");
  await Promise.all(started.map((child) => once(child, "exit")));
});

test("it ends when its engine was killed", async () => {
  const script = `
    const { spawn } = require("node:child_process");
    const plugin = spawn(process.execPath, [${JSON.stringify(main)}, "${NO_ENGINE}"], { stdio: ["ignore", "pipe", "inherit"] });
    plugin.stdout.once("data", () => console.log(plugin.pid));
    setInterval(() => undefined, 1000);`;
  const engine = spawn(node, ["-e", script]);
  const [line] = (await once(createInterface({ input: engine.stdout }), "line")) as [string];
  const pid = Number(line);
  expect(isRunning(pid)).toBe(true);
  engine.kill("SIGKILL");
  await untilElsewhere(() => !isRunning(pid));
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
