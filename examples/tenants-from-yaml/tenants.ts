import { readFileSync } from "node:fs";
import type { CustomerQualificationArgs, QualificationName } from "pulumi-partnercenter";
import { parse } from "yaml";

/** One entry of the list. */
export interface Tenant {
  /** What its resources are named after. Stays as it is: another name is another resource. */
  name: string;
  customerId: string;
  qualifications: QualificationName[];
  educationSegment?: CustomerQualificationArgs["educationSegment"];
  website?: string;
  /** Another value asks for one more submission of its qualifications. */
  resubmit?: string;
}

const REQUIRED = ["name", "customerId", "qualifications"];
const OPTIONAL = ["educationSegment", "website", "resubmit"];

/**
 * Reads the list. What the provider would find out by itself (a wrong segment, a customer id that is none) is left to
 * it: it names the resource. A mistyped key or a copied row would go unnoticed.
 *
 * @throws with every mistake in the list
 */
export function readTenants(file: string): Tenant[] {
  const listed: unknown = parse(readFileSync(file, "utf8"));
  if (!Array.isArray(listed)) throw new Error(`${file} is no list of tenants.`);
  const names = new Set<unknown>();
  const mistakes = listed.flatMap((entry: unknown, index) => {
    if (typeof entry !== "object" || entry === null) return [`entry ${index + 1} has no keys`];
    const { name, qualifications } = entry as Partial<Tenant>;
    const label = name ?? `entry ${index + 1}`;
    const keys = Object.keys(entry);
    const found = [
      ...REQUIRED.filter((key) => !keys.includes(key)).map((key) => `${label}: ${key} is missing`),
      ...keys
        .filter((key) => !REQUIRED.includes(key) && !OPTIONAL.includes(key))
        .map((key) => `${label}: there is no ${key}`),
      ...(qualifications === undefined || Array.isArray(qualifications)
        ? []
        : [`${label}: qualifications is no list`]),
      ...(names.has(name) ? [`${label} is listed twice`] : []),
    ];
    names.add(name);
    return found;
  });
  if (mistakes.length > 0) throw new Error(`${file}: ${mistakes.join("; ")}.`);
  return listed as Tenant[];
}
