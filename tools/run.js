"use strict";
// What `npm test`, `npm run demo` and `npm run bench` start. A fresh clone is set up first.
//   test                  everything: build, type check, lint, unit and engine tests
//   test unit|engine ...  one kind of test; what follows is handed on to jest (a pattern of paths, -t name, ...)
//   demo                  tools/demo.js
//   bench                 bench/main.ts

const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { countsOfRun, exitCode, lastLine, total } = require("./counts");
const { build } = require("./dist");
const { ownCommand } = require("./packages");
const { messageOf, root, run } = require("./project");
const { setUp } = require("./setup");

/**
 * @typedef {import("./project").Environment} Environment
 * @typedef {import("./counts").Counts} Counts
 */

/** @param {string} line */
const log = (line) => console.log(line);
const nothing = { passed: 0, failed: 0, skipped: 0 };
const failure = { passed: 0, failed: 1, skipped: 0 };

/**
 * One check that is no test: it counts only when it fails.
 *
 * @param {string} name
 * @param {() => Promise<number>} work
 */
async function check(name, work) {
  log(`\n== ${name}`);
  if ((await work()) === 0) return nothing;
  log(`${name} failed.`);
  return failure;
}

/**
 * @param {Environment} env
 * @param {string} name
 * @param {string[]} args
 */
const command = async (env, name, ...args) => (await run(ownCommand(name), args, { env })).code;

/**
 * Runs one jest project in the Node of the project.
 *
 * @param {string} project
 * @param {string[]} args
 * @param {Environment} env
 */
async function jest(project, args, env) {
  log(`\n== ${project} tests`);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "partnercenter-report-"));
  const report = path.join(folder, "report.json");
  const script = path.join(root, "node_modules", "jest", "bin", "jest.js");
  // An engine test keeps a `pulumi`, its plugins and a program busy, and waits for about half of its time: with more at once
  // they only wait for each other. Where there are two processors, jest itself would use one.
  const workers = project === "engine" ? 3 : os.availableParallelism() < 3 ? 2 : undefined;
  const fixed = [
    `--selectProjects=${project}`,
    "--json",
    `--outputFile=${report}`,
    ...(workers ? [`--maxWorkers=${workers}`] : []),
  ];
  try {
    const { code } = await run(ownCommand("node"), [script, ...args, ...fixed], { env });
    return countsOfRun(report, code);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function everything() {
  const env = await setUp({ log, build: false });
  // First of all, since the examples are checked against what is built.
  const built = await check("Build", () => build({ env }));
  // Side by side, for each keeps one processor busy.
  const checks = await Promise.all([
    built,
    check("Type check", () => command(env, "tsc", "-p", "tsconfig.json")),
    check("Lint", () => command(env, "eslint", ".")),
    check("Format", () => command(env, "prettier", "--check", "--log-level", "warn", ".")),
  ]);
  const unit = await jest("unit", [], env);
  if (built === failure) {
    log("\nThe engine tests were not run: there is no build for them.");
    return total([...checks, unit]);
  }
  return total([...checks, unit, await jest("engine", [], env)]);
}

/**
 * @param {string[]} words
 * @returns {Promise<Counts>}
 */
async function test([project, ...args]) {
  if (project === undefined) return everything();
  if (project !== "unit" && project !== "engine")
    throw new Error(`There are "unit" and "engine" tests, no "${project}".`);
  const env = await setUp({ log, build: project === "engine", pulumi: project === "engine" });
  return jest(project, args, env);
}

/** @param {string[]} args */
async function demo(args) {
  const env = await setUp({ log });
  const { code } = await run(ownCommand("node"), [path.join(__dirname, "demo.js"), ...args], { env });
  return code;
}

/** @param {string[]} args */
async function bench(args) {
  const env = await setUp({ log });
  const script = path.join(root, "bench", "main.ts");
  const fixed = ["--require", path.join(__dirname, "typescript.js"), script];
  const { code } = await run(ownCommand("node"), [...fixed, ...args], { env });
  return code;
}

/** @param {string[]} words */
async function main([task, ...args]) {
  if (task === "demo") return demo(args);
  if (task === "bench") return bench(args);
  if (task !== "test") throw new Error(`tools/run.js does "test", "demo" and "bench", not "${task}".`);
  let counts = failure;
  try {
    counts = await test(args);
  } catch (error) {
    console.error(messageOf(error));
  }
  log(`\n${lastLine(counts)}`);
  return exitCode(counts);
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    console.error(error.message);
    process.exitCode = 1;
  },
);
