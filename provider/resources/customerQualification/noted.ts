import type { CustomerQualificationItem } from "../../partnercenter";
import type { Notes } from "../../lifecycle/machineLock";
import type { Session } from "../../lifecycle/session";
import { NONE, type Inputs, type Recorded } from "./model";
import { excludes, isDenied, isOutcomeUnknown, isStillBefore, ownItem, SUBMITTED_HERE } from "./vetting";
import { subject } from "./phrases";

/**
 * What the provider processes of this machine tell each other of a customer's submissions, beside the lock: a list may be
 * behind, so that the one that comes next would see nothing. It only ever makes a submission that is about to be made not
 * be made. No secret is in it, nor any of Microsoft's free text.
 */
interface Submission {
  qualification: string;
  /** When it was sent, or answered: milliseconds since 1970. */
  at: number;
  /** MS-CorrelationId: the one of the run that made it. */
  by: string;
  /** `sent`: its process has not lived to note more. `unknown`: no answer told what became of it. */
  outcome: "sent" | "unknown" | "answered";
  /** Of the answer. */
  vettingStatus?: string;
  vettingCreateDate?: string;
  /** Of the denial that was listed before. */
  before?: { vettingCreateDate?: string };
}

/** A list that is behind for longer has never been heard of. */
const NOTED_FOR_MS = 3_600_000;

/** The submissions of the last hour. */
export function readNoted(session: Session, notes: Notes): readonly Submission[] {
  const value = notes.read();
  const now = session.clock.now();
  return (Array.isArray(value) ? (value as readonly unknown[]) : []).filter(
    (one): one is Submission => isSubmission(one) && Math.abs(now - one.at) < NOTED_FOR_MS,
  );
}

function isSubmission(value: unknown): value is Submission {
  const { qualification, at, by, outcome } = (value ?? {}) as Partial<Record<keyof Submission, unknown>>;
  return (
    typeof qualification === "string" &&
    typeof at === "number" &&
    typeof by === "string" &&
    (outcome === "sent" || outcome === "unknown" || outcome === "answered")
  );
}

/** A look of this process is good as long as no other process has submitted since. */
export function forgetOlderLook(session: Session, customerId: string, noted: readonly Submission[]): void {
  for (const { by, at, outcome } of noted) {
    // Without an answer it may have been taken at any time.
    if (by !== session.correlationId)
      session.looks.forget(customerId, outcome === "answered" ? at : Infinity);
  }
}

/** Notes one submission, while the lock is held. */
export class Noting {
  readonly #session: Session;
  readonly #notes: Notes;
  readonly #one: Pick<Submission, "qualification" | "by" | "before">;
  readonly #earlier: readonly Submission[];

  constructor(
    session: Session,
    notes: Notes,
    { qualification }: Inputs,
    before: CustomerQualificationItem | undefined,
  ) {
    this.#session = session;
    this.#notes = notes;
    this.#earlier = readNoted(session, notes);
    this.#one = {
      qualification,
      by: session.correlationId,
      ...(before && { before: { vettingCreateDate: before.vettingCreateDate } }),
    };
  }

  sent(): void {
    this.#write({ outcome: "sent" });
  }

  answered({ vettingStatus, vettingCreateDate }: CustomerQualificationItem): void {
    this.#write({ outcome: "answered", vettingStatus, vettingCreateDate });
  }

  unknown(): void {
    this.#write({ outcome: "unknown" });
  }

  /** It was not taken. */
  withdrawn(): void {
    this.#notes.write(this.#earlier);
  }

  #write(now: Pick<Submission, "outcome" | "vettingStatus" | "vettingCreateDate">): void {
    const others = this.#earlier.filter(({ qualification }) => qualification !== this.#one.qualification);
    this.#notes.write([...others, { ...this.#one, at: this.#session.clock.now(), ...now }]);
  }
}

/** What speaks against a submission: what is there besides what is listed, or a submission whose outcome is not known. */
export interface Against {
  items: readonly CustomerQualificationItem[];
  /** In the place of what is recorded. */
  known?: Recorded;
  /** For a person. */
  line: string;
}

/**
 * What this machine's submissions say against one that was decided, where the list does not show them.
 *
 * @param known - what is recorded of it: then a person has asked for this submission, and only what was submitted while
 *   this process ran can be news, where nothing is listed
 */
export function against(
  session: Session,
  desired: Inputs,
  items: readonly CustomerQualificationItem[],
  known: Recorded | undefined,
  noted: readonly Submission[],
): Against | undefined {
  const unlisted = noted.filter((one) => {
    const listed = ownItem(items, one.qualification);
    const own = one.by === session.correlationId;
    const meanwhile = own || one.at >= session.startedAt;
    // What died while it submitted may have submitted nothing: for a later run, what is listed says so.
    if (one.outcome === "sent" && !meanwhile) return false;
    if (listed === undefined) return meanwhile || known === undefined;
    return one.before !== undefined && isStillBefore(one.before, listed);
  });
  const other = unlisted.find(({ qualification }) => qualification === excludes(desired.qualification));
  if (other && !isDenied(other)) {
    const item = { qualification: other.qualification, vettingStatus: said(other) };
    return { items: [...without(items, other), item], line: "" };
  }
  // What this very run has made of the same one is in known.ts.
  const same = unlisted.find(
    ({ qualification, by }) => qualification === desired.qualification && by !== session.correlationId,
  );
  if (same === undefined || (known && isOutcomeUnknown(known))) return undefined;
  const { qualification, outcome, vettingStatus, vettingCreateDate } = same;
  const line = `${subject(desired)}: was ${said(same)}`;
  if (outcome === "answered") {
    const item = { qualification, vettingStatus, vettingCreateDate };
    return { items: [...without(items, same), item], line: `${line}. Partner Center does not list it yet.` };
  }
  const listed = ownItem(items, qualification);
  const { resubmit } = desired;
  return {
    items,
    known: {
      ...(known ?? { ...desired, submissions: 1 }),
      resubmit,
      vettingStatus: undefined,
      vettingReason: listed?.vettingReason,
      vettingCreateDate: listed?.vettingCreateDate,
      submissionError: `It was ${said(same)}, and no answer tells whether that was taken.`,
    },
    line: "",
  };
}

const said = ({ at, by }: Submission): string =>
  `${SUBMITTED_HERE} at ${new Date(at).toISOString()} (MS-CorrelationId ${by})`;

const without = (
  items: readonly CustomerQualificationItem[],
  { qualification }: Submission,
): readonly CustomerQualificationItem[] =>
  items.filter((item) => item.qualification !== qualification || item.vettingStatus === NONE);
