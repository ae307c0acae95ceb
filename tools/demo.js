"use strict";
// The main job under the real `pulumi`, against the emulator: submit once, follow the vetting, see a denial as drift,
// resubmit, forget; then the same school by its id, in a program in YAML. Every line with a `$` was run; below it stands
// what matters of its output.

const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { makeYamlProgram, putPluginOnPath } = require("./demo-yaml");
const { commandOnPath, root, run, windows } = require("./project");
const { step, matters, quoted } = require("./demo-print");

/**
 * @typedef {import("./project").Environment} Environment
 * @typedef {(args: string[]) => ReturnType<typeof run>} Pulumi
 * @typedef {{ scratch: string; env: Environment }} Place
 */

const CUSTOMER = "8f9a1c52-1d0e-4c5e-9a43-0a9f5b0c7d11";
const STACK = "demo";

/** Runs the demo with the Pulumi CLI that is first on PATH. Resolves to whether all went as it should. */
async function demo({ env = process.env, log = console.log } = {}) {
  const { startEmulator } = require(path.join(root, "dist", "emulator"));
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "partnercenter-demo-"));
  const emulator = await startEmulator({ customers: [CUSTOMER] });
  const started = Date.now();
  try {
    const own = { ...clean(env), ...emulator.environment };
    const place = { scratch, env: putPluginOnPath(scratch, own) };
    const pulumi = await makeStack(place);
    const story = await play({ pulumi, emulator, log, place });
    const seconds = Math.round((Date.now() - started) / 1000);
    log("");
    log(
      `Submissions made: ${emulator.submissions().length}. Asked for: ${story.asked}. Microsoft allows about three per customer.`,
    );
    log(`${story.steps} commands of the real pulumi, ${seconds} s; nothing of it left this machine.`);
    if (emulator.submissions().length !== story.asked) story.wrong.push("the number of submissions");
    if (story.wrong.length > 0) log(`NOT AS IT SHOULD BE: ${story.wrong.join("; ")}`);
    return story.wrong.length === 0;
  } finally {
    await emulator.close();
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * @param {{
 *   pulumi: Pulumi;
 *   emulator: import("../emulator/index").Emulator;
 *   log: import("./project").Log;
 *   place: Place;
 * }} stage
 */
async function play({ pulumi, emulator, log, place }) {
  const story = { steps: 0, asked: 0, wrong: /** @type {string[]} */ ([]) };
  /**
   * @param {string} title
   * @param {string[]} args
   * @param {{ code?: number; expect?: RegExp; by?: Pulumi }} wanted
   */
  const command = async (title, args, { code = 0, expect, by = pulumi }) => {
    step(log, title, args);
    const result = await by(args);
    story.steps += 1;
    for (const line of matters(result.output)) log(line);
    const shown = result.code === 0 ? "" : `exit code ${result.code}`;
    if (shown !== "") log(`    ${shown}`);
    if (result.code !== code) story.wrong.push(`"${args.join(" ")}" ended with ${result.code}, not ${code}`);
    if (expect !== undefined && !expect.test(result.output)) {
      story.wrong.push(`"${args.join(" ")}" did not say ${String(expect)}`);
      log(result.output);
    }
  };
  /** @param {string} what */
  const meanwhile = (what) => log(`\n  ... meanwhile, at Microsoft: ${what}`);

  await command("A preview looks first, and says what it would spend", ["preview"], {
    expect: /verification request 1 of 3/,
  });
  await command("Submitted once", ["up"], { expect: /vettingStatus\s*: "InReview"/ });
  story.asked += 1;

  meanwhile("the vetting is approved");
  emulator.approve(CUSTOMER, "Education");
  await command("Progress is no drift: a clean preview, with a line", ["preview", "--expect-no-changes"], {
    expect: /is Approved/,
  });
  await command("Recorded", ["up", "--refresh"], { expect: /vettingStatus\s*: .*"Approved"/ });

  meanwhile("a review finds that it is no school after all");
  emulator.deny(CUSTOMER, "Education", "No longer an Education Customer");
  await command(
    "A plain preview shows the drift, and a pipeline can fail on it",
    ["preview", "--diff", "--expect-no-changes"],
    {
      code: 7,
      expect: /No longer an Education Customer/,
    },
  );
  await command("`up` refuses to spend another request by itself, and says what to correct", ["up"], {
    code: 1,
    expect: /Nothing was submitted/,
  });

  log("\n  ... the school corrects its profile, and a person asks for one more submission");
  await command("", ["config", "set", "resubmit", "profile corrected"], {});
  await command("Submitted a second time, since it was asked for", ["up"], {
    expect: /vettingStatus\s*: .*"InReview"/,
  });
  story.asked += 1;

  meanwhile("the vetting is approved");
  emulator.approve(CUSTOMER, "Education");
  await command("Recorded", ["up", "--refresh"], { expect: /vettingStatus\s*: .*"Approved"/ });
  await command("Clean", ["preview", "--expect-no-changes"], { expect: /2 unchanged/ });
  await command("Destroy forgets; Microsoft does not", ["destroy"], { expect: /can't be taken back/ });

  log("\n  ... another team takes the school over, in a new folder, with a program in YAML");
  const yaml = makeYamlProgram(place.scratch);
  const by = await pulumiIn(yaml.folder, place);
  const school = ["partnercenter:index:CustomerQualification", "school", `${CUSTOMER}/Education`];
  await command(
    "Imported by its id: Pulumi writes the program, and nothing is submitted",
    ["import", ...school, "--out", yaml.imported, "--protect=false"],
    { expect: /school imported/, by },
  );
  for (const line of quoted(yaml.takeOver())) log(line);
  await command("What was written is what is there", ["preview", "--expect-no-changes"], {
    expect: /2 unchanged/,
    by,
  });
  return story;
}

/**
 * A stack of the quickstart program, copied into the scratch folder so that nothing is left in the repository.
 *
 * @param {Place} place
 * @returns {Promise<Pulumi>}
 */
async function makeStack(place) {
  const { scratch } = place;
  const cwd = path.join(scratch, "quickstart");
  fs.mkdirSync(path.join(cwd, "node_modules"), { recursive: true });
  fs.mkdirSync(path.join(scratch, "state"));
  for (const file of ["Pulumi.yaml", "index.ts", "package.json", "tsconfig.json"]) {
    fs.copyFileSync(path.join(root, "examples", "quickstart", file), path.join(cwd, file));
  }
  /**
   * @param {string} target
   * @param {string} name
   */
  const link = (target, name) =>
    fs.symlinkSync(target, path.join(cwd, "node_modules", name), windows ? "junction" : "dir");
  link(root, "pulumi-partnercenter");
  for (const name of ["@pulumi", "typescript"]) link(path.join(root, "node_modules", name), name);
  const pulumi = await pulumiIn(cwd, place);
  await must(pulumi, ["config", "set", "customerId", CUSTOMER]);
  return pulumi;
}

/**
 * A new stack of the program in that folder.
 *
 * @param {string} cwd
 * @param {Place} place
 * @returns {Promise<Pulumi>}
 */
async function pulumiIn(cwd, { scratch, env }) {
  const own = {
    ...env,
    PULUMI_BACKEND_URL: `file://${path.join(scratch, "state").split(path.sep).join("/")}`,
    PULUMI_HOME: path.join(scratch, "home"),
    PULUMI_CONFIG_PASSPHRASE: "demo",
    PULUMI_SKIP_UPDATE_CHECK: "true",
  };
  const command = commandOnPath("pulumi", env);
  if (command === undefined) throw new Error("There is no pulumi on PATH.");
  /** @type {Pulumi} */
  const pulumi = (args) => {
    const changes = ["up", "destroy", "import"].includes(args[0] ?? "") ? ["--yes", "--skip-preview"] : [];
    const quiet = ["up", "destroy", "preview"].includes(args[0] ?? "") ? ["--suppress-progress"] : [];
    const all = [...args, ...changes, ...quiet, "--stack", STACK, "--non-interactive", "--color", "never"];
    return run(command, all, { cwd, env: own, onOutput: () => {} });
  };
  await must(pulumi, ["stack", "init"]);
  return pulumi;
}

/**
 * @param {Pulumi} pulumi
 * @param {string[]} args
 */
async function must(pulumi, args) {
  const { code, output } = await pulumi(args);
  if (code !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${code}:\n${output}`);
}

/**
 * No login of the user's own gets near the demo.
 *
 * @param {Environment} env
 */
function clean(env) {
  return Object.fromEntries(Object.entries(env).filter(([key]) => !/^(PARTNERCENTER|PULUMI)_/.test(key)));
}

if (require.main === module) {
  demo().then(
    (right) => (process.exitCode = right ? 0 : 1),
    (error) => {
      console.error(error);
      process.exitCode = 1;
    },
  );
}

module.exports = { demo };
