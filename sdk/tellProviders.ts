import * as pulumi from "@pulumi/pulumi";
import { mistake } from "./mistake";
import { knownOf } from "./outputs";

/**
 * Tells every provider process which customers the program declares (provider/lifecycle/declaredByProgram.ts): none of them is
 * removed because another resource of it goes. Nothing is deleted in a preview, and so nothing is told there.
 */

interface Run {
  /** Undefined where no file can be begun. */
  readonly file: string | undefined;
  resources: number;
}

/** By the stack that the program deploys; several copies of this package tell the same. What stands here keeps its shape. */
const RUNS = Symbol.for("pulumi-partnercenter:runs:1");
const runs = ((globalThis as { [RUNS]?: WeakMap<object, Run> })[RUNS] ??= new WeakMap());

type Line = Parameters<ReturnType<typeof load>["add"]>[1][number];

/** What is written together, by file. */
const waiting = new Map<string, Line[]>();

/**
 * @param type the class's name
 * @param customer what the resource names its customer by; what is undefined says nothing
 * @param id the customer's id, where the resource itself is one: known once it is there
 */
export function tellProviders(
  type: string,
  name: string,
  customer: readonly pulumi.Input<string | undefined>[],
  id?: pulumi.Output<string>,
): void {
  const run = thisRun();
  if (run?.file === undefined) return;
  const { file } = run;
  const resource = ++run.resources;
  write(file, { resource, type, name });
  const named = customer.map((input) => tell(file, resource, input));
  void Promise.all(named).then((known) => {
    if (known.every((one) => one)) write(file, { resource, known: true });
  });
  if (id) void tell(file, resource, id);
}

/** Whether it got known. What fails says so by the resource's own input. */
async function tell(
  file: string,
  resource: number,
  input: pulumi.Input<string | undefined>,
): Promise<boolean> {
  try {
    const known = typeof input === "string" ? { value: input } : await knownOf(input);
    // `{customerId}/{qualification}` is the id of what `get` reads.
    if (typeof known?.value === "string")
      write(file, { resource, customer: load().hashOf(known.value.replace(/\/.*/s, "")) });
    return known !== undefined;
  } catch {
    return false;
  }
}

function thisRun(): Run | undefined {
  const stack = pulumi.runtime.getStackResource();
  if (stack === undefined || pulumi.runtime.isDryRun()) return undefined;
  const known = runs.get(stack);
  if (known) return known;
  const engine = engineAddress();
  // Without an engine it is a user's unit test.
  if (engine === undefined) return undefined;
  const run: Run = { file: fileFor(engine), resources: 0 };
  runs.set(stack, run);
  return run;
}

function fileFor(engine: string): string | undefined {
  try {
    return load().begin(engine);
  } catch (error) {
    void pulumi.log.warn(
      "No file can be written that tells the provider processes which customers this program declares " +
        `(${String(error)}). Until it can, don't run \`pulumi up\` with \`--target\` or \`--exclude\`, and don't move a ` +
        "Customer to another provider, where an `onDelete` other than `keep` is recorded: its removal could be carried out.",
    );
    return undefined;
  }
}

/** The address that the engine gives the provider processes as well. */
function engineAddress(): string | undefined {
  const engine = pulumi.runtime.getEngine() as { getChannel?(): { getTarget(): string } } | undefined;
  return engine?.getChannel?.().getTarget();
}

/** What is known at the same moment is written at once. */
function write(file: string, line: Line): void {
  const lines = waiting.get(file);
  if (lines) {
    lines.push(line);
    return;
  }
  const first = [line];
  waiting.set(file, first);
  queueMicrotask(() => {
    waiting.delete(file);
    addOrSpoil(file, first);
  });
}

/** Files that lack something, each told of once. */
const spoilt = new Set<string>();

/**
 * Where the file can't be written to its end, as on a full disk, it is made one that can't be read: then the provider refuses to
 * remove a customer. Where not even that can be done, the program fails: the engine deletes nothing after that.
 */
function addOrSpoil(file: string, lines: Line[]): void {
  try {
    load().add(file, lines);
  } catch (error) {
    if (spoilt.has(file)) return;
    const why = `The file that tells the provider processes which customers this program declares can't be written (${String(error)}).`;
    try {
      load().spoil(file);
    } catch {
      throw mistake(
        `${why} The program ends, so that no declared customer is removed. Next: make room, and run it again.`,
      );
    }
    spoilt.add(file);
    void pulumi.log.warn(
      `${why} No customer is removed in this run: a removal by an \`onDelete\` other than \`keep\` is refused. Next: make ` +
        "room, and run `pulumi up` again.",
    );
  }
}

/* eslint-disable @typescript-eslint/no-require-imports --
   A preview tells nothing, and loads nothing of the provider's. */
const load = () =>
  require("../provider/lifecycle/declaredByProgram") as typeof import("../provider/lifecycle/declaredByProgram");
