import { randomUUID } from "node:crypto";
import { CustomerAgreements } from "./agreements/customerAgreements";
import type { Clock } from "./clock";
import { CustomerQualifications, type VettingPlan } from "./qualifications/customerQualifications";
import {
  type BillingProfile,
  type BillingProfileSeed,
  newEtag,
  seededDomain,
  seededProfile,
} from "./tenants/profiles";

/** A customer to begin with. */
export interface CustomerSeed {
  /** The customer's tenant, a GUID. */
  id: string;
  /** How this customer's vettings end, instead of the usual way. */
  vetting?: VettingPlan;
  /** Default: one that follows from the id. */
  domain?: string;
  /** Default "Contoso". */
  companyName?: string;
  commerceId?: string;
  organizationRegistrationNumber?: string;
  /** The indirect reseller. */
  associatedPartnerId?: string;
  /** Delegated admin privileges (DAP), which new customers have not had since the end of 2023; default false. */
  delegatedAccess?: boolean;
  /** Default: a profile of an address in Redmond. */
  billingProfile?: BillingProfileSeed;
  /** Whether the customer has accepted the Microsoft Customer Agreement itself; default false. */
  agreementAccepted?: boolean;
  /** The customer's account validation; default: it has none. */
  accountStatus?: AccountStatus;
}

/** "Retrieve the validation status of a customer"; not the vetting of a qualification. */
export const ACCOUNT_STATUSES = ["Allowed", "UnderReview", "NotAllowed", "Unknown", "Not Ready"] as const;
export type AccountStatus = (typeof ACCOUNT_STATUSES)[number];

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
  readonly id: string;
  /** Whether there is a reseller relationship. */
  related: boolean;
  vetting?: VettingPlan;
  /** How often verification was requested. */
  verifications: number;
  qualifications: CustomerQualifications;
  commerceId: string;
  readonly domain: string;
  /** The organization's; the billing profile has one of its own. */
  companyName: string;
  organizationRegistrationNumber?: string;
  associatedPartnerId?: string;
  delegatedAccess: boolean;
  billingProfile: BillingProfile;
  /** Whether it was created with an address that mail reaches. */
  deliverable: boolean;
  /** When the API created it, in milliseconds since 1970; absent where it was there to begin with. */
  createdAt?: number;
  /** Of the tenant's first administrator; absent where the emulator did not create the customer. */
  adminPassword?: string;
  agreements: CustomerAgreements;
  /** Absent: none. */
  accountStatus?: { status: AccountStatus; updatedAt: number };
}

/** The partner's customers, and the domains that are taken. */
export class Customers {
  readonly #clock: Clock;
  readonly #byId = new Map<string, Customer>();
  /** In lower case. */
  readonly #domains = new Set<string>();
  readonly #strangersDomains = new Set<string>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Adds one; the one that is there already stays as it is. */
  add(seed: string | CustomerSeed): Customer {
    const given: CustomerSeed = typeof seed === "string" ? { id: seed } : seed;
    if (!isCustomerId(given.id)) {
      throw new Error(`a customer's id must be a GUID: ${JSON.stringify(given.id)}`);
    }
    const id = given.id.toLowerCase();
    const known = this.#byId.get(id);
    if (known) return known;
    const { domain = seededDomain(id), companyName = "Contoso", accountStatus } = given;
    if (this.isDomainTaken(domain)) throw new Error(`the domain ${domain} is taken`);
    const customer: Customer = {
      id,
      related: true,
      vetting: given.vetting,
      verifications: 0,
      qualifications: new CustomerQualifications(this.#clock),
      commerceId: given.commerceId ?? randomUUID(),
      domain,
      companyName,
      organizationRegistrationNumber: given.organizationRegistrationNumber,
      associatedPartnerId: given.associatedPartnerId,
      delegatedAccess: given.delegatedAccess ?? false,
      billingProfile: seededProfile(given.billingProfile ?? {}, companyName),
      deliverable: true,
      agreements: new CustomerAgreements(given.agreementAccepted ?? false),
      ...(accountStatus && { accountStatus: { status: accountStatus, updatedAt: this.#clock.now() } }),
    };
    this.#byId.set(id, customer);
    this.#domains.add(domain.toLowerCase());
    return customer;
  }

  remove(id: string): void {
    const customer = this.get(id);
    this.#byId.delete(customer.id);
    this.#domains.delete(customer.domain.toLowerCase());
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

  /** Whether a customer, also one whose relationship ended, or a stranger has it. */
  isDomainTaken(domain: string): boolean {
    return this.#domains.has(domain.toLowerCase()) || this.#strangersDomains.has(domain.toLowerCase());
  }

  /** Somebody who is no customer of the partner takes it. */
  takeDomain(domain: string): void {
    this.#strangersDomains.add(domain.toLowerCase());
  }

  /** They give it back. */
  releaseDomain(domain: string): void {
    this.#strangersDomains.delete(domain.toLowerCase());
  }

  /** Changes the billing profile, as somebody in the portal would: etags from before are no longer valid. */
  changeBillingProfile(id: string, { defaultAddress, ...changes }: BillingProfileSeed): void {
    const customer = this.get(id);
    const { billingProfile } = customer;
    customer.billingProfile = {
      ...billingProfile,
      etag: newEtag(),
      ...changes,
      defaultAddress: { ...billingProfile.defaultAddress, ...defaultAddress },
    };
  }

  setAccountStatus(id: string, status: AccountStatus | undefined): void {
    this.get(id).accountStatus = status && { status, updatedAt: this.#clock.now() };
  }
}
