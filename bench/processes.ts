import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** How a measured command ended. */
export interface Measured {
  /** From its start to its end, by the clock on the wall. */
  ms: number;
  code: number;
  output: string;
  /** The most memory (resident set) that one process matching `watch` ever had, in MB. Linux only. */
  peakMemoryMb?: number;
  /** Likewise of one matching `watchProgram`. */
  programMemoryMb?: number;
  /** Processor time of all those processes until each was last seen. Linux only. */
  processorMs?: number;
}

export interface MeasureOptions {
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** Whose memory is watched: its command line has this in it. */
  watch?: string;
  watchProgram?: string;
  /** Called with the milliseconds since the start whenever a process of it is first seen, every 10 ms. */
  onProcess?: (commandLine: string, ms: number) => void;
  timeoutMs?: number;
}

const running = new Set<number>();
/** Ends what still runs: to be called when the run is broken off. */
export function killRunning(): void {
  for (const pid of running) for (const one of [...descendants(pid), pid]) kill(one);
}

/** Runs a command to its end and measures it. */
export async function measure(file: string, args: string[], options: MeasureOptions): Promise<Measured> {
  const started = performance.now();
  const child = spawn(file, args, { cwd: options.cwd, env: options.env, stdio: ["ignore", "pipe", "pipe"] });
  const pid = child.pid ?? -1;
  running.add(pid);
  let output = "";
  const keep = (piece: Buffer): void => void (output += piece.toString());
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const watcher = options.watch === undefined ? undefined : new ProcessWatcher(pid, options.watch);
  const program =
    options.watchProgram === undefined ? undefined : new ProcessWatcher(pid, options.watchProgram);
  const seen = new Set<number>();
  const look = (): void => {
    watcher?.look();
    program?.look();
    if (options.onProcess === undefined) return;
    for (const one of descendants(pid)) {
      if (seen.has(one)) continue;
      const line = commandLine(one);
      // Between fork and exec a process still has its parent's command line.
      if (line === "" || line === commandLine(pid)) continue;
      seen.add(one);
      options.onProcess(line, performance.now() - started);
    }
  };
  const timer = setInterval(look, options.onProcess === undefined ? 200 : 10);
  let late = false;
  const limit = setTimeout(() => {
    late = true;
    killRunning();
  }, options.timeoutMs ?? 1_800_000);
  try {
    const code = await new Promise<number>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (status) => resolve(status ?? -1));
    });
    const ms = performance.now() - started;
    if (late) throw new Error(`${[file, ...args].join(" ")} was ended after ${ms} ms:\n${output}`);
    return {
      ...{ ms, code, output },
      ...{ peakMemoryMb: watcher?.peakMb, processorMs: watcher?.processorMs },
      programMemoryMb: program?.peakMb,
    };
  } finally {
    clearInterval(timer);
    clearTimeout(limit);
    running.delete(pid);
  }
}

/** User's and system's time: the fields 14 and 15 of /proc/PID/stat. */
const TIMES = /\) \S(?: -?\d+){10} (\d+) (\d+)/;

/**
 * The kernel's own high-water mark of a process, read five times a second: what grows after the last look is missed,
 * a peak before it is not. Read from outside, so that nothing runs in what is measured.
 */
class ProcessWatcher {
  peakMb: number | undefined;
  readonly #found = new Set<number>();
  readonly #processorMs = new Map<number, number>();
  #looks = 0;

  constructor(
    readonly root: number,
    readonly pattern: string,
  ) {}

  get processorMs(): number | undefined {
    const all = [...this.#processorMs.values()];
    return all.length === 0 ? undefined : all.reduce((sum, ms) => sum + ms);
  }

  look(): void {
    this.#looks += 1;
    // All processes are gone through until one is found, and then once a second: of a plugin the engine starts another for the
    // program when it has read what is recorded.
    if (this.#found.size === 0 || this.#looks % 5 === 0) {
      for (const pid of descendants(this.root)) {
        if (commandLine(pid).includes(this.pattern)) this.#found.add(pid);
      }
    }
    for (const pid of this.#found) {
      const kB = /^VmHWM:\s+(\d+) kB/m.exec(procFile(pid, "status") ?? "")?.[1];
      const [, user, system] = TIMES.exec(procFile(pid, "stat") ?? "") ?? [];
      if (kB === undefined || user === undefined) {
        this.#found.delete(pid);
        continue;
      }
      this.peakMb = Math.max(this.peakMb ?? 0, Number(kB) / 1024);
      // In hundredths of a second, on every Linux.
      this.#processorMs.set(pid, (Number(user) + Number(system)) * 10);
    }
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** The children of a process, their children and so on. Known on Linux only; elsewhere none. */
function descendants(pid: number): number[] {
  if (process.platform !== "linux") return [];
  const all = readdirSync("/proc").map(Number).filter(Number.isInteger);
  const children = new Map<number, number[]>();
  for (const one of all) {
    // The name in brackets may hold anything: the parent is the second field behind it.
    const parent = Number(/\) \S (\d+)/.exec(procFile(one, "stat") ?? "")?.[1]);
    children.set(parent, [...(children.get(parent) ?? []), one]);
  }
  const found = [pid];
  for (const parent of found) found.push(...(children.get(parent) ?? []));
  return found.slice(1);
}

function commandLine(pid: number): string {
  return (procFile(pid, "cmdline") ?? "").replaceAll("\0", " ").trim();
}

function procFile(pid: number, name: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${name}`, "utf8");
  } catch {
    return undefined;
  }
}
