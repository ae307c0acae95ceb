import type { Customer } from "../customers";
import { hasVetting, VETTING_TABLE } from "../qualifications/stateMachine";
import type { EmulatorState } from "../state";

/** Customers on one page of their list. */
const CUSTOMERS_PER_PAGE = 20;

/** By what customers are shown: how a vetting stands, or what they lack. */
const STATUSES = ["InReview", "Approved", "Denied", "Unqualified", "NoRelationship"] as const;

/** Which customers a person looks for. */
export interface Wanted {
  /** A part of the name, domain or id. */
  customers?: string;
  /** One of {@link STATUSES}; empty or absent: all. */
  status?: string;
}

/** One page of the customers that are wanted, and how many there are by status among those that the text finds. */
export function customersOf({ customers, behaviour }: EmulatorState, query: Wanted & { page?: string }) {
  const all = customers.list();
  const found = all.filter((customer) => hasText(customer, query));
  const matching = found.filter((customer) => isIn(customer, query.status));
  const pages = Math.max(1, Math.ceil(matching.length / CUSTOMERS_PER_PAGE));
  const page = Math.min(pages, Math.max(1, Math.trunc(Number(query.page)) || 1));
  const count = (status: string) => found.filter((customer) => isIn(customer, status)).length;
  const labelOf = labelsOf(all);
  return {
    total: all.length,
    matching: matching.length,
    inReview: matching.reduce((sum, customer) => sum + inReview(customer).length, 0),
    page,
    pages,
    firstOfPage: (page - 1) * CUSTOMERS_PER_PAGE + 1,
    counts: { All: found.length, ...Object.fromEntries(STATUSES.map((status) => [status, count(status)])) },
    items: matching
      .slice((page - 1) * CUSTOMERS_PER_PAGE, page * CUSTOMERS_PER_PAGE)
      .map((customer) => ({ ...shown(customer, behaviour.maxVerifications), label: labelOf(customer) })),
  };
}

/**
 * Decides every vetting that waits, of the customers that are wanted, on all pages of their list.
 *
 * @returns how many there were
 */
export function decideAll(
  { customers }: EmulatorState,
  wanted: Wanted,
  decide: (qualifications: Customer["qualifications"], qualification: string) => void,
): number {
  const waiting = customers
    .list()
    .filter((customer) => hasText(customer, wanted) && isIn(customer, wanted.status))
    .flatMap((customer) => inReview(customer).map(({ qualification }) => ({ customer, qualification })));
  for (const { customer, qualification } of waiting) decide(customer.qualifications, qualification);
  return waiting.length;
}

/** What tells customers apart: the name, and the domain where another one has that name too. */
export function labelsOf(all: readonly NamedCustomer[]): (customer: NamedCustomer) => string {
  const names = new Map<string, number>();
  for (const { companyName } of all) names.set(companyName, (names.get(companyName) ?? 0) + 1);
  return ({ companyName, domain }) =>
    (names.get(companyName) ?? 0) > 1 ? `${companyName} (${domain})` : companyName;
}

type NamedCustomer = Pick<Customer, "id" | "companyName" | "domain">;

function shown(customer: Customer, maxVerifications: number) {
  const { id, companyName, domain, related, verifications } = customer;
  const qualifications = customer.qualifications.list().map((item) => ({
    ...item,
    events: hasVetting(item.qualification)
      ? Object.keys(VETTING_TABLE[customer.qualifications.state(item.qualification)])
      : ["vanish"],
  }));
  return { id, companyName, domain, related, verifications, maxVerifications, qualifications };
}

function hasText({ id, domain, companyName }: NamedCustomer, { customers: text = "" }: Wanted): boolean {
  const wanted = text.trim().toLowerCase();
  return [id, domain, companyName].some((part) => part.toLowerCase().includes(wanted));
}

function isIn({ related, qualifications }: Customer, status = ""): boolean {
  if (status === "") return true;
  if (status === "NoRelationship") return !related;
  if (status === "Unqualified") return qualifications.statuses().length === 0;
  return qualifications.statuses().some(({ vettingStatus }) => vettingStatus === status);
}

const inReview = ({ qualifications }: Customer) =>
  qualifications
    .statuses()
    .filter(({ qualification, vettingStatus }) => hasVetting(qualification) && vettingStatus === "InReview");
