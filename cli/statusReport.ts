import { duration } from "../provider/resources/customerQualification/progress";
import { AFTER_DENIAL } from "../provider/resources/customerQualification/phrases";
import {
  type CustomerQualificationItem,
  type PartnerCenterError,
  parseVettingDate,
} from "../provider/partnercenter";
import { type Changes, changesTexts } from "./report/changes";
import { overdueTitle, supportTexts, SUPPORT_TITLE, undatedText } from "./report/support";
import { requestsTexts } from "./activityLog";
import { printable, wrap } from "./displayText";
import type { When } from "./overdue";
import { count } from "./progress";
import type { ReadCustomer, Reading } from "./reading";
import { type Listed, nameOf, only, statusOf, summaryOf } from "./statusModel";
import { type Entry, layoutOf } from "./statusLayout";

export interface ReportOptions extends When {
  /** Columns of the terminal. */
  width: number;
  /** Vetting statuses to show; all by default. */
  only?: readonly string[];
  /** Whether customers without a qualification are shown one by one; otherwise they are counted. */
  listsWithout: boolean;
  /** What has changed since an earlier reading, where it was asked for. */
  changes?: Changes;
}

/** What a person reads: counts, then what needs an action, then what is under way, then the rest. */
export function reportOf(reading: Reading, options: ReportOptions): string {
  const { width } = options;
  const shown = options.only ? only(reading.customers, options.only) : reading.customers;
  const listsWithout = options.listsWithout || options.only !== undefined;
  const groups = groupsOf({ ...reading, customers: shown }, options, listsWithout).filter(
    ({ entries }) => entries.length > 0,
  );
  const layout = layoutOf(
    groups.flatMap(({ entries }) => entries),
    width,
  );
  const head = headTexts(reading, options).flatMap((text) => wrap(text, width));
  const blocks = [
    head,
    ...(options.changes === undefined
      ? []
      : [changesTexts(options.changes).flatMap((text) => wrap(text, width))]),
    ...groups.map(({ title, entries, hasVetting }) => [
      ...wrap(title, width),
      ...(hasVetting ? layout.heading : []),
      ...(hasVetting ? layout.lines : layout.alone)(entries),
    ]),
  ];
  const { overdue } = statusOf(shown, options);
  if (overdue.length > 0)
    blocks.push([
      ...wrap(SUPPORT_TITLE, width),
      ...supportTexts(overdue, reading, options)
        .flatMap((text) => wrap(text, width - 2))
        .map((line) => `  ${line}`),
    ]);
  if (options.only && shown.every(({ error }) => error))
    blocks.push(wrap(`Nothing that was read is ${options.only.map(printable).join(" or ")}.`, width));
  // Its beginning has left the screen by then.
  if (blocks.flat().length > LONG)
    blocks.push([...head, ...hint(reading, options).flatMap((text) => wrap(text, width))]);
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function hint(reading: Reading, { only: chosen }: ReportOptions): string[] {
  if (chosen !== undefined || statusOf(reading.customers).denied.length === 0) return [];
  return ["What was denied stands first; --only Denied shows that alone."];
}

/** Lines of a report whose counts are repeated at its end. */
const LONG = 40;

/** What every form of the report begins with: whether it is incomplete, and the counts. */
export const headTexts = (reading: Reading, when: When): string[] => [
  ...incomplete(reading),
  ...summaryTexts(reading, when),
];

export function incomplete({ customers, total, interrupted, stopped }: Reading): string[] {
  if (total === undefined) return ["Incomplete: interrupted while the customers were listed; none was read."];
  const of = `${count(customers.length)} of ${count(total)} customers`;
  if (interrupted) return [`Incomplete: interrupted after ${of}; the others were not read.`];
  if (stopped === undefined) return [];
  return [`Incomplete: stopped after ${of}; the others were not read. ${printable(stopped.message)}`];
}

function summaryTexts(reading: Reading, when: When): string[] {
  const summary = summaryOf(reading);
  const status = statusOf(reading.customers, when);
  const counts = [
    [status.denied.length, "denied"],
    [status.overdue.length, "in review for too long"],
    [status.inReview.length, "in review"],
    [status.other.length, "of another status"],
    [status.approved.length, "approved"],
    [status.unvetted.length, "without a vetting status"],
  ] as const;
  const parts = counts.filter(([number]) => number > 0).map(([number, words]) => `${count(number)} ${words}`);
  const { read, failed, qualifications, withoutQualification } = summary;
  const rest = [
    ...(withoutQualification === 0
      ? []
      : [`Without a qualification: ${counted(withoutQualification, "customer")}.`]),
    ...(failed === 0 ? [] : [`Could not be read: ${counted(failed, "customer")}.`]),
  ];
  return [
    `${counted(read, "customer")} read, ${counted(qualifications, "qualification")}` +
      (parts.length === 0 ? "." : `: ${parts.join(", ")}.`),
    rest.join(" "),
  ];
}

export const counted = (number: number, noun: string) => `${count(number)} ${noun}${number === 1 ? "" : "s"}`;

/** After a title. */
const sentence = (text = "") => (text === "" ? "" : `. ${text}`);

interface Group {
  title: string;
  entries: Entry[];
  hasVetting: boolean;
}

function groupsOf({ customers, maxSubmissions }: Reading, when: When, listsWithout: boolean): Group[] {
  const { now } = when;
  const status = statusOf(customers, when);
  const vetted = (title: string, listed: readonly Listed[], more = ""): Group => ({
    title: `${title}: ${count(listed.length)}${more}`,
    entries: listed.map(({ customer, item }) => vettingEntry(customer, item, now, maxSubmissions)),
    hasVetting: true,
  });
  const alone = (title: string, listed: readonly ReadCustomer[]): Group => ({
    title: `${title}: ${count(listed.length)}`,
    entries: listed.map((customer) =>
      entryOf(
        customer,
        ["", "", ""],
        [...errorTexts(customer.error), ...requestsTexts(customer.verificationRequests, maxSubmissions)],
      ),
    ),
    hasVetting: false,
  });
  return [
    vetted("Denied", status.denied, sentence(`Next: ${AFTER_DENIAL}.`)),
    alone("Could not be read", status.notRead),
    vetted(overdueTitle(when), status.overdue),
    vetted("In review", status.inReview, sentence(undatedText(status.inReview, when))),
    vetted("Of another status", status.other),
    vetted("Approved", status.approved),
    vetted("Without a vetting status", status.unvetted),
    listsWithout
      ? alone("Without a qualification", status.withoutQualification)
      : alone(
          "Without a qualification, and submitted in the last 90 days",
          status.withoutQualification.filter(({ verificationRequests = 0 }) => verificationRequests > 0),
        ),
  ];
}

function entryOf(customer: ReadCustomer, vetting: Entry["vetting"], below: readonly string[]): Entry {
  const name = printable(nameOf(customer) ?? "");
  return { id: customer.customerId, vetting, below, ...(name !== "" && { name }) };
}

function vettingEntry(
  customer: ReadCustomer,
  item: CustomerQualificationItem,
  now: number,
  maxSubmissions: number | undefined,
): Entry {
  const { qualification, vettingStatus, vettingReason, vettingCreateDate } = item;
  const since = parseVettingDate(vettingCreateDate);
  const below = [
    ...(vettingReason === undefined ? [] : [printable(vettingReason)]),
    ...(since === undefined && vettingCreateDate !== undefined
      ? [`vettingCreateDate: ${printable(vettingCreateDate)}`]
      : []),
    ...requestsTexts(customer.verificationRequests, maxSubmissions),
  ];
  const age = since === undefined ? "-" : ageOf(now - since);
  return entryOf(customer, [printable(qualification), printable(vettingStatus ?? "-"), age], below);
}

/** `12 d`: a column of them is narrow. */
export const ageOf = (ms: number) => duration(Math.max(0, ms)).replace(/ days$/, " d");

export function errorTexts(error: PartnerCenterError | undefined): string[] {
  if (error === undefined) return [];
  const { found, correlationId, meaning, remedy } = error;
  const id = correlationId === undefined ? "" : ` (MS-CorrelationId ${correlationId})`;
  return [printable(`${found}${id}`), printable(`${meaning} ${remedy}`)];
}
