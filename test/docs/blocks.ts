/** The blocks of a page that stand for something that a reader does or sees. */

export type Block =
  /** What comes after it happens in the folder that the guide leads to, with the emulator. */
  | { kind: "begin"; line: number }
  /** Commands, to be run as they are printed. */
  | { kind: "commands"; text: string; line: number; run: Run }
  /** A file that the reader writes; or, who prefers it, in the place of others. */
  | { kind: "file"; text: string; line: number; path: string; insteadOf?: string[] }
  /** What the commands before print: each line, in this order, perhaps with others between. */
  | { kind: "output"; text: string; line: number };

export type Run =
  | { how: "here"; exitCode: number }
  /** In another terminal, where it stays; it is waited for until it has said this. */
  | { how: "secondTerminal"; until: string }
  /** While it waits, a person signs in with the code that it prints. */
  | { how: "signIn" }
  | { how: "skip"; reason: string };

const BEGIN = /^<!-- run: begin in the guide's folder -->$/;
const COMMANDS = ["console", "bash", "sh"];

/**
 * Reads a page. A comment right before a block says what it is:
 * `<!-- run: skip: REASON -->`, `<!-- run: exit code 7 -->`, `<!-- run: second terminal until "TEXT" -->`,
 * `<!-- run: a person signs in -->`, `<!-- file: PATH -->`, `<!-- file: PATH instead of PATH, PATH -->`, `<!-- output -->`.
 * Without one a block of commands is run, and any other is only read. `<!-- run: begin in the guide's folder -->` stands
 * by itself.
 */
export function blocksOf(page: string): Block[] {
  const lines = page.split("\n");
  const blocks: Block[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    if (BEGIN.test(lines[index] ?? "")) blocks.push({ kind: "begin", line: index + 1 });
    const fence = /^( *)(`{3,})(\w*)\s*$/.exec(lines[index] ?? "");
    if (fence === null) continue;
    const [, indent = "", ticks = "", language = ""] = fence;
    const end = lines.findIndex((line, at) => at > index && line.trim() === ticks);
    if (end < 0) throw new Error(`The block of line ${index + 1} has no end.`);
    const text = lines
      .slice(index + 1, end)
      .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line))
      .join("\n");
    const block = blockOf(language, commentBefore(lines, index), text, index + 1);
    if (block !== undefined) blocks.push(block);
    index = end;
  }
  return blocks;
}

function commentBefore(lines: readonly string[], index: number): string | undefined {
  const before = lines.slice(0, index).findLast((line) => line.trim() !== "");
  if (BEGIN.test(before ?? "")) return undefined;
  return /^\s*<!-- ((?:run|file|output)\b.*?) -->\s*$/.exec(before ?? "")?.[1];
}

function blockOf(language: string, said: string | undefined, text: string, line: number): Block | undefined {
  const [, path, others] = /^file: (\S+)(?: instead of (\S+(?:, \S+)*))?$/.exec(said ?? "") ?? [];
  if (path !== undefined) {
    const insteadOf = others?.split(", ");
    return { kind: "file", text: `${text}\n`, line, path, ...(insteadOf && { insteadOf }) };
  }
  if (said === "output") return { kind: "output", text, line };
  const isCommands = COMMANDS.includes(language);
  if (said?.startsWith("run:") && isCommands) return { kind: "commands", text, line, run: runOf(said, line) };
  if (said !== undefined) throw new Error(`Line ${line}: not understood before a block: ${said}`);
  return isCommands ? { kind: "commands", text, line, run: { how: "here", exitCode: 0 } } : undefined;
}

function runOf(said: string, line: number): Run {
  const how = said.slice("run:".length).trim();
  const [, reason] = /^skip: (.{10,})$/.exec(how) ?? [];
  if (reason !== undefined) return { how: "skip", reason };
  const [, code] = /^exit code (\d+)$/.exec(how) ?? [];
  if (code !== undefined) return { how: "here", exitCode: Number(code) };
  const [, until] = /^second terminal until "(.+)"$/.exec(how) ?? [];
  if (until !== undefined) return { how: "secondTerminal", until };
  if (how === "a person signs in") return { how: "signIn" };
  throw new Error(`Line ${line}: not understood: ${said}`);
}

/** What differs from run to run, and how wide a table is, in both the printed and the shown. */
const comparable = (text: string): string =>
  text
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z?/g, "DATE")
    .replace(/\b\d+(\.\d+)? ?m?s\b/g, "TIME")
    .replace(/127\.0\.0\.1:\d+|localhost:\d+/g, "HOST")
    .replace(/\s+/g, " ")
    .trim();

/** The first line of an output block that was not printed, behind the ones before it; undefined if all were. */
export function notPrinted(shown: string, printed: string): string | undefined {
  let rest = comparable(printed);
  for (const line of shown.split("\n")) {
    // Three dots stand for what is left out.
    for (const part of comparable(line).split(/\s*…\s*/)) {
      const at = rest.indexOf(part);
      if (at < 0) return line;
      rest = rest.slice(at + part.length);
    }
  }
  return undefined;
}
