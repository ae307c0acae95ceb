// What the other scripts share: running `pulumi`, and leaving a report where the platform shows it.
import { spawn } from "node:child_process";
import { appendFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";

/** Where the report of a run is written, as Markdown. comment.mjs posts it. */
export const REPORT = "pulumi-report.md";

/** GitHub takes 65,536 characters in a comment; the others take more. */
const MOST_CHARACTERS = 60_000;

/** The stack, which every job of a pipeline names. */
export const stack = () => need("PULUMI_STACK");

/** `github`, `azure` or `gitlab`, by what each of them sets. */
export function platform() {
  if (process.env.GITHUB_ACTIONS) return "github";
  if (process.env.TF_BUILD) return "azure";
  if (process.env.GITLAB_CI) return "gitlab";
  return fail("This is neither GitHub Actions nor Azure Pipelines nor GitLab CI.");
}

/** What the step has to be given. */
export function need(name) {
  return process.env[name] || fail(`${name} is not set: README says what the step has to be given.`);
}

/** Ends the script with a reason. */
export function fail(reason) {
  console.error(reason);
  process.exit(1);
}

/**
 * Runs `pulumi` for the stack to its end. What it says goes to the log as well, unless `quiet`.
 * Resolves to { code, stdout, stderr }.
 */
export function pulumi(args, { quiet = false, env = process.env } = {}) {
  const all = [...args, "--stack", stack(), "--non-interactive", "--color", "never"];
  return new Promise((settle) => {
    const child = spawn("pulumi", all, {
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

/** Writes the report, and hands it to the platform's summary page. */
export function report(markdown) {
  const text = `${markdown.trim()}\n`;
  writeFileSync(REPORT, text);
  if (process.env.GITHUB_STEP_SUMMARY) appendFileSync(process.env.GITHUB_STEP_SUMMARY, text);
  if (process.env.TF_BUILD) console.log(`##vso[task.uploadsummary]${resolve(REPORT)}`);
}

/** A line that the platform shows on the page of the run, not only in the log. */
export function annotate(level, title, message) {
  if (process.env.GITHUB_ACTIONS) {
    console.log(`::${level} title=${escaped(title, "%\r\n:,")}::${escaped(message, "%\r\n")}`);
  } else if (process.env.TF_BUILD) {
    console.log(`##vso[task.logissue type=${level}]${escaped(`${title}: ${message}`, "%\r\n")}`);
  }
}

/** The job ends well, but not without a sign. GitLab has `allow_failure: exit_codes` for it. */
export function endWithWarning() {
  if (process.env.TF_BUILD) console.log("##vso[task.complete result=SucceededWithIssues;]");
}

/** Text as it stands, in Markdown. */
export function verbatim(text) {
  const trimmed = text.trim();
  const shown =
    trimmed.length <= MOST_CHARACTERS
      ? trimmed
      : `${trimmed.slice(0, MOST_CHARACTERS)}\n... cut here; the log of the job has all of it`;
  return `~~~text\n${shown.replaceAll("~~~", "~ ~ ~")}\n~~~`;
}

/** Whole messages as a Markdown list. Pulumi repeats an error that the program's host has printed. */
export function list(messages) {
  return [...new Set(messages.map((message) => message.trim()).filter((message) => message !== ""))]
    .map((message) => `- ${message.replace(/\s*\n\s*/g, " ")}`)
    .join("\n");
}

/** `%0A` for a line break and so on: what the platforms' commands take. Azure has its own form of the percent sign. */
function escaped(text, characters) {
  const percent = process.env.TF_BUILD ? "%AZP25" : "%25";
  const code = (character) =>
    character === "%" ? percent : `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
  return [...text]
    .map((character) => (characters.includes(character) ? code(character) : character))
    .join("");
}
