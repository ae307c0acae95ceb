import { isGuid } from "./validation";

/**
 * A refresh reads what the state holds, four resources for each processor at a time, before the program has said
 * anything. So each resource that a run creates names two others in the state: the first of the new ones those 8 and 9
 * places on in the program, and the one n places after it those 2n + 8 and 2n + 9 after it, or the next of other keys.
 * Looks then double with each answer, and the order in which they are read may be off by half a program.
 */
const FIRST_NAMED = 8;
/** A customer has up to three qualifications, mostly declared in a row: two customers are found in so many places. */
const PLACES_OF_TWO = 4;

/** Whom a program declares next to whom, by what its resources hand along (sdk/lookAhead.ts). */
export class Neighbours {
  readonly #keys = new Map<number, string>();
  readonly #places = new Map<string, number>();
  /** The least place of a new one, as far as they were seen. */
  #firstNew = Infinity;

  /**
   * Takes what a resource hands along, and answers with the keys that it names.
   * @param isNew - whether the resource is not in the state yet
   */
  learn(handedAlong: string, isNew: boolean): string[] {
    if (isNew) this.#firstNew = Math.min(this.#firstNew, Number.parseInt(handedAlong) || 0);
    return handedAlong.split(";").flatMap((run) => {
      const [, start, keys = ""] = /^(\d+):(.*)$/.exec(run) ?? [];
      return keys.split(",").filter((key, index) => {
        if (key === "") return false;
        const place = Number(start) + index;
        this.#keys.set(place, key);
        if (!this.#places.has(key)) this.#places.set(key, place);
        return true;
      });
    });
  }

  /** Whom a resource that this run created names in the state. */
  namedBy(key: string | undefined): string | undefined {
    const place = this.#places.get(key ?? "");
    if (place === undefined) return undefined;
    const first = Math.min(this.#firstNew, place);
    const named = first + 2 * (place - first) + FIRST_NAMED;
    const there = Array.from(
      { length: PLACES_OF_TWO },
      (_, index) => this.#keys.get(named + index) ?? [],
    ).flat();
    const keys = [...new Set(there)].filter((one) => one !== key).slice(0, 2);
    return keys.length === 0 ? undefined : keys.map(shortened).join(",");
  }
}

/** The keys that a state's resource names. */
export function namesIn(text: string): string[] {
  return text.split(",").map(lengthened);
}

/** A tenant id in 22 characters: the state holds two of them for each resource. A domain has a dot, and stays. */
function shortened(key: string): string {
  return isGuid(key) ? Buffer.from(key.replaceAll("-", ""), "hex").toString("base64url") : key;
}

function lengthened(key: string): string {
  if (!/^[\w-]{22}$/.test(key)) return key;
  const hex = Buffer.from(key, "base64url").toString("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
