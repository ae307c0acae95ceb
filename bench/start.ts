// How long a provider's process takes from its start to its first answer, driven as the engine drives it.
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { startEmulatorProcess } from "./emulator";
import { environmentIn, linkPackages, makeScratch, node, removeScratch, root } from "./places";
import type { StartSample } from "./results";

const OURS = 'exports.handler = () => require("pulumi-partnercenter/provider").customerQualification;';
const EMPTY = "exports.handler = () => ({ check: async (olds, news) => ({ inputs: news }) });";
const CUSTOMER = "5ca1ab1e-0000-4000-8000-000000000001";

/**
 * `empty`: a dynamic provider that does nothing. `ours`: ours, told not to look at Partner Center. `oursWithLook`: ours
 * with a login and a look at a Partner Center that answers at once, which a first check does.
 */
export async function measureStarts(rounds: number, log: (line: string) => void): Promise<StartSample[]> {
  const scratch = makeScratch();
  const folder = join(scratch, "program");
  linkPackages(folder);
  const emulator = await startEmulatorProcess({ customers: [CUSTOMER], requestsPerMinute: 0 });
  const kinds: Record<StartSample["provider"], { text: string; env: Record<string, string> }> = {
    empty: { text: EMPTY, env: {} },
    ours: { text: OURS, env: { PARTNERCENTER_LIVE_DIFF: "false" } },
    oursWithLook: { text: OURS, env: {} },
  };
  const names = Object.keys(kinds) as StartSample["provider"][];
  const samples: StartSample[] = [];
  try {
    // The first of all finds nothing in the page cache: it is not kept.
    for (const name of names) await startOnce(kinds[name]);
    for (let number = 0; number < rounds; number++) {
      const round = randomUUID();
      for (const name of number % 2 === 0 ? names : [...names].reverse()) {
        const ms = await startOnce(kinds[name]);
        samples.push({ provider: name, round, ms: Math.round(ms * 10) / 10 });
        log(`  ${number + 1}. ${name.padEnd(12)} ${ms.toFixed(0).padStart(6)} ms`);
      }
    }
    return samples;
  } finally {
    await emulator.close();
    removeScratch(scratch);
  }

  async function startOnce({ text, env }: { text: string; env: Record<string, string> }): Promise<number> {
    const started = performance.now();
    const script = join(root, "node_modules", "@pulumi", "pulumi", "cmd", "dynamic-provider");
    const child = spawn(node, [script, "127.0.0.1:1"], {
      cwd: folder,
      env: environmentIn(scratch, {
        ...emulator.environment,
        ...env,
        PULUMI_NODEJS_PROJECT: "bench",
        PULUMI_NODEJS_STACK: "dev",
      }),
      stdio: ["ignore", "pipe", "inherit"],
    });
    const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
    try {
      const port = await new Promise<string>((resolve, reject) => {
        let said = "";
        child.stdout.on("data", (piece: Buffer) => {
          said += piece.toString();
          const found = /^(\d+)\s*$/m.exec(said)?.[1];
          if (found !== undefined) resolve(found);
        });
        child.once("error", reject);
        void ended.then(() => reject(new Error("the provider's process ended without a port")));
      });
      const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
      const configure = new messages.ConfigureRequest();
      configure.setArgs(Struct.fromJavaScript({}));
      await call((done) => client.configure(configure, done));
      const check = new messages.CheckRequest();
      check.setUrn("urn:pulumi:dev::bench::pulumi-nodejs:dynamic/partnercenter:CustomerQualification::one");
      check.setOlds(new Struct());
      const news = { customerId: CUSTOMER, qualification: "Education", educationSegment: "K12" };
      check.setNews(Struct.fromJavaScript({ __provider: text, ...news }));
      await call((done) => client.check(check, done));
      const ms = performance.now() - started;
      client.close();
      return ms;
    } finally {
      child.kill("SIGKILL");
      await ended;
    }
  }
}

function call<T>(start: (done: (error: ServiceError | null, answer: T) => void) => unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    start((error, answer) => (error === null ? resolve(answer) : reject(error)));
  });
}
