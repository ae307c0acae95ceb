// Child processes of the engine tests: started in a group of their own, and reaped with everything they started.
import { spawn, type ChildProcess } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** How a command ended and what it said. */
export interface CommandResult {
  /** The command as it was started, for messages. */
  command: string;
  /** The exit code; -1 when a signal ended it. */
  code: number;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
  /** stdout and stderr in the order in which they came. */
  output: string;
}

/** A command that runs. */
export interface RunningCommand {
  pid: number;
  /** Settles when the command has ended; rejects when it took longer than its timeout, after killing it. */
  result: Promise<CommandResult>;
  /** What it has said so far. */
  output(): string;
  /** Resolves once its output matches; rejects when it ends, or is timed out, without. */
  waitFor(pattern: RegExp | string): Promise<void>;
  /** What Ctrl-C does: SIGINT to the command alone. */
  interrupt(): void;
  /** SIGKILL to the command and everything it started, as when the machine goes down. */
  kill(): void;
}

export interface CommandOptions {
  cwd: string;
  env: NodeJS.ProcessEnv;
  timeoutMs: number;
}

const running = new Set<ChildProcess>();
/** Kills what still runs. jest runs no exit handlers of a test file: this has to be called at its end. */
export function killCommands(): void {
  running.forEach(killTree);
}

/** Starts a command. */
export function startCommand(file: string, args: string[], options: CommandOptions): RunningCommand {
  const command = [file, ...args].join(" ");
  const child = spawn(file, args, {
    cwd: options.cwd,
    env: options.env,
    detached: process.platform !== "win32",
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  let stdout = "";
  let stderr = "";
  let output = "";
  let ended = false;
  const watchers = new Set<() => void>();
  const wake = (): void => [...watchers].forEach((watcher) => watcher());
  child.stdout.setEncoding("utf8").on("data", (piece: string) => {
    stdout += piece;
    output += piece;
    wake();
  });
  child.stderr.setEncoding("utf8").on("data", (piece: string) => {
    stderr += piece;
    output += piece;
    wake();
  });
  const result = new Promise<CommandResult>((resolve, reject) => {
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      killTree(child);
    }, options.timeoutMs);
    const finish = (settle: () => void): void => {
      clearTimeout(timer);
      running.delete(child);
      ended = true;
      settle();
      wake();
    };
    child.on("error", (error) => finish(() => reject(error)));
    child.on("close", (code, signal) =>
      finish(() =>
        timedOut
          ? reject(new Error(`${command}: killed after ${options.timeoutMs} ms. It had said:\n${output}`))
          : resolve({ command, code: code ?? -1, signal, stdout, stderr, output }),
      ),
    );
  });
  // Who waits on waitFor() first must not be killed by a rejection that nobody has taken up yet.
  result.catch(() => undefined);
  return {
    pid: child.pid ?? -1,
    result,
    output: () => output,
    waitFor: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = typeof pattern === "string" ? output.includes(pattern) : pattern.test(output);
          if (!found && !ended) return;
          watchers.delete(look);
          if (found) resolve();
          else reject(new Error(`${command} ended without ${String(pattern)}. It had said:\n${output}`));
        };
        watchers.add(look);
        look();
      }),
    interrupt: () => void child.kill("SIGINT"),
    kill: () => killTree(child),
  };
}

/** Runs a command to its end, whatever its exit code. */
export function runCommand(file: string, args: string[], options: CommandOptions): Promise<CommandResult> {
  return startCommand(file, args, options).result;
}

function killTree(child: ChildProcess): void {
  if (child.pid === undefined) return;
  // The engine puts each plugin into a group of its own, so the children are looked up first.
  for (const pid of [...descendants(child.pid), child.pid]) killProcess(pid);
}

function killProcess(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** The children of a process, their children and so on. Known on Linux only; elsewhere none. */
function descendants(pid: number): number[] {
  const parents = processes().map((process) => ({ pid: process, parent: parentOf(process) }));
  const found = [pid];
  for (const parent of found) {
    for (const process of parents) {
      if (process.parent === parent && !found.includes(process.pid)) found.push(process.pid);
    }
  }
  return found.slice(1);
}

/** Kills every process whose environment has that entry: what a killed command left behind. Linux only. */
export function killProcessesWith(name: string, value: string): number[] {
  const entry = `${name}=${value}`;
  const found = processes().filter((pid) => {
    const environment = procFile(pid, "environ");
    return pid !== process.pid && environment !== undefined && environment.split("\0").includes(entry);
  });
  found.forEach(killProcess);
  return found;
}

function processes(): number[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc").map(Number).filter(Number.isInteger);
}

function parentOf(pid: number): number | undefined {
  const status = procFile(pid, "status");
  const parent = status === undefined ? null : /^PPid:\s+(\d+)/m.exec(status);
  return parent?.[1] === undefined ? undefined : Number(parent[1]);
}

/** A file of /proc, or undefined when the process has ended meanwhile or is another user's. */
function procFile(pid: number, name: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${name}`, "utf8");
  } catch {
    return undefined;
  }
}
