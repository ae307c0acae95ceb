import * as pulumi from "@pulumi/pulumi";
import { plainly } from "./outputs";
import { programYields, turn } from "./turns";

const defaultProvider = {};

/** What a program keeps for each provider and type of resource: each provider is a process, with a login of its own. */
class PerProvider<Kept extends object> {
  /** By type. */
  readonly #kept = new Map<string, WeakMap<object, Kept>>();

  constructor(private readonly make: () => Kept) {}

  /** What is kept for the provider that a resource of this type with these options has. */
  of(type: string, { provider, parent }: pulumi.CustomResourceOptions): Kept {
    const byProvider = this.#kept.get(type) ?? new WeakMap<object, Kept>();
    this.#kept.set(type, byProvider);
    const owner = provider ?? parent?.getProvider(type) ?? defaultProvider;
    const kept = byProvider.get(owner) ?? this.make();
    byProvider.set(owner, kept);
    return kept;
  }
}

/**
 * What Pulumi's dynamic server does not tell a provider: whose call it is, whether it is a preview's, and how many others
 * there will be. So the resource classes hand it along as an input (`__declared`) that never reaches the state.
 */
export interface CallContext {
  /** The resource's URN, so that what is told stands under it. */
  urn: string | undefined;
  preview: boolean;
  /** How many of this type the program has declared for the same provider, so far. */
  count: number;
}

const counts = new PerProvider(() => ({ count: 0 }));

/** To be called by the constructor of a resource that is declared, not only read. */
export async function announced(
  type: string,
  name: string,
  opts: pulumi.CustomResourceOptions,
): Promise<CallContext> {
  const counted = counts.of(type, opts);
  counted.count += 1;
  // Of the URN only: an output would bring the parent along as what this resource depends on.
  const urn = await plainly(pulumi.createUrn(name, type, opts.parent));
  await turn();
  return { urn, preview: pulumi.runtime.isDryRun(), count: counted.count };
}

/**
 * The engine asks for one resource after the other, and each look at Partner Center would take its whole latency. So
 * every resource tells the provider, by an input that never reaches the state, whom the program asks about next: those
 * looks are then on their way before they are asked for.
 */

/** So many of those that come next each resource names. */
const NEXT = 16;

/**
 * So many more that come much later: declarations reach the engine in another order than the program's, some of them
 * hundreds of places too early. Each resource names others, so that the first few name a whole program, and one alone,
 * as under `--target`, 32 at the most. Where those that come much later are not known yet, these are the ones after the
 * next.
 */
const LATER = 16;

/** How long to wait for another id to become known. After that, the resource is declared with the ids known so far. */
const QUIET_MS = 50;

/** A look belongs to the partner tenant whose login makes it. */
const programs = new PerProvider(() => new Keys());

/**
 * What a resource hands along as `__lookAhead`: `0:a,b;17:r,s`, its own key and others, each run with the place of its
 * first. Places are in the order in which keys become known: the program's where they are plain, and where they are
 * outputs about the one in which resources reach the engine. Never left out where its own is known, since the engine
 * keeps the names of what was handed along (with their dependencies: none), and these should not change.
 *
 * @param type the resource's type token
 * @param key what its provider looks for: plain or an output
 */
export function lookAhead(
  type: string,
  key: pulumi.Input<string | undefined>,
  opts: pulumi.CustomResourceOptions,
): Promise<string | undefined> {
  return programs.of(type, opts).add(key);
}

class Keys {
  /** In the order of becoming known. */
  readonly #known: string[] = [];
  #unsettled = 0;
  readonly #waiting = new Set<() => void>();

  async add(input: pulumi.Input<string | undefined>): Promise<string | undefined> {
    const place = typeof input === "string" ? this.#known.push(input) - 1 : await this.#settle(input);
    if (place === undefined) return undefined;
    await programYields();
    // An output of a customer of the program is known a moment after the one before it.
    while (
      this.#unsettled > 0 &&
      this.#known.length <= place + NEXT + LATER &&
      (await this.#anotherIsKnown())
    )
      continue;
    const later = LATER * place + NEXT + 1;
    return this.#known.length > later
      ? [this.#from(place, NEXT + 1), this.#from(later, LATER)].join(";")
      : this.#from(place, NEXT + LATER + 1);
  }

  /** `0:a,b,c`: from this place on. */
  #from(place: number, count: number): string {
    return `${place}:${this.#known.slice(place, place + count).join(",")}`;
  }

  /** The place of an output that is known and may be named. */
  async #settle(input: pulumi.Input<string | undefined>): Promise<number | undefined> {
    this.#unsettled += 1;
    const key = await plainly(input);
    this.#unsettled -= 1;
    const place = key === undefined ? undefined : this.#known.push(key) - 1;
    for (const wake of this.#waiting) wake();
    return place;
  }

  /** Whether another key became known; `false` when none did for a while, for it may itself wait for this resource. */
  #anotherIsKnown(): Promise<boolean> {
    return new Promise((resolve) => {
      const done = (known: boolean): void => {
        clearTimeout(timer);
        this.#waiting.delete(wake);
        resolve(known);
      };
      const wake = (): void => done(true);
      const timer = setTimeout(() => done(false), QUIET_MS);
      this.#waiting.add(wake);
    });
  }
}
