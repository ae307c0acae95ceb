import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { extname, resolve } from "node:path";
import { CommandFailure, EXIT } from "./failure";
import { isAsWritten } from "./importFile";
import { type FreshFile, openFresh } from "./report/file";

/** Where an import is written to. */
export interface ImportTargets {
  file: string;
  /** Absent where none is written. */
  program?: string;
}

/** The files of an import, written at the end, or as they were. */
export interface ImportOutput {
  write(file: string, program: string): void;
  discard(): void;
}

const ENDINGS = [".ts", ".mts", ".cts", ".js", ".mjs", ".cjs"];
/** Any other ending may be what somebody calls a text. */
const OTHER_LANGUAGES = [".py", ".go", ".java", ".cs", ".fs", ".vb", ".yaml", ".yml", ".json"];

/** @throws CommandFailure where a program with that ending would be in another language */
export function requireProgramEnding(program: string): void {
  if (!OTHER_LANGUAGES.includes(extname(program).toLowerCase())) return;
  throw refused(
    `--program ${program}: the program is TypeScript or JavaScript. Next: end its name in ${ENDINGS.join(", ")}; ` +
      "for another language use the plugin (`--plugin`), and `pulumi import` writes the program.",
  );
}

/**
 * Makes sure that all can be written and nothing is lost by it, before anything is read. What an import has written is made
 * anew each time; a program that somebody has worked on is not.
 * @throws CommandFailure that says what is in the way
 */
export function openImport({ file, program }: ImportTargets): ImportOutput {
  if (program !== undefined && realOf(program) === realOf(file))
    throw refused(
      `--file and --program are both ${file}: one would replace the other. Next: name two files.`,
    );
  requireReplaceable("--program", program, isAsWritten, "has more than an import writes");
  requireReplaceable("--file", file, isImportFile, "is no file of an import");
  const opened: FreshFile[] = [];
  const discard = () => opened.forEach((one) => one.discard());
  try {
    const fresh = openFresh("--file", file);
    opened.push(fresh);
    const freshProgram = program === undefined ? undefined : openFresh("--program", program);
    if (freshProgram) opened.push(freshProgram);
    return {
      discard,
      write(fileText, programText) {
        fresh.write(fileText);
        freshProgram?.write(programText);
      },
    };
  } catch (error) {
    discard();
    throw error;
  }
}

function refused(message: string): CommandFailure {
  return new CommandFailure(message, EXIT.error);
}

/** A folder fails where it is opened. */
function requireReplaceable(
  option: string,
  file: string | undefined,
  isOurs: (text: string) => boolean,
  why: string,
): void {
  if (file === undefined || !statSync(file, { throwIfNoEntry: false })?.isFile()) return;
  let found = why;
  try {
    if (isOurs(readFileSync(file, "utf8"))) return;
  } catch (error) {
    found = `can't be read (${(error as NodeJS.ErrnoException).code ?? String(error)})`;
  }
  throw refused(
    `${option} ${file}: it is there already and ${found}, and would be replaced. Next: name another file, or move it away.`,
  );
}

/** Through a link, where there is something. */
const realOf = (file: string): string => (existsSync(file) ? realpathSync(file) : resolve(file));

/** One of an earlier run, or of `pulumi preview --import-file`; what is empty holds nothing. */
function isImportFile(text: string): boolean {
  if (text.trim() === "") return true;
  try {
    return Array.isArray((JSON.parse(text) as { resources?: unknown } | null)?.resources);
  } catch {
    return false;
  }
}
