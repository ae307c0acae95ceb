"use strict";
// Paths, child processes and the environment they get. Plain Node (20 and up) without a dependency, like everything
// in tools/: it runs before `npm ci` has brought anything. Types stand in JSDoc, and are checked with all others.

const { spawn } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");

/**
 * @typedef {NodeJS.ProcessEnv} Environment
 * @typedef {(line: string) => void} Log
 * @typedef {import("node:child_process").ChildProcess} ChildProcess
 *
 * @typedef RunOptions
 * @property {string} [cwd]
 * @property {Environment} [env]
 * @property {(piece: string) => void} [onOutput] - sees each piece of stdout and stderr; without it the command writes to our own
 * @property {(output: string) => number} [limit] - asked every half second how many milliseconds it may still take: 0 or
 * less kills it and all that it started
 */

const root = path.resolve(__dirname, "..");
const windows = process.platform === "win32";

/**
 * The name under which the environment holds PATH: Windows spells it as it likes.
 *
 * @param {Environment} env
 */
function pathKey(env) {
  return Object.keys(env).find((key) => key.toUpperCase() === "PATH") ?? "PATH";
}

/**
 * A copy of `env` with these folders first on PATH.
 *
 * @param {Environment} env
 * @param {string[]} folders
 * @returns {Environment}
 */
function withPath(env, folders) {
  const key = pathKey(env);
  const known = (env[key] ?? "").split(path.delimiter).filter((entry) => entry !== "");
  const all = [...folders, ...known.filter((entry) => !folders.includes(entry))];
  return { ...env, [key]: all.join(path.delimiter) };
}

/**
 * The names a command's file can have on this system.
 *
 * @param {string} command
 */
function fileNames(command) {
  return windows ? [`${command}.exe`, `${command}.cmd`, command] : [command];
}

/**
 * The file of a command in one folder, or undefined.
 *
 * @param {string} folder
 * @param {string} command
 */
function commandIn(folder, command) {
  for (const name of fileNames(command)) {
    const file = path.join(folder, name);
    try {
      if (!fs.statSync(file).isFile()) continue;
      fs.accessSync(file, fs.constants.X_OK);
      return file;
    } catch {
      // Absent or not executable: look on.
    }
  }
  return undefined;
}

/**
 * The first file of that command on PATH, or undefined.
 *
 * @param {string} command
 */
function commandOnPath(command, env = process.env) {
  for (const folder of (env[pathKey(env)] ?? "").split(path.delimiter)) {
    const file = folder === "" ? undefined : commandIn(folder, command);
    if (file !== undefined) return file;
  }
  return undefined;
}

/**
 * Windows starts npm.cmd and its like only through a shell.
 *
 * @param {string} command
 */
function needsShell(command) {
  return windows && !command.toLowerCase().endsWith(".exe");
}

/**
 * Kills a process that leads a group, and everything it started where the system has process groups.
 *
 * @param {ChildProcess} child
 */
function killGroup(child) {
  try {
    if (windows || child.pid === undefined) child.kill("SIGKILL");
    else process.kill(-child.pid, "SIGKILL");
  } catch (error) {
    if (errorCode(error) !== "ESRCH") throw error;
  }
}

/**
 * Runs a command to its end; rejects only when it could not be started.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number, output: string, tooLong: boolean }>}
 */
function run(command, args, { cwd = root, env = process.env, onOutput, limit } = {}) {
  return new Promise((resolve, reject) => {
    const shell = needsShell(command);
    const child = spawn(shell ? `"${command}"` : command, args, {
      cwd,
      env,
      shell,
      // A group of its own only when we may have to kill it: the terminal's Ctrl-C must reach everything else.
      detached: limit !== undefined && !windows,
      stdio: onOutput === undefined ? "inherit" : ["ignore", "pipe", "pipe"],
    });
    const kill = () => (limit === undefined ? child.kill() : killGroup(child));
    let output = "";
    let tooLong = false;
    /** @type {number | undefined} */
    let stopped;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (piece) => {
        output += piece;
        onOutput?.(piece);
      });
    }
    const onInterrupt = () => {
      stopped = 130;
      // What has no group of its own has had the same Ctrl-C, and may want to end in order.
      if (limit !== undefined) kill();
    };
    const onTerminate = () => {
      stopped = 143;
      kill();
    };
    const watch = () => {
      if (limit === undefined || limit(output) > 0) return;
      tooLong = true;
      kill();
    };
    const timer = limit === undefined ? undefined : setInterval(watch, 500);
    process.on("SIGINT", onInterrupt).on("SIGTERM", onTerminate);
    const ended = () => {
      clearInterval(timer);
      process.off("SIGINT", onInterrupt).off("SIGTERM", onTerminate);
      if (stopped !== undefined) process.exit(stopped);
    };
    child.on("error", (error) => {
      ended();
      reject(error);
    });
    child.on("close", (code) => {
      ended();
      resolve({ code: code ?? 1, output, tooLong });
    });
  });
}

/**
 * The code of an error of the system, such as ENOENT.
 *
 * @param {unknown} error
 */
function errorCode(error) {
  return /** @type {NodeJS.ErrnoException} */ (error).code;
}

/**
 * What an error says.
 *
 * @param {unknown} error
 */
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}

module.exports = {
  root,
  windows,
  pathKey,
  withPath,
  commandIn,
  commandOnPath,
  run,
  errorCode,
  messageOf,
};
