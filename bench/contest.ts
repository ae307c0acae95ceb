import { randomUUID } from "node:crypto";
import { type Case, customersOf, isPulumi, type Operation, OPERATIONS, type System } from "./cases";
import { startEmulatorProcess, type EmulatorProcess } from "./emulator";
import { load, type Sample } from "./results";
import { makeBareRunner } from "./systems/bare";
import { makePulumiRunner } from "./systems/pulumi";
import type { Runner } from "./systems/system";
import { makeTerraformRunner } from "./systems/terraform";

/** One system at work, with a Partner Center of its own so that none finds what another has submitted. */
interface Contestant {
  runner: Runner;
  emulator: EmulatorProcess;
  /** Whether its state is as `up` left it. */
  up: boolean;
  /** Whether anything was ever submitted to its Partner Center. */
  used: boolean;
  /** Whether its state was made, not left by an `up`. */
  made: boolean;
}

export interface Reports {
  log: (line: string) => void;
  /** Called after each sample, so that what was measured survives what comes after. */
  keep: (sample: Sample) => void;
}

/** The systems of one case, ready to be measured. What one operation leaves is there for the next, until it is closed. */
export class Contest {
  readonly #contestants: Contestant[] = [];
  /** Those that are there, and those that can't be. */
  readonly #asked = new Set<System>();

  /** @param fromState - whether the state that a preview needs is made instead of by an `up` */
  constructor(
    private readonly one: Case,
    private readonly reports: Reports,
    private readonly fromState = false,
  ) {}

  /**
   * Measures each operation once with each of these systems. The systems take turns within each operation, so that what else the
   * machine does meets all of them, and every other round in the opposite order.
   */
  async round(number: number, operations: readonly Operation[], systems: readonly System[]): Promise<void> {
    const { one, reports } = this;
    const { log, keep } = reports;
    for (const system of systems) await this.#open(system);
    const round = randomUUID();
    for (const operation of OPERATIONS.filter((name) => operations.includes(name))) {
      const inTurn = this.#contestants.filter(
        ({ runner }) => systems.includes(runner.system) && runner.operations.includes(operation),
      );
      if (number % 2 === 0) inTurn.reverse();
      for (const contestant of inTurn) {
        try {
          await this.#bringTo(operation, contestant);
          const sample = await take(operation, contestant, one, round);
          keep(sample);
          log(`  ${lineOf(sample, number)}`);
        } catch (error) {
          const { system } = contestant.runner;
          if (isPulumi(system) && system !== "usual") throw error;
          // What somebody else's provider can't do must not end the measurement of the others.
          log(`  ${system} is left out from here: ${(error as Error).message}`);
          this.#contestants.splice(this.#contestants.indexOf(contestant), 1);
          await contestant.emulator.close();
          await contestant.runner.close();
        }
      }
    }
  }

  async close(): Promise<void> {
    for (const { runner, emulator } of this.#contestants.splice(0)) {
      await emulator.close();
      await runner.close();
    }
  }

  async #open(system: System): Promise<void> {
    if (this.#asked.has(system)) return;
    this.#asked.add(system);
    const runner = await makeRunner(system, this.one);
    if (typeof runner === "string") return this.reports.log(`  ${system} is left out: ${runner}.`);
    const emulator = await emulatorFor(this.one);
    this.#contestants.push({ runner, emulator, up: false, used: false, made: false });
  }

  /** Makes everything as the operation must find it. */
  async #bringTo(operation: Operation, contestant: Contestant): Promise<void> {
    const { runner } = contestant;
    if (operation === "up") {
      if (!contestant.used) return;
      await runner.reset();
      await contestant.emulator.close();
      contestant.emulator = await emulatorFor(this.one);
      contestant.up = false;
      return;
    }
    if (contestant.up) return;
    if (contestant.used) await this.#bringTo("up", contestant);
    const { emulator } = contestant;
    await emulator.setLatency(0);
    const environment = environmentOf(contestant, { ...this.one, budget: "raised" });
    contestant.made = this.fromState && runner.makeState !== undefined;
    if (this.fromState && runner.makeState !== undefined) {
      const [first] = customersOf(this.one);
      await runner.makeState(environment);
      if (first !== undefined) await emulator.spread(first);
    } else await runner.prepare(environment);
    contestant.up = true;
    contestant.used = true;
  }
}

async function makeRunner(system: System, one: Case): Promise<Runner | string> {
  switch (system) {
    case "ours":
    case "plugin":
    case "floor":
    case "usual":
      return makePulumiRunner(system, one);
    case "yaml":
      return one.customerId === "literal"
        ? makePulumiRunner(system, one)
        : "its customers are texts in the program";
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
  const { ms, summary, peakMemoryMb, programMemoryMb, processorMs } = await runner.run(
    operation,
    environmentOf(contestant, one),
  );
  const requests = await emulator.requests();
  if (operation === "drift") await emulator.undeny(denied, "Education");
  const { made } = contestant;
  if (made && operation === "preview" && !/^\d+ unchanged$/.test(summary))
    throw new Error(`the state that was made for ${runner.system} does not fit: ${summary}`);
  contestant.up = operation === "up" || (contestant.up && operation !== "destroy");
  contestant.made = made && contestant.up && operation !== "up";
  contestant.used = true;
  return {
    ...sample,
    ms: Math.round(ms),
    summary,
    requests,
    ...(contestant.made && { madeState: true }),
    ...(peakMemoryMb !== undefined && { peakMemoryMb: Math.round(peakMemoryMb * 10) / 10 }),
    ...(programMemoryMb !== undefined && { programMemoryMb: Math.round(programMemoryMb) }),
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
  const { system, operation, ms, summary, requests, peakMemoryMb, programMemoryMb, processorMs } = sample;
  const kinds = Object.entries(requests.byKind).map(([kind, count]) => `${count} ${kind}`);
  return [
    `${round}. ${operation.padEnd(7)} ${system.padEnd(7)} ${(ms / 1000).toFixed(2).padStart(7)} s`,
    summary,
    kinds.length === 0 ? "no request" : `${kinds.join(", ")}; ${requests.mostInFlight} at once`,
    ...(requests.throttled > 0 ? [`${requests.throttled} THROTTLED`] : []),
    ...(requests.failed > 0 ? [`${requests.failed} failed`] : []),
    ...(peakMemoryMb === undefined ? [] : [`${peakMemoryMb.toFixed(0)} MB`]),
    ...(programMemoryMb === undefined ? [] : [`program ${programMemoryMb} MB`]),
    ...(processorMs === undefined ? [] : [`${(processorMs / 1000).toFixed(1)} s of processor`]),
    ...(requests.total === 0 ? [] : [`emulator ${(requests.processorMs / 1000).toFixed(1)} s`]),
  ].join(" | ");
}
