import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import type { EducationSegment, QualificationName } from "pulumi-partnercenter";
import { parse } from "yaml";

/** One entry of the list. */
export interface Tenant {
  /** What its resources are named after. Stays as it is: another name is another resource. */
  name: string;
  customerId: string;
  qualifications: QualificationName[];
  educationSegment?: EducationSegment;
  website?: string;
  /** Another value asks for one more submission of its qualifications. */
  resubmit?: string;
}

const REQUIRED = ["name", "customerId", "qualifications"];
const OPTIONAL = ["educationSegment", "website", "resubmit"];

const QUALIFICATIONS: readonly string[] = ["Education", "GovernmentCommunityCloud", "StateOwnedEntity"];
const SEGMENTS: readonly string[] = ["K12", "HigherEducation"];
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Reads the list. A mistyped key or a copied row would go unnoticed. The provider would find a wrong value by itself, but a
 * preview ends at the first one.
 *
 * @throws RunError with every mistake in the list, which Pulumi shows without a stack
 */
export function readTenants(file: string): Tenant[] {
  const listed = parsed(file);
  if (!Array.isArray(listed)) throw new pulumi.RunError(`${file} is no list of tenants.`);
  const entries = listed as unknown[];
  const mistakes = [
    ...entries.flatMap(mistakesIn),
    ...twice(entries, "name"),
    ...twice(entries, "customerId"),
  ];
  if (mistakes.length > 0) throw new pulumi.RunError(`${file}: ${mistakes.join("; ")}.`);
  return entries as Tenant[];
}

function parsed(file: string): unknown {
  try {
    return parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new pulumi.RunError(`${file} can't be read: ${(error as Error).message}`);
  }
}

const isEntry = (entry: unknown): entry is Record<string, unknown> =>
  typeof entry === "object" && entry !== null && !Array.isArray(entry);

function labelOf(entry: unknown, index: number): string {
  return isEntry(entry) && typeof entry["name"] === "string" ? entry["name"] : `entry ${index + 1}`;
}

function mistakesIn(entry: unknown, index: number): string[] {
  const label = labelOf(entry, index);
  if (!isEntry(entry)) return [`${label} has no keys`];
  const keys = Object.keys(entry);
  const { name, customerId, qualifications, educationSegment, website, resubmit } = entry;
  return [
    ...REQUIRED.filter((key) => !keys.includes(key)).map((key) => `${label}: ${key} is missing`),
    ...keys
      .filter((key) => !REQUIRED.includes(key) && !OPTIONAL.includes(key))
      .map((key) => `${label}: there is no ${key}`),
    ...Object.entries({ name, customerId, educationSegment, website, resubmit })
      .filter(([, value]) => value !== undefined && typeof value !== "string")
      .map(([key]) => `${label}: ${key} is no text (put it between quotes)`),
    ...(typeof customerId === "string" && !GUID.test(customerId)
      ? [`${label}: the customerId ${customerId} is no GUID`]
      : []),
    ...(typeof educationSegment === "string" && !SEGMENTS.includes(educationSegment)
      ? [`${label}: there is no educationSegment ${educationSegment}, only ${SEGMENTS.join(", ")}`]
      : []),
    ...(qualifications === undefined ? [] : mistakesInQualifications(label, qualifications)),
  ];
}

function mistakesInQualifications(label: string, qualifications: unknown): string[] {
  if (!Array.isArray(qualifications)) return [`${label}: qualifications is no list`];
  const names = qualifications as unknown[];
  return names.flatMap((name, index) => {
    if (typeof name !== "string" || !QUALIFICATIONS.includes(name))
      return [
        `${label}: there is no qualification ${JSON.stringify(name)}, only ${QUALIFICATIONS.join(", ")}`,
      ];
    return names.indexOf(name) < index ? [`${label}: ${name} is listed twice`] : [];
  });
}

/** A copied row: whatever the case of its letters, for a customer's id is one in any. */
function twice(entries: readonly unknown[], key: "name" | "customerId"): string[] {
  const first = new Map<string, string>();
  return entries.flatMap((entry, index) => {
    const value = isEntry(entry) ? entry[key] : undefined;
    if (typeof value !== "string") return [];
    const same = key === "name" ? value : value.toLowerCase();
    const label = labelOf(entry, index);
    const before = first.get(same);
    if (before === undefined) first.set(same, label);
    if (before === undefined) return [];
    return key === "name"
      ? [`${label} is listed twice`]
      : [`${before} and ${label} have one customerId, ${value}`];
  });
}
