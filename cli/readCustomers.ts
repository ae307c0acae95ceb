import { randomUUID } from "node:crypto";
import { concernsEveryCustomer, isPartnerCenterError, Outages } from "../provider/lifecycle/outage";
import {
  type Customer,
  type CustomerQualificationItem,
  PartnerCenterClient,
} from "../provider/partnercenter";
import { DEFAULT_LIMITER_BOUNDS } from "../provider/partnercenter/budget";
import { verificationRequests } from "./activityLog";
import { commandSettings, type Which } from "./settings";
import { printable } from "./displayText";
import { LiveText, readingText } from "./progress";
import type { ReadCustomer, Reading } from "./reading";
import { clockOf, interruptibly, type Surroundings } from "./surroundings";

/** Until one has been read: what keeps all of them from being read is not met by each. */
const FIRST_READS = 32;

/** As many as the limiter lets run side by side, so that it is the limiter that decides. More would only wait for it. */
const READS = DEFAULT_LIMITER_BOUNDS.maxConcurrentReads;

/**
 * Reads the qualifications of many customers, as many side by side as the client's limiter allows, and shows how far
 * it is. A customer that can't be read does not stop the others; an error that concerns every read does.
 * @param options `names`: asks for the names of customers that were not listed, one request more for each;
 * `requests`: reads the activity log as well; `secrets`: what must not be shown of an answer, either
 * @throws Error where nothing could be read
 */
export async function readCustomers(
  which: Which,
  around: Surroundings,
  {
    names = false,
    requests = false,
    secrets = [],
  }: { names?: boolean; requests?: boolean; secrets?: readonly string[] } = {},
): Promise<Reading> {
  const settings = await commandSettings(which, around.environment);
  const client = new PartnerCenterClient({ ...settings.client(), clock: around.clock });
  for (const secret of secrets) client.protect(secret);
  const progress = new LiveText(around.errors, clockOf(around), around.environment);
  try {
    return await interruptibly(around, async (signal) => {
      const customers = await listed(client, which, progress, signal);
      if (customers === undefined) return { customers: [], interrupted: true };
      const many = new ManyReads(client, customers, progress, clockOf(around), signal, names);
      const { login, connection } = settings;
      const { environment: cloud, caFile } = connection;
      const read = { ...(await many.run()), tenantId: login.tenantId, cloud, caFile };
      const reading = await withoutCodes(read, client, around, signal);
      if (!requests || reading.interrupted) return reading;
      const counts = await verificationRequests(client, which.customer, around, progress, signal);
      if (counts === undefined) return reading;
      return {
        ...reading,
        maxSubmissions: settings.maxSubmissions,
        customers: reading.customers.map((one) => ({
          ...one,
          verificationRequests: counts.get(one.customerId) ?? 0,
        })),
      };
    });
  } finally {
    progress.end();
    client.close();
  }
}

/**
 * Without the partner's validation codes, which a reason of Government Community Cloud may repeat: here no program has
 * named them, and they are read where there is such a reason.
 */
async function withoutCodes(
  reading: Reading,
  client: PartnerCenterClient,
  { errors }: Surroundings,
  signal: AbortSignal,
): Promise<Reading> {
  const mayHoldOne = ({ qualification, vettingReason }: CustomerQualificationItem) =>
    qualification === "GovernmentCommunityCloud" && vettingReason !== undefined;
  if (!reading.customers.some(({ qualifications }) => qualifications.some(mayHoldOne))) return reading;
  try {
    await client.getValidationCodes({ signal });
  } catch (error) {
    if (!isPartnerCenterError(error)) throw error;
    errors.write(
      `Note: the partner's validation codes could not be read, so that a reason may repeat one. ${printable(error.message)}\n`,
    );
  }
  const customers = reading.customers.map((customer) => ({
    ...customer,
    qualifications: client.redact(customer.qualifications),
  }));
  return { ...reading, customers };
}

type Listed = Pick<Customer, "id" | "companyName" | "domain">;

/** Undefined: interrupted. */
async function listed(
  client: PartnerCenterClient,
  { customer = [], all }: Which,
  progress: LiveText,
  signal: AbortSignal,
): Promise<Listed[] | undefined> {
  if (!all) return customer.map((id) => ({ id }));
  const found = new Map<string, Listed>();
  try {
    for await (const { id, companyName, domain } of client.customers.getCustomers(undefined, { signal })) {
      found.set(id.toLowerCase(), { id: id.toLowerCase(), companyName, domain });
      const state = { done: found.size, failed: 0, elapsedMs: 0, leastMs: 0, requestsPerMinute: 0 };
      progress.update(() => readingText({ ...state, pausedMs: client.pausedMs }));
    }
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
  return [...found.values()];
}

class ManyReads {
  readonly #read: ReadCustomer[] = [];
  readonly #outages = new Outages();
  readonly #stop = new AbortController();
  readonly #signal: AbortSignal;
  readonly #begun: number;
  #next = 0;
  #done = 0;
  #failed = 0;
  #stopped?: Error;
  /** Those that begin with the first success. */
  #others?: Promise<unknown>;

  constructor(
    private readonly client: PartnerCenterClient,
    private readonly customers: readonly Listed[],
    private readonly progress: LiveText,
    private readonly clock: { now(): number },
    private readonly interrupted: AbortSignal,
    private readonly names: boolean,
  ) {
    this.#signal = AbortSignal.any([interrupted, this.#stop.signal]);
    this.#begun = clock.now();
  }

  async run(): Promise<Reading> {
    const total = this.customers.length;
    const leastMs = this.client.leastMs(total);
    if (leastMs > 0) this.progress.update(() => this.#text(), true);
    await this.#side(FIRST_READS);
    await this.#others;
    // In the order of the list: a sparse array's values.
    const customers = Object.values(this.#read);
    if (this.#done === this.#failed && !this.interrupted.aborted) this.#throwIfAlike(customers);
    const interrupted = this.interrupted.aborted && customers.length < total;
    return { customers, total, stopped: this.#stopped, interrupted };
  }

  /** So many side by side, as far as there are customers. */
  #side(reads: number): Promise<unknown> {
    const length = Math.min(reads, this.customers.length - this.#next);
    return Promise.all(Array.from({ length }, () => this.#work()));
  }

  async #work(): Promise<void> {
    while (!this.#signal.aborted) {
      const index = this.#next++;
      const customer = this.customers[index];
      if (customer === undefined) return;
      const { id: customerId, companyName, domain } = customer;
      const correlationId = randomUUID();
      const options = { signal: this.#signal, correlationId };
      const known = { customerId, companyName, domain, correlationId };
      try {
        const qualifications = await this.client.getCustomerQualifications(customerId, options);
        this.#outages.succeeded();
        this.#others ??= this.#side(READS - FIRST_READS);
        const named = this.names && companyName === undefined ? await this.#nameOf(customerId) : {};
        this.#read[index] = { ...known, ...named, qualifications };
      } catch (error) {
        if (this.#signal.aborted) return;
        const found = this.#outages.errorOrOutage(customerId, error);
        if (!isPartnerCenterError(found) || concernsEveryCustomer(found)) {
          this.#stopped ??= found as Error;
          return this.#stop.abort();
        }
        this.#read[index] = { ...known, qualifications: [], error: found };
        this.#failed += 1;
      }
      this.#done += 1;
      this.progress.update(() => this.#text());
    }
  }

  /** A name is no reason to leave a customer out: why it is not known is said. */
  async #nameOf(customerId: string): Promise<Pick<ReadCustomer, "companyName" | "domain" | "nameError">> {
    try {
      const { companyName, domain } = await this.client.customers.getCustomer(customerId, {
        signal: this.#signal,
      });
      return { companyName, domain };
    } catch (error) {
      if (this.#signal.aborted || !isPartnerCenterError(error)) throw error;
      return { nameError: error };
    }
  }

  #text(): string {
    const total = this.customers.length;
    return readingText({
      total,
      done: this.#done,
      failed: this.#failed,
      elapsedMs: this.clock.now() - this.#begun,
      leastMs: this.client.leastMs(total - this.#done),
      requestsPerMinute: this.client.requestsPerMinute,
      pausedMs: this.client.pausedMs,
    });
  }

  /** Where nothing was read, one reason of all is one error. */
  #throwIfAlike(customers: readonly ReadCustomer[]): void {
    if (this.#stopped) throw this.#stopped;
    const [first, ...others] = customers.map(({ error }) => error);
    if (
      first === undefined ||
      !others.every((error) => error?.name === first.name && error.code === first.code)
    )
      return;
    if (others.length === 0) throw first;
    throw new Error(
      `None of the ${customers.length} customers could be read, each for the same reason. ${first.message}`,
      { cause: first },
    );
  }
}
