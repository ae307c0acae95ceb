// By night: how all of the partner's customers stand, as a page among the job's artifacts and in the job's summary, and what
// has changed since the last run, which a channel is told of where PARTNERCENTER_WEBHOOK_URL is set. An app-only login is enough.
// Its options are those of `partnercenter status`, and its exit codes: 0 nothing to do, 20 something is denied, 21 something is
// in review for longer than --overdue, 1 not all could be read. With --warn, 20 and 21 are a warning and 0.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import { annotate, endWithWarning, fail, optional } from "./shared/platform.mjs";
import { publish } from "./shared/report.mjs";

/** What is in it becomes the job's artifact. The next run reads status.json again. */
const FOLDER = "fleet";
const SAVED = join(FOLDER, "status.json");
const PAGE = join(FOLDER, "report.html");
const SUMMARY = join(FOLDER, "summary.md");
const WEBHOOK = "PARTNERCENTER_WEBHOOK_URL";

const TITLES = {
  1: "Not all customers could be read",
  20: "A qualification was denied",
  21: "A vetting takes too long",
};

const given = process.argv.slice(2);
const warn = given.includes("--warn");
mkdirSync(FOLDER, { recursive: true });
// Those of the last run have come with its status.json.
for (const file of [PAGE, SUMMARY]) rmSync(file, { force: true });

// One run for all of it: every customer is a request.
const { code, markdown } = await status([
  ...["--all", ...given.filter((option) => option !== "--warn"), "--format", "markdown"],
  ...["--report", PAGE, "--since", SAVED, "--save", SAVED],
  ...(optional(WEBHOOK) === undefined ? [] : ["--webhook"]),
]);
if (markdown !== "") publish(SUMMARY, markdown);
// By this tag the next run finds it, in Azure.
if (process.env.TF_BUILD && existsSync(SAVED)) console.log("##vso[build.addbuildtag]fleet");

const [, first = "See the log."] = markdown.split("\n\n");
// An annotation is no Markdown.
const counts = first.replace(/&#(\d+);/g, (_, character) => String.fromCharCode(character));
console.log(counts);
const isWarning = warn && (code === 20 || code === 21);
if (code !== 0) annotate(isWarning ? "warning" : "error", TITLES[code] ?? "The report failed", [counts]);
if (isWarning) endWithWarning();
process.exitCode = isWarning ? 0 : code;

/** Runs `partnercenter status` of the repository's own package. What it says besides goes to the log. */
function status(options) {
  const PATH = [join("node_modules", ".bin"), process.env.PATH ?? ""].join(delimiter);
  return new Promise((settle) => {
    const child = spawn("partnercenter", ["status", ...options], {
      env: { ...process.env, PATH },
      stdio: ["ignore", "pipe", "inherit"],
      shell: process.platform === "win32",
    });
    let markdown = "";
    child.stdout.setEncoding("utf8").on("data", (piece) => (markdown += piece));
    child.on("error", (error) =>
      fail(`partnercenter could not be started (${error.code}): is the package in package.json?`),
    );
    child.on("close", (code) => settle({ code: code ?? 1, markdown }));
  });
}
