import { AFTER_DENIAL } from "../../provider/resources/customerQualification/phrases";
import {
  isDenied,
  isSettled,
  ownItem,
  sameVetting,
} from "../../provider/resources/customerQualification/vetting";
import { type CustomerQualificationItem, parseVettingDate } from "../../provider/partnercenter";
import { printable, shownName } from "../displayText";
import { isInReview, isOverdue, type When } from "../overdue";
import type { ReadCustomer, Reading } from "../reading";
import type { Previous } from "./previous";

/** What has happened to one qualification of a customer since the earlier reading. */
export interface Change {
  customer: Pick<ReadCustomer, "customerId" | "companyName" | "domain">;
  kind: ChangeKind;
  /** Absent where the customer itself is not listed any more. */
  qualification?: string;
  before?: CustomerQualificationItem;
  after?: CustomerQualificationItem;
}

/** The first needs a person most. */
const KINDS = ["denied", "notListed", "overdue", "customerGone", "other", "approved", "inReview"] as const;
export type ChangeKind = (typeof KINDS)[number];

const NEXT_STEPS: Partial<Record<ChangeKind, string>> = {
  denied: AFTER_DENIAL,
  notListed: "look at the customer's account page in Partner Center; a changed `resubmit` submits again",
  overdue: "ask Microsoft's support, with the text that `--overdue` prints",
};

/** What has changed, and what can't be compared. */
export interface Changes {
  /** When the earlier reading ended; absent where it does not say. */
  since?: string;
  /** What needs a person first. */
  changes: readonly Change[];
  /** Customers that one of the two readings could not read, or has not. */
  notCompared: number;
}

/**
 * Compares what was read with an earlier reading. What one of the two has not read is neither new nor gone: it is counted.
 * @param all whether all of the partner's customers were read, so that one that is missing is no customer any more
 */
export function changesSince(previous: Previous, reading: Reading, when: When, all: boolean): Changes {
  const before = new Map(previous.customers.map((customer) => [customer.customerId, customer]));
  const { readAt, complete } = previous.summary;
  const then: When = { ...when, now: readAt === undefined ? when.now : Date.parse(readAt) };
  const changes: Change[] = [];
  let notCompared = 0;
  for (const customer of reading.customers) {
    const earlier = before.get(customer.customerId);
    before.delete(customer.customerId);
    const unknown = earlier === undefined ? !complete : earlier.error !== undefined;
    if (unknown || customer.error) notCompared += 1;
    else changes.push(...changesOf(customer, earlier?.qualifications ?? [], when, then));
  }
  if (isWholeList(reading, all))
    for (const customer of before.values()) changes.push({ customer, kind: "customerGone" });
  else notCompared += before.size;
  return { since: readAt, changes: changes.sort((a, b) => rank(a) - rank(b)), notCompared };
}

/** Whether who is not in it is no customer any more. */
export const isWholeList = ({ customers, total, interrupted, stopped }: Reading, all: boolean): boolean =>
  all && customers.length === total && !interrupted && stopped === undefined;

const rank = ({ kind }: Change): number => KINDS.indexOf(kind);

function changesOf(
  customer: ReadCustomer,
  earlier: readonly CustomerQualificationItem[],
  when: When,
  then: When,
): Change[] {
  const names = new Set([...earlier, ...customer.qualifications].map(({ qualification }) => qualification));
  return [...names].flatMap((qualification): Change[] => {
    const [before, after] = [earlier, customer.qualifications].map((items) => ownItem(items, qualification));
    const kind = kindOf(before, after, when, then);
    return kind === undefined ? [] : [{ customer, qualification, before, after, kind }];
  });
}

function kindOf(
  before: CustomerQualificationItem | undefined,
  after: CustomerQualificationItem | undefined,
  when: When,
  then: When,
): ChangeKind | undefined {
  if (after === undefined) return before === undefined ? undefined : "notListed";
  if (before !== undefined && sameVetting(before, after))
    return isOverdue(after, when) && !isOverdue(before, then) ? "overdue" : undefined;
  if (isDenied(after)) return "denied";
  if (isOverdue(after, when)) return "overdue";
  if (isSettled(after)) return "approved";
  return isInReview(after) ? "inReview" : "other";
}

/** `Education: InReview, now Denied (Not an Education Customer)`, on one line. */
export function changeText({ qualification, before, after, kind }: Change): string {
  if (qualification === undefined) return "no longer one of the partner's customers";
  const was = before === undefined ? "not listed before" : statusText(before);
  const is = after === undefined ? "no longer listed" : statusText(after);
  const late = kind === "overdue" ? " for longer than expected" : "";
  return printable(`${qualification}: ${was === is ? "" : `${was}, now `}${is}${late}`);
}

function statusText(item: CustomerQualificationItem | undefined): string {
  const { vettingStatus, vettingReason, vettingCreateDate } = item ?? {};
  const at = parseVettingDate(vettingCreateDate);
  const more = vettingReason ?? (at === undefined ? "" : `of ${new Date(at).toISOString().slice(0, 10)}`);
  return `${vettingStatus ?? "listed without a vetting status"}${more === "" ? "" : ` (${more})`}`;
}

/** What every form says above the list. */
export function changesTitle({ since, changes, notCompared }: Changes): string {
  const when = since === undefined ? "the last report" : `${since.slice(0, 16).replace("T", " ")} UTC`;
  const number = changes.length === 0 ? "nothing has changed" : `${changes.length} changed`;
  const rest =
    notCompared === 0
      ? ""
      : `; of ${notCompared} customers it is not known, since one of the two could not be read`;
  return `Since ${when}: ${number}${rest}.`;
}

/** So many are named; the rest is counted. */
const MOST_CHANGES = 50;

/** For a person, a line each: what needs them first, and each next step once. */
export function changesTexts(all: Changes): string[] {
  const { changes } = all;
  const left = changes.length - MOST_CHANGES;
  return [
    changesTitle(all),
    ...changes.slice(0, MOST_CHANGES).map((one) => `- ${whoText(one)}: ${changeText(one)}`),
    ...(left > 0 ? [`- and ${left} more`] : []),
    ...nextSteps(changes).map((step) => `Next: ${step}.`),
  ];
}

/** Each once, for what has changed. */
export const nextSteps = (changes: readonly Change[]): string[] =>
  [...new Set(changes.map(({ kind }) => kind))].flatMap((kind) => NEXT_STEPS[kind] ?? []);

/** `Contoso School (its id)`. */
export function whoText({ customer }: Change): string {
  const name = customer.companyName ?? customer.domain;
  return name === undefined ? customer.customerId : `${shownName(name)} (${customer.customerId})`;
}
