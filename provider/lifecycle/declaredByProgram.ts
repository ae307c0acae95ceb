import { createHash } from "node:crypto";
import { appendFileSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { makeFolder, ofCaches, removeOld, requireOwn } from "./ownFolder";

/**
 * The customers that a program declares, as its resource classes tell every provider process of the same `pulumi` command.
 * One process is asked about a part of them only: each explicit provider is a process of its own, and what `--target` leaves
 * out is asked about by none. So the program writes them into a file of its owner's, named after the engine's address, which
 * the program and every provider process have. Customers are in it as hashes.
 *
 * The engine deletes last, when the program has ended (pulumi/pulumi#11027): then the file is complete. Each program begins
 * it anew, so that one of an earlier command with the same address is only ever read where a later program declares nothing.
 */

/** A resource of the program, and what of it is known. */
export interface DeclaredResource {
  type: string;
  name: string;
  /** The customer's id or domain, or both, as {@link hashOf} gives them. */
  customers: ReadonlySet<string>;
  /** Whether all that it names its customer by got known. */
  known: boolean;
}

/** A line of the file: a resource, then what gets known of it. */
type Line =
  | { resource: number; type: string; name: string }
  | { resource: number; customer: string }
  | { resource: number; known: true };

export const hashOf = (idOrDomain: string): string =>
  createHash("sha256").update(idOrDomain.toLowerCase()).digest("hex");

/** Begins the file of this command, and answers its path. @throws where no folder can be used */
export function begin(engine: string): string {
  const problems: unknown[] = [];
  let begun: string | undefined;
  for (const folder of folders()) {
    const path = join(folder, fileOf(engine));
    try {
      if (begun === undefined) makeFolder(folder);
      requireOwn(folder);
      removeOld(folder);
      // Never through a link, nor into a file that somebody else has made; and one of an earlier command is gone.
      rmSync(path, { force: true });
      if (begun !== undefined) continue;
      writeFileSync(path, "", { flag: "wx", mode: 0o600 });
      begun = path;
    } catch (error) {
      problems.push(error);
    }
  }
  if (begun === undefined) throw new Error(problems.map(String).join("; "));
  return begun;
}

export function add(path: string, lines: readonly Line[]): void {
  appendFileSync(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
}

/** Makes a file that lacks lines one that can't be read. A byte that is only counted needs no room on a full disk. */
export function spoil(path: string): void {
  truncateSync(path, statSync(path).size + 1);
}

/** What the program of this command has declared so far. @throws where it may have told, and that can't be read */
export function read(engine: string): DeclaredResource[] {
  const resources = new Map<number, DeclaredResource & { customers: Set<string> }>();
  for (const line of textOf(fileOf(engine)).split("\n")) {
    if (line === "") continue;
    const noted = lineOf(line);
    const known = resources.get(noted.resource);
    if ("name" in noted) {
      const { type, name } = noted;
      resources.set(noted.resource, { type, name, customers: new Set(), known: false });
    } else if ("customer" in noted) known?.customers.add(noted.customer);
    else if (known) known.known = true;
  }
  return [...resources.values()];
}

function lineOf(text: string): Line {
  try {
    return JSON.parse(text) as Line;
  } catch {
    throw new Error(`the program could not write all of it into ${folders().join(" or ")}`);
  }
}

/** Of the first folder that can be used: the program has written into that one. */
function textOf(file: string): string {
  const problems: unknown[] = [];
  for (const folder of folders()) {
    try {
      requireOwn(folder);
      return readFileSync(join(folder, file), "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") problems.push(error);
    }
  }
  if (problems.length > 0) throw new Error(problems.map(String).join("; "));
  return "";
}

/** `127.0.0.1:1234`, as the engine gives it to the provider; a client of gRPC puts a scheme before it. */
const fileOf = (engine: string): string => `${hashOf(engine.replace(/^dns:\/*/, "")).slice(0, 32)}.declared`;

/** The user's folder for caches, or else the one for temporary files. */
function folders(): string[] {
  const user = process.getuid?.() ?? userInfo().username;
  return [ofCaches("runs"), join(tmpdir(), `pulumi-partnercenter-runs-${user}`)];
}
