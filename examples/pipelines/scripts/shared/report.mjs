// The report of a run, as Markdown: the most important first, and never longer than a comment can be.
import { appendFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";

/** Where the report of a run is written. comment.mjs posts it. */
export const REPORT = "pulumi-report.md";

/** GitHub takes this much in a comment, counted in bytes; the others take more. */
export const MOST_BYTES = 65_536;
/** What comment.mjs puts before the report. */
const MARK_BYTES = 1_024;
/** No message is so important that it may leave out all others. */
const MOST_BYTES_OF_A_LINE = 4_096;
/** What a part says of what it has left out. */
const NOTE_BYTES = 128;

const bytes = (text) => Buffer.byteLength(text, "utf8");

/**
 * Writes the report, and hands it to the platform's summary page.
 *
 * @param title the heading
 * @param parts texts, `list`s and `verbatim`s, the most important first; what there is no room for is counted
 */
export function report(title, parts) {
  const present = parts.filter((part) => part !== undefined && part !== "");
  const text = fitted([`## ${title}`, ...present], MOST_BYTES - MARK_BYTES);
  publish(REPORT, text);
}

/** Writes Markdown to a file, and hands it to the platform's summary page. GitLab has none. */
export function publish(file, text) {
  writeFileSync(file, text);
  if (process.env.GITHUB_STEP_SUMMARY) appendFileSync(process.env.GITHUB_STEP_SUMMARY, text);
  if (process.env.TF_BUILD) console.log(`##vso[task.uploadsummary]${resolve(file)}`);
}

/** A list with a line before it, or nothing where it is empty. */
export function list(title, messages) {
  if (messages.length === 0) return undefined;
  return (room) => {
    const head = title === "" ? "" : `${title}\n\n`;
    let text = head;
    for (const [index, message] of messages.entries()) {
      const line = `- ${clipped(message, MOST_BYTES_OF_A_LINE)}\n`;
      const rest = messages.length - index;
      const note = `- … and ${rest} more: there is no room for them here, the log of the job has all.\n`;
      if (bytes(text) + bytes(line) + (rest > 1 ? NOTE_BYTES : 0) > room) return text + note;
      text += line;
    }
    return text;
  };
}

/** Text as it stands, folded away below a title. */
export function verbatim(title, text) {
  return (room) => {
    const [before, after] = [`<details><summary>${title}</summary>\n\n~~~text\n`, "\n~~~\n\n</details>\n"];
    const note = "\n… cut here: the log of the job has all of it";
    const shown = text.trim().replaceAll("~~~", "~ ~ ~");
    const left = room - bytes(before) - bytes(after);
    return `${before}${bytes(shown) <= left ? shown : clipped(shown, left - bytes(note), "") + note}${after}`;
  };
}

/** The beginning of a text, in so many bytes, and no half character at its end. */
export function clipped(text, most, sign = " …") {
  if (bytes(text) <= most) return text;
  const buffer = Buffer.from(text, "utf8");
  let end = Math.max(most - bytes(sign), 0);
  while (end > 0 && (buffer[end] & 0xc0) === 0x80) end -= 1;
  return buffer.subarray(0, end).toString("utf8") + sign;
}

/** Each part gets what those before it have left, and leaves enough for those after it to say what they leave out. */
function fitted(parts, most) {
  let text = "";
  for (const [index, part] of parts.entries()) {
    const kept = (parts.length - index - 1) * 4 * NOTE_BYTES;
    const room = most - bytes(text) - kept;
    text += `${typeof part === "function" ? part(room) : clipped(part, room)}\n${typeof part === "function" ? "" : "\n"}`;
  }
  return `${text.trim()}\n`;
}
