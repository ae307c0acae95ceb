import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { type Case, customersOf, type Operation, OPERATIONS, type PulumiSystem } from "../cases";
import { environmentIn, makeScratch, removeScratch, root } from "../places";
import { measure } from "../processes";
import { REAL, type StackFile, wholeOrder, wholeState } from "./madeState";
import { PROJECT, writeDeclared, writeProgram } from "./program";
import { mustEnd, type Ran, type Runner, type StateBytes } from "./system";

const STACK = "dev";
const COMMON = ["--stack", STACK, "--suppress-progress", "--non-interactive", "--color", "never"];
const COMMANDS: Record<Operation, string[]> = {
  up: ["up", "--yes", "--skip-preview"],
  preview: ["preview"],
  refresh: ["preview", "--refresh"],
  drift: ["preview"],
  destroy: ["destroy", "--yes", "--skip-preview"],
};

/** Makes a stack for the system with nothing in its state. */
export async function makePulumiRunner(system: PulumiSystem, one: Case): Promise<PulumiRunner> {
  const scratch = makeScratch();
  writeProgram(join(scratch, "program"), system, one);
  const runner = new PulumiRunner(system, one, scratch);
  await runner.initialise();
  return runner;
}

export class PulumiRunner implements Runner {
  readonly operations = OPERATIONS;
  readonly program: string;
  readonly stateFile: string;
  /** Where the plugin keeps in which order the last run has read (provider/lookAhead/readOrder.ts). */
  readonly reads: string;

  constructor(
    readonly system: PulumiSystem,
    readonly one: Case,
    readonly scratch: string,
  ) {
    this.program = join(scratch, "program");
    this.reads = join(scratch, "home", ".cache", "pulumi-partnercenter", "reads");
    this.stateFile = join(scratch, "backend", ".pulumi", "stacks", PROJECT, `${STACK}.json`);
  }

  async initialise(): Promise<void> {
    const ran = await measure("pulumi", ["stack", "init", STACK, "--non-interactive"], {
      cwd: this.program,
      env: environmentIn(this.scratch),
    });
    mustEnd("pulumi stack init", ran);
    cpSync(join(this.scratch, "backend"), join(this.scratch, "fresh"), { recursive: true });
  }

  async run(operation: Operation, environment: Readonly<Record<string, string>>): Promise<Ran> {
    return this.command([...COMMANDS[operation], ...this.one.flags], {
      ...environment,
      ...this.one.variables,
    });
  }

  async prepare(environment: Readonly<Record<string, string>>): Promise<void> {
    // The record of every step is written at the end only: it takes a quarter of the time.
    await this.command(COMMANDS.up, {
      ...environment,
      PULUMI_EXPERIMENTAL: "true",
      PULUMI_SKIP_CHECKPOINTS: "true",
    });
  }

  async makeState(environment: Readonly<Record<string, string>>): Promise<void> {
    const customers = customersOf(this.one);
    writeDeclared(this.program, this.system, this.one, customers.slice(0, REAL));
    await this.prepare(environment);
    writeDeclared(this.program, this.system, this.one, customers);
    const small = JSON.parse(readFileSync(this.stateFile, "utf8")) as StackFile;
    writeFileSync(this.stateFile, JSON.stringify(wholeState(small, this.one), undefined, 4));
    const { reads } = this;
    for (const name of existsSync(reads) ? readdirSync(reads) : []) {
      const file = join(reads, name);
      writeFileSync(file, wholeOrder(readFileSync(file, "utf8"), this.one));
    }
  }

  async reset(): Promise<void> {
    rmSync(this.reads, { recursive: true, force: true });
    const backend = join(this.scratch, "backend");
    rmSync(backend, { recursive: true, force: true });
    mkdirSync(backend);
    cpSync(join(this.scratch, "fresh"), backend, { recursive: true });
  }

  stateBytes(): StateBytes | undefined {
    const text = readFileSync(this.stateFile, "utf8");
    const state = JSON.parse(text) as { checkpoint: { latest?: { resources?: { type: string }[] } } };
    const all = state.checkpoint.latest?.resources ?? [];
    const bytesOf = (types: RegExp): number | undefined => {
      const own = all.filter(({ type }) => types.test(type));
      const bytes = own.reduce((sum, resource) => sum + Buffer.byteLength(JSON.stringify(resource)), 0);
      return own.length === 0 ? undefined : bytes / own.length;
    };
    const perResource = bytesOf(/:(Customer)?Qualification$|dynamic:Resource$/);
    const perCustomer = bytesOf(/:(Customer|Tenant)$/);
    if (perResource === undefined) return undefined;
    return {
      file: Buffer.byteLength(text),
      perResource,
      ...(perCustomer !== undefined && { perCustomer }),
    };
  }

  get #hasPlugin(): boolean {
    return this.system === "plugin" || this.system === "yaml";
  }

  async close(): Promise<void> {
    removeScratch(this.scratch);
  }

  /** Runs `pulumi` with these arguments in the program's folder. */
  async command(
    args: string[],
    environment: Readonly<Record<string, string>>,
    onProcess?: (commandLine: string, ms: number) => void,
  ): Promise<Ran> {
    const env = environmentIn(this.scratch, {
      ...environment,
      ...(this.#hasPlugin && { PATH: pathWithPlugin(this.scratch, this.one.variables[EXECUTABLE]) }),
      // For the usual way's client, which knows no certificates of its own.
      NODE_EXTRA_CA_CERTS: environment.PARTNERCENTER_CA_FILE,
    });
    const all = [...args, ...COMMON];
    const ran = await measure("pulumi", all, {
      cwd: this.program,
      env,
      watch: this.#hasPlugin ? PLUGIN : "dynamic-provider",
      watchProgram: this.system === "yaml" ? "pulumi-language-yaml" : "cmd/run/",
      onProcess,
    });
    mustEnd(`pulumi ${all.join(" ")} (${this.system})`, ran);
    return { ...ran, summary: summaryOf(ran.output) };
  }
}

const PLUGIN = "pulumi-resource-partnercenter";

/** Names what `npm run executable` has built, to be measured in the place of the plugin as npm installs it. */
const EXECUTABLE = "BENCH_PLUGIN_EXECUTABLE";

/** PATH with the plugin of this checkout, as in `node_modules/.bin` of a program. */
function pathWithPlugin(scratch: string, executable?: string): string {
  const folder = join(scratch, "bin");
  if (!existsSync(folder)) {
    mkdirSync(folder);
    const installed = join(root, "dist", "provider", "hosts", "plugin", "main.js");
    symlinkSync(executable === undefined ? installed : resolve(root, executable), join(folder, PLUGIN));
  }
  return [folder, environmentIn(scratch)["PATH"]].join(delimiter);
}

/** "+ 10 created, 1 unchanged" and the like, from the last lines. */
function summaryOf(output: string): string {
  const at = output.lastIndexOf("\nResources:");
  if (at < 0) return "";
  return output
    .slice(at + "\nResources:".length)
    .split(/\n\s*\n|Duration:|\nThe resources in the stack/)[0]!
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join(", ");
}
