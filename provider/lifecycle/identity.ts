import type { Properties } from "../engineValues";
import type { Definition, Types } from "./definition";
import { lowerCase } from "./validation";

/**
 * What tells a resource from all others, as far as its inputs say it: one that is declared as its default is the same, and
 * so is one in another letter case.
 */
export function identityKey<T extends Types>(type: Definition<T>, given: T["inputs"]): string {
  const inputs = type.withDefaults(given);
  return JSON.stringify([type.type, ...type.identity.map((name) => lowerCase(inputs[name]))]);
}

/** The id that a resource with these inputs has, where they are known and valid and say it. */
export function idOf<T extends Types>(type: Definition<T>, given: Properties): string | undefined {
  const { inputs, unknown, failures } = type.validate(
    Object.fromEntries(type.identity.map((name) => [name, given[name]])),
  );
  if (unknown.size > 0 || failures.length > 0) return undefined;
  // What is found by something else has no id yet.
  return type.resourceId(inputs);
}
