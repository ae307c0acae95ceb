import { remembered } from "../../lifecycle/remembered";
import type { Session } from "../../lifecycle/session";
import { sentence } from "../../lifecycle/sentences";
import {
  ACTIVITY_LOG_DAYS,
  PartnerCenterError,
  type AuditRecord,
  type AuditRecordFilter,
} from "../../partnercenter";
import { isSubmission, submissionsOf, type LoggedSubmission } from "./activityLogRecords";

/**
 * What a run reads of Microsoft's activity log, and only before something would be submitted. One customer's part of it is one
 * request. Many would double the looks of a run, so that from the eleventh customer on the whole log is read, once, unless it is
 * too long for that. Where it can't be read, one line says so, and all goes on without it.
 */

/** So many customers are asked about by a request of their own. */
const SINGLE_CUSTOMERS = 10;
/** The most requests for the whole log: of 500 records each, a tenth of what looks and submissions of 500 customers cost. */
const MOST_PAGES = 100;

/** How old what was read may be: for one customer as the look that a submission rests on, or that a preview does. */
const MAX_AGE_MS = { act: 10_000, preview: 5 * 60_000, whole: 30 * 60_000 };
/** How long it may take from the first request on, with all that is repeated. */
const MOST_MS = { customer: 30_000, whole: 120_000 };
/** After a failure it is not asked for so long: each submission would wait for the same. */
const FAILED_FOR_MS = 5 * 60_000;

const DAY_MS = 86_400_000;
/** Its oldest day still counts by Microsoft's clock, too. */
const HOUR_MS = 3_600_000;

/** Submissions by customer. */
type Logged = ReadonlyMap<string, LoggedSubmission[]>;

interface Reading {
  /** Since when it is known; not set while it is read. */
  readAt?: number;
  /** Undefined: the log is too long. */
  answer: Promise<Logged | undefined>;
}

/** Why the log could not be read. */
class NotRead extends Error {
  override readonly name = "NotRead";
}

const readingsOf = remembered(() => ({
  customers: new Map<string, Reading>(),
  whole: undefined as Reading | undefined,
  failedAt: -Infinity,
}));

/**
 * A customer's submissions in the activity log, the oldest first; undefined where the log can't be read.
 * @param toAct - a submission rests on it
 */
export async function loggedSubmissions(
  session: Session,
  customerId: string,
  { toAct = false } = {},
): Promise<LoggedSubmission[] | undefined> {
  const readings = readingsOf(session);
  if (session.clock.now() - readings.failedAt < FAILED_FOR_MS) return undefined;
  try {
    return await session.secrecy.handed(submissionsFor(session, customerId, toAct));
  } catch (error) {
    if (!(error instanceof NotRead)) throw error;
    // Several that wait for the same say it once.
    if (readings.failedAt === -Infinity) {
      session.notices.tellStackOnce(
        "CustomerQualification: Microsoft's activity log can't be read, so only the state and this run tell what was submitted " +
          `before. ${error.message}`,
        "warning",
      );
    }
    readings.failedAt = session.clock.now();
    return undefined;
  }
}

async function submissionsFor(
  session: Session,
  customerId: string,
  toAct: boolean,
): Promise<LoggedSubmission[]> {
  const readings = readingsOf(session);
  const isFew = readings.customers.has(customerId) || readings.customers.size < SINGLE_CUSTOMERS;
  if (!isFew) {
    if (!isKnown(session, readings.whole, MAX_AGE_MS.whole)) readings.whole = read(session, undefined);
    const all = await readings.whole?.answer;
    if (all !== undefined) return all.get(customerId) ?? [];
  }
  const known = readings.customers.get(customerId);
  const maxAgeMs = toAct ? MAX_AGE_MS.act : MAX_AGE_MS.preview;
  const reading = known && isKnown(session, known, maxAgeMs) ? known : read(session, customerId);
  readings.customers.set(customerId, reading);
  return (await reading.answer)?.get(customerId) ?? [];
}

function byCustomer(submissions: readonly LoggedSubmission[]): Logged {
  const logged = new Map<string, LoggedSubmission[]>();
  for (const one of submissions) logged.set(one.customerId, [...(logged.get(one.customerId) ?? []), one]);
  return logged;
}

const isKnown = (session: Session, reading: Reading | undefined, maxAgeMs: number): boolean =>
  reading !== undefined && (reading.readAt === undefined || session.clock.now() - reading.readAt <= maxAgeMs);

function read(session: Session, customerId: string | undefined): Reading {
  const reading: Reading = { answer: readLog(session, customerId) };
  const done = () => void (reading.readAt = session.clock.now());
  reading.answer.then(done, done);
  return reading;
}

/** Reads one customer's part, or all of it: undefined where that is more than it may cost. */
async function readLog(session: Session, customerId: string | undefined): Promise<Logged | undefined> {
  const { clock, client } = session;
  const ended = new AbortController();
  const tooLong = new AbortController();
  const mostMs = customerId === undefined ? MOST_MS.whole : MOST_MS.customer;
  let requests = 0;
  const call = {
    ...session.call,
    urgent: true,
    signal: tooLong.signal,
    onSend: () => {
      requests += 1;
      // Before that it waits for the budget of requests, as all that it is read for.
      if (requests === 1)
        clock.sleep(mostMs, ended.signal).then(
          () => tooLong.abort(),
          () => undefined,
        );
    },
  };
  const filter: AuditRecordFilter | undefined =
    customerId === undefined ? undefined : { field: "CustomerId", equals: customerId };
  const from = new Date(clock.now() - ACTIVITY_LOG_DAYS * DAY_MS + HOUR_MS);
  const found: AuditRecord[] = [];
  try {
    for await (const record of client.auditRecords(from, undefined, filter, call)) {
      if (isSubmission(record)) found.push(record);
      if (customerId === undefined && requests > MOST_PAGES) return undefined;
    }
    return byCustomer(submissionsOf(found));
  } catch (error) {
    if (!(error instanceof PartnerCenterError)) throw error;
    if (!tooLong.signal.aborted) throw new NotRead(sentence(error.message), { cause: error });
    if (customerId === undefined) return undefined;
    throw new NotRead(`It did not answer within ${mostMs / 1000} s.`, { cause: error });
  } finally {
    ended.abort();
  }
}
