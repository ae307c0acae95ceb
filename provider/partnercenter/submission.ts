import type { Call, Caller } from "./call";
import type { Contract } from "./contracts/index";
import { sameVetting } from "./decode/dates";
import { parseJson } from "./decode/json";
import { decodeText } from "./decode/text";
import { apiFailure, type Doing, errorOf, notUnderstood, transportFailure } from "./errors/describe";
import { PartnerCenterError, type SubmissionOutcome } from "./errors/PartnerCenterError";
import { entryOf } from "./errors/table";
import { parseFault } from "./errors/parse";
import { type CallIds, newCallIds } from "./headers";
import type {
  CustomerQualificationItem,
  QualificationRequest,
  SubmissionResult,
  SubmitOptions,
} from "./models";
import { canonicalQualification } from "./names";
import type { Redactor } from "./redact";
import { isTransientStatus } from "./retry";
import type { Attempt } from "./sending";
import type { HttpAnswer } from "./transport";
import { TransportFailure } from "./transportFailure";

/** What a submission needs of the client. */
export interface SubmissionContext {
  caller: Caller;
  contract: Contract;
  redactor: Redactor;
  /** A read with retries of its own. */
  look: (customerId: string, correlationId: string) => Promise<CustomerQualificationItem[]>;
}

type CallDoing = Doing & { ids: CallIds };

/** What one attempt says of the submission. */
type Verdict =
  | { kind: "done"; item: CustomerQualificationItem }
  /** Certainly not taken. */
  | { kind: "failed"; error: PartnerCenterError }
  /** It may have been taken (`unknown`), or was (`taken`, a 2xx) but the answer doesn't say how. */
  | { kind: "doubtful"; error: PartnerCenterError; outcome: "unknown" | "taken" };

/**
 * Submits, with one MS-RequestId over all attempts. An attempt that may have been taken is followed by a look, and
 * another one only if the look shows nothing that was not there before.
 */
export async function submit(
  context: SubmissionContext,
  customerId: string,
  request: QualificationRequest,
  options: SubmitOptions,
): Promise<SubmissionResult> {
  const { caller, contract } = context;
  const ids = newCallIds(options.correlationId);
  const doing: CallDoing = { doing: `Submitting ${request.qualification} for customer ${customerId}`, ids };
  const write = contract.write(customerId, request);
  if ("cannot" in write) throw unsupported(doing, write.cannot);
  const call: Call = { kind: "write", request: write, ids, signal: options.signal };
  if (contract.shows === "one") await refuseSecond(context, doing, customerId, request);

  const attempts = caller.attempts();
  for (;;) {
    const attempt = withoutBody(await notTakenIfThrown(() => caller.once(call)));
    const decision = caller.after(attempts, attempt);
    const verdict = judge(context, doing, request, options.before, attempt, attempts.note(decision));
    if (verdict.kind === "done") return { item: verdict.item, found: false };
    if (verdict.kind === "failed") {
      if (!decision.retry) throw verdict.error;
      await notTakenIfThrown(() => waitOr(context, doing, decision.delayMs, options.signal, "notTaken"));
      continue;
    }
    // The wait comes before the look: what the API is still busy with should have shown up by then.
    const item = await lookFor(
      context,
      doing,
      customerId,
      request,
      options,
      verdict,
      decision.retry ? decision.delayMs : 0,
    );
    if (item !== undefined) return { item, found: true };
    if (!decision.retry) {
      throw verdict.error.with(({ found }) => ({
        found: `${found}; a look afterwards shows nothing new`,
        submission: "notTaken",
      }));
    }
  }
}

/** The new item, or undefined if nothing is new. @throws the verdict's error when no look succeeds. */
async function lookFor(
  context: SubmissionContext,
  doing: CallDoing,
  customerId: string,
  request: QualificationRequest,
  { before, signal }: SubmitOptions,
  verdict: Extract<Verdict, { kind: "doubtful" }>,
  delayMs: number,
): Promise<CustomerQualificationItem | undefined> {
  const looks = context.caller.attempts();
  let waitMs = delayMs;
  for (;;) {
    // At least the policy's first wait.
    const next = looks.after(NOTHING_NEW);
    await waitOr(context, doing, Math.max(waitMs, next.retry ? next.delayMs : 0), signal, verdict.outcome);
    const items = await context.look(customerId, doing.ids.correlationId).catch((lookError: unknown) => {
      throw lookError instanceof PartnerCenterError ? undecided(verdict, lookError) : lookError;
    });
    const item = newItem(items, request, before);
    if (item !== undefined || verdict.outcome === "unknown") return item;
    // A 2xx says that it was taken: whatever the list shows, nothing is sent again, for it would be a second submission.
    if (!next.retry) throw neverListed(verdict, looks.made);
    waitMs = 0;
  }
}

const NOTHING_NEW: Attempt = {
  failure: new TransportFailure({ kind: "timeout", sent: true, transient: true }),
};

/** The item of this qualification that is not the one from before. */
function newItem(
  items: readonly CustomerQualificationItem[],
  { qualification }: QualificationRequest,
  before: CustomerQualificationItem | undefined,
): CustomerQualificationItem | undefined {
  return items.find(
    (item) =>
      canonicalQualification(item.qualification) === qualification &&
      (before === undefined || !sameVetting(item, before)),
  );
}

function judge(
  context: SubmissionContext,
  doing: CallDoing,
  request: QualificationRequest,
  before: CustomerQualificationItem | undefined,
  attempt: Attempt,
  note: string,
): Verdict {
  if ("failure" in attempt) {
    const { sent, status } = attempt.failure;
    const failure = transportFailure(doing, attempt.failure, note);
    if (attempt.failure.kind === "aborted") {
      const submission = sent ? "unknown" : "notTaken";
      return { kind: "failed", error: errorOf({ ...failure, submission }) };
    }
    if (!sent) return { kind: "failed", error: errorOf({ ...failure, submission: "notTaken" }) };
    const outcome = status !== undefined && isSuccess(status) ? "taken" : "unknown";
    return { kind: "doubtful", error: errorOf(failure), outcome };
  }
  const { answer } = attempt;
  if (!isSuccess(answer.status)) return judgeRefusal(context, doing, answer, note);
  const json = parseJson(decodeText(answer.body));
  const decoded = json.ok
    ? context.contract.decode(json.value)
    : ({ understood: false, why: "it is no JSON" } as const);
  const items = decoded.understood ? decoded.value : [];
  // Of several, the one that was not there before; the API's answer counts even if it is the same.
  const item = newItem(items, request, before) ?? newItem(items, request, undefined);
  if (item !== undefined) return { kind: "done", item };
  const why = decoded.understood ? `it does not hold ${request.qualification}` : decoded.why;
  return {
    kind: "doubtful",
    error: errorOf(notUnderstood(doing, answer, why, context.redactor)),
    outcome: "taken",
  };
}

function judgeRefusal(
  { redactor }: SubmissionContext,
  doing: CallDoing,
  answer: HttpAnswer,
  note: string,
): Verdict {
  const failure = apiFailure(doing, answer, redactor, note);
  // A 429 was turned away; any other status that may pass can come from a gateway after the API took it.
  if (isTransientStatus(answer.status) && answer.status !== 429) {
    return { kind: "doubtful", error: errorOf({ ...failure, submission: undefined }), outcome: "unknown" };
  }
  const { submission = "notTaken" } = entryOf(answer.status, parseFault(decodeText(answer.body)));
  return { kind: "failed", error: errorOf({ ...failure, submission }) };
}

const isSuccess = (status: number) => status >= 200 && status < 300;

/** A refusal whose body was cut or too long is a refusal still: its status says so. */
function withoutBody(attempt: Attempt): Attempt {
  if (!("failure" in attempt) || attempt.failure.kind === "aborted") return attempt;
  const { status } = attempt.failure;
  if (status === undefined || status < 300 || status >= 500 || status === 408) return attempt;
  return { answer: { status, statusText: "", headers: {}, body: Buffer.alloc(0) } };
}

async function waitOr(
  { caller }: SubmissionContext,
  doing: CallDoing,
  ms: number,
  signal: AbortSignal | undefined,
  submission: SubmissionOutcome,
): Promise<void> {
  await caller.wait(ms, signal).catch((error: unknown) => {
    throw error instanceof TransportFailure
      ? errorOf({ ...transportFailure(doing, error), submission })
      : error;
  });
}

/** What fails before an attempt, such as the login, did not take anything. */
async function notTakenIfThrown<T>(action: () => Promise<T>): Promise<T> {
  return action().catch((error: unknown) => {
    throw error instanceof PartnerCenterError ? error.with(() => ({ submission: "notTaken" })) : error;
  });
}

const LOOK_FIRST =
  "Look at the customer's qualifications in Partner Center, or run again once the API answers: what was taken is found by looking, and must not be submitted twice.";

function undecided(
  { error, outcome }: Extract<Verdict, { kind: "doubtful" }>,
  lookError: PartnerCenterError,
) {
  const look = lookError.message.split("\n")[0] ?? "";
  return error.with(({ found }) => ({
    found: `${found}; no look afterwards succeeded (${look})`,
    meaning:
      outcome === "taken"
        ? "Microsoft answered that the submission was taken; what became of it is not known."
        : "Whether Microsoft took the submission is not known.",
    remedy: LOOK_FIRST,
    submission: outcome,
  }));
}

function neverListed({ error }: Extract<Verdict, { kind: "doubtful" }>, looks: number) {
  return error.with(({ found }) => ({
    found: `${found}; ${looks} looks afterwards show nothing new`,
    meaning:
      "Microsoft answered that the submission was taken, but does not list it. It was not sent again: that might be a second submission.",
    remedy: LOOK_FIRST,
    submission: "taken",
  }));
}

/** The contract shows one name only, and a write would replace it unseen. */
async function refuseSecond(
  { look }: SubmissionContext,
  doing: CallDoing,
  customerId: string,
  { qualification }: QualificationRequest,
): Promise<void> {
  const items = await notTakenIfThrown(() => look(customerId, doing.ids.correlationId));
  const other = items.find((item) => item.qualification !== qualification);
  if (other === undefined) return;
  throw errorOf({
    name: "SecondQualificationError",
    doing: doing.doing,
    found: `the customer has the qualification ${other.qualification}`,
    meaning:
      "The contract qualification-2018 can show one qualification only, so a second one can't be set by it.",
    remedy: "Use the default contract (qualifications).",
    scope: "customer",
    submission: "notTaken",
    ...doing.ids,
  });
}

function unsupported(doing: CallDoing, cannot: string): PartnerCenterError {
  return errorOf({
    name: "UnsupportedByContractError",
    doing: doing.doing,
    found: cannot,
    meaning: "Nothing was sent.",
    remedy: "Use the default contract (qualifications).",
    scope: "customer",
    submission: "notTaken",
    ...doing.ids,
  });
}
