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
import { isSuccess } from "./retry";
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
  /** Called when an attempt was certainly not taken, before the next one is waited for. */
  onNotTaken?: () => void;
  /** Reads a success's body. */
  decode: (body: unknown) => Decoded<T>;
  /** True if a success's body may hold a secret that nobody knows yet: no error shows anything of it. */
  secretAnswer?: boolean;
  /**
   * What the write brought about, if it shows; a read with retries of its own. `beforeSending`: nothing is sent but on an
   * answer that is certain.
   */
  look: (correlationId: string, beforeSending: boolean) => Promise<T | undefined>;
  /** The property of the error that says what is known. */
  outcome: (known: SubmissionOutcome) => Partial<ErrorFacts>;
  words: {
    /** What it is: "submission". */
    what: string;
    /** Nothing tells whether it was taken. */
    unknown: string;
    /** It was taken, and nothing tells more. */
    taken: string;
    /** What to do in both cases. */
    remedy: string;
  };
}

/** What one attempt says. */
type Verdict<T> =
  | { kind: "done"; value: T }
  /** Not taken (`notTaken`, `refused`), or ended by the caller, who does not want a look (`unknown`). */
  | { kind: "failed"; error: PartnerCenterError }
  | Doubtful;

/** It may have been taken (`unknown`), or was (`taken`, a 2xx) but the answer doesn't say how. */
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
  /** False when nothing was sent that may have been taken: somebody else has brought it about. */
  sent: boolean;
}

/**
 * Sends, with one MS-RequestId over all attempts. Only what was certainly not taken is sent again: no connection stood,
 * or the API turned it away (429). What may have been taken is looked for, and never sent again, whatever the looks
 * show: a list may be behind, and the first request may still be running.
 * Before an attempt that had to wait there is a look as well.
 */
export async function sendOnceOnly<T>(write: OnceOnly<T>): Promise<Sent<T>> {
  const { caller, call } = write;
  const attempts = caller.attempts();
  let lookedAt = caller.now();
  for (;;) {
    let sent = await once(write, lookedAt + LOOK_MAX_AGE_MS);
    if (sent === undefined) {
      const value = await notTakenIfThrown(write, () => write.look(write.doing.ids.correlationId, true));
      if (value !== undefined) return { value, found: true, sent: false };
      lookedAt = caller.now();
      // Whatever it waits for now, or it would look for ever.
      sent = await once(write, Infinity);
      if (sent === undefined) throw new Error("A call without a latest time was too late.");
    }
    const attempt = withoutBody(sent);
    const decision = caller.after(attempts, attempt);
    const verdict = judge(write, attempt, attempts.note(decision));
    switch (verdict.kind) {
      case "done":
        return { value: verdict.value, found: false, sent: true };
      case "doubtful":
        // What the API is still busy with should have shown up after the wait that it asked for.
        return {
          value: await lookFor(write, verdict, decision.retry ? decision.delayMs : 0),
          found: true,
          sent: true,
        };
      case "failed":
        if (!decision.retry) throw verdict.error;
        write.onNotTaken?.();
        await notTakenIfThrown(write, () => waitOr(write, decision.delayMs, "notTaken", call.stop));
    }
  }
}

/** One attempt, or undefined where it would have been later. */
async function once<T>(write: OnceOnly<T>, sendBy: number): Promise<Attempt | undefined> {
  const { caller, call } = write;
  if (caller.now() > sendBy) return undefined;
  try {
    return await notTakenIfThrown(write, () => caller.once({ ...call, sendBy }));
  } catch (error) {
    if (error instanceof TooLate) return undefined;
    throw error;
  }
}

/** What a look shows, after the policy's waits. @throws the verdict's error where none shows anything new. */
async function lookFor<T>(write: OnceOnly<T>, verdict: Doubtful, delayMs: number): Promise<T> {
  const looks = write.caller.attempts();
  let waitMs = 0;
  for (;;) {
    const next = looks.after(NOTHING_NEW);
    // Before the last look as long as before the one that came before it.
    if (next.retry) waitMs = next.delayMs;
    await waitOr(write, looks.made === 1 ? Math.max(waitMs, delayMs) : waitMs, verdict.outcome);
    const value = await write.look(write.doing.ids.correlationId, false).catch((lookError: unknown) => {
      if (!(lookError instanceof PartnerCenterError)) throw lookError;
      throw undecided(write, verdict, looks.made - 1, lookError);
    });
    if (value !== undefined) return value;
    if (!next.retry) throw undecided(write, verdict, looks.made);
  }
}

const NOTHING_NEW: Attempt = {
  failure: new TransportFailure({ kind: "timeout", sent: true, transient: true }),
};

function judge<T>(write: OnceOnly<T>, attempt: Attempt, note: string): Verdict<T> {
  if (!("failure" in attempt)) return judgeAnswer(write, attempt.answer, note);
  const { kind, sent, status } = attempt.failure;
  const failure = transportFailure(write.doing, attempt.failure, note);
  if (!sent) return failed(write, failure, "notTaken");
  if (kind === "aborted") return failed(write, failure, "unknown");
  const outcome = status !== undefined && isSuccess(status) ? "taken" : "unknown";
  return { kind: "doubtful", error: errorOf(failure), outcome };
}

function judgeAnswer<T>(write: OnceOnly<T>, answer: HttpAnswer, note: string): Verdict<T> {
  const { doing, redactor } = write;
  if (isSuccess(answer.status)) {
    const decoded = decodeBody(answer.body, write.decode, redactor);
    if (decoded.understood) return { kind: "done", value: decoded.value };
    const error = errorOf(notUnderstood(doing, answer, decoded.why, redactor, write.secretAnswer));
    return { kind: "doubtful", error, outcome: "taken" };
  }
  const failure = { ...apiFailure(doing, answer, redactor, note), submission: undefined };
  // Any of these can come from a gateway after the API took it.
  if (!turnedAway(answer.status)) {
    return { kind: "doubtful", error: errorOf(failure), outcome: "unknown" };
  }
  const { submission = "notTaken" } = entryOf(answer.status, parseFault(decodeText(answer.body)));
  return failed(write, failure, submission);
}

function failed<T>(write: OnceOnly<T>, failure: ErrorFacts, outcome: SubmissionOutcome): Verdict<T> {
  return { kind: "failed", error: errorOf({ ...failure, ...write.outcome(outcome) }) };
}

/** Whether a status says that the API did not do it. A 408, a redirect and a 5xx do not. */
function turnedAway(status: number): boolean {
  return status >= 400 && status < 500 && status !== 408;
}

/** A refusal whose body was cut or too long is a refusal still: its status says so. */
function withoutBody(attempt: Attempt): Attempt {
  if (!("failure" in attempt) || attempt.failure.kind === "aborted") return attempt;
  const { status } = attempt.failure;
  if (status === undefined || !turnedAway(status)) return attempt;
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

/** No look shows it: whether it was taken stays open, and it is not sent again. */
function undecided<T>(
  { words, outcome, doing: { ids } }: OnceOnly<T>,
  verdict: Doubtful,
  looks: number,
  lookError?: PartnerCenterError,
): PartnerCenterError {
  const why = lookError?.message.split("\n")[0] ?? "";
  const nothing = looks === 1 ? "a look afterwards shows" : `${looks} looks afterwards show`;
  const seen =
    lookError === undefined
      ? `${nothing} nothing new`
      : looks === 0
        ? `no look afterwards succeeded (${why})`
        : `${nothing} nothing new, and the next one failed (${why})`;
  const unlisted = looks === 0 ? "" : " It is not listed, or not yet.";
  return verdict.error.with(({ found }) => ({
    found: `${found}; ${seen}`,
    meaning: `${words[verdict.outcome]}${unlisted} It was not sent again (MS-RequestId ${ids.requestId}): that might be a second ${words.what}.`,
    remedy: words.remedy,
    ...outcome(verdict.outcome),
  }));
}
