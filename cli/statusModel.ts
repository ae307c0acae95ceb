import { isDenied, isSettled, ownItem } from "../provider/resources/customerQualification/vetting";
import {
  canonicalVettingStatus,
  type CustomerQualificationItem,
  parseVettingDate,
} from "../provider/partnercenter";
import { CommandFailure, EXIT } from "./failure";
import { printable } from "./displayText";
import type { ReadCustomer, Reading } from "./reading";
import { isInReview, isOverdue, type When } from "./overdue";

/** One qualification of one customer. */
export interface Listed {
  customer: ReadCustomer;
  item: CustomerQualificationItem;
}

/** What was read, in the order in which it matters to who operates it. */
export interface Status {
  denied: Listed[];
  notRead: ReadCustomer[];
  /** In review for too long; these are not in `inReview`. */
  overdue: Listed[];
  inReview: Listed[];
  /** Of a status that nobody knows yet. */
  other: Listed[];
  approved: Listed[];
  /** Listed without a vetting status, as a State-owned entity. */
  unvetted: Listed[];
  withoutQualification: ReadCustomer[];
}

export function statusOf(customers: readonly ReadCustomer[], when: When = { now: 0 }): Status {
  const status: Status = {
    denied: [],
    notRead: [],
    overdue: [],
    inReview: [],
    other: [],
    approved: [],
    unvetted: [],
    withoutQualification: [],
  };
  for (const customer of customers) {
    const items = held(customer);
    if (customer.error) status.notRead.push(customer);
    else if (items.length === 0) status.withoutQualification.push(customer);
    for (const item of items) status[groupOf(item, when)].push({ customer, item });
  }
  const { denied, notRead, overdue, inReview, other, approved, unvetted, withoutQualification } = status;
  for (const list of [denied, overdue, inReview, other]) list.sort(byAge);
  for (const list of [approved, unvetted]) list.sort((a, b) => byName(a.customer, b.customer));
  for (const list of [notRead, withoutQualification]) list.sort(byName);
  return status;
}

/** Without what is listed as None. */
export const held = ({ qualifications }: ReadCustomer): CustomerQualificationItem[] =>
  qualifications.filter((item) => ownItem([item], item.qualification) !== undefined);

function groupOf(item: CustomerQualificationItem, when: When) {
  if (isDenied(item)) return "denied";
  if (isSettled(item)) return item.vettingStatus === undefined ? "unvetted" : "approved";
  if (!isInReview(item)) return "other";
  return isOverdue(item, when) ? "overdue" : "inReview";
}

/** What a person knows a customer by. */
export const nameOf = ({ companyName, domain }: ReadCustomer): string | undefined => companyName ?? domain;

const collator = new Intl.Collator("en", { numeric: true });

function byName(a: ReadCustomer, b: ReadCustomer): number {
  return (
    collator.compare(nameOf(a) ?? "", nameOf(b) ?? "") ||
    (a.customerId < b.customerId ? -1 : a.customerId > b.customerId ? 1 : 0)
  );
}

/** The oldest first; those without a date that can be read last. */
function byAge(a: Listed, b: Listed): number {
  const [first, second] = [a, b].map(({ item }) => parseVettingDate(item.vettingCreateDate) ?? Infinity);
  return first === second ? byName(a.customer, b.customer) : (first as number) - (second as number);
}

/**
 * The same, of some vetting statuses only ("None": customers without any; "Denied": whatever counts as a denial). What
 * could not be read stays.
 */
export function only(customers: readonly ReadCustomer[], statuses: readonly string[]): ReadCustomer[] {
  const wanted = new Set(statuses.map(canonicalVettingStatus).map((status) => status.toLowerCase()));
  return customers.flatMap((customer) => {
    if (customer.error) return [customer];
    const items = held(customer);
    if (items.length === 0) return wanted.has("none") ? [customer] : [];
    const qualifications = items.filter(
      (item) =>
        wanted.has(canonicalVettingStatus(item.vettingStatus ?? "").toLowerCase()) ||
        (wanted.has("denied") && isDenied(item)),
    );
    return qualifications.length === 0 ? [] : [{ ...customer, qualifications }];
  });
}

/** Denied ones by Microsoft's reason, the commonest first; the empty reason is none. */
export function byReason(denied: readonly Listed[]): [reason: string, listed: Listed[]][] {
  const groups = new Map<string, Listed[]>();
  for (const one of denied) {
    const reason = printable(one.item.vettingReason ?? "");
    const group = groups.get(reason) ?? [];
    groups.set(reason, group);
    group.push(one);
  }
  return [...groups].sort(
    ([a, first], [b, second]) => second.length - first.length || collator.compare(a, b),
  );
}

/** What `--json` prints beside the customers, and the table's first line says. */
export interface Summary {
  /** Whether every customer was read. */
  complete: boolean;
  /** How many there are to read; absent where they were not listed to the end. */
  customers?: number;
  read: number;
  /** Could not be read. */
  failed: number;
  withoutQualification: number;
  qualifications: number;
  /** How many qualifications have each vetting status. */
  vettingStatus: Record<string, number>;
  withoutVettingStatus: number;
  /** In review for too long; absent without `--overdue`. */
  overdue?: number;
}

export function summaryOf(reading: Reading, when: When = { now: 0 }): Summary {
  const { customers, total } = reading;
  const vettingStatus: Record<string, number> = {};
  let withoutVettingStatus = 0;
  let qualifications = 0;
  const items = customers.flatMap(held);
  for (const { vettingStatus: one } of items) {
    qualifications += 1;
    if (one === undefined) withoutVettingStatus += 1;
    else vettingStatus[one] = (vettingStatus[one] ?? 0) + 1;
  }
  const failed = customers.filter(({ error }) => error).length;
  const read = customers.length - failed;
  const withoutQualification = customers.filter((one) => !one.error && held(one).length === 0).length;
  return {
    complete: read === total && !reading.interrupted && reading.stopped === undefined,
    customers: total,
    read,
    failed,
    withoutQualification,
    qualifications,
    vettingStatus,
    withoutVettingStatus,
    ...(when.overdueMs !== undefined && { overdue: items.filter((item) => isOverdue(item, when)).length }),
  };
}

export function exitCodeOf(reading: Reading, when: When = { now: 0 }): number {
  if (reading.interrupted) return EXIT.interrupted;
  if (reading.stopped || reading.customers.some(({ error }) => error)) return EXIT.error;
  const items = reading.customers.flatMap(held);
  if (items.some(isDenied)) return EXIT.denied;
  return items.some((item) => isOverdue(item, when)) ? EXIT.overdue : EXIT.ok;
}

/** What Microsoft documents, and None. */
const KNOWN_STATUSES = ["Denied", "InReview", "Approved", "None"];

/**
 * The set of statuses is open, so a word is known where Microsoft documents it or something that was read has it.
 * @throws CommandFailure where it is neither: it is misspelt, and "nothing" would be a false answer
 */
export function requireKnown(statuses: readonly string[], customers: readonly ReadCustomer[]): void {
  const had = customers.flatMap(held).flatMap(({ vettingStatus }) => vettingStatus ?? []);
  const known = [...new Set([...KNOWN_STATUSES, ...had.map(canonicalVettingStatus)])];
  const plain = known.map((name) => name.toLowerCase());
  const unknown = statuses.filter((one) => !plain.includes(canonicalVettingStatus(one).toLowerCase()));
  if (unknown.length === 0) return;
  throw new CommandFailure(
    `--only ${unknown.map(printable).join(" ")}: nothing has that status. There are ${known.map(printable).join(", ")}.`,
    EXIT.error,
  );
}
