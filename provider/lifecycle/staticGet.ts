import type { Properties } from "../engineValues";
import { Refused } from "../failure";
import { concernsOneCustomer } from "./outage";

/**
 * What a program reads by the static `get` of a resource class. The engine reads it in previews as well, with the program's
 * inputs alone, and again in a refresh, with what was read before.
 */

/** Marks the outputs of a `get`: only they are forgotten once there is nothing any more. Version 0.1.0 marked none. */
const GET = "__get";
/** The resource class says that it is a preview, and that it fails for a `get` that could not be read. */
const PREVIEW = "__preview";
/** Why a `get` could not be read in a preview. The resource class makes an error of it. */
const NOT_READ = "__notRead";

/** Whether the program asks now: of the resource itself nothing is given. */
export const isGet = (props: Properties): boolean =>
  Object.keys(props).every((name) => name.startsWith("__"));

/** Whether these outputs are what a `get` has read. Whoever edits a record by hand does not make one of it. */
export const wasGet = (props: Properties): boolean => props[GET] === true;

export const marked = <T extends object>(props: T): T => ({ ...props, [GET]: true });

/** There is nothing to get: a mistake of the program's about one resource. */
export class NothingToGet extends Refused {
  override readonly name = "NothingToGet";
}

/**
 * Reads for a program's `get`. In an `up` a failure is thrown, because what depends on it must not be made of nothing. In a
 * preview that would hide every other resource: there only the identity is answered, the other outputs stay unknown, and the
 * resource class fails once all others were looked at. What makes every look fail is thrown at once.
 */
export async function getOrSay<T extends { id: string; props: object }>(
  props: Properties,
  identity: { id: string; props: object },
  get: () => Promise<T>,
): Promise<T | { id: string; props: object }> {
  try {
    return await get();
  } catch (error) {
    const ofOne = concernsOneCustomer(error) || error instanceof NothingToGet;
    if (props[PREVIEW] !== true || !ofOne) throw error;
    return { id: identity.id, props: { ...identity.props, [NOT_READ]: error.message } };
  }
}
