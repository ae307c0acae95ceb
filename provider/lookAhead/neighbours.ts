import { isGuid } from "../lifecycle/validation";

/**
 * A refresh reads what the state holds, four resources for each processor at a time, before the program has said
 * anything. So each resource that a run creates names two others in the state, of those that the run creates after it:
 * the first those 8 and 9 places on in the program, each after it the next two that nobody has named yet, as far as the
 * program had told by then. Looks then double with each answer, and the order in which they are read may be off by half
 * a program.
 */
const NAMED = 2;
const FIRST_NAMED = 8;

/** Whom a program declares, by what its resources hand along (sdk/announce.ts). */
export class Neighbours {
  /** By place, which is where outputs are concerned the order in which they became known. */
  readonly #keys = new Map<number, string>();
  /** Named by another, created, or in the state before this run. */
  readonly #needNoName = new Set<string>();
  /** The least place of a new one, as far as they were seen, and the highest of all. */
  #firstNew = Infinity;
  #last = 0;
  /** Nobody before this place is left to be named: a large program would be gone through for each resource. */
  #from = 0;

  /**
   * Takes what a resource hands along, and answers with the keys that it names.
   * @param key - its own
   * @param isNew - whether the resource is not in the state yet
   */
  learn(handedAlong: string, key: string | undefined, isNew: boolean): string[] {
    const own = Number.parseInt(handedAlong) || 0;
    if (!isNew && key !== undefined) this.#needNoName.add(key);
    if (isNew && own < this.#firstNew) {
      this.#firstNew = own;
      this.#from = Math.min(this.#from, own + FIRST_NAMED);
    }
    return handedAlong.split(";").flatMap((run) => {
      const [, start, keys = ""] = /^(\d+):(.*)$/.exec(run) ?? [];
      return keys.split(",").filter((one, index) => {
        if (one === "") return false;
        const place = Number(start) + index;
        if (this.#keys.get(place) !== one) this.#from = Math.min(this.#from, place);
        this.#keys.set(place, one);
        this.#last = Math.max(this.#last, place);
        return true;
      });
    });
  }

  /** Whom a resource that this run has created names in the state. */
  namedBy(key: string | undefined): string | undefined {
    if (key === undefined) return undefined;
    this.#needNoName.add(key);
    const named: string[] = [];
    let place = Math.max(this.#from, this.#firstNew + FIRST_NAMED);
    for (; place <= this.#last && named.length < NAMED; place++) {
      const one = this.#keys.get(place);
      if (one === undefined || this.#needNoName.has(one)) continue;
      this.#needNoName.add(one);
      named.push(shortened(one));
    }
    this.#from = place;
    return named.length === 0 ? undefined : named.join(",");
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
