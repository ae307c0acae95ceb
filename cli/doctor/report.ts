import { printable } from "../displayText";
import { type ErrorEntry, PartnerCenterError } from "../../provider/partnercenter/index";

/** What is checked, in this order. */
export const CHECK_NAMES = [
  "configuration",
  "loginHost",
  "api",
  "clock",
  "login",
  "audience",
  "appUser",
  "refreshToken",
  "mfa",
  "role",
  "relationship",
  "qualifications",
  "gdap",
] as const;
export type CheckName = (typeof CHECK_NAMES)[number];

/** The outcome of a check. */
export type CheckResult = "ok" | "warning" | "failed" | "skipped";

/** One check, as `--json` prints it. */
export interface Check {
  name: CheckName;
  result: CheckResult;
  /** What was found; of a skipped one, why it was skipped. */
  found: string;
  /** What to do. */
  remedy?: string;
  /** The API's or the login's code. */
  code?: string;
  /** MS-CorrelationId of the call, for Microsoft's support. */
  correlationId?: string;
}

const RESULT_WIDTH = "warning".length + 2;
const NAME_WIDTH = Math.max(...CHECK_NAMES.map((name) => name.length)) + 2;
const INDENT = RESULT_WIDTH + NAME_WIDTH;
const LINE = 80;

/** A check as lines of at most 80 characters, unless a word is longer. */
export function checkText({ name, result, found, remedy }: Check): string {
  const lines = [...wrapped(printable(found)), ...(remedy === undefined ? [] : wrapped(`Remedy: ${remedy}`))];
  const head = result.padEnd(RESULT_WIDTH) + name.padEnd(NAME_WIDTH);
  return lines.map((line, index) => `${index === 0 ? head : " ".repeat(INDENT)}${line}\n`).join("");
}

/** The last line. */
export function verdict(checks: readonly Check[]): string {
  const count = (wanted: CheckResult) => checks.filter(({ result }) => result === wanted).length;
  const [failed, warnings] = [count("failed"), count("warning")];
  const warned = warnings === 0 ? "" : `${warnings} ${warnings === 1 ? "warning" : "warnings"}`;
  if (failed > 0) return `${failed} failed${warned && `, ${warned}`}.\n`;
  return warned ? `Nothing failed; ${warned}.\n` : "All is well.\n";
}

function wrapped(text: string): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    if (line !== "" && INDENT + line.length + 1 + word.length > LINE) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

// How a check ends. A remedy comes from the error table and from nowhere else.

export const ok = (name: CheckName, found: string): Check => ({ name, result: "ok", found });

/** @param why - what it needs and does not have, or why it does not apply */
export const skipped = (name: CheckName, why: string): Check => ({ name, result: "skipped", found: why });

export const warned = (name: CheckName, found: string, { meaning, remedy }: ErrorEntry): Check => ({
  name,
  result: "warning",
  found: `${found} ${meaning}`,
  remedy,
});

export const wrong = (name: CheckName, found: string, { meaning, remedy }: ErrorEntry): Check => ({
  name,
  result: "failed",
  found: `${found} ${meaning}`,
  remedy,
});

/** A check that ended with an error of the client. Any other error is a defect, and thrown. */
export function failed(name: CheckName, error: unknown): Check {
  if (!(error instanceof PartnerCenterError)) throw error;
  const { message, meaning, remedy, code, correlationId } = error;
  return {
    name,
    result: "failed",
    found: `${message.split("\n")[0] ?? ""}. ${meaning}`,
    remedy,
    ...(code !== undefined && { code }),
    ...(correlationId !== undefined && { correlationId }),
  };
}
