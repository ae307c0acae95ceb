import { Command, InvalidArgumentError } from "commander";
import { ACTIVITY_LOG_DAYS, PartnerCenterClient } from "../provider/partnercenter";
import { readLogDay } from "../provider/partnercenter/activity/logDay";
import { DAY_MS, MOST_RECORDS, readSubmissions, USUAL_DAYS } from "./activityLog";
import { EXIT } from "./failure";
import { type History, historyReport } from "./historyReport";
import { count, LiveText } from "./progress";
import { addCustomerOptions, commandSettings, SETTINGS_HELP, type Which, withStackOptions } from "./settings";
import { clockOf, interruptibly, type Surroundings } from "./surroundings";

interface Options extends Which {
  since?: Date;
  json?: boolean;
}

/** `partnercenter history`: who submitted what, as Microsoft's activity log has it. */
export function historyCommand(around: Surroundings): Command {
  const command = new Command("history").description(
    "Show who submitted qualifications in the last 90 days, when, through what and how it ended.",
  );
  return withStackOptions(addCustomerOptions(command))
    .option(
      "--since <date>",
      `the first day, yyyy-mm-dd in UTC (default: ${USUAL_DAYS} days ago)`,
      (text: string) => dateOf(text, around),
    )
    .option("--json", "print `{ submissions, summary }` as one JSON document")
    .addHelpText("after", HELP)
    .action(async (options: Options) => {
      const history = await readHistory(options, around);
      around.setExitCode(history.interrupted ? EXIT.interrupted : history.complete ? EXIT.ok : EXIT.error);
      const width = around.output.columns || 80;
      around.output.write(options.json ? jsonOf(history) : historyReport(history, width));
    });
}

function dateOf(text: string, around: Surroundings): Date {
  const day = readLogDay(text.trim(), clockOf(around).now());
  if (typeof day === "string") throw new InvalidArgumentError(`It ${day}.`);
  return day;
}

async function readHistory(options: Options, around: Surroundings): Promise<History> {
  const clock = clockOf(around);
  const since = options.since ?? new Date(clock.now() - USUAL_DAYS * DAY_MS);
  const settings = await commandSettings(options, around.environment);
  const client = new PartnerCenterClient({ ...settings.client(), clock: around.clock });
  const progress = new LiveText(around.errors, clock, around.environment);
  try {
    return await interruptibly(around, async (signal) => {
      const logged = await readSubmissions(client, options.customer, since, progress, signal);
      return { ...logged, since, customers: options.customer };
    });
  } finally {
    progress.end();
    client.close();
  }
}

function jsonOf({ submissions, since, records, complete, interrupted }: History): string {
  const shown = submissions.map(({ at, ...submission }) => ({
    ...submission,
    ...(at !== undefined && { submittedAt: new Date(at).toISOString() }),
  }));
  const summary = {
    complete,
    since: since.toISOString().slice(0, 10),
    submissions: shown.length,
    records,
    ...(interrupted && { stopped: "interrupted" }),
  };
  return `${JSON.stringify({ submissions: shown, summary }, null, 2)}\n`;
}

const HELP = `${SETTINGS_HELP}
It reads Microsoft's activity log, which has the last ${ACTIVITY_LOG_DAYS} days: for each customer
one request, and for --all one for every 500 records of whatever was done, up to
${count(MOST_RECORDS)} records. Nothing is submitted or changed; an app-only login is
enough.

What it shows was submitted. What it does not show may have been submitted all
the same: how soon a submission shows up, whether the portal's requests are
there, and what its record holds, is not published. The text shows the newest
submissions; --json has all that were found.

With --json each of "submissions" has customerId, customerName, qualification
(absent where the record does not say which), submittedAt, operationDate (as it
came), operationStatus (succeeded, failed, progress, …), userPrincipalName and
applicationId. summary.complete says whether the log was read to its end.

Exit codes:
  ${EXIT.ok}    the log was read to its end
  ${EXIT.error}    an error: the login failed or may not read the log, or it is too long
  ${EXIT.interrupted}  ended by Ctrl-C; what was read is printed

Examples:
  partnercenter history --customer 8f9a1c52-1d0e-4c5e-9a43-0a9f5b0c7d11
  partnercenter history --all --since 2026-11-01 --json
`;
