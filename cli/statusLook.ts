import { readCustomers } from "./readCustomers";
import type { Reading } from "./reading";
import { type Changes, changesSince } from "./report/changes";
import { csvOf } from "./report/csv";
import { type FreshFile, openFresh } from "./report/file";
import { pageOf } from "./report/html/page";
import { jsonOf } from "./report/json";
import { withEarlier } from "./report/kept";
import { markdownOf } from "./report/markdown";
import type { Previous } from "./report/previous";
import type { When } from "./overdue";
import type { Which } from "./settings";
import { exitCodeOf, requireKnown } from "./statusModel";
import { reportOf } from "./statusReport";
import { clockOf, type Output, type Surroundings } from "./surroundings";
import type { Webhook, WebhookKind } from "./webhook/address";
import { tellWebhook } from "./webhook/send";

export const FORMATS = ["table", "json", "csv", "markdown"] as const;
export type Format = (typeof FORMATS)[number];

/** As the command line has them. */
export interface StatusOptions extends Which {
  only?: string[];
  json?: boolean;
  format: Format;
  overdue?: number;
  report?: string;
  since?: string;
  save?: string;
  webhook?: WebhookKind | true;
  /** Milliseconds between two readings. */
  watch?: number;
  requests?: boolean;
}

/** A reading, and what has changed since the one before. */
export interface Look {
  reading: Reading;
  when: When;
  changes?: Changes;
}

/** What a look is compared with, and what is done with it before anything is told or written. */
export interface LookOptions {
  previous?: Previous;
  webhook?: Webhook;
  print: (look: Look) => void;
  /** It is not the first one: where Ctrl-C cuts it off, the one before is worth more than a part of this one. */
  again?: boolean;
  /** Where it is shown how far the reading is, if not on standard error. */
  progress?: Output;
}

/**
 * Reads the customers once, prints it, tells the webhook, and writes the files that were asked for.
 * @throws Error where nothing could be read, or a file could not be written
 */
export async function look(
  options: StatusOptions,
  around: Surroundings,
  { previous, webhook, print, again = false, progress = around.errors }: LookOptions,
): Promise<Look> {
  const all = options.all === true;
  let report: FreshFile | undefined;
  let saved: FreshFile | undefined;
  try {
    // What is wrong with a file is said before anything is read.
    if (options.report !== undefined) report = openFresh("--report", options.report);
    if (options.save !== undefined) saved = openFresh("--save", options.save);
    const reading = await readCustomers(
      options,
      { ...around, errors: progress },
      {
        requests: options.requests,
        secrets: webhook?.secrets,
      },
    );
    if (options.only && !again) requireKnown(options.only, reading.customers);
    const when = { now: clockOf(around).now(), overdueMs: options.overdue };
    const changes = previous && changesSince(previous, reading, when, all);
    const seen = { reading, when, changes };
    if (reading.interrupted && again) return seen;
    around.setExitCode(exitCodeOf(reading, when));
    print(seen);
    if (webhook && changes && !reading.interrupted)
      await tellWebhook(webhook, changes, around, { caFile: reading.caFile });
    // What a person has ended tells nobody, so the next run compares with what this one has compared with.
    if (!reading.interrupted) saved?.write(jsonOf(withEarlier(reading, previous, all), when));
    report?.write(await pageOf(reading, when, changes));
    return seen;
  } finally {
    report?.discard();
    saved?.discard();
  }
}

/** In the format that was asked for. */
export function printed({ reading, when, changes }: Look, options: StatusOptions, columns?: number): string {
  switch (options.json ? "json" : options.format) {
    case "json":
      return jsonOf(reading, when, options.only);
    case "csv":
      return csvOf(reading, when, options.only);
    case "markdown":
      return markdownOf(reading, { ...when, only: options.only, changes });
    case "table":
      return reportOf(reading, {
        ...{ ...when, changes },
        width: columns || 80,
        only: options.only,
        listsWithout: options.all === undefined,
      });
  }
}
