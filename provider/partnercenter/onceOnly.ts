import type { Decoded } from "./decode/qualifications";
import { apiFailure, errorOf, notUnderstood, transportFailure } from "./errors/describe";
import { type ErrorFacts, PartnerCenterError, type SubmissionOutcome } from "./errors/PartnerCenterError";
import { type Call, type Pipeline, TooLate } from "./pipeline";
import { isSuccess, outcomeOf } from "./retry";
import type { HttpAnswer, Outcome } from "./transport";
import { TransportFailure } from "./transportFailure";

/** A write that must not be taken twice. */
export interface OnceOnly<T> {
  pipeline: Pipeline;
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
  look: (beforeSending: boolean) => Promise<T | undefined>;
  /** What it is, and the property of the error that says what is known of it. */
  what: "submission" | "creation";
  words: {
    /** Nothing tells whether it was taken. */
    unknown: string;
    /** It was taken, and nothing tells more. */
    taken: string;
    /** What to do in both cases. */
    remedy: string;
  };
}

export interface Sent<T> {
  value: T;
  /** Whether it is known from a look. */
  found: boolean;
  /** False when nothing was sent that may have been taken: somebody else has brought it about. */
  sent: boolean;
}

/**
 * How old a look may be that a write rests on, counted from the write's beginning: the queue, or a throttling, may hold
 * it up for minutes.
 */
const LOOK_MAX_AGE_MS = 10_000;

/**
 * Sends, with one MS-RequestId over all attempts. Only what was certainly not taken is sent again: no connection stood,
 * or the API turned it away (429). What may have been taken is looked for, and never sent again, whatever the looks
 * show: a list may be behind, and the first request may still be running.
 * Before an attempt that had to wait there is a look as well.
 */
export async function sendOnceOnly<T>(write: OnceOnly<T>): Promise<Sent<T>> {
  const { pipeline, call, what } = write;
  const attempts = pipeline.attempts();
  let lookedAt = pipeline.now();
  let sendBy = lookedAt + LOOK_MAX_AGE_MS;
  for (;;) {
    let outcome: Outcome;
    try {
      // Not only once it is its turn.
      if (pipeline.now() > sendBy) throw new TooLate();
      outcome = withoutBody(await outcomeOf(pipeline.attempt({ ...call, sendBy })));
    } catch (error) {
      // What fails before an attempt, such as the login, did not take anything.
      if (!(error instanceof TooLate)) throw withKnown(error, what, "notTaken");
      const value = await knownIfThrown(what, "notTaken", () => write.look(true));
      if (value !== undefined) return { value, found: true, sent: false };
      lookedAt = pipeline.now();
      // Whatever it waits for now, or it would look for ever.
      sendBy = Infinity;
      continue;
    }
    const next = attempts.after(outcome);
    const verdict = judge(write, outcome, attempts.note);
    if ("value" in verdict) return { value: verdict.value, found: false, sent: true };
    if (verdict.known === "unknown" || verdict.known === "taken") {
      // What the API is still busy with should have shown up after the wait that it asked for.
      const value = await lookFor(write, verdict, next.retry ? next.delayMs : 0);
      return { value, found: true, sent: true };
    }
    if (!next.retry) throw verdict.error;
    write.onNotTaken?.();
    await knownIfThrown(what, "notTaken", () => pipeline.wait(next.delayMs, call, call.stop));
    sendBy = lookedAt + LOOK_MAX_AGE_MS;
  }
}

/** What an attempt came to, if not to a value. */
interface Failed {
  error: PartnerCenterError;
  /**
   * `notTaken` or `refused`: it was not sent, or was turned away. `unknown`: it may have been taken. `taken`: it was (2xx),
   * and the answer doesn't say how.
   */
  known: SubmissionOutcome;
}

/** What an attempt says of the write. */
function judge<T>(write: OnceOnly<T>, outcome: Outcome, note: string): { value: T } | Failed {
  const { pipeline, call, decode, what } = write;
  const failed = (facts: ErrorFacts, known: SubmissionOutcome): Failed => ({
    error: errorOf({ ...facts, submission: undefined, [what]: known }),
    known,
  });
  if (outcome instanceof TransportFailure) {
    const facts = transportFailure(call, outcome, note);
    if (!outcome.sent) return failed(facts, "notTaken");
    return failed(facts, isSuccess(outcome.status ?? 0) ? "taken" : "unknown");
  }
  if (isSuccess(outcome.status)) {
    const decoded = pipeline.decoded(outcome, decode);
    if (decoded.understood) return { value: decoded.value };
    const { redactor } = pipeline;
    return failed(notUnderstood(call, outcome, decoded.why, redactor, write.secretAnswer), "taken");
  }
  const facts = apiFailure(call, outcome, pipeline.redactor, note);
  // Any other status can come from a gateway after the API took it.
  return failed(facts, isTurnedAway(outcome.status) ? (facts.submission ?? "notTaken") : "unknown");
}

/** Whether a status says that the API did not do it. A 408, a redirect and a 5xx do not. */
const isTurnedAway = (status: number): boolean => status >= 400 && status < 500 && status !== 408;

/** A refusal whose body was cut or too long is a refusal still: its status says so. */
function withoutBody(outcome: Outcome): Outcome {
  if (!(outcome instanceof TransportFailure) || outcome.kind === "aborted") return outcome;
  const { status } = outcome;
  if (status === undefined || !isTurnedAway(status)) return outcome;
  return { status, statusText: "", headers: {}, body: Buffer.alloc(0) } satisfies HttpAnswer;
}

/** What a look shows, after the policy's waits. @throws the attempt's error where none shows anything new. */
async function lookFor<T>(write: OnceOnly<T>, failed: Failed, askedMs: number): Promise<T> {
  const { pipeline, call, what } = write;
  const looks = pipeline.attempts();
  let waitMs = 0;
  for (;;) {
    const next = looks.afterNothing();
    // Before the last look as long as before the one that came before it.
    if (next.retry) waitMs = next.delayMs;
    const thisMs = looks.made === 1 ? Math.max(waitMs, askedMs) : waitMs;
    await knownIfThrown(what, failed.known, () => pipeline.wait(thisMs, call));
    const value = await write.look(false).catch((lookError: unknown) => {
      if (!(lookError instanceof PartnerCenterError)) throw lookError;
      throw undecided(write, failed, looks.made - 1, lookError);
    });
    if (value !== undefined) return value;
    if (!next.retry) throw undecided(write, failed, looks.made);
  }
}

/** No look shows it: whether it was taken stays open, and it is not sent again. */
function undecided<T>(
  { words, what, call: { ids } }: OnceOnly<T>,
  { error, known }: Failed,
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
  const taken = known === "taken" ? words.taken : words.unknown;
  return error.with(({ found }) => ({
    found: `${found}; ${seen}`,
    meaning: `${taken}${unlisted} It was not sent again (MS-RequestId ${ids.requestId}): that might be a second ${what}.`,
    remedy: words.remedy,
  }));
}

/** Says of what an action throws what is known of the write. */
export async function knownIfThrown<T>(
  what: OnceOnly<T>["what"],
  known: SubmissionOutcome,
  action: () => Promise<T>,
): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw withKnown(error, what, known);
  }
}

const withKnown = (error: unknown, what: OnceOnly<unknown>["what"], known: SubmissionOutcome): unknown =>
  error instanceof PartnerCenterError ? error.with(() => ({ [what]: known })) : error;
