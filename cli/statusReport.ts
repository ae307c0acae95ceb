import { duration } from "../provider/resources/customerQualification/progress";
import { AFTER_DENIAL } from "../provider/resources/customerQualification/words";
import {
  type CustomerQualificationItem,
  type PartnerCenterError,
  parseVettingDate,
} from "../provider/partnercenter";
import { cut, displayWidth, leastWidth, printable, wrap } from "./displayText";
import { count } from "./progress";
import type { ReadCustomer, Reading } from "./readCustomers";
import { type Listed, nameOf, only, statusOf, summaryOf } from "./statusModel";
import { type Column, fitColumns, headingLine, type Row, rowLines } from "./table";

export interface ReportOptions {
  /** Columns of the terminal. */
  width: number;
  /** Milliseconds since 1970. */
  now: number;
  /** Vetting statuses to show; all by default. */
  only?: readonly string[];
  /** Whether customers without a qualification are shown one by one; otherwise they are counted. */
  listsWithout: boolean;
}

/** What a person reads: counts, then what needs an action, then what is under way, then the rest. */
export function reportOf(reading: Reading, options: ReportOptions): string {
  const { width } = options;
  const shown = options.only ? only(reading.customers, options.only) : reading.customers;
  const listsWithout = options.listsWithout || options.only !== undefined;
  const groups = groupsOf(shown, options.now, listsWithout).filter(({ entries }) => entries.length > 0);
  const layout = layoutOf(
    groups.flatMap(({ entries }) => entries),
    width,
  );
  const head = [...incomplete(reading), ...summaryTexts(reading)].flatMap((text) => wrap(text, width));
  const blocks = [
    head,
    ...groups.map(({ title, entries, hasVetting }) => [
      ...wrap(title, width),
      ...(hasVetting ? layout.heading : []),
      ...(hasVetting ? layout.lines : layout.alone)(entries),
    ]),
  ];
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

function incomplete({ customers, total, interrupted, stopped }: Reading): string[] {
  if (total === undefined) return ["Incomplete: interrupted while the customers were listed; none was read."];
  const of = `${count(customers.length)} of ${count(total)} customers`;
  if (interrupted) return [`Incomplete: interrupted after ${of}; the others were not read.`];
  if (stopped === undefined) return [];
  return [`Incomplete: stopped after ${of}; the others were not read. ${printable(stopped.message)}`];
}

function summaryTexts(reading: Reading): string[] {
  const summary = summaryOf(reading);
  const status = statusOf(reading.customers);
  const counts = [
    [status.denied.length, "denied"],
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

const counted = (number: number, noun: string) => `${count(number)} ${noun}${number === 1 ? "" : "s"}`;

/** What the table shows of one qualification, or of a customer alone. */
interface Entry {
  name?: string;
  id: string;
  /** Qualification, status, age; empty where there is none. */
  vetting: readonly [string, string, string];
  below: readonly string[];
}

interface Group {
  title: string;
  entries: Entry[];
  hasVetting: boolean;
}

function groupsOf(customers: readonly ReadCustomer[], now: number, listsWithout: boolean): Group[] {
  const status = statusOf(customers);
  const vetted = (title: string, listed: readonly Listed[], more = ""): Group => ({
    title: `${title}: ${count(listed.length)}${more}`,
    entries: listed.map(({ customer, item }) => vettingEntry(customer, item, now)),
    hasVetting: true,
  });
  const alone = (title: string, listed: readonly ReadCustomer[]): Group => ({
    title: `${title}: ${count(listed.length)}`,
    entries: listed.map((customer) => entryOf(customer, ["", "", ""], errorTexts(customer.error))),
    hasVetting: false,
  });
  return [
    vetted("Denied", status.denied, `. Next: ${AFTER_DENIAL}.`),
    alone("Could not be read", status.notRead),
    vetted("In review", status.inReview),
    vetted("Of another status", status.other),
    vetted("Approved", status.approved),
    vetted("Without a vetting status", status.unvetted),
    ...(listsWithout ? [alone("Without a qualification", status.withoutQualification)] : []),
  ];
}

function entryOf(customer: ReadCustomer, vetting: Entry["vetting"], below: readonly string[]): Entry {
  const name = printable(nameOf(customer) ?? "");
  return { id: customer.customerId, vetting, below, ...(name !== "" && { name }) };
}

function vettingEntry(customer: ReadCustomer, item: CustomerQualificationItem, now: number): Entry {
  const { qualification, vettingStatus, vettingReason, vettingCreateDate } = item;
  const since = parseVettingDate(vettingCreateDate);
  const below = [
    ...(vettingReason === undefined ? [] : [printable(vettingReason)]),
    ...(since === undefined && vettingCreateDate !== undefined
      ? [`vettingCreateDate: ${printable(vettingCreateDate)}`]
      : []),
  ];
  const age = since === undefined ? "-" : ageOf(now - since);
  return entryOf(customer, [printable(qualification), printable(vettingStatus ?? "-"), age], below);
}

/** `12 d`: a column of them is narrow. */
const ageOf = (ms: number) => duration(Math.max(0, ms)).replace(/ days$/, " d");

function errorTexts(error: PartnerCenterError | undefined): string[] {
  if (error === undefined) return [];
  const { found, correlationId, meaning, remedy } = error;
  const id = correlationId === undefined ? "" : ` (MS-CorrelationId ${correlationId})`;
  return [printable(`${found}${id}`), printable(`${meaning} ${remedy}`)];
}

interface Layout {
  heading: string[];
  lines: (entries: readonly Entry[]) => string[];
  /** Those of customers alone, without a vetting. */
  alone: (entries: readonly Entry[]) => string[];
}

const VETTING: readonly Column[] = [
  { heading: "Qualification" },
  { heading: "Status" },
  { heading: "Age", alignRight: true },
];
const CUSTOMER: Column = { heading: "Customer" };
const ID: Column = { heading: "Customer id" };

/** What a name is cut to at least, where the id is left away. */
const LEAST_NAME = 20;

/** One that fits: name and id side by side, the name alone on one line, or all of it one above the other. */
function layoutOf(entries: readonly Entry[], width: number): Layout {
  const one = (text: string) => (text === "" ? [] : [text]);
  const named = entries.some(({ name }) => name !== undefined);
  const isUnique = uniqueNames(entries);
  const room = roomForNames(entries, width);
  const layouts: {
    columns: Column[];
    least: number;
    row: (entry: Entry) => readonly string[][];
    below?: (entry: Entry) => readonly string[];
  }[] = [
    {
      columns: [CUSTOMER, ID, ...VETTING],
      least: 30,
      row: ({ name, id, vetting }) => [one(name ?? ""), [id], ...vetting.map(one)],
    },
    {
      columns: [CUSTOMER, ...VETTING],
      least: LEAST_NAME,
      row: ({ name, id, vetting }) => [one(name === undefined ? id : cut(name, room)), ...vetting.map(one)],
      below: ({ name, id, below }) =>
        name === undefined || (below.length === 0 && isUnique(name))
          ? below
          : [[id, ...below.slice(0, 1)].join("  "), ...below.slice(1)],
    },
    {
      columns: [ID, ...VETTING],
      least: 0,
      row: ({ id, vetting }) => [[id], ...vetting.map(one)],
    },
  ];
  for (const { columns, least, row, below } of named ? layouts.slice(0, 2) : layouts.slice(2)) {
    const rows = (some: readonly Entry[]): Row[] =>
      some.map((entry) => ({ cells: row(entry), below: below?.(entry) ?? entry.below }));
    const widths = fitColumns(columns, rows(entries), width, least);
    if (widths === undefined) continue;
    const lines = (some: readonly Entry[]): string[] => rowLines(columns, rows(some), widths, width);
    return {
      heading: [headingLine(columns, widths)],
      lines,
      alone: below === undefined ? lines : (some) => aloneLines(some, width),
    };
  }
  const stacked = ({ name, id, vetting, below }: Entry): Row => ({
    cells: [one(name ?? "")],
    below: [id, ...one(vetting.filter((text) => text !== "").join("  ")), ...below],
  });
  const lines = (some: readonly Entry[]): string[] => rowLines([CUSTOMER], some.map(stacked), [width], width);
  return { heading: [], lines, alone: lines };
}

/** The id beside the name, which is cut where there is no room for all of it. */
function aloneLines(entries: readonly Entry[], width: number): string[] {
  const columns = [CUSTOMER, ID];
  const room = Math.max(LEAST_NAME, width - 2 - Math.max(0, ...entries.map(({ id }) => displayWidth(id))));
  const rows = entries.map(({ name, id, below }): Row => {
    return { cells: [name === undefined ? [] : [cut(name, room)], [id]], below };
  });
  return rowLines(columns, rows, fitColumns(columns, rows, width) ?? [room, width], width);
}

/** Whether a name is one customer's alone, among those that are shown. */
function uniqueNames(entries: readonly Entry[]): (name: string) => boolean {
  const ids = new Map<string, Set<string>>();
  for (const { name, id } of entries) {
    if (name !== undefined) ids.set(name, (ids.get(name) ?? new Set()).add(id));
  }
  return (name) => (ids.get(name)?.size ?? 0) < 2;
}

/** What the other columns leave; an id, where there is no name, is never cut. */
function roomForNames(entries: readonly Entry[], width: number): number {
  const columns = VETTING.map(({ heading }, index) =>
    Math.max(displayWidth(heading), ...entries.map(({ vetting }) => displayWidth(vetting[index] ?? ""))),
  );
  const ids = entries.map(({ name, id }) => (name === undefined ? leastWidth(id) : 0));
  return Math.max(LEAST_NAME, ...ids, width - columns.reduce((sum, one) => sum + one + 2, 0));
}
