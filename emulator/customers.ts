import type { Clock } from "./clock";
import { CustomerQualifications, type VettingPlan } from "./qualifications/customerQualifications";

/** A customer to begin with. */
export interface CustomerSeed {
  /** The customer's tenant, a GUID. */
  id: string;
  /** How this customer's vettings end, instead of the usual way. */
  vetting?: VettingPlan;
}

/** Customers that are there when nobody says which. */
export const DEFAULT_CUSTOMERS = [
  "1a8b6f0e-3c5d-4e7f-9a1b-2c3d4e5f6a70",
  "2b9c7a1f-4d6e-4f80-8b2c-3d4e5f6a7b81",
  "3cad8b20-5e7f-4091-9c3d-4e5f6a7b8c92",
] as const;

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether this can be a customer's id. */
export const isCustomerId = (id: string) => GUID.test(id.toLowerCase());

/** A customer of the partner. */
export interface Customer {
  id: string;
  /** Whether there is a reseller relationship. */
  related: boolean;
  vetting?: VettingPlan;
  /** How often verification was requested. */
  verifications: number;
  qualifications: CustomerQualifications;
}

/** The partner's customers. */
export class Customers {
  readonly #clock: Clock;
  readonly #byId = new Map<string, Customer>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Adds one; the one that is there already stays as it is. */
  add(seed: string | CustomerSeed): Customer {
    const { id, vetting } = typeof seed === "string" ? { id: seed } : seed;
    if (!isCustomerId(id)) throw new Error(`a customer's id must be a GUID: ${JSON.stringify(id)}`);
    const known = this.#byId.get(id.toLowerCase());
    if (known) return known;
    const customer: Customer = {
      id: id.toLowerCase(),
      related: true,
      vetting,
      verifications: 0,
      qualifications: new CustomerQualifications(this.#clock),
    };
    this.#byId.set(customer.id, customer);
    return customer;
  }

  remove(id: string): void {
    this.#byId.delete(this.get(id).id);
  }

  find(id: string): Customer | undefined {
    return this.#byId.get(id.toLowerCase());
  }

  /** @throws if there is no such customer. */
  get(id: string): Customer {
    const customer = this.find(id);
    if (customer === undefined) throw new Error(`there is no customer ${id}`);
    return customer;
  }

  list(): Customer[] {
    return [...this.#byId.values()];
  }
}
