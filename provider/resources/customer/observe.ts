import type { BillingProfile, Customer } from "../../partnercenter";
import type { Looking } from "../../lifecycle/definition";
import { observeOrExplain } from "../../lifecycle/observe";
import { isPartnerCenterError } from "../../lifecycle/outage";
import { remembered } from "../../lifecycle/remembered";
import type { Session } from "../../lifecycle/session";
import { containsUnknown, type Properties } from "../../engineValues";
import { isGuid } from "../../lifecycle/validation";
import { validate } from "./schema";
import type { Inputs, Observed, Recorded, Seen, SeenCustomer } from "./model";

/** How a customer is found: by its id where there is one, else by its domain. */
export type Sought = { customerId: string; recorded?: Identity } | { domain: string; creating: boolean };

/** What is recorded of it besides its profile, as far as a look asks for it. */
type Identity = Pick<Recorded, "customerId" | "domain">;

export function soughtOf(desired: Inputs, recorded?: Identity): Sought {
  const customerId = recorded?.customerId ?? desired.customerId;
  if (customerId !== undefined) return { customerId, recorded };
  return { domain: desired.domain ?? "", creating: true };
}

export function observe(session: Session, sought: Sought, looking: Looking = {}): Promise<Observed> {
  const look = (): Promise<Seen> => seekForPreview(session, sought, looking.ahead);
  const recorded = "customerId" in sought ? sought.recorded : undefined;
  if (recorded === undefined)
    return observeOrExplain(session, looking, () => asRead(session, sought)?.catch(look) ?? look());
  noteRecorded(session, recorded);
  return observeOrExplain(session, looking, look);
}

/** Whom the state holds, by id and by domain. */
const recordedCustomers = remembered(() => new Map<string, Required<Identity>>());

function noteRecorded(session: Session, { customerId, domain }: Identity): void {
  if (!domain) return;
  for (const key of [customerId, domain]) recordedCustomers(session).set(key, { customerId, domain });
}

/**
 * A customer whose billing profile this run has read, as a refresh does. That it was given says that the customer is still the
 * partner's, and neither an id nor a domain changes: it is not asked for once more, by the call that is throttled most of all.
 */
function asRead(session: Session, sought: Sought): Promise<Seen> | undefined {
  const recorded = recordedCustomers(session).get("domain" in sought ? sought.domain : sought.customerId);
  if (recorded === undefined) return undefined;
  const profile = session.looks.made<BillingProfile>(profileKey(recorded.customerId));
  return profile?.then((read) => seen({ ...identityOf(recorded), profile: read }));
}

/** What a preview sees; a failure is thrown. */
export function seekForPreview(session: Session, sought: Sought, ahead = false): Promise<Seen> {
  return seek(sought, {
    profile: async (id) => {
      // `check` has seen the whole customer, where it is declared by its id.
      const whole = await session.looks.made<Customer>(`customer ${id}`)?.catch(() => undefined);
      if (whole?.billingProfile) return whole.billingProfile;
      return session.looks.forPreview(profileKey(id), () => readProfile(session, id), {
        customer: id,
        ahead,
      });
    },
    customer: (id) =>
      session.looks.forPreview(`customer ${id}`, () => readCustomer(session, id), { customer: id, ahead }),
    find: (domain) => session.looks.forPreview(`domain ${domain}`, () => find(session, domain), { ahead }),
    isAvailable: (domain) =>
      session.looks.forPreview(`availability ${domain}`, () => isAvailable(session, domain), {
        customer: domain,
        ahead,
      }),
  });
}

/** What {@link lookAhead} takes. */
export function lookAheadKey({ customerId, domain }: Properties): string | undefined {
  const key = customerId ?? domain;
  return typeof key === "string" && !containsUnknown(key) ? key.toLowerCase() : undefined;
}

/** Begins the look that a later check, or the `read` of a refresh, will ask for: for a customer's id, or for its domain. */
export async function lookAhead(
  session: Session,
  key: string,
  lookingFor: Looking["lookingFor"] = "preview",
): Promise<void> {
  const { inputs, failures } = validate(isGuid(key) ? { customerId: key } : { domain: key });
  if (failures.length > 0) return;
  const { customerId } = inputs;
  // What is refreshed is recorded, and only its billing profile is read.
  const recorded = lookingFor === "refresh" && customerId ? { customerId, domain: "" } : undefined;
  await observe(session, soughtOf(inputs, recorded), { lookingFor, ahead: true });
}

/** A look to act on: nothing of it is remembered, above all no etag. */
export function observeToAct(session: Session, sought: Sought): Promise<Seen> {
  return seek(sought, {
    profile: (id) => readProfile(session, id),
    customer: (id) => readCustomer(session, id),
    find: (domain) => find(session, domain),
    isAvailable: (domain) => isAvailable(session, domain),
  });
}

/** To be called when a customer was created or changed. */
export function forgetLooks(session: Session, { customerId, domain }: Inputs): void {
  session.looks.forget(profileKey(customerId ?? ""));
  session.looks.forget(`customer ${customerId ?? ""}`);
  session.looks.forget(`domain ${domain ?? ""}`);
  session.looks.forget(`availability ${domain ?? ""}`);
}

const profileKey = (id: string): string => `profile ${id}`;

interface Reads {
  profile(id: string): Promise<BillingProfile>;
  customer(id: string): Promise<Customer>;
  find(domain: string): Promise<Customer | undefined>;
  isAvailable(domain: string): Promise<boolean>;
}

async function seek(sought: Sought, read: Reads): Promise<Seen> {
  if ("customerId" in sought) {
    const { customerId, recorded } = sought;
    try {
      // "Get a customer by ID" is throttled most of all, so what is recorded is not asked for again.
      if (recorded) return seen({ ...identityOf(recorded), profile: await read.profile(customerId) });
      return seen(await whole(await read.customer(customerId), read));
    } catch (error) {
      if (isGone(error)) return { kind: "notOurs", why: (error as Error).message, noCustomer: true };
      throw error;
    }
  }
  const found = await read.find(sought.domain);
  if (found) return seen(await whole(found, read));
  return { kind: "absent", domainTaken: sought.creating && !(await read.isAvailable(sought.domain)) };
}

const seen = (customer: SeenCustomer): Seen => ({ kind: "seen", customer });

async function whole(customer: Customer, read: Reads): Promise<SeenCustomer> {
  const id = customer.id.toLowerCase();
  return { ...customer, id, profile: customer.billingProfile ?? (await read.profile(id)) };
}

function identityOf(recorded: Identity): Omit<SeenCustomer, "profile"> {
  const { customerId: id, domain } = recorded;
  return { id, domain };
}

/** No tenant, or no relationship with it. */
export function isGone(error: unknown): boolean {
  return isPartnerCenterError(error) && ["CustomerNotFoundError", "NoRelationshipError"].includes(error.name);
}

function readProfile(session: Session, id: string): Promise<BillingProfile> {
  return session.client.customers.getBillingProfile(id, session.call);
}

function readCustomer(session: Session, id: string): Promise<Customer> {
  return session.client.customers.getCustomer(id, session.call);
}

function find(session: Session, domain: string): Promise<Customer | undefined> {
  return session.client.customers.findCustomerByDomain(domain, session.call);
}

function isAvailable(session: Session, domain: string): Promise<boolean> {
  return session.client.customers.isDomainAvailable(domain, session.call);
}
