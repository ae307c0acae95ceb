import { createHash } from "node:crypto";
import type { Journal } from "../../lifecycle/journal";
import type { Session } from "../../lifecycle/session";
import type { CustomerQualificationItem } from "../../partnercenter";
import { isLately } from "./lately";
import { NONE, resourceId, type Inputs, type Recorded } from "./model";
import { excludes, isDenied, isOutcomeUnknown, isStillBefore, ownItem, SUBMITTED_HERE } from "./vetting";
import { subject } from "./phrases";

/**
 * The submissions that this machine has made for a customer, kept beside the lock: for a list may be behind, and a state may
 * be lost. One entry is written before a submission is sent and another one when its outcome is known, so that a process that
 * was killed in between leaves an entry without an outcome. The journal can only prevent a submission. It holds no secret and
 * none of Microsoft's texts.
 */
interface Entry {
  qualification: string;
  /** Milliseconds since 1970. */
  at: number;
  /** MS-CorrelationId: the one of the run that made it. */
  by: string;
  /** `sent`: it is about to be. `unknown`: no answer told what became of it. `refused`: for its content. */
  outcome: "sent" | "notTaken" | "refused" | "unknown" | "answered";
  /** A hash of the `resubmit` that it was asked for with. */
  resubmit?: string;
  /** Of the answer. */
  vettingStatus?: string;
  vettingCreateDate?: string;
  /** Of the denial that was listed before. */
  before?: { vettingCreateDate?: string };
}

const OUTCOMES: readonly unknown[] = ["sent", "notTaken", "refused", "unknown", "answered"];

function isEntry(value: unknown): value is Entry {
  const { qualification, at, by, outcome } = (value ?? {}) as Partial<Record<keyof Entry, unknown>>;
  return (
    typeof qualification === "string" &&
    typeof at === "number" &&
    typeof by === "string" &&
    OUTCOMES.includes(outcome)
  );
}

/** What became of each submission that was considered, or may have been, in their order. */
export function readJournal(journal: Journal): readonly Entry[] {
  const submissions: Entry[] = [];
  for (const entry of journal.entries().filter(isEntry)) {
    const last = submissions.at(-1);
    // Nothing else is sent to the customer between what is about to be sent and what became of it.
    if (last?.outcome === "sent" && last.by === entry.by) submissions.pop();
    if (entry.outcome !== "notTaken") submissions.push(entry);
  }
  return submissions;
}

const mayHaveBeenTaken = ({ outcome }: Entry): boolean => outcome !== "refused";

const isRecent = ({ clock }: Session, { at }: Entry): boolean => isLately(at, clock.now());

/** A look of this process is good as long as no other process has submitted since. */
export function forgetOlderLook(session: Session, customerId: string, entries: readonly Entry[]): void {
  for (const one of entries.filter(mayHaveBeenTaken)) {
    // Without an answer it may have been taken at any time.
    if (one.by !== session.correlationId && isRecent(session, one))
      session.looks.forget(customerId, one.outcome === "answered" ? one.at : Infinity);
  }
}

/** Keeps the journal of one submission, while the lock is held. */
export class Journaling {
  readonly #session: Session;
  readonly #journal: Journal;
  readonly #one: Pick<Entry, "qualification" | "by" | "resubmit" | "before">;
  #open = false;

  constructor(
    session: Session,
    journal: Journal,
    desired: Inputs,
    before: CustomerQualificationItem | undefined,
  ) {
    this.#session = session;
    this.#journal = journal;
    const resubmit = hashed(desired);
    this.#one = {
      qualification: desired.qualification,
      by: session.correlationId,
      ...(resubmit !== undefined && { resubmit }),
      ...(before && { before: { vettingCreateDate: before.vettingCreateDate } }),
    };
  }

  /** It is about to be sent. */
  sent(): void {
    if (!this.#open) this.#append({ outcome: "sent" });
    this.#open = true;
  }

  /** What became of it. Of what was never about to be sent nothing did. */
  ended(
    outcome: Exclude<Entry["outcome"], "sent">,
    { vettingStatus, vettingCreateDate }: Partial<CustomerQualificationItem> = {},
  ): void {
    if (this.#open) this.#append({ outcome, vettingStatus, vettingCreateDate });
    this.#open = false;
  }

  #append(now: Pick<Entry, "outcome" | "vettingStatus" | "vettingCreateDate">): void {
    this.#journal.append({ ...this.#one, at: this.#session.clock.now(), ...now });
  }
}

/** With the resource's id, for what one customer's says nothing of another's. */
function hashed(desired: Inputs): string | undefined {
  const { resubmit } = desired;
  if (resubmit === undefined) return undefined;
  return createHash("sha256")
    .update(`${resourceId(desired)} ${resubmit}`)
    .digest("base64url");
}

/** What speaks against a submission: what is there besides what is listed, or an earlier one of the same ask. */
export interface Against {
  items: readonly CustomerQualificationItem[];
  /** In the place of what is recorded. */
  known?: Recorded;
  /** When what is not listed yet was submitted. */
  submittedAt?: string;
  /** For a person. */
  line: string;
}

/**
 * What this machine's submissions say against one that was decided, where the list does not show them.
 *
 * @param known - what is recorded of it: then a person has asked for this submission
 */
export function against(
  session: Session,
  desired: Inputs,
  items: readonly CustomerQualificationItem[],
  known: Recorded | undefined,
  entries: readonly Entry[],
): Against | undefined {
  const taken = entries.filter(mayHaveBeenTaken);
  const other = taken.findLast(({ qualification }) => qualification === excludes(desired.qualification));
  if (other && !isDenied(other) && isNews(session, items, known, other)) {
    const item = { qualification: other.qualification, vettingStatus: said(other) };
    return { items: [...without(items, other), item], line: "" };
  }
  // What nobody asks for but by declaring it is not submitted after any other; what is, not twice for one ask.
  const isDeclaredOnly = (known ?? desired.resubmit) === undefined;
  const same = (isDeclaredOnly ? taken : entries).findLast(
    ({ qualification }) => qualification === desired.qualification,
  );
  // What this very run has made of it is in known.ts.
  if (same === undefined || !mayHaveBeenTaken(same) || same.by === session.correlationId) return undefined;
  if (known && isOutcomeUnknown(known)) return undefined;
  const isAsk = isDeclaredOnly || same.resubmit === hashed(desired);
  const isNew = isNews(session, items, known, same);
  if (!isNew && !(isAsk && isUnlisted(items, same))) return undefined;

  const { qualification, vettingStatus, vettingCreateDate, outcome } = same;
  const line = `${subject(desired)}: was ${said(same)}`;
  const submittedAt = new Date(same.at).toISOString();
  if (outcome === "answered" && isNew) {
    const item = { qualification, vettingStatus, vettingCreateDate };
    const listed = [...without(items, same), item];
    return { items: listed, submittedAt, line: `${line}. Partner Center does not list it yet.` };
  }
  const answered: Recorded = {
    ...(known ?? { ...desired, submissions: 0 }),
    resubmit: desired.resubmit,
    submissions: (known?.submissions ?? 0) + 1,
    submissionError: undefined,
    vettingStatus,
    vettingReason: undefined,
    vettingCreateDate,
    submittedAt,
  };
  if (outcome === "answered") return { items, known: answered, line: `${line}, for the same ask.` };
  const listed = ownItem(items, qualification);
  return {
    items,
    known: {
      ...answered,
      vettingStatus: undefined,
      vettingReason: listed?.vettingReason,
      vettingCreateDate: listed?.vettingCreateDate,
      submissionError: `It was ${said(same)}, and no answer tells whether that was taken.`,
    },
    line: "",
  };
}

/** Whether the list shows nothing that came of it: nothing at all, or the denial from before. */
function isUnlisted(items: readonly CustomerQualificationItem[], one: Entry): boolean {
  const listed = ownItem(items, one.qualification);
  return listed === undefined || (one.before !== undefined && isStillBefore(one.before, listed));
}

/**
 * Whether the list may not show this submission yet. A person who changed `resubmit` knew of the submissions made before this
 * process began, unless the list still shows the old denial.
 */
function isNews(
  session: Session,
  items: readonly CustomerQualificationItem[],
  known: Recorded | undefined,
  one: Entry,
): boolean {
  if (!isRecent(session, one) || !isUnlisted(items, one)) return false;
  const meanwhile = one.by === session.correlationId || one.at >= session.startedAt;
  return meanwhile || known === undefined || ownItem(items, one.qualification) !== undefined;
}

const said = ({ at, by }: Entry): string =>
  `${SUBMITTED_HERE} at ${new Date(at).toISOString()} (MS-CorrelationId ${by})`;

const without = (
  items: readonly CustomerQualificationItem[],
  { qualification }: Entry,
): readonly CustomerQualificationItem[] =>
  items.filter((item) => item.qualification !== qualification || item.vettingStatus === NONE);
