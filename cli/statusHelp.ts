import { EXIT } from "./failure";
import { SETTINGS_HELP } from "./settings";

/** What `partnercenter status --help` says below its options. */
export const STATUS_HELP = `${SETTINGS_HELP}
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

--report writes one HTML file beside what is printed: what to do, where they
stand, what was denied by reason, how long the others wait, and a table that
sorts and searches.
It asks for nothing of the network, and holds the customers' names. It replaces
the file at once or not at all. --since compares with an earlier run's --save or
--format json, which must have been written without --only.

--save writes the JSON beside what is printed, for the next run's --since. Both may
name one file: the first run, for which there is none yet, only writes it. Of a
customer that could not be read it keeps what the file of --since has, so that
nothing is missed the night after. Ctrl-C leaves the file as it is.

--webhook tells a channel of Slack or Microsoft Teams what has changed since the
file of --since: each change once, with its reason and the next step. It posts to
the address in PARTNERCENTER_WEBHOOK_URL, an incoming webhook of Slack or a
workflow of Teams ("When a Teams webhook request is received"). That address is a
secret: take it from a secret store; it is never printed. hooks.slack.com gets
Slack's format and any other host an Adaptive Card; \`--webhook slack\` or
\`--webhook teams\` says which. Where nothing has changed, nothing is sent. A
webhook that is down or refuses is a warning, and changes no exit code.

--watch reads again and again, fifteen minutes after the reading before or so often
as you say (m minutes, h hours), for every reading is a request for each customer.
A terminal is drawn anew, with what has changed since the beginning; elsewhere only
what changes is printed. --report and --save are written anew each time, and
--webhook tells what has changed since the reading before. Ctrl-C ends it, and what
was read stays.

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
  ${EXIT.interrupted}  ended by Ctrl-C before all were read; with --watch before the first reading
       was done, later the code is that of the last one

Examples:
  partnercenter status --all
  partnercenter status --all --only Denied InReview
  partnercenter status --customer 8f9a1c52-1d0e-4c5e-9a43-0a9f5b0c7d11 --json
`;
