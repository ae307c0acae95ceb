import { isPartnerCenterError } from "../provider/lifecycle/outage";
import {
  ACTIVITY_LOG_DAYS,
  type AuditRecord,
  type AuditRecordFilter,
  type PartnerCenterClient,
} from "../provider/partnercenter";
import {
  isSubmission,
  isVerification,
  type LoggedSubmission,
  submissionsOf,
} from "../provider/resources/customerQualification/activityLogRecords";
import { printable } from "./displayText";
import { count, type LiveText } from "./progress";
import { clockOf, type Surroundings } from "./surroundings";

/** What was read of the activity log. */
export interface Logged {
  /** The oldest first. */
  submissions: readonly LoggedSubmission[];
  /** How many records were read, of whatever was done. */
  records: number;
  /** Whether the log was read to its end. */
  complete: boolean;
  /** Ended by Ctrl-C. */
  interrupted: boolean;
}

/** One less than there are: whether the oldest still counts depends on the hour by Microsoft's clock. */
export const USUAL_DAYS = ACTIVITY_LOG_DAYS - 1;
export const DAY_MS = 86_400_000;

/** The log of all customers has whatever was done, not only submissions: 200 requests, and half a minute of their budget. */
export const MOST_RECORDS = 100_000;

/** The submissions since that day, of these customers by one request each, or of all. */
export async function readSubmissions(
  client: PartnerCenterClient,
  customers: readonly string[] | undefined,
  since: Date,
  progress: LiveText,
  signal: AbortSignal,
): Promise<Logged> {
  const found: AuditRecord[] = [];
  let records = 0;
  const logged = (complete: boolean, interrupted = false): Logged => ({
    ...{ records, complete, interrupted },
    submissions: submissionsOf(found),
  });
  const filters: (AuditRecordFilter | undefined)[] = customers?.map((equals) => ({
    field: "CustomerId",
    equals,
  })) ?? [undefined];
  try {
    for (const filter of filters) {
      for await (const record of client.auditRecords(since, undefined, filter, { signal })) {
        records += 1;
        if (isSubmission(record)) found.push(record);
        progress.update(() => `Read ${count(records)} records of the activity log.`);
        if (records >= MOST_RECORDS) return logged(false);
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    return logged(false, true);
  }
  return logged(true);
}

/** How many verification requests the log shows of each customer; undefined where it can't be read, which is said. */
export async function verificationRequests(
  client: PartnerCenterClient,
  customers: readonly string[] | undefined,
  around: Surroundings,
  progress: LiveText,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, number> | undefined> {
  const note = (text: string) => void around.errors.write(`Note: ${text}\n`);
  try {
    const since = new Date(clockOf(around).now() - USUAL_DAYS * DAY_MS);
    const { submissions, complete } = await readSubmissions(client, customers, since, progress, signal);
    if (!complete)
      note("the activity log was not read to its end, so there may be more verification requests.");
    const counts = new Map<string, number>();
    for (const { customerId } of submissions.filter(isVerification))
      counts.set(customerId, (counts.get(customerId) ?? 0) + 1);
    return counts;
  } catch (error) {
    if (!isPartnerCenterError(error)) throw error;
    note(
      `the activity log could not be read, so no verification requests are shown. ${printable(error.message)}`,
    );
    return undefined;
  }
}

/** For a person; nothing where the log shows none, for that proves nothing. */
export const requestsTexts = (requests: number | undefined, limit: number | undefined): string[] =>
  requests === undefined || requests === 0
    ? []
    : [`Verification requests logged: ${count(requests)}${limit === undefined ? "" : ` of ${count(limit)}`}`];
