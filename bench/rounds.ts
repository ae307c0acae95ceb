import { randomUUID } from "node:crypto";
import { type Case, customersOf, type Operation, OPERATIONS, type System } from "./cases";
import { startEmulatorProcess, type EmulatorProcess } from "./emulator";
import { load, type Sample } from "./results";
import { makeBareRunner } from "./systems/bare";
import { makePulumiRunner } from "./systems/pulumi";
import type { Runner } from "./systems/system";
import { makeTerraformRunner } from "./systems/terraform";

export interface RoundsOptions {
  systems: readonly System[];
  operations: readonly Operation[];
  rounds: number;
  log: (line: string) => void;
  /** Called after each sample, so that what was measured survives what comes after. */
  keep: (sample: Sample) => void;
}

/** One system at work, with a Partner Center of its own so that none finds what another has submitted. */
interface Contestant {
  runner: Runner;
  emulator: EmulatorProcess;
  /** Whether its state is as `up` left it. */
  up: boolean;
  /** Whether anything was ever submitted to its Partner Center. */
  used: boolean;
}

/**
 * Measures a case. In each round the systems take turns within each operation, so that what else the machine does
 * meets all of them, and every other round in the opposite order.
 */
export async function measureCase(one: Case, options: RoundsOptions): Promise<void> {
  const { log, keep } = options;
  const operations = OPERATIONS.filter((operation) => options.operations.includes(operation));
  const contestants: Contestant[] = [];
  try {
    for (const system of options.systems) {
      const runner = await makeRunner(system, one);
      if (typeof runner === "string") log(`  ${system} is left out: ${runner}.`);
      else contestants.push({ runner, emulator: await emulatorFor(one), up: false, used: false });
    }
    for (let number = 1; number <= options.rounds; number++) {
      const round = randomUUID();
      for (const operation of operations) {
        const inTurn = contestants.filter(({ runner }) => runner.operations.includes(operation));
        if (number % 2 === 0) inTurn.reverse();
        for (const contestant of inTurn) {
          try {
            await bringTo(operation, contestant, one);
            const sample = await take(operation, contestant, one, round);
            keep(sample);
            log(`  ${lineOf(sample, number)}`);
          } catch (error) {
            const { system } = contestant.runner;
            if (system === "ours" || system === "plugin" || system === "floor") throw error;
            // What somebody else's provider can't do must not end the measurement of the others.
            log(`  ${system} is left out from here: ${(error as Error).message}`);
            contestants.splice(contestants.indexOf(contestant), 1);
            await contestant.emulator.close();
            await contestant.runner.close();
          }
        }
      }
    }
  } finally {
    for (const { runner, emulator } of contestants) {
      await emulator.close();
      await runner.close();
    }
  }
}

async function makeRunner(system: System, one: Case): Promise<Runner | string> {
  switch (system) {
    case "ours":
    case "plugin":
    case "floor":
    case "usual":
      return makePulumiRunner(system, one);
    case "restapi":
    case "restful":
      return makeTerraformRunner(system, one);
    case "bare":
      return makeBareRunner(one);
  }
}

function emulatorFor(one: Case): Promise<EmulatorProcess> {
  return startEmulatorProcess({
    customers: customersOf(one),
    requestsPerMinute: one.budget === "default" ? 500 : 0,
  });
}

/** Makes everything as the operation must find it. */
async function bringTo(operation: Operation, contestant: Contestant, one: Case): Promise<void> {
  const { runner } = contestant;
  if (operation === "up") {
    if (!contestant.used) return;
    await runner.reset();
    await contestant.emulator.close();
    contestant.emulator = await emulatorFor(one);
    contestant.up = false;
    return;
  }
  if (contestant.up) return;
  if (contestant.used) await bringTo("up", contestant, one);
  await contestant.emulator.setLatency(0);
  await runner.prepare(environmentOf(contestant, { ...one, budget: "raised" }));
  contestant.up = true;
  contestant.used = true;
}

async function take(operation: Operation, contestant: Contestant, one: Case, round: string): Promise<Sample> {
  const { runner, emulator } = contestant;
  const [denied] = customersOf(one);
  if (denied === undefined) throw new Error("a case has at least one customer");
  if (operation === "drift") await emulator.deny(denied, "Education");
  await emulator.setLatency(one.latencyMs);
  await emulator.clearRequests();
  const sample = {
    case: one,
    system: runner.system,
    operation,
    round,
    at: new Date().toISOString(),
    load: load(),
  };
  const { ms, summary, peakMemoryMb, processorMs } = await runner.run(
    operation,
    environmentOf(contestant, one),
  );
  const requests = await emulator.requests();
  if (operation === "drift") await emulator.undeny(denied, "Education");
  contestant.up = operation === "up" || (contestant.up && operation !== "destroy");
  contestant.used = true;
  return {
    ...sample,
    ms: Math.round(ms),
    summary,
    requests,
    ...(peakMemoryMb !== undefined && { peakMemoryMb: Math.round(peakMemoryMb * 10) / 10 }),
    ...(processorMs !== undefined && { processorMs }),
    ...(operation === "up" && { state: runner.stateBytes() }),
  };
}

function environmentOf({ emulator }: Contestant, { budget }: Case): Record<string, string> {
  return {
    ...emulator.environment,
    ...(budget === "raised" && { PARTNERCENTER_REQUESTS_PER_MINUTE: "100000" }),
  };
}

function lineOf(sample: Sample, round: number): string {
  const { system, operation, ms, summary, requests, peakMemoryMb, processorMs } = sample;
  const kinds = Object.entries(requests.byKind).map(([kind, count]) => `${count} ${kind}`);
  return [
    `${round}. ${operation.padEnd(7)} ${system.padEnd(7)} ${(ms / 1000).toFixed(2).padStart(7)} s`,
    summary,
    kinds.length === 0 ? "no request" : `${kinds.join(", ")}; ${requests.mostInFlight} at once`,
    ...(requests.throttled > 0 ? [`${requests.throttled} THROTTLED`] : []),
    ...(requests.failed > 0 ? [`${requests.failed} failed`] : []),
    ...(peakMemoryMb === undefined ? [] : [`${peakMemoryMb.toFixed(0)} MB`]),
    ...(processorMs === undefined ? [] : [`${(processorMs / 1000).toFixed(1)} s of processor`]),
    ...(requests.total === 0 ? [] : [`emulator ${(requests.processorMs / 1000).toFixed(1)} s`]),
  ].join(" | ");
}
