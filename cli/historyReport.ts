import {
  isVerification,
  type LoggedSubmission,
} from "../provider/resources/customerQualification/activityLogRecords";
import type { Logged } from "./activityLog";
import { printable, shownName, wrap } from "./displayText";
import { count } from "./progress";
import { type Column, fitColumns, headingLine, type Row, rowLines } from "./table";

/** What was read of the activity log, and what of. */
export interface History extends Logged {
  since: Date;
  /** The customers that were asked for; absent: all. */
  customers?: readonly string[];
}

/** So many submissions are shown; a screen or two. */
const MOST_SHOWN = 100;

/** What a person reads: what was found, each customer with its submissions, and what that does not prove. */
export function historyReport(history: History, width: number): string {
  const { submissions } = history;
  const shown = submissions.slice(-MOST_SHOWN);
  const older = submissions.length - shown.length;
  const blocks = [
    [...incomplete(history), found(history)],
    ...customersIn(shown).map((own) => customerLines(own, width)),
    ...(older > 0 ? [[`${counted(older, "older submission")} not shown; --json has all of them.`]] : []),
    [PROVES_NOTHING],
  ];
  return `${blocks.map((lines) => lines.flatMap((line) => wrapped(line, width)).join("\n")).join("\n\n")}\n`;
}

const PROVES_NOTHING =
  "What the log does not show may have been submitted all the same: it goes back 90 days, a submission may show up late, and whether the portal's requests are in it is not published.";

/** A line of a table is as it has to be. */
const wrapped = (line: string, width: number) => (line.length <= width ? [line] : wrap(line, width));

function incomplete({ complete, interrupted, records }: History): string[] {
  if (interrupted)
    return [`Incomplete: interrupted after ${counted(records, "record")} of the activity log.`];
  if (complete) return [];
  return [
    `Incomplete: stopped after ${counted(records, "record")} of the activity log, which has more. Name customers with --customer, or a later --since.`,
  ];
}

function found({ submissions, since, customers }: History): string {
  const of = new Set(submissions.map(({ customerId }) => customerId)).size;
  const whose = customers === undefined || of > 1 ? ` of ${counted(of, "customer")}` : "";
  const day = since.toISOString().slice(0, 10);
  return submissions.length === 0
    ? `The activity log shows no submission of a qualification since ${day}.`
    : `The activity log shows ${counted(submissions.length, "submission")}${whose} since ${day}.`;
}

const counted = (number: number, noun: string) => `${count(number)} ${noun}${number === 1 ? "" : "s"}`;

/** The customer with the newest submission first. */
function customersIn(submissions: readonly LoggedSubmission[]): LoggedSubmission[][] {
  const byCustomer = new Map<string, LoggedSubmission[]>();
  for (const one of submissions.toReversed())
    byCustomer.set(one.customerId, [...(byCustomer.get(one.customerId) ?? []), one]);
  return [...byCustomer.values()];
}

const COLUMNS: readonly Column[] = [
  { heading: "Submitted by" },
  { heading: "When (UTC)" },
  { heading: "Qualification" },
  { heading: "Outcome" },
];

function customerLines(submissions: readonly LoggedSubmission[], width: number): string[] {
  const [{ customerId, customerName } = { customerId: "" }] = submissions;
  const vetted = submissions.filter(isVerification);
  const title = [
    ...(customerName === undefined ? [] : wrap(shownName(customerName), width)),
    customerId,
    `Verification requests in the log: ${count(vetted.length)}`,
  ];
  const rows = submissions.map((one): Row => {
    const { userPrincipalName: by = "-", applicationId } = one;
    return {
      cells: [
        [printable(by)],
        [whenOf(one)],
        [printable(one.qualification ?? "(not said)")],
        [outcomeOf(one)],
      ],
      below: applicationId === undefined ? [] : [`through ${printable(applicationId)}`],
    };
  });
  const widths = fitColumns(COLUMNS, rows, width, LEAST_NAME);
  if (widths !== undefined)
    return [...title, headingLine(COLUMNS, widths), ...rowLines(COLUMNS, rows, widths, width)];
  const stacked = rows.map(({ cells: [by = [], ...others], below = [] }): Row => ({
    cells: [by],
    below: [others.flat().join("  "), ...below],
  }));
  return [...title, ...rowLines(COLUMNS.slice(0, 1), stacked, [width], width)];
}

/** What a user's name has at least, before the columns are put one above the other. */
const LEAST_NAME = 20;

function whenOf({ at, operationDate }: LoggedSubmission): string {
  if (at !== undefined) return new Date(at).toISOString().slice(0, 16).replace("T", " ");
  return printable(operationDate ?? "-");
}

const outcomeOf = ({ operationStatus = "-" }: LoggedSubmission) => printable(operationStatus);
