// The steps of examples/pipelines, as their YAML has them, and a scratch repository that runs them.
import { cpSync, readdirSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { parse } from "yaml";
import { root, runCommand, type CommandResult, type EngineStack } from "../harness";

const folder = join(root, "examples", "pipelines");

/** One step that starts a script of ours. */
export interface Step {
  /** The file's name, and the names of the keys on the way to the step. */
  place: string;
  command: string;
  /** The names of the variables that it and what is around it set or take from the platform's store. */
  env: string[];
}

/** All steps of all three files that start a script of ours. */
export function pipelineSteps(): Step[] {
  return pipelineFiles().flatMap((file) =>
    stepsOf(parse(readFileSync(join(folder, file), "utf8")), [file], []),
  );
}

/** The files for the three platforms. */
export const pipelineFiles = (): string[] => readdirSync(folder).filter((name) => name.endsWith(".yml"));

/** The text of one of them. */
export const pipelineText = (file: string): string => readFileSync(join(folder, file), "utf8");

/** The scripts that a step can start: what they share is in a folder of its own. */
export const pipelineScripts = (): string[] =>
  readdirSync(join(folder, "scripts")).filter((name) => name.endsWith(".mjs"));

function stepsOf(node: unknown, path: string[], env: string[]): Step[] {
  if (typeof node === "string") {
    return node.startsWith("node pipeline/") ? [{ place: path.join(" "), command: node.trim(), env }] : [];
  }
  if (typeof node !== "object" || node === null) return [];
  const entries = Object.entries(node as Record<string, unknown>);
  const own = ["env", "variables"].flatMap((key) => {
    const found = (node as Record<string, unknown>)[key];
    return typeof found === "object" && found !== null && !Array.isArray(found) ? Object.keys(found) : [];
  });
  return entries.flatMap(([key, value]) => stepsOf(value, [...path, key], [...env, ...own]));
}

/** Puts the scripts where the pipelines expect them in the stack's program. */
export function copyScripts(stack: EngineStack): void {
  cpSync(join(folder, "scripts"), join(stack.directory, "pipeline"), { recursive: true });
}

/** Runs one command line of a pipeline as a step does, with nothing but the stack's environment and `env`. */
export function runStep(
  stack: EngineStack,
  command: string,
  env: Record<string, string>,
  commands?: string,
): Promise<CommandResult> {
  const [file = "", ...args] = command.split(" ");
  const PATH = [...(commands === undefined ? [] : [commands]), stack.env.PATH ?? ""].join(delimiter);
  return runCommand(file, args, {
    cwd: stack.directory,
    env: { ...stack.env, PULUMI_STACK: "dev", ...env, PATH },
    timeoutMs: 120_000,
  });
}
