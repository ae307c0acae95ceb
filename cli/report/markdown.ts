import { AFTER_DENIAL } from "../../provider/resources/customerQualification/phrases";
import { parseVettingDate } from "../../provider/partnercenter";
import { requestsTexts } from "../activityLog";
import { cut, printable } from "../displayText";
import type { When } from "../overdue";
import { count } from "../progress";
import type { ReadCustomer, Reading } from "../reading";
import { byReason, type Listed, nameOf, only, statusOf } from "../statusModel";
import { ageOf, errorTexts, headTexts, type ReportOptions } from "../statusReport";
import { changesTexts } from "./changes";
import { overdueTitle, SUPPORT_TITLE, supportTexts, undatedText } from "./support";

type MarkdownOptions = When & Pick<ReportOptions, "only" | "changes">;

/** With the headings of the groups it is less than the 65,536 that GitHub takes in a comment. A job's summary takes more. */
const MOST_BYTES = 60_000;
/** No cell is so important that it may leave out other customers. */
const MOST_OF_A_CELL = 400;
const MOST_LINES_TO_SEND = 15;
const MOST_OF_A_CHANGE = 200;
const MOST_BYTES_OF_CHANGES = 16_000;

/** For a job's summary or a pull request: the counts, then what needs an action; what is approved is counted only. */
export function markdownOf(reading: Reading, options: MarkdownOptions): string {
  const shown = options.only ? only(reading.customers, options.only) : reading.customers;
  const head = ["## Partner Center qualifications", ...headTexts(reading, options).map(escaped)];
  const changed = options.changes === undefined ? [] : changesTexts(options.changes);
  const { overdue } = statusOf(shown, options);
  const whole = [
    ...head,
    ...(changed.length === 0 ? [] : [fitting(changed.map(changeLine), MOST_BYTES_OF_CHANGES).join("\n")]),
  ];
  const support =
    overdue.length === 0 ? [] : [SUPPORT_TITLE, fenced(supportTexts(overdue, reading, options))];
  let room = MOST_BYTES - Buffer.byteLength([...whole, ...support].join("\n\n"));
  const parts = groupsOf({ ...reading, customers: shown }, options).flatMap(
    ({ title, next, columns, rows }) => {
      if (rows.length === 0) return [];
      const kept: string[] = [];
      for (const cells of rows) {
        const line = `| ${cells.map(cellOf).join(" | ")} |`;
        room -= Buffer.byteLength(line) + 1;
        if (room < 0) break;
        kept.push(line);
      }
      const left = rows.length - kept.length;
      return [
        `### ${title}: ${count(rows.length)}`,
        ...(next === undefined ? [] : [next]),
        ...(kept.length === 0
          ? []
          : [[`| ${columns.join(" | ")} |`, `|${" --- |".repeat(columns.length)}`, ...kept].join("\n")]),
        ...(left === 0
          ? []
          : [`… and ${count(left)} more: there is no room for them here, \`--format csv\` has all.`]),
      ];
    },
  );
  return `${[...whole, ...parts, ...support].filter((part) => part !== "").join("\n\n")}\n`;
}

/** The first of these lines, as many as there is room for. */
function fitting(lines: readonly string[], most: number): string[] {
  let room = most;
  const left = lines.findIndex((line) => (room -= Buffer.byteLength(line) + 1) < 0);
  return left < 0 ? [...lines] : [...lines.slice(0, left), `- and ${count(lines.length - left)} more lines`];
}

/** A line of the changes: only its mark of a list is markup. */
const changeLine = (line: string, index: number): string => {
  const text = escaped(cut(line.replace(/^- /, ""), MOST_OF_A_CHANGE))
    .replace(/^-/, "&#45;")
    .replace(/^(\d+)[.)]/, "$1&#46;");
  return line.startsWith("- ") ? `- ${text}` : index === 0 ? `${text}\n` : `\n${text}`;
};

/** As it is to be copied. No line of it can end the fence, and what there is no room for is counted. */
function fenced(lines: readonly string[]): string {
  const shown = lines.slice(0, MOST_LINES_TO_SEND);
  const left = lines.length - shown.length;
  const more = left === 0 ? [] : [`… and ${count(left)} more: \`--format table\` has all.`];
  return ["```text", ...shown.map((line) => cut(line, MOST_OF_A_CELL)), ...more, "```"].join("\n");
}

interface Group {
  title: string;
  next?: string;
  columns: readonly string[];
  rows: readonly (readonly string[])[];
}

function groupsOf({ customers, maxSubmissions }: Reading, options: MarkdownOptions): Group[] {
  const { now, only: chosen } = options;
  const status = statusOf(customers, options);
  const requests = ({ verificationRequests }: ReadCustomer) =>
    requestsTexts(verificationRequests, maxSubmissions).join(" ");
  const vetted = (title: string, listed: readonly Listed[], next?: string): Group => ({
    title,
    next,
    columns: ["Customer", "Customer id", "Qualification", "Status", "Age", "Why"],
    rows: listed.map(({ customer, item }) => {
      const since = parseVettingDate(item.vettingCreateDate);
      const why = [printable(item.vettingReason ?? ""), requests(customer)].filter((text) => text !== "");
      return [
        ...whoOf(customer),
        ...[item.qualification, item.vettingStatus ?? "-"],
        since === undefined ? "-" : ageOf(now - since),
        why.join(". "),
      ];
    }),
  });
  const alone = (title: string, listed: readonly ReadCustomer[]): Group => ({
    title,
    columns: ["Customer", "Customer id", "Why"],
    rows: listed.map((one) => [...whoOf(one), [...errorTexts(one.error), requests(one)].join(" ")]),
  });
  const denied = byReason(status.denied).flatMap(([, listed]) => listed);
  return [
    vetted("Denied", denied, `Next: ${AFTER_DENIAL}.`),
    alone("Could not be read", status.notRead),
    vetted(overdueTitle(options), status.overdue),
    vetted("In review", status.inReview, undatedText(status.inReview, options)),
    vetted("Of another status", status.other),
    ...(chosen === undefined
      ? []
      : [
          vetted("Approved", status.approved),
          vetted("Without a vetting status", status.unvetted),
          alone("Without a qualification", status.withoutQualification),
        ]),
  ];
}

const whoOf = (customer: ReadCustomer): [string, string] => [nameOf(customer) ?? "-", customer.customerId];

const cellOf = (text: string): string => escaped(cut(printable(text), MOST_OF_A_CELL));

/**
 * A text from outside as itself, whichever of the platforms shows it: no markup and no HTML, no cell of its own, no link,
 * and nobody who is notified by their name.
 */
export function escaped(text: string): string {
  return text
    .replace(/[\\`*_{}[\]<>&#+!|~@$^=%"]|:(?=\S)/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/\bwww\./gi, (start) => `${start.slice(0, -1)}&#46;`);
}
