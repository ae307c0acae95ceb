import { Command, Option } from "commander";
import { overdueMsOf, type When } from "./overdue";
import { readCustomers } from "./readCustomers";
import type { Reading } from "./reading";
import { addCustomerOptions, SETTINGS_HELP, type Which, withStackOptions } from "./settings";
import { type Changes, changesSince } from "./report/changes";
import { csvOf } from "./report/csv";
import { openReport } from "./report/html/file";
import { pageOf } from "./report/html/page";
import { jsonOf } from "./report/json";
import { markdownOf } from "./report/markdown";
import { readPrevious } from "./report/previous";
import { exitCodeOf, requireKnown } from "./statusModel";
import { incomplete, reportOf } from "./statusReport";
import { clockOf, type Surroundings } from "./surroundings";
import { EXIT } from "./failure";

interface Options extends Which {
  only?: string[];
  json?: boolean;
  format: Format;
  overdue?: number;
  report?: string;
  since?: string;
  requests?: boolean;
}

const FORMATS = ["table", "json", "csv", "markdown"] as const;
type Format = (typeof FORMATS)[number];

/** `partnercenter status`: which customer has which qualification, and how its vetting stands. */
export function statusCommand(around: Surroundings): Command {
  const command = new Command("status").description(
    "Show the customers' qualifications: what was denied and why, what is in review since when, what is approved.",
  );
  return withStackOptions(addCustomerOptions(command))
    .option("--only <vettingStatus...>", "show these only: Denied, InReview, Approved, None (without any), …")
    .option("--requests", "show the verification requests that the activity log has of the last 90 days")
    .option("--overdue <time>", "set apart what is in review for longer, such as 7d or 36h", overdueMsOf)
    .addOption(new Option("--format <format>", "how it is printed").choices(FORMATS).default("table"))
    .addOption(new Option("--json", "the same as --format json").conflicts("format"))
    .option("--report <file>", "write it as one HTML file as well, to be looked at")
    .option("--since <file>", "say what has changed since this file, which --format json has written")
    .addHelpText("after", HELP)
    .action(async (options: Options) => {
      // What is wrong with a file is said before anything is read.
      const previous = options.since === undefined ? undefined : readPrevious(options.since);
      const report = options.report === undefined ? undefined : openReport(options.report);
      try {
        const reading = await readCustomers(options, around, { requests: options.requests });
        if (options.only) requireKnown(options.only, reading.customers);
        const when = { now: clockOf(around).now(), overdueMs: options.overdue };
        const changes = previous && changesSince(previous, reading, when, options.all === true);
        around.setExitCode(exitCodeOf(reading, when));
        around.output.write(printed(reading, { ...options, changes }, when, around));
        // A table of values has no place for it.
        if (options.format === "csv")
          for (const text of incomplete(reading)) around.errors.write(`Note: ${text}\n`);
        report?.write(await pageOf(reading, when, changes));
      } finally {
        report?.discard();
      }
    });
}

type Shown = Options & { changes?: Changes };

function printed(reading: Reading, options: Shown, when: When, around: Surroundings): string {
  switch (options.json ? "json" : options.format) {
    case "json":
      return jsonOf(reading, when, options.only);
    case "csv":
      return csvOf(reading, when, options.only);
    case "markdown":
      return markdownOf(reading, { ...when, only: options.only, changes: options.changes });
    case "table":
      return reportOf(reading, {
        ...when,
        width: around.output.columns || 80,
        only: options.only,
        changes: options.changes,
        listsWithout: options.all === undefined,
      });
  }
}

const HELP = `${SETTINGS_HELP}
Every customer is one request, within the budget of
PARTNERCENTER_REQUESTS_PER_MINUTE (450 by default): a thousand customers take
about two minutes, and standard error shows how far it is. Nothing is submitted
or changed; a login that can look, such as an app-only one, is enough. Ctrl-C
ends it and prints what has been read.

--requests reads Microsoft's activity log: one request more for each customer
that is named, or for every 500 records with --all. Those of others count as
well; what the log does not show proves nothing (\`partnercenter history\`).

Age is the time since Microsoft began the vetting (vettingCreateDate).
--only changes what is shown, not the counts and not the exit code. A word that
is neither Microsoft's nor that of anything that was read is an error.

--overdue 7d sets apart what has been InReview for longer than that (d days, h
hours), has an exit code of its own, and prints the text to send to Microsoft's
support, with the ids that they ask for. What has no vettingCreateDate is not
known to be overdue, and is counted.

A customer is one line of 80 columns: a long name is cut. Its id is shown where
there is a reason to show, where two have one name, in a wider terminal, and
with --json.

--report writes one HTML file beside what is printed: where they stand, what was
denied by reason, how long the others wait, and a table that sorts and searches.
It asks for nothing of the network, and holds the customers' names. It replaces
the file at once or not at all. --since compares with an earlier run's --format
json, which must have been written without --only.

--format csv is for a spreadsheet: RFC 4180, UTF-8, a row for each qualification.
A text that a spreadsheet would run as a formula has an apostrophe before it.
--format markdown fits a job's summary or a comment: at most 64 KiB, with what
needs an action first; what is approved is counted. --format json (or --json) is
for programs. Each of "customers" has customerId, companyName and domain (with
--all), qualifications ([{ qualification, vettingStatus, vettingReason,
vettingCreateDate }], as Partner Center lists them; with --overdue those that
are have overdue: true, and their customer the read's correlationId), with
--requests verificationRequests (absent where the log could not be read) and, if it could
not be read, error ({ name, message, httpStatus, code, correlationId }). "summary"
counts, summary.complete says whether every customer was read, and
summary.readAt when. Where nothing could be read there is an error on standard
error and no document.

Exit codes:
  ${EXIT.ok}    all were read, and nothing is denied or overdue
  ${EXIT.error}    an error: the login failed, or a customer could not be read
  ${EXIT.denied}   all were read, and something is denied; a code of its own, for those
       below 10 are \`pulumi\`'s
  ${EXIT.overdue}   all were read, nothing is denied, and something is in review for longer
       than --overdue
  ${EXIT.interrupted}  ended by Ctrl-C before all were read

Examples:
  partnercenter status --all
  partnercenter status --all --only Denied InReview
  partnercenter status --customer 8f9a1c52-1d0e-4c5e-9a43-0a9f5b0c7d11 --json
`;
