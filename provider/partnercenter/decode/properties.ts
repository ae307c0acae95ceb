import { lowerCaseKeys } from "./json";
import type { Decoded } from "./qualifications";

/**
 * Answers are read by functions and not by zod, as inputs are: it takes as long to load as all of the client, which every
 * command and every operation loads, and its schemas would hardly be shorter.
 */

/** An object's properties under lower-case keys. */
export type Properties = ReadonlyMap<string, unknown>;

/** A text that says something; the API writes "" and null for what it does not have. */
export function text(properties: Properties, key: string): string | undefined {
  const value = properties.get(key);
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function boolean(properties: Properties, key: string): boolean | undefined {
  const value = properties.get(key);
  return typeof value === "boolean" ? value : undefined;
}

export function integer(properties: Properties, key: string): number | undefined {
  const value = properties.get(key);
  return typeof value === "number" && Number.isInteger(value) ? value : undefined;
}

/** Without the properties that the API did not give. */
export function defined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, property]) => property !== undefined)) as T;
}

/** The entries of a collection, `{totalCount, items}`, or of a bare array. One that isn't understood spoils it: a list with a gap would be taken for whole. */
export function decodeCollection<T>(body: unknown, decode: (entry: unknown) => Decoded<T>): Decoded<T[]> {
  const entries = Array.isArray(body) ? (body as unknown[]) : lowerCaseKeys(body)?.get("items");
  if (!Array.isArray(entries)) return { understood: false, why: "it is neither a collection nor an array" };
  const values: T[] = [];
  for (const entry of entries as unknown[]) {
    const decoded = decode(entry);
    if (!decoded.understood) return { understood: false, why: `an entry is not: ${decoded.why}` };
    values.push(decoded.value);
  }
  return { understood: true, value: values };
}
