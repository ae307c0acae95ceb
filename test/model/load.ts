import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { compileFunction } from "node:vm";
import { transformSync } from "@swc/core";
import type { Provider } from "./provider";

/** A bug to be put into the provider by hand. */
export interface Bug {
  /** The source, from the project's root. */
  file: string;
  /** A text that occurs in it exactly once, so that a bug can't quietly stop to be one. */
  from: string;
  to: string;
}

const ROOT = resolve(__dirname, "../..");
const compiled = new Map<string, string>();

/** Loads the provider from its sources, apart from every other one, with a bug or without. */
export function loadProvider(bug?: Bug): Provider {
  const modules = new Map<string, { exports: unknown }>();
  let changed = false;

  const load = (file: string): unknown => {
    const known = modules.get(file);
    if (known) return known.exports;
    const module: { exports: unknown } = { exports: {} };
    modules.set(file, module);
    const isBuggy = bug !== undefined && file === join(ROOT, bug.file);
    changed ||= isBuggy;
    const code = isBuggy ? compile(file, withBug(bug)) : (compiled.get(file) ?? compile(file));
    if (!isBuggy) compiled.set(file, code);
    const external = createRequire(file);
    const required = (name: string): unknown =>
      name.startsWith(".") ? load(sourceOf(resolve(dirname(file), name))) : (external(name) as unknown);
    // `process` is the test's own, whose standard output the test listens to.
    const names = ["exports", "require", "module", "process"];
    const run = compileFunction(code, names, { filename: file }) as (...values: unknown[]) => void;
    run(module.exports, required, module, process);
    return module.exports;
  };

  const from = (file: string) => load(join(ROOT, "provider", file));
  const { Session } = from("lifecycle/session.ts") as Pick<Provider, "Session">;
  const { dynamicProvider } = from("hosts/dynamic/dynamicProvider.ts") as Pick<Provider, "dynamicProvider">;
  const lifecycle = from("resources/customerQualification/index.ts") as Provider["lifecycle"];
  const { TransportFailure } = from("partnercenter/transportFailure.ts") as Pick<
    Provider,
    "TransportFailure"
  >;
  const { Interrupted } = from("lifecycle/cancellation.ts") as Pick<Provider, "Interrupted">;
  if (bug !== undefined && !changed) throw new Error(`${bug.file} is never loaded`);
  return { Session, dynamicProvider, lifecycle, TransportFailure, Interrupted };
}

function withBug({ file, from, to }: Bug): string {
  const parts = readFileSync(join(ROOT, file), "utf8").split(from);
  if (parts.length !== 2) throw new Error(`${file} holds ${parts.length - 1} times, and not once: ${from}`);
  return parts.join(to);
}

function compile(file: string, source = readFileSync(file, "utf8")): string {
  const options = { parser: { syntax: "typescript" }, target: "es2022" } as const;
  return transformSync(source, { filename: file, swcrc: false, jsc: options, module: { type: "commonjs" } })
    .code;
}

function sourceOf(path: string): string {
  for (const file of [`${path}.ts`, join(path, "index.ts")]) {
    if (isFile(file)) return file;
  }
  throw new Error(`there is no source ${path}`);
}

const files = new Map<string, boolean>();

function isFile(file: string): boolean {
  const known = files.get(file);
  if (known !== undefined) return known;
  let found = true;
  try {
    readFileSync(file);
  } catch {
    found = false;
  }
  files.set(file, found);
  return found;
}
