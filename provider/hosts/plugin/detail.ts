import { isDeepStrictEqual } from "node:util";
import { PropertyDiff } from "@pulumi/pulumi/proto/provider_pb";
import type { Properties } from "../../engineValues";

/** Which properties differ, and how: what the engine shows of an update, and goes by for `replaceOnChanges`. */

const { ADD, ADD_REPLACE, DELETE, DELETE_REPLACE, UPDATE, UPDATE_REPLACE } = PropertyDiff.Kind;

const KINDS = {
  add: { update: ADD, replace: ADD_REPLACE },
  delete: { update: DELETE, replace: DELETE_REPLACE },
  update: { update: UPDATE, replace: UPDATE_REPLACE },
} as const;

export interface Difference {
  /** A property, or one within it, as the engine writes paths: `address.city`. */
  path: string;
  kind: PropertyDiff.Kind;
}

/**
 * @param olds the inputs as the state holds them
 * @param news the inputs of this run, with the `drift` that `check` has found
 * @param replaces the properties for which it is replaced
 */
export function differences(olds: Properties, news: Properties, replaces: readonly string[]): Difference[] {
  const names = new Set([...Object.keys(olds), ...Object.keys(news)]);
  const own = [...names].filter((name) => !name.startsWith("__"));
  const found = own.flatMap((name) => differencesAt(name, olds[name], news[name], replaces.includes(name)));
  // The identity as the state's outputs have it may differ where the inputs say the same.
  const unnamed = replaces.filter((name) => !found.some(({ path }) => path.split(".")[0] === name));
  return [...found, ...unnamed.map((path) => ({ path, kind: UPDATE_REPLACE }))];
}

function differencesAt(path: string, old: unknown, now: unknown, replaces: boolean): Difference[] {
  const [before, after] = [old ?? undefined, now ?? undefined];
  if (isDeepStrictEqual(before, after)) return [];
  if (isRecord(before) && isRecord(after)) {
    const names = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...names].flatMap((name) =>
      differencesAt(`${path}${step(name)}`, before[name], after[name], replaces),
    );
  }
  const kind = before === undefined ? "add" : after === undefined ? "delete" : "update";
  return [{ path, kind: KINDS[kind][replaces ? "replace" : "update"] }];
}

/** A drift's key may itself hold a dot. */
const step = (name: string): string => (/^\w+$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`);

const isRecord = (value: unknown): value is Properties =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Outputs that only the next run reads: a person is shown what they rest on. */
const BOOKKEEPING: readonly string[] = ["reported", "replaced"];

/** What a refresh has moved. The engine turns it round once more. */
export function movedOutputs(before: Properties, now: Properties): Difference[] {
  const shown = (outputs: Properties): Properties =>
    Object.fromEntries(Object.entries(outputs).filter(([name]) => !BOOKKEEPING.includes(name)));
  return differences(shown(now), shown(before), []);
}
