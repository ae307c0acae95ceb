import { type PartialFailure, Refused } from "../failure";
import { isDeepStrictEqual } from "node:util";
import { plain, type Properties } from "../engineValues";

/**
 * What a state holds may have been edited by hand, or written by `pulumi import` from a file that somebody changed:
 * what is not of the type that it should be counts as never recorded.
 */

/**
 * Marks the outputs that a failed `up` has left, and those alone: the engine makes an update of such a resource in every
 * preview, whatever `diff` answers, until an `up` succeeds or a refresh reads it. Version 0.1.0 did not mark them.
 */
export const FAILED = "__failed";

export const lastUpFailed = (outputs: Properties): boolean => outputs[FAILED] === true;

/** The type of a property; for an object, that each of its own is a text. */
export type RecordedType = "string" | "number" | "boolean" | "texts";

/** Of these properties, those that are recorded as what they should be. */
export function typed(types: Readonly<Record<string, RecordedType>>, properties: Properties): object {
  const entries = Object.entries(types).flatMap(([name, type]): [string, unknown][] => {
    const value = properties[name];
    if (type !== "texts") return typeof value === type ? [[name, value]] : [];
    if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
    return [[name, Object.fromEntries(Object.entries(value).filter(([, text]) => typeof text === "string"))]];
  });
  return Object.fromEntries(entries);
}

/** What names a resource. @throws Refused where the state does not say it */
export function requireRecorded(type: string, properties: Properties, names: readonly string[]): void {
  const missing = names.filter((name) => typeof properties[name] !== "string");
  if (missing.length === 0) return;
  throw new Refused(
    `${type}: the stack's state has no ${missing.map((name) => `\`${name}\``).join(" and no ")} of this resource, or ` +
      "none that can be used; was it edited by hand? Next: `pulumi refresh` restores it from the resource's id.",
  );
}

/** What a destroy does with a resource whose record names nothing: it must not stay in the state for ever. */
export function ifRecorded<T>(read: () => T, orElse: (why: string) => void): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    orElse(error.message);
    return undefined;
  }
}

/** Whether a failed update has nothing to record that the state does not hold. */
export function isRecorded({ properties }: PartialFailure, olds: object): boolean {
  return isDeepStrictEqual(recordIn(properties), recordIn(olds));
}

/** Without what the engine and the hosts add to it. */
function recordIn(properties: object): object {
  return Object.fromEntries(Object.entries(plain(properties)).filter(([name]) => !name.startsWith("__")));
}
