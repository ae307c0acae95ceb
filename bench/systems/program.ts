import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "@swc/core";
import { type Case, customersOf, type PulumiSystem, qualificationsOf } from "../cases";
import { linkPackages, root } from "../places";

export const PROJECT = "bench";

const TSCONFIG = {
  compilerOptions: {
    strict: true,
    target: "es2022",
    module: "commonjs",
    moduleResolution: "node",
    esModuleInterop: true,
    skipLibCheck: true,
    types: ["node"],
    typeRoots: [join(root, "node_modules", "@types")],
  },
  files: ["index.ts"],
};

/** Writes the program of a system into a folder: as TypeScript, or compiled. */
export function writeProgram(folder: string, system: PulumiSystem, one: Case): void {
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  if (system === "yaml") return writeDeclared(folder, system, one, customersOf(one));
  const typescript = one.program === "ts";
  write("package.json", JSON.stringify({ name: PROJECT, private: true }));
  write(
    "Pulumi.yaml",
    `name: ${PROJECT}\nruntime: { name: nodejs, options: { typescript: ${typescript} } }\n` +
      `main: index.${typescript ? "ts" : "js"}\n`,
  );
  if (typescript) write("tsconfig.json", JSON.stringify(TSCONFIG));
  for (const name of ["index", "arguments", "tenant", system]) {
    const text = readFileSync(join(root, "bench", "programs", `${name}.ts`), "utf8").replace(
      'from "./ours"',
      `from "./${system}"`,
    );
    if (typescript) write(`${name}.ts`, text);
    else write(`${name}.js`, compiled(text));
  }
  writeDeclared(folder, system, one, customersOf(one));
  linkPackages(folder);
  if (system === "floor") {
    const provider = join(folder, "node_modules", "the-floor-that-looks");
    mkdirSync(provider, { recursive: true });
    copyFileSync(join(root, "bench", "programs", "floorProvider.js"), join(provider, "provider.js"));
  }
}

/** What the program declares: programs/index.ts reads it; in YAML it is the program. */
export function writeDeclared(
  folder: string,
  system: PulumiSystem,
  one: Case,
  customers: readonly string[],
): void {
  const qualifications = qualificationsOf(one);
  const { customerId } = one;
  if (system !== "yaml") {
    const settings = JSON.stringify({ customers, qualifications, customerId });
    return writeFileSync(join(folder, "settings.json"), settings);
  }
  const resources = customers.flatMap((id, index) =>
    qualifications.map((qualification) => [
      `${qualification}-${index}`,
      {
        type: "partnercenter:CustomerQualification",
        properties: {
          customerId: id,
          qualification,
          ...(qualification === "Education" && { educationSegment: "K12", website: "contoso.edu" }),
        },
      },
    ]),
  );
  // JSON is YAML.
  const program = { name: PROJECT, runtime: "yaml", resources: Object.fromEntries(resources) as object };
  writeFileSync(join(folder, "Pulumi.yaml"), JSON.stringify(program, undefined, 1));
}

function compiled(text: string): string {
  return transformSync(text, {
    jsc: { target: "es2022", parser: { syntax: "typescript" } },
    module: { type: "commonjs" },
  }).code;
}
