import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { Command, Option } from "commander";
import { CommandFailure, EXIT } from "./failure";
import { overdueMsOf } from "./overdue";
import { type Previous, readPrevious } from "./report/previous";
import { addCustomerOptions, withStackOptions } from "./settings";
import { STATUS_HELP } from "./statusHelp";
import { FORMATS, look, printed, type StatusOptions } from "./statusLook";
import { incomplete } from "./statusReport";
import { USUAL_INTERVAL, watchIntervalOf, watchStatus } from "./statusWatch";
import type { Surroundings } from "./surroundings";
import { type Webhook, WEBHOOK_KINDS, webhookOf } from "./webhook/address";

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
    .option("--since <file>", "say what has changed since this file of an earlier run's --save")
    .option("--save <file>", "write it as JSON as well, for the next run's --since")
    .addOption(
      new Option("--webhook [kind]", "tell Slack or Teams what has changed since that file").choices(
        WEBHOOK_KINDS,
      ),
    )
    .addOption(
      new Option("--watch [time]", `read again and again, every ${USUAL_INTERVAL} or so often, until Ctrl-C`)
        .argParser(watchIntervalOf)
        .preset(USUAL_INTERVAL),
    )
    .addHelpText("after", STATUS_HELP)
    .action(async (options: StatusOptions) => {
      requireTogether(options);
      // What is wrong with a file or an address is said before anything is read.
      const webhook = webhookIn(options, around);
      const previous = previousOf(options, around, webhook?.secrets);
      if (options.watch !== undefined)
        return watchStatus(options, around, options.watch, { previous, webhook });
      const { reading } = await look(options, around, {
        ...{ previous, webhook },
        print: (seen) => around.output.write(printed(seen, options, around.output.columns)),
      });
      // A table of values has no place for it.
      if (options.format === "csv")
        for (const text of incomplete(reading)) around.errors.write(`Note: ${text}\n`);
    });
}

function requireTogether({ webhook, since, watch, json, format }: StatusOptions): void {
  if (webhook !== undefined && since === undefined && watch === undefined)
    throw new CommandFailure("--webhook tells what has changed: it goes with --since <file>.", EXIT.error);
  if (watch !== undefined && (json || format !== "table"))
    throw new CommandFailure("--watch prints for a person: it goes with --format table only.", EXIT.error);
}

const webhookIn = ({ webhook }: StatusOptions, { environment }: Surroundings): Webhook | undefined =>
  webhook === undefined ? undefined : webhookOf(webhook, environment);

function previousOf(
  { since, save }: StatusOptions,
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
