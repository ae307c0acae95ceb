import { isDestroy } from "./command";
import { hashOf, read, type DeclaredResource } from "./declaredByProgram";
import { Refused } from "../failure";

/** Whose removal is judged. */
export interface Removed {
  customerId: string;
  domain?: string;
}

export type Standing =
  /** Nothing of the program declares it. */
  | { kind: "free" }
  /** By these resources, as far as their names are known. */
  | { kind: "declared"; by: readonly string[] }
  /** These name a customer that did not get known, for something before it failed. */
  | { kind: "notKnown"; by: readonly string[] }
  /** Nobody tells this process all that the program declares. */
  | { kind: "notTold" };

const CUSTOMER = "Customer";

/**
 * Which customers the program of this run declares: what can't be undone happens to none of them.
 *
 * The engine asks `check` about all that it does not leave out before it deletes what is left, so this process knows what
 * it was asked about, unchanged or not. What other processes were asked about, and what nobody was, the program itself has
 * told (declaredByProgram.ts). A `pulumi destroy` asks about nothing.
 */
export class DeclaredCustomers {
  readonly #engine: string | undefined;
  readonly #isDestroy: () => boolean | undefined;
  /** Ids and domains that a `Customer` was checked with, or turned out to be of. */
  readonly #checkedCustomers = new Set<string>();
  /** Ids of those whose qualification or agreement was checked. */
  readonly #checkedOthers = new Set<string>();
  /** Created, adopted or updated. */
  readonly #actedOn = new Set<string>();
  /** To be deleted first and then created again, as `diff` has said. */
  readonly #deletedFirst = new Set<string>();

  /** @param engine the engine's address; without it only this process knows */
  constructor(engine?: string, destroys: () => boolean | undefined = isDestroy) {
    this.#engine = engine;
    this.#isDestroy = destroys;
  }

  /** A `Customer` with this id or domain was checked. */
  checked({ customerId, domain }: Partial<Removed>): void {
    // An input that is not valid may be of any type.
    for (const key of [customerId, domain]) if (typeof key === "string") this.#checkedCustomers.add(key);
  }

  /** What was checked with a domain is this customer. A refresh compares without a check, also what is left to delete. */
  found(checked: Partial<Removed>, customerId: string): void {
    if (this.#isChecked(checked)) this.#checkedCustomers.add(customerId);
  }

  #isChecked({ customerId = "", domain = "" }: Partial<Removed>): boolean {
    return this.#checkedCustomers.has(customerId) || this.#checkedCustomers.has(domain);
  }

  /** A qualification or an agreement of this customer was checked. */
  checkedOther(customerId: string | undefined): void {
    if (typeof customerId === "string") this.#checkedOthers.add(customerId);
  }

  /** This run has created it, taken it over or updated it. */
  actedOn(customerId: string): void {
    this.#actedOn.add(customerId);
    this.#deletedFirst.delete(customerId);
  }

  /** The resource that was checked so is to be deleted before it is created again: that is what was asked for. */
  deletesFirst(checked: Partial<Removed>, customerId: string): void {
    if (this.#isChecked(checked)) this.#deletedFirst.add(customerId);
  }

  /** Whether it is deleted only to be created again; then its own declaration is in nobody's way. */
  isDeletedFirst(customerId: string): boolean {
    return this.#deletedFirst.has(customerId);
  }

  /** @throws Refused where the program has told what it declares, and that can't be read */
  standing(removed: Removed): Standing {
    const again = this.isDeletedFirst(removed.customerId);
    const told = this.#told();
    const keys = [removed.customerId, removed.domain].filter((key) => key !== undefined);
    const hashes = keys.map(hashOf);
    const named = told.filter(({ customers }) => hashes.some((hash) => customers.has(hash)));
    // Its own is one of those.
    const isOwn = again && named.filter(({ type }) => type === CUSTOMER).length === 1;
    const by = namesOf(isOwn ? named.filter(({ type }) => type !== CUSTOMER) : named);
    const here =
      this.#checkedOthers.has(removed.customerId) ||
      this.#actedOn.has(removed.customerId) ||
      (!again && this.#isChecked(removed));
    // Where something was checked, it is no `destroy`.
    if (here) return { kind: "declared", by };
    const unknown = again ? [] : namesOf(told.filter(({ known }) => !known));
    if ((by.length === 0 && unknown.length === 0) || this.#isDestroy() === true) return { kind: "free" };
    return by.length > 0 ? { kind: "declared", by } : { kind: "notKnown", by: unknown };
  }

  #told(): DeclaredResource[] {
    if (this.#engine === undefined) return [];
    try {
      return read(this.#engine);
    } catch (error) {
      throw new Refused(
        `What the program has told of the customers that it declares can't be read (${String(error)}). Nothing was ` +
          "removed. Next: remove that folder, and run `pulumi up` again.",
      );
    }
  }
}

const namesOf = (resources: readonly DeclaredResource[]): string[] => resources.map(({ name }) => name);
