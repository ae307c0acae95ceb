import { type ContractRequest, customerPath } from "../contracts";
import { errorOf } from "../errors/describe";
import { COUNTRY_NOT_FOUND } from "../errors/customerErrors";
import { PartnerCenterError } from "../errors/PartnerCenterError";
import { requireDomain, requireId } from "../guards";
import type { CallOptions, OnceOnlyOptions } from "../models";
import type { Pipeline } from "../pipeline";
import { isSuccess } from "../retry";
import { createCustomer } from "./create";
import {
  decodeAddressValidation,
  decodeBillingProfile,
  decodeCountryRules,
  decodeCustomer,
  sameDomain,
} from "./decode";
import { listCustomers } from "./list";
import type {
  Address,
  AddressValidation,
  BillingProfile,
  CountryRules,
  CreationResult,
  Customer,
  CustomerFilter,
  ListOptions,
  NewCustomer,
} from "./models";

/** The customers of the partner. Every method throws {@link PartnerCenterError} and nothing else. */
export class Customers {
  readonly #pipeline: Pipeline;
  readonly #isAppOnly: boolean;

  /** @internal Use the client's `customers`. */
  constructor(pipeline: Pipeline, isAppOnly: boolean) {
    this.#pipeline = pipeline;
    this.#isAppOnly = isAppOnly;
  }

  /**
   * Whether a customer can be created with this domain ("Verify domain availability").
   * @returns false if somebody has it, this partner's own customers included.
   */
  async isDomainAvailable(domain: string, call: CallOptions = {}): Promise<boolean> {
    const doing = `Checking whether the domain ${domain} is available`;
    requireDomain(doing, domain);
    const request: ContractRequest = { method: "HEAD", path: `/v1/domains/${domain}` };
    const answered = await this.#pipeline.send(doing, request, call);
    const { status } = answered.answer;
    // Not found is the good answer here, not a missing customer.
    if (status === 404) return true;
    if (isSuccess(status)) return false;
    throw this.#pipeline.refusal(answered);
  }

  /**
   * What a country demands of a customer's profile ("Get market-specific validation data").
   * @param country - ISO 3166 alpha-2, such as GB (not UK)
   * @throws PartnerCenterError named CountryNotFoundError for a country that Microsoft does not know.
   */
  async getCountryRules(country: string, call: CallOptions = {}): Promise<CountryRules> {
    const doing = `Reading the rules of the country ${country}`;
    if (!/^[a-z]{2}$/i.test(country))
      throw errorOf({ ...COUNTRY_NOT_FOUND, doing, found: "it is no code of two letters" });
    const path = `/v1/countryvalidationrules/${country.toUpperCase()}`;
    try {
      return await this.#pipeline.read(doing, { method: "GET", path }, decodeCountryRules, call);
    } catch (error) {
      // With which of them is not published; nothing but the country could be wrong.
      if (!(error instanceof PartnerCenterError) || ![400, 404].includes(error.httpStatus ?? 0)) throw error;
      throw error.with(() => COUNTRY_NOT_FOUND);
    }
  }

  /**
   * What Microsoft says of an address ("Validate an address"). The answer until 2021, nothing for a good address, is
   * Verified.
   * @throws PartnerCenterError named AddressInvalidError for an address that is refused, as until 2021.
   */
  async validateAddress(address: Address, call: CallOptions = {}): Promise<AddressValidation> {
    const request: ContractRequest = { method: "POST", path: "/v1/validations/address", body: address };
    const doing = "Validating an address";
    const answered = await this.#pipeline.send(doing, request, call);
    const { status, body } = answered.answer;
    if (isSuccess(status) && body.length === 0) return { status: "Verified", suggestedAddresses: [] };
    return this.#pipeline.understood(answered, decodeAddressValidation);
  }

  /**
   * Creates a customer: a tenant with its administrator ("Create a customer"). It is sent again, with the same
   * MS-RequestId, only where it was certainly not taken: no connection stood, or 429. What may have been taken (no answer,
   * 408, 3xx, 5xx, a success that can't be read) is looked for by its domain, by the retry policy's waits, and never sent
   * again.
   * A domain belongs to one tenant only, so what a look finds is the customer with this domain, whoever created it.
   * @throws PartnerCenterError whose `creation` says what is known.
   */
  async createCustomer(customer: NewCustomer, call: OnceOnlyOptions = {}): Promise<CreationResult> {
    return createCustomer(this.#pipeline, this.#isAppOnly, customer, call, (domain, looking) =>
      this.findCustomerByDomain(domain, looking),
    );
  }

  /** One customer ("Get a customer by ID"). Microsoft throttles this call most of all. */
  async getCustomer(customerId: string, call: CallOptions = {}): Promise<Customer> {
    const doing = `Reading customer ${customerId}`;
    requireId(doing, customerId);
    return this.#pipeline.read(
      doing,
      { method: "GET", path: customerPath(customerId) },
      decodeCustomer,
      call,
    );
  }

  /**
   * The partner's customers ("Get a list of customers", "Get a list of customers filtered by a search field"), page by
   * page as they are consumed. If a search by domain or company name fails with 500, all are listed and searched here.
   * @throws PartnerCenterError while it is consumed.
   */
  getCustomers(
    filter?: CustomerFilter,
    options: ListOptions = {},
  ): AsyncGenerator<Customer, void, undefined> {
    return listCustomers(this.#pipeline, filter, options);
  }

  /** The partner's customer with exactly this domain, as the list shows it; undefined if there is none. */
  async findCustomerByDomain(domain: string, call: CallOptions = {}): Promise<Customer | undefined> {
    for await (const customer of this.getCustomers({ field: "Domain", startsWith: domain }, call)) {
      if (sameDomain(customer.domain, domain)) return customer;
    }
    return undefined;
  }

  /** A customer's billing profile, with the etag that an update needs ("Get a customer's billing profile"). */
  async getBillingProfile(customerId: string, call: CallOptions = {}): Promise<BillingProfile> {
    const doing = `Reading the billing profile of customer ${customerId}`;
    requireId(doing, customerId);
    const path = `${customerPath(customerId)}/profiles/billing`;
    return this.#pipeline.read(doing, { method: "GET", path }, decodeBillingProfile, call);
  }

  /**
   * Replaces a customer's billing profile as a whole ("Update a customer's billing profile"). It may be repeated: the
   * same profile twice is the same profile, and a stale etag is refused.
   * @param etag - as it was just read
   * @returns the profile as it now is
   * @throws PartnerCenterError named StaleEtagError if the profile has changed since: to be read again. It may have
   * been this very update, if an earlier attempt's answer was lost.
   */
  async updateBillingProfile(
    customerId: string,
    profile: BillingProfile,
    etag: string,
    call: CallOptions = {},
  ): Promise<BillingProfile> {
    const doing = `Updating the billing profile of customer ${customerId}`;
    requireId(doing, customerId);
    const { etag: _, ...rest } = profile;
    const request: ContractRequest = {
      method: "PUT",
      path: `${customerPath(customerId)}/profiles/billing`,
      // The page asks for the etag as a header, Microsoft's own SDK sends it in the body: both.
      headers: { "If-Match": `"${etag}"` },
      body: { ...rest, attributes: { etag, objectType: "CustomerBillingProfile" } },
    };
    const answered = await this.#pipeline.send(doing, request, call, "write");
    if (!isSuccess(answered.answer.status)) throw this.#pipeline.refusal(answered);
    const decoded = this.#pipeline.decoded(answered.answer, decodeBillingProfile);
    return decoded.understood ? decoded.value : this.getBillingProfile(customerId, call);
  }

  /**
   * Ends the reseller relationship ("Remove a reseller relationship with a customer"): the customer's tenant stays.
   * Subscriptions must have been suspended before. App+User only.
   */
  async removeRelationship(customerId: string, call: CallOptions = {}): Promise<void> {
    const doing = `Removing the reseller relationship with customer ${customerId}`;
    requireId(doing, customerId);
    const body = { relationshipToPartner: "none", attributes: { objectType: "Customer" } };
    await this.#remove(doing, { method: "PATCH", path: customerPath(customerId), body }, call);
  }

  /**
   * Deletes a customer of the integration sandbox, tenant included ("Delete a customer account from the integration
   * sandbox"). Its orders must have been cancelled before.
   */
  async deleteSandboxCustomer(customerId: string, call: CallOptions = {}): Promise<void> {
    const doing = `Deleting the sandbox customer ${customerId}`;
    requireId(doing, customerId);
    await this.#remove(doing, { method: "DELETE", path: customerPath(customerId) }, call);
  }

  async #remove(doing: string, request: ContractRequest, call: CallOptions): Promise<void> {
    const answered = await this.#pipeline.send(doing, request, call, "write");
    if (isSuccess(answered.answer.status)) return;
    const refusal = this.#pipeline.refusal(answered);
    // An earlier attempt did it, and its answer was lost.
    if (answered.attempts.made > 1 && GONE.includes(refusal.name)) return;
    throw refusal;
  }
}

const GONE = ["CustomerNotFoundError", "NoRelationshipError"];
