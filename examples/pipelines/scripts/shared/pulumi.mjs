// Runs `pulumi`, and reads what it says and does, event by event, as Pulumi's Automation API does.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fail, stack } from "./platform.mjs";

/**
 * Runs `pulumi` for the stack to its end. What it says goes to the log as well, unless `quiet`.
 * Resolves to { code, stdout, stderr, events }.
 */
export async function pulumi(args, { quiet = false, env = process.env } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-events-"));
  try {
    const log = join(folder, "events.json");
    const all = [...args, "--stack", stack(), "--non-interactive", "--color", "never", "--event-log", log];
    const said = await run(all, quiet, { ...env, PULUMI_DEBUG_COMMANDS: "true" });
    // There is none where it failed before it began, as with a wrong passphrase.
    const lines = existsSync(log) ? readFileSync(log, "utf8").split("\n") : [];
    return { ...said, events: lines.filter((line) => line.trim() !== "").map((line) => JSON.parse(line)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(args, quiet, env) {
  return new Promise((settle) => {
    const child = spawn("pulumi", args, {
      env,
      stdio: ["ignore", "pipe", "pipe"],
      shell: process.platform === "win32",
    });
    const said = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"]) {
      child[stream].setEncoding("utf8").on("data", (piece) => {
        said[stream] += piece;
        if (!quiet) process[stream].write(piece);
      });
    }
    // A job that is cancelled must not cut off a submission: pulumi ends in order on its first interrupt. A terminal
    // sends Ctrl-C to pulumi by itself.
    process.on("SIGINT", () => {});
    process.once("SIGTERM", () => child.kill("SIGINT"));
    child.on("error", (error) =>
      fail(`pulumi could not be started (${error.code}): is the Pulumi CLI on PATH?`),
    );
    child.on("close", (code) => settle({ code: code ?? 1, ...said }));
  });
}
