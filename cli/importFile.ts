import { NONE } from "../provider/resources/customerQualification/model";
import { outputsOf } from "../provider/resources/customerQualification/record";
import { isDenied } from "../provider/resources/customerQualification/vetting";
import { QUALIFICATION_NAMES, type CustomerQualificationItem } from "../provider/partnercenter";
import { CustomerQualification } from "../sdk/customerQualification";
import { providerText } from "../sdk/resource";
import { shownName } from "./displayText";
import { CommandFailure, EXIT } from "./failure";
import { existsSync, readFileSync } from "node:fs";
import { dirname, extname, join, resolve } from "node:path";

/** A customer as it is found: what is imported of it. */
export interface FoundCustomer {
  /** Tenant id, a GUID. */
  id: string;
  /** What the resources are named after: the company's name or domain; the id where neither is known. */
  label?: string;
  qualifications: readonly CustomerQualificationItem[];
}

export interface ImportFile {
  resources: {
    type: string;
    name: string;
    id: string;
    inputs: Record<string, unknown>;
    outputs: Record<string, unknown>;
  }[];
}

export interface Import {
  /** For `pulumi import -f`. Each entry carries its inputs and outputs, since a dynamic provider can't be asked yet. */
  file: ImportFile;
  /** The same resources as a program. */
  program: string;
  /** What a person should know: what was left out, what will show as drift. */
  notes: string[];
}

/** For `pulumi import --file` with the plugin, which reads the rest by the id. */
export interface PluginImportFile {
  resources: { type: string; name: string; id: string }[];
}

export const forPlugin = ({ resources }: ImportFile): PluginImportFile => ({
  resources: resources.map(({ name, id }) => ({
    type: "partnercenter:index:CustomerQualification",
    name,
    id,
  })),
});

/** Everything that can be managed of what was found. Makes no submission; the resources count none. */
export function importOf(customers: readonly FoundCustomer[], kind: ModuleKind = "import"): Import {
  const names = new Set<string>();
  const notes: string[] = [];
  const resources: ImportFile["resources"] = [];
  for (const customer of customers) {
    const customerId = customer.id.toLowerCase();
    for (const item of customer.qualifications) {
      const { qualification, vettingStatus, vettingReason, vettingCreateDate } = item;
      const what = `${customerId}/${qualification}`;
      const called = customer.label === undefined ? what : `${shownName(customer.label)} (${what})`;
      if (vettingStatus === NONE) continue;
      if (!QUALIFICATION_NAMES.some((name) => name === qualification)) {
        notes.push(`${called} is left out: it can be read and not managed.`);
        continue;
      }
      if (isDenied(item))
        notes.push(
          `${called} is ${vettingStatus ?? ""} (${vettingReason ?? "no reason given"}): a preview will show it as drift.`,
        );
      const inputs = { __provider: providerText("customerQualification"), customerId, qualification };
      const observed = { vettingStatus, vettingReason, vettingCreateDate };
      resources.push({
        type: CustomerQualification.type,
        name: unique(
          `${slug(customer.label ?? customerId)}-${SHORT[qualification] ?? slug(qualification)}`,
          names,
        ),
        id: what,
        inputs,
        outputs: { ...outputsOf({ ...inputs, ...observed, submissions: 0 }) },
      });
    }
  }
  return { file: { resources }, program: programOf(resources, kind), notes };
}

const SHORT: Readonly<Record<string, string>> = {
  Education: "education",
  GovernmentCommunityCloud: "gcc",
  StateOwnedEntity: "state-owned",
};

/** A name that a URN can hold and a person can read. */
function slug(label: string): string {
  const plain = label
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .replace(/\.onmicrosoft\.com$/i, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-/, "")
    // It becomes a part of the URN.
    .slice(0, 80)
    .replace(/-$/, "");
  return plain === "" ? "customer" : plain;
}

function unique(name: string, taken: Set<string>): string {
  let free = name;
  for (let n = 2; taken.has(free); n++) free = `${name}-${n}`;
  taken.add(free);
  return free;
}

const FIRST_LINE: Readonly<Record<ModuleKind, string>> = {
  import: 'import { CustomerQualification } from "pulumi-partnercenter";',
  require: 'const { CustomerQualification } = require("pulumi-partnercenter");',
};

function programOf(resources: ImportFile["resources"], kind: ModuleKind): string {
  const declarations = resources.map(({ name, inputs }) => {
    const { customerId, qualification } = inputs;
    return `new CustomerQualification(${JSON.stringify(name)}, {
  customerId: ${JSON.stringify(customerId)},
  qualification: ${JSON.stringify(qualification)},
});`;
  });
  return [FIRST_LINE[kind], ...declarations].join("\n\n") + "\n";
}

const DECLARATION =
  /\nnew CustomerQualification\("[^"\n]*", \{\n {2}customerId: "[^"\n]*",\n {2}qualification: "[^"\n]*",\n\}\);\n/g;

/** Whether a program is as an import writes it, so that nothing of anybody's work is in it. */
export function isAsWritten(program: string): boolean {
  const rest = program.replaceAll("\r\n", "\n").replace(DECLARATION, "");
  return rest === "" || Object.values(FIRST_LINE).some((line) => rest === `${line}\n`);
}

/** How a program's file brings in a package. */
export type ModuleKind = "import" | "require";

/** By its ending; a `.js` file is what the package around it says (Node's `"type": "module"`). */
export function moduleKindOf(file: string): ModuleKind {
  const ending = extname(file);
  if (ending === ".cjs") return "require";
  if (ending !== ".js") return "import";
  return typeAround(dirname(resolve(file))) === "module" ? "import" : "require";
}

function typeAround(folder: string): unknown {
  const file = join(folder, "package.json");
  if (existsSync(file)) {
    try {
      return (JSON.parse(readFileSync(file, "utf8")) as { type?: unknown } | null)?.type;
    } catch {
      throw new CommandFailure(
        `${file} is no JSON, and it says how a .js file brings in a package. Next: correct it, or end the program's name in .mjs or .cjs.`,
        EXIT.error,
      );
    }
  }
  const above = dirname(folder);
  return above === folder ? undefined : typeAround(above);
}
