import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { SettingsError } from "../provider/failure";

/** Which stack of which project a `pulumi` command is for. */
export interface StackOptions {
  /** A stack's name; default the one that is selected. */
  stack?: string;
  /** A folder of the Pulumi project; default the current one. */
  cwd?: string;
}

/** How a `pulumi` command ended. */
export interface PulumiResult {
  code: number;
  stdout: string;
  stderr: string;
}

/**
 * Runs `pulumi`, whatever its exit code.
 * @param input goes to its standard input: what is secret must not be an argument, which others on the machine can list
 * @throws SettingsError where there is no `pulumi`
 */
export function runPulumi(
  args: readonly string[],
  { stack, cwd = "." }: StackOptions,
  environment: NodeJS.ProcessEnv,
  input = "",
): Promise<PulumiResult> {
  const all = [...args, ...(stack === undefined ? [] : ["--stack", stack]), "--non-interactive"];
  return new Promise((settle, reject) => {
    const child = spawn("pulumi", [...all, "--color", "never"], {
      cwd,
      env: environment,
      stdio: ["pipe", "pipe", "pipe"],
    });
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.on("error", ({ code }: NodeJS.ErrnoException) => {
      reject(new SettingsError(existsSync(cwd) ? notStarted(code) : `There is no folder ${cwd}.`));
    });
    child.on("close", (code) => settle({ code: code ?? 1, stdout, stderr }));
    // It may end without reading.
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
  });
}

function notStarted(code: string | undefined): string {
  const why = code === "ENOENT" ? "it is not on the PATH" : (code ?? "unknown error");
  return `\`pulumi\`, which reads the stack's configuration, could not be started: ${why}. Install the Pulumi CLI, or set the login in the environment (PARTNERCENTER_*).`;
}

/** The folder of the Pulumi project that a folder belongs to, as `pulumi` finds it; undefined if it is in none. */
export function projectFolder(cwd = "."): string | undefined {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    if (["Pulumi.yaml", "Pulumi.yml"].some((name) => existsSync(join(folder, name)))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

/** What a `pulumi` command said when it failed, on one line. */
export function failureOf({ code, stdout, stderr }: PulumiResult): string {
  const text = (stderr.trim() || stdout.trim()).replace(/^error: /, "").replace(/\s+/g, " ");
  return text === "" ? `exit code ${code}` : text;
}
