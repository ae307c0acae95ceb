import { type Call, type Caller, eitherOf, TooLate } from "./call";
import { decodeBody } from "./decode/body";
import type { Decoded } from "./decode/qualifications";
import { decodeText } from "./decode/text";
import { apiFailure, type Doing, errorOf, notUnderstood, transportFailure } from "./errors/describe";
import { type ErrorFacts, PartnerCenterError, type SubmissionOutcome } from "./errors/PartnerCenterError";
import { parseFault } from "./errors/parse";
import { entryOf } from "./errors/table";
import type { CallIds } from "./headers";
import type { Redactor } from "./redact";
import { isSuccess, isTransientStatus } from "./retry";
import type { Attempt } from "./sending";
import type { HttpAnswer } from "./transport";
import { TransportFailure } from "./transportFailure";

export type CallDoing = Doing & { ids: CallIds };

/** A write that must not be taken twice. */
export interface OnceOnly<T> {
  caller: Caller;
  redactor: Redactor;
  doing: CallDoing;
  /** Its ids go over all attempts. */
  call: Call;
  /** Reads a success's body. */
  decode: (body: unknown) => Decoded<T>;
  /** True if a success's body may hold a secret that nobody knows yet: no error shows anything of it. */
  secretAnswer?: boolean;
  /** What the write brought about, if it shows; a read with retries of its own. */
  look: (correlationId: string) => Promise<T | undefined>;
  /** The property of the error that says what is known. */
  outcome: (known: SubmissionOutcome) => Partial<ErrorFacts>;
  words: {
    /** Nothing tells whether it was taken. */
    unknown: string;
    /** It was taken, and nothing tells more. */
    taken: string;
    /** It was taken, but no look shows it. */
    neverListed: string;
    /** What to do in all three cases. */
    remedy: string;
  };
}

/** What one attempt says. */
type Verdict<T> =
  | { kind: "done"; value: T }
  /** Not taken (`notTaken`, `refused`), or ended by the caller, who does not want a look (`unknown`). */
  | { kind: "failed"; error: PartnerCenterError; outcome: SubmissionOutcome }
  /** It may have been taken (`unknown`), or was (`taken`, a 2xx) but the answer doesn't say how. */
  | Doubtful;

interface Doubtful {
  kind: "doubtful";
  error: PartnerCenterError;
  outcome: "unknown" | "taken";
}

/**
 * How old a look may be that a write rests on, counted from the write's beginning: the queue, or a throttling, may hold
 * it up for minutes.
 */
const LOOK_MAX_AGE_MS = 10_000;

export interface Sent<T> {
  value: T;
  /** Whether it is known from a look. */
  found: boolean;
  /** False when nothing that was sent may have been taken: somebody else has brought it about. */
  sent: boolean;
}

/**
 * Sends, with one MS-RequestId over all attempts. An attempt that may have been taken is followed by a look, and
 * another one only if the look shows nothing. So is one that had to wait, before it is sent.
 */
export async function sendOnceOnly<T>(write: OnceOnly<T>): Promise<Sent<T>> {
  const { caller, call } = write;
  const attempts = caller.attempts();
  let doubt: Doubtful | undefined;
  let lookedAt = caller.now();
  for (;;) {
    const sendBy = lookedAt + LOOK_MAX_AGE_MS;
    let sent = await once(write, doubt, sendBy);
    if (sent === undefined) {
      const value = await lookOnce(write, doubt);
      if (value !== undefined) return { value, found: true, sent: doubt !== undefined };
      lookedAt = caller.now();
      // Whatever it waits for now, or it would look for ever.
      sent = await once(write, doubt, Infinity);
      if (sent === undefined) throw new Error("A call without a latest time was too late.");
    }
    const attempt = withoutBody(sent);
    const decision = caller.after(attempts, attempt);
    const verdict = judge(write, attempt, attempts.note(decision));
    if (verdict.kind === "done") return { value: verdict.value, found: false, sent: true };
    if (verdict.kind === "failed") {
      if (!decision.retry) {
        // The refusal may be for what an earlier attempt brought about after its look.
        if (doubt && verdict.outcome === "refused") {
          const value = await lookFor(write, { ...verdict, kind: "doubtful", outcome: "unknown" }, 0);
          if (value !== undefined) return { value, found: true, sent: true };
        }
        throw verdict.error;
      }
      const stop = doubt ? undefined : call.stop;
      await notTakenIfThrown(write, () => waitOr(write, decision.delayMs, "notTaken", stop));
      continue;
    }
    doubt = verdict;
    // The wait comes before the look: what the API is still busy with should have shown up by then.
    const value = await lookFor(write, verdict, decision.retry ? decision.delayMs : 0);
    if (value !== undefined) return { value, found: true, sent: true };
    lookedAt = caller.now();
    if (!decision.retry) {
      throw verdict.error.with(({ found }) => ({
        found: `${found}; a look afterwards shows nothing new`,
        ...write.outcome("notTaken"),
      }));
    }
  }
}

/** One attempt, or undefined where it would have been later. What may have been taken before is not ended by `stop`. */
async function once<T>(
  write: OnceOnly<T>,
  doubt: Doubtful | undefined,
  sendBy: number,
): Promise<Attempt | undefined> {
  const { caller, call } = write;
  if (caller.now() > sendBy) return undefined;
  try {
    const stop = doubt ? undefined : call.stop;
    return await notTakenIfThrown(write, () => caller.once({ ...call, stop, sendBy }));
  } catch (error) {
    if (error instanceof TooLate) return undefined;
    throw error;
  }
}

/** What a look shows before it is sent (again). @throws the look's error, or the doubt's where one came before. */
async function lookOnce<T>(write: OnceOnly<T>, doubt: Doubtful | undefined): Promise<T | undefined> {
  const look = () => write.look(write.doing.ids.correlationId);
  if (doubt === undefined) return notTakenIfThrown(write, look);
  return look().catch((error: unknown) => {
    throw error instanceof PartnerCenterError ? undecided(write, doubt, error) : error;
  });
}

/** What the look shows, or undefined if nothing is new. @throws the verdict's error when no look succeeds. */
async function lookFor<T>(write: OnceOnly<T>, verdict: Doubtful, delayMs: number): Promise<T | undefined> {
  const looks = write.caller.attempts();
  let waitMs = delayMs;
  for (;;) {
    // At least the policy's first wait.
    const next = looks.after(NOTHING_NEW);
    await waitOr(write, Math.max(waitMs, next.retry ? next.delayMs : 0), verdict.outcome);
    const value = await write.look(write.doing.ids.correlationId).catch((lookError: unknown) => {
      throw lookError instanceof PartnerCenterError ? undecided(write, verdict, lookError) : lookError;
    });
    if (value !== undefined || verdict.outcome === "unknown") return value;
    // A 2xx says that it was taken: whatever a look shows, nothing is sent again, for it would be taken twice.
    if (!next.retry) throw neverListed(write, verdict, looks.made);
    waitMs = 0;
  }
}

const NOTHING_NEW: Attempt = {
  failure: new TransportFailure({ kind: "timeout", sent: true, transient: true }),
};

function judge<T>(write: OnceOnly<T>, attempt: Attempt, note: string): Verdict<T> {
  if (!("failure" in attempt)) return judgeAnswer(write, attempt.answer, note);
  const { kind, sent, status } = attempt.failure;
  const failure = transportFailure(write.doing, attempt.failure, note);
  if (kind === "aborted" || !sent) return failed(write, failure, sent ? "unknown" : "notTaken");
  const outcome = status !== undefined && isSuccess(status) ? "taken" : "unknown";
  return { kind: "doubtful", error: errorOf(failure), outcome };
}

function judgeAnswer<T>(write: OnceOnly<T>, answer: HttpAnswer, note: string): Verdict<T> {
  const { doing, redactor } = write;
  if (isSuccess(answer.status)) {
    const decoded = decodeBody(answer.body, write.decode);
    if (decoded.understood) return { kind: "done", value: decoded.value };
    const error = errorOf(notUnderstood(doing, answer, decoded.why, redactor, write.secretAnswer));
    return { kind: "doubtful", error, outcome: "taken" };
  }
  const failure = { ...apiFailure(doing, answer, redactor, note), submission: undefined };
  // A 429 was turned away; any other status that may pass can come from a gateway after the API took it.
  if (isTransientStatus(answer.status) && answer.status !== 429) {
    return { kind: "doubtful", error: errorOf(failure), outcome: "unknown" };
  }
  const { submission = "notTaken" } = entryOf(answer.status, parseFault(decodeText(answer.body)));
  return failed(write, failure, submission);
}

function failed<T>(write: OnceOnly<T>, failure: ErrorFacts, outcome: SubmissionOutcome): Verdict<T> {
  return { kind: "failed", error: errorOf({ ...failure, ...write.outcome(outcome) }), outcome };
}

/** A refusal whose body was cut or too long is a refusal still: its status says so. */
function withoutBody(attempt: Attempt): Attempt {
  if (!("failure" in attempt) || attempt.failure.kind === "aborted") return attempt;
  const { status } = attempt.failure;
  if (status === undefined || status < 300 || status >= 500 || status === 408) return attempt;
  return { answer: { status, statusText: "", headers: {}, body: Buffer.alloc(0) } };
}

async function waitOr<T>(
  { caller, doing, call, outcome }: OnceOnly<T>,
  ms: number,
  known: SubmissionOutcome,
  stop?: AbortSignal,
): Promise<void> {
  await caller.wait(ms, eitherOf(call.signal, stop)).catch((error: unknown) => {
    throw error instanceof TransportFailure
      ? errorOf({ ...transportFailure(doing, error), ...outcome(known) })
      : error;
  });
}

/** What fails before an attempt, such as the login, did not take anything. */
export async function notTakenIfThrown<T>(
  { outcome }: Pick<OnceOnly<unknown>, "outcome">,
  action: () => Promise<T>,
): Promise<T> {
  return action().catch((error: unknown) => {
    throw error instanceof PartnerCenterError ? error.with(() => outcome("notTaken")) : error;
  });
}

function undecided<T>(
  { words, outcome }: OnceOnly<T>,
  verdict: Doubtful,
  lookError: PartnerCenterError,
): PartnerCenterError {
  const look = lookError.message.split("\n")[0] ?? "";
  return verdict.error.with(({ found }) => ({
    found: `${found}; no look afterwards succeeded (${look})`,
    meaning: verdict.outcome === "taken" ? words.taken : words.unknown,
    remedy: words.remedy,
    ...outcome(verdict.outcome),
  }));
}

function neverListed<T>(
  { words, outcome }: OnceOnly<T>,
  { error }: Doubtful,
  looks: number,
): PartnerCenterError {
  return error.with(({ found }) => ({
    found: `${found}; ${looks} looks afterwards show nothing new`,
    meaning: words.neverListed,
    remedy: words.remedy,
    ...outcome("taken"),
  }));
}
