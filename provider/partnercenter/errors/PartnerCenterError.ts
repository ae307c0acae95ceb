/** Who is concerned: one customer, or every call of this login or network. */
export type ErrorScope = "customer" | "partner";

/**
 * What is known of a submission that failed.
 * - `notTaken`: it never reached Microsoft, or was turned away before it was considered (login, role, no relationship,
 *   throttling).
 * - `refused`: the API refused its content (400, 409, 422 and the like).
 * - `unknown`: it may have been taken (no answer, 408, 3xx, 5xx), and no look afterwards showed it. A list may be behind.
 * - `taken`: answered as taken (2xx), but the answer could not be read and no look afterwards showed it.
 */
export type SubmissionOutcome = "notTaken" | "refused" | "unknown" | "taken";

/** What an error is made of; every text in it has been redacted before. */
export interface ErrorFacts {
  name: string;
  /** What was being done, such as "Reading the qualifications of customer …". */
  doing: string;
  /** What was found: HTTP status, code, words. */
  found: string;
  /** The same without the API's own words, where it has some. */
  inOurWords?: string;
  meaning: string;
  remedy: string;
  scope: ErrorScope;
  submission?: SubmissionOutcome;
  creation?: SubmissionOutcome;
  httpStatus?: number;
  code?: string;
  description?: string;
  correlationId?: string;
  requestId?: string;
}

/**
 * Every failure of the client. `name` says what happened (ThrottledError, MfaRequiredError, NotUnderstoodError, …);
 * the first line of `message` what was being done, what was found and the MS-CorrelationId that Microsoft's support
 * asks for, the second what to do.
 */
export class PartnerCenterError extends Error {
  /** What happened, in one word such as ThrottledError: for programs. */
  override readonly name: string;
  /** Status of the answer, absent when none came. */
  readonly httpStatus?: number;
  /** The API's or the login's code, such as "20002" or "AADSTS700082". */
  readonly code?: string;
  /** The API's own words, redacted and cut. */
  readonly description?: string;
  /** MS-CorrelationId of the call. */
  readonly correlationId?: string;
  /** MS-RequestId of the call, the same over its retries. */
  readonly requestId?: string;
  /** What it means. */
  readonly meaning: string;
  /** What to do. */
  readonly remedy: string;
  /** Who is concerned. */
  readonly scope: ErrorScope;
  /** Only on a failed submission. */
  readonly submission?: SubmissionOutcome;
  /** Only when a customer could not be created: the same of the creation. */
  readonly creation?: SubmissionOutcome;
  readonly #facts: ErrorFacts;

  constructor(facts: ErrorFacts) {
    super(messageOf(facts));
    this.#facts = facts;
    this.name = facts.name;
    this.meaning = facts.meaning;
    this.remedy = facts.remedy;
    this.scope = facts.scope;
    // Set only where known: an undefined property would show in every print of the error.
    if (facts.httpStatus !== undefined) this.httpStatus = facts.httpStatus;
    if (facts.code !== undefined) this.code = facts.code;
    if (facts.description !== undefined) this.description = facts.description;
    if (facts.correlationId !== undefined) this.correlationId = facts.correlationId;
    if (facts.requestId !== undefined) this.requestId = facts.requestId;
    if (facts.submission !== undefined) this.submission = facts.submission;
    if (facts.creation !== undefined) this.creation = facts.creation;
  }

  /** What was found, such as `HTTP 403, code 20002: "…"`: the first line of the message without what was being done. */
  get found(): string {
    return this.#facts.found;
  }

  /** The same error without the API's own words, which may repeat a secret that nobody knows yet. @internal */
  inOurWords(): PartnerCenterError {
    return this.with(({ found, inOurWords = found }) => ({ found: inOurWords }));
  }

  /** The same error with some of its facts changed. @internal */
  with(change: (facts: ErrorFacts) => Partial<ErrorFacts>): PartnerCenterError {
    return new PartnerCenterError({ ...this.#facts, ...change(this.#facts) });
  }
}

function messageOf({ doing, found, correlationId, meaning, remedy }: ErrorFacts): string {
  const id = correlationId === undefined ? "" : ` (MS-CorrelationId ${correlationId})`;
  return `${doing}: ${found}${id}\n${meaning} ${remedy}`;
}

/** One row of the error table: what an answer is called, means and asks for. */
export interface ErrorEntry {
  /** What happened, in one word such as ThrottledError. */
  name: string;
  /** What it means. */
  meaning: string;
  /** What to do. */
  remedy: string;
  /** Who is concerned. */
  scope: ErrorScope;
  /** What it says of a submission that was answered with it; `notTaken` if nothing else is said. */
  submission?: SubmissionOutcome;
}

/** A row that concerns every call, such as a refused login. */
export const partnerError = (name: string, meaning: string, remedy: string): ErrorEntry => ({
  name,
  meaning,
  remedy,
  scope: "partner",
});
