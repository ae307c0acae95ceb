import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename } from "node:path/posix";

/**
 * The `pulumi` command that runs this process, as far as a decision rests on it: the engine does not tell a provider.
 * `destroy --run-program` runs the program as an `up` does, and asks the provider about nothing before it deletes.
 */

/** A process that starts others: its parent, and its command line. */
interface Process {
  parent: number;
  arguments: readonly string[];
}

/** The engine starts a script, the script starts Node: it is never far. */
const MOST_ANCESTORS = 8;

/** Whether that command is `pulumi destroy`; undefined where nobody tells, as on Windows. */
export function isDestroy(pid: number = process.ppid): boolean | undefined {
  const command = pulumiCommand(pid);
  return command === undefined ? undefined : DESTROY.has(command);
}

/**
 * Whether what it does is held by a plan, or makes one: `preview --save-plan`, `up --plan`, `up --strict`; and with
 * PULUMI_EXPERIMENTAL, with which an `up` keeps to its own preview where it asks a person. False where nobody tells.
 */
export function isPlanned(pid: number = process.ppid, env: NodeJS.ProcessEnv = process.env): boolean {
  return isPlannedBy(pulumiArguments(pid) ?? [], env);
}

/** @param args - of `pulumi`. The CLI takes each option from the environment, too */
export function isPlannedBy(args: readonly string[], env: NodeJS.ProcessEnv): boolean {
  const isGiven = (option: RegExp): boolean => args.some((argument) => option.test(argument));
  if (isGiven(/^--(?:save-plan|plan|strict)(?:=|$)/) || isTrue(env, "OPTION_STRICT")) return true;
  if (env["PULUMI_OPTION_SAVE_PLAN"] || env["PULUMI_OPTION_PLAN"]) return true;
  const asksNobody =
    isGiven(/^(?:--(?:yes|skip-preview)(?:=true)?|-[yf]+)$/) ||
    ["SKIP_CONFIRMATIONS", "OPTION_YES", "OPTION_SKIP_PREVIEW"].some((name) => isTrue(env, name));
  return isTrue(env, "EXPERIMENTAL") && !asksNobody;
}

const isTrue = (env: NodeJS.ProcessEnv, name: string): boolean =>
  /^(?:1|t|true)$/i.test(env[`PULUMI_${name}`] ?? "");

/**
 * Whether it is a preview that prints JSON, which shows of a new resource what `check` has answered, and nothing of what the
 * preview of its creation finds. False where nobody tells.
 */
export function isJsonPreview(pid: number = process.ppid, env: NodeJS.ProcessEnv = process.env): boolean {
  return isJsonPreviewBy(pulumiArguments(pid) ?? [], env);
}

/** @param args - of `pulumi` */
export function isJsonPreviewBy(args: readonly string[], env: NodeJS.ProcessEnv): boolean {
  if (!PREVIEW.has(commandOf(args) ?? "")) return false;
  return (
    isTrue(env, "OPTION_JSON") || args.some((argument) => /^(?:--json(?:=true)?|-[dfry]*j)$/.test(argument))
  );
}

/** The command's word, such as `up`; "" where it has none, and undefined where nobody tells. */
export function pulumiCommand(pid: number = process.ppid): string | undefined {
  const args = pulumiArguments(pid);
  return args && (commandOf(args) ?? "");
}

const found = new Map<number, readonly string[] | undefined>();

/** Looked for once: it is asked about with every resource that is read, and does not change while this process runs. */
function pulumiArguments(pid: number): readonly string[] | undefined {
  if (!found.has(pid)) found.set(pid, findPulumiArguments(pid));
  return found.get(pid);
}

function findPulumiArguments(pid: number): readonly string[] | undefined {
  for (let ancestors = 0, next = pid; ancestors < MOST_ANCESTORS && next > 1; ancestors++) {
    const process = processOf(next);
    if (process === undefined) return undefined;
    const [file = "", ...rest] = process.arguments;
    if (/^\.?pulumi(?:-wrapped)?$/.test(basename(file))) return rest;
    next = process.parent;
  }
  return undefined;
}

const DESTROY: ReadonlySet<string> = new Set(["destroy", "down", "dn"]);
const PREVIEW: ReadonlySet<string> = new Set(["preview", "pre"]);

/** Those of the CLI's options that can stand before the command and take no value of their own. */
const WITHOUT_VALUE =
  /^(?:-[eQh]+|--(?:emoji|fully-qualify-stack-names|disable-integrity-checking|logflow|logtostderr|non-interactive|help))$/;

/** The first argument that is no option, nor an option's value. */
export function commandOf(args: readonly string[]): string | undefined {
  for (let i = 0; i < args.length; i++) {
    const argument = args[i] ?? "";
    if (!argument.startsWith("-")) return argument;
    if (!argument.includes("=") && !WITHOUT_VALUE.test(argument)) i++;
  }
  return undefined;
}

function processOf(pid: number): Process | undefined {
  try {
    if (process.platform === "linux") return inProc(pid);
    if (process.platform === "win32") return undefined;
    const told = execFileSync("ps", ["-o", "ppid=,args=", "-p", String(pid)], { encoding: "utf8" }).trim();
    const [parent, ...args] = told.split(/\s+/);
    return { parent: Number(parent), arguments: args };
  } catch {
    // Another user's, or hidden: then nobody tells.
    return undefined;
  }
}

function inProc(pid: number): Process {
  const read = (file: string): string => readFileSync(`/proc/${pid}/${file}`, "utf8");
  // `pid (name) state parent …`, and a name may hold anything.
  const [, parent] = read("stat")
    .replace(/^.*\) /s, "")
    .split(" ");
  return { parent: Number(parent), arguments: read("cmdline").split("\0").slice(0, -1) };
}
