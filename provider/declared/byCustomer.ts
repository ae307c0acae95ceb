/** What a customer is known by: an id or a domain in lower case, or the very output. */
export type CustomerKey = string | object;

/**
 * Declarations by their customers. A program may declare thousands: each is compared with those of its own customer, not
 * with all.
 */
export class ByCustomer<Declared> {
  readonly #declared = new Map<CustomerKey, Set<Declared>>();

  /** Notes what the customer of one is known by. */
  add(key: CustomerKey, one: Declared): void {
    const all = this.#declared.get(key);
    if (all === undefined) this.#declared.set(key, new Set([one]));
    else all.add(one);
  }

  remove(keys: Iterable<CustomerKey>, one: Declared): void {
    for (const key of keys) this.#declared.get(key)?.delete(one);
  }

  /** The others whose customer is known by one of these. */
  others(keys: Iterable<CustomerKey>, one: Declared): Declared[] {
    const found = new Set([...keys].flatMap((key) => [...(this.#declared.get(key) ?? [])]));
    found.delete(one);
    return [...found];
  }
}
