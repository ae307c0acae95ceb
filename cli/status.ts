import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { Command, Option } from "commander";
import { overdueMsOf, type When } from "./overdue";
import { readCustomers } from "./readCustomers";
import type { Reading } from "./reading";
import { addCustomerOptions, type Which, withStackOptions } from "./settings";
import { type Changes, changesSince } from "./report/changes";
import { csvOf } from "./report/csv";
import { pageOf } from "./report/html/page";
import { type FreshFile, openFresh } from "./report/file";
import { withEarlier } from "./report/kept";
import { jsonOf } from "./report/json";
import { markdownOf } from "./report/markdown";
import { type Previous, readPrevious } from "./report/previous";
import { exitCodeOf, requireKnown } from "./statusModel";
import { incomplete, reportOf } from "./statusReport";
import { clockOf, type Surroundings } from "./surroundings";
import { STATUS_HELP } from "./statusHelp";
import { type Webhook, WEBHOOK_KINDS, type WebhookKind, webhookOf } from "./webhook/address";
import { tellWebhook } from "./webhook/send";
import { CommandFailure, EXIT } from "./failure";

interface Options extends Which {
  only?: string[];
  json?: boolean;
  format: Format;
  overdue?: number;
  report?: string;
  since?: string;
  save?: string;
  webhook?: WebhookKind | true;
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
    .option("--save <file>", "write it as JSON as well, for the next run's --since")
    .addOption(
      new Option("--webhook [kind]", "tell Slack or Teams what has changed since that file").choices(
        WEBHOOK_KINDS,
      ),
    )
    .addHelpText("after", STATUS_HELP)
    .action(async (options: Options) => {
      // What is wrong with a file or an address is said before anything is read.
      const webhook = webhookIn(options, around);
      const previous = previousOf(options, around, webhook?.secrets);
      let report: FreshFile | undefined;
      let saved: FreshFile | undefined;
      try {
        if (options.report !== undefined) report = openFresh("--report", options.report);
        if (options.save !== undefined) saved = openFresh("--save", options.save);
        const reading = await readCustomers(options, around, {
          requests: options.requests,
          secrets: webhook?.secrets,
        });
        if (options.only) requireKnown(options.only, reading.customers);
        const when = { now: clockOf(around).now(), overdueMs: options.overdue };
        const changes = previous && changesSince(previous, reading, when, options.all === true);
        around.setExitCode(exitCodeOf(reading, when));
        around.output.write(printed(reading, { ...options, changes }, when, around));
        // A table of values has no place for it.
        if (options.format === "csv")
          for (const text of incomplete(reading)) around.errors.write(`Note: ${text}\n`);
        if (webhook && changes && !reading.interrupted)
          await tellWebhook(webhook, changes, around, { caFile: reading.caFile });
        // What a person has ended tells nobody, so the next run compares with what this one has compared with.
        if (!reading.interrupted)
          saved?.write(jsonOf(withEarlier(reading, previous, options.all === true), when));
        report?.write(await pageOf(reading, when, changes));
      } finally {
        report?.discard();
        saved?.discard();
      }
    });
}

function previousOf(
  { since, save }: Options,
  { errors }: Surroundings,
  secrets?: readonly string[],
): Previous | undefined {
  if (since === undefined) return undefined;
  if (save !== undefined && resolve(save) === resolve(since) && !existsSync(since)) {
    errors.write(
      `Note: there is no ${since} yet, so there is nothing to compare with. This run writes it.\n`,
    );
    return undefined;
  }
  return readPrevious(since, secrets);
}

function webhookIn({ webhook, since }: Options, { environment }: Surroundings): Webhook | undefined {
  if (webhook === undefined) return undefined;
  if (since === undefined)
    throw new CommandFailure("--webhook tells what has changed: it goes with --since <file>.", EXIT.error);
  return webhookOf(webhook, environment);
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
