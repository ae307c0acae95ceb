import type { Bug } from "./load";
import type { Fate, Step } from "./steps";
import type { Invariant } from "./storable";

const PROVIDER = "provider/resources/customerQualification";
const CLIENT = "provider/partnercenter";

const ASKED: Invariant = "never more submissions than were asked for";
const LOST: Invariant = "no submission is lost";
const UNCHANGED: Invariant = "a preview says unchanged exactly when it looked and desired and observed agree";
const PROMISE: Invariant = "what preview said is what up does";
const SECRET: Invariant = "no secret is shown";
const STATE: Invariant = "only what the engine can store, and all of it";
const GETS: Invariant = "one GET per customer in a preview";
const SWALLOWED: Invariant = "no error is swallowed";
const CRASH: Invariant = "no crash and no hang";

export interface KnownBug {
  name: string;
  bug: Bug;
  /** Which of them show it; which one comes first is chance. */
  invariants: readonly Invariant[];
  /** What leads to where it can show. */
  begin?: readonly Step[];
}

const UP: Step = { do: "command", command: "up", continueOnError: false, troubles: [], inPreview: false };
const WARN: Step = { do: "edit", slot: 0, edit: { name: "onDenied", value: "warn" } };
const RESUBMIT: Step = { do: "edit", slot: 0, edit: { name: "resubmit", value: "1" } };
/** Another customer's look takes twenty seconds. */
const SLOW_REFRESH: Step = {
  ...UP,
  command: "up --refresh",
  troubles: [{ at: 1, what: "fault", fault: { kind: "delay", ms: 20_000 }, times: 1 }],
};
/** The second request of an `up` that creates county: the partner's validation codes. */
const SLOW_CODES: Step = {
  ...UP,
  troubles: [{ at: 2, what: "fault", fault: { kind: "throttle", retryAfter: 60 }, times: 1 }],
};
/** The POST of an `up` that creates is throttled, and before it looks again somebody else has submitted. */
const OVERTAKEN: Step = {
  ...UP,
  troubles: [
    { at: 2, what: "fault", fault: { kind: "throttle", retryAfter: 60 }, times: 1 },
    { at: 3, what: "fate", fate: { customer: 0, qualification: 0, event: "inReview" } },
  ],
};
const microsoft = (event: Fate["event"], qualification = 0): Step => ({
  do: "fate",
  fate: { customer: 0, qualification, event },
});
const declare = (slot: number): Step => ({ do: "declare", slot });

const DAY: Step = { do: "pass", minutes: 1440 };
const again = (slot: number, value: string): Step => ({
  do: "edit",
  slot,
  edit: { name: "resubmit", value },
});
const RENAME: Step = { do: "rename", slot: 0 };
/** The first request of an `up` that creates is answered with this: its look. */
const answered = (body: string, command: "up" | "preview" = "up"): Step => ({
  ...UP,
  command,
  troubles: [{ at: 1, what: "fault", fault: { kind: "body", body }, times: 1 }],
});
/** Both stacks at the same time. */
const BESIDE: Step = { ...UP, beside: true };
/** The answer of a POST of an `up` that creates does not come. */
const UNANSWERED: Step = {
  ...UP,
  troubles: [{ at: 2, what: "fault", fault: { kind: "dropAfter" }, times: 1 }],
};
/** The POST of an `up` that creates is refused for its content. */
const REFUSED: Step = {
  ...UP,
  troubles: [{ at: 2, what: "fault", fault: { kind: "error", error: "invalidProperty" }, times: 1 }],
};
/** It dies when it is about to submit. */
const DEATH: Step = { ...UP, troubles: [{ at: 2, what: "kill", when: "before" }] };

/** Bugs as people write them. */
export const BUGS: readonly KnownBug[] = [
  {
    name: "a lost record: the submission is not counted",
    bug: {
      file: `${PROVIDER}/submit.ts`,
      from: "(recorded?.submissions ?? 0) + 1;",
      to: "recorded?.submissions ?? 0;",
    },
    invariants: [LOST],
  },
  {
    name: "a lost record: an unknown outcome is thrown, and nothing enters the state",
    bug: {
      file: `${PROVIDER}/submit.ts`,
      from: 'if (outcome === "notTaken") throw error;',
      to: 'if (outcome !== "refused") throw error;',
    },
    invariants: [LOST],
  },
  {
    name: "a lost record: refresh forgets how many submissions there were",
    bug: {
      file: `${PROVIDER}/record.ts`,
      from: "const found = recordFound(inputs, own, recorded);",
      to: "const found = recordFound(inputs, own, { ...recorded, submissions: 0 });",
    },
    invariants: [LOST],
  },
  {
    name: "a lost record: refresh removes what is not listed",
    bug: {
      file: `${PROVIDER}/definition.ts`,
      from: "return !own && got ? undefined",
      to: "return !own ? undefined",
    },
    invariants: [LOST],
  },
  {
    name: "a second POST after a timeout: sent again without a look",
    bug: {
      file: `${CLIENT}/onceOnly.ts`,
      from: 'if (verdict.known === "unknown" || verdict.known === "taken") {',
      to: 'if (!next.retry && (verdict.known === "unknown" || verdict.known === "taken")) {',
    },
    invariants: [ASKED, LOST],
  },
  {
    name: "a second POST after a timeout: sent again because the looks show nothing",
    bug: {
      file: `${CLIENT}/onceOnly.ts`,
      from: "const value = await lookFor(write, verdict, next.retry ? next.delayMs : 0);",
      to: "const value = await lookFor(write, verdict, 0).catch(async (error: unknown) => next.retry ? (await sendOnceOnly(write)).value : Promise.reject(error));",
    },
    invariants: [ASKED],
  },
  {
    name: "what a look shows before a submission that was held up is not believed",
    bug: {
      file: `${CLIENT}/qualifications.ts`,
      from: "newItem(await listed(beforeSending), request, before),",
      to: "(await listed(beforeSending), undefined),",
    },
    invariants: [ASKED],
    begin: [OVERTAKEN],
  },
  {
    name: "what was listed as None before is taken for the submission",
    bug: {
      file: `${CLIENT}/qualifications.ts`,
      from: 'item.vettingStatus?.toLowerCase() !== "none" &&',
      to: "",
    },
    invariants: [SWALLOWED, LOST, ASKED],
    begin: [microsoft("noneListed")],
  },
  {
    name: "a retry with a new MS-RequestId",
    bug: {
      file: `${CLIENT}/onceOnly.ts`,
      from: "pipeline.attempt({ ...call, sendBy })",
      to: "pipeline.attempt({ ...call, sendBy, ids: { ...call.ids, requestId: crypto.randomUUID() } })",
    },
    invariants: [ASKED],
  },
  {
    name: "drift judged against the record: a recorded denial is no drift",
    bug: {
      file: `${PROVIDER}/decide.ts`,
      from: 'if (own) return notAsDesired("denied");',
      to: 'if (own) return recorded.vettingStatus === own.vettingStatus ? { kind: "nothing" } : notAsDesired("denied");',
    },
    invariants: [UNCHANGED, SWALLOWED],
  },
  {
    name: "drift judged against the record: what was None before is no drift",
    bug: {
      file: `${PROVIDER}/decide.ts`,
      from: '  return notAsDesired("notListed");',
      to: '  return recorded.vettingStatus === NONE ? { kind: "nothing" } : notAsDesired("notListed");',
    },
    invariants: [UNCHANGED, SWALLOWED],
  },
  {
    name: "an absent one is submitted again",
    bug: {
      file: `${PROVIDER}/decide.ts`,
      from: '  return notAsDesired("notListed");',
      to: "  return submission(desired, request, undefined, limits);",
    },
    invariants: [ASKED],
  },
  {
    name: "a denied one is submitted again",
    bug: {
      file: `${PROVIDER}/decide.ts`,
      from: 'if (own) return notAsDesired("denied");',
      to: "if (own) return submission(desired, request, own, limits);",
    },
    invariants: [ASKED],
  },
  {
    name: "a denial that is there when it is created is submitted over",
    bug: {
      file: `${PROVIDER}/decide.ts`,
      from: "  if (own) {\n    if (!adoptExisting)",
      to: "  if (own && !isDenied(own)) {\n    if (!adoptExisting)",
    },
    invariants: [ASKED],
  },
  {
    name: "an answer read as none: an object without qualifications",
    bug: {
      file: `${CLIENT}/decode/qualifications.ts`,
      from: "  return decodeItems([body]);",
      to: '  return properties.has("qualification") ? decodeItems([body]) : understood([]);',
    },
    invariants: [ASKED],
    begin: [answered("{}")],
  },
  {
    name: "an answer read as none: an empty body",
    bug: {
      file: `${CLIENT}/decode/text.ts`,
      from: "return new TextDecoder(encodingOf(bytes)).decode(bytes);",
      to: 'return new TextDecoder(encodingOf(bytes)).decode(bytes) || "[]";',
    },
    invariants: [ASKED, UNCHANGED, SWALLOWED, LOST],
    begin: [answered("")],
  },
  {
    name: "an answer read as none: a submission rests on one that is not certain",
    bug: {
      file: `${PROVIDER}/act.ts`,
      from: '["submit", "notObserved"].includes(decision.kind) && seen.uncertain !== undefined',
      to: 'seen.uncertain === ""',
    },
    invariants: [ASKED],
  },
  {
    name: "an error read as none: 404",
    bug: {
      file: "provider/lifecycle/looks.ts",
      from: "    const answer = read(() => (look.at = this.clock.now())).then(",
      to: "    const answer = read(() => (look.at = this.clock.now())).catch((error: { httpStatus?: number }) => { if (error.httpStatus === 404) return { items: [] } as T; throw error; }).then(",
    },
    invariants: [ASKED, UNCHANGED, SWALLOWED],
  },
  {
    name: "a swallowed error: a refusal of an update is taken as done",
    bug: {
      file: `${PROVIDER}/act.ts`,
      from: "      throw refused(decision, situation, outputs, base !== undefined || own !== undefined);",
      to: "      if (recorded) return { outputs };\n      throw refused(decision, situation, outputs, base !== undefined || own !== undefined);",
    },
    invariants: [SWALLOWED],
  },
  {
    name: "a swallowed error: a look that failed is nothing to say of in diff",
    bug: {
      file: "provider/lifecycle/diff.ts",
      from: '    case "notObserved":\n      return true;',
      to: '    case "notObserved":\n      return false;',
    },
    invariants: [UNCHANGED],
  },
  {
    name: "a swallowed error: the end of a wait is a success",
    bug: {
      file: `${PROVIDER}/wait.ts`,
      from: "    if (left <= 0) {\n",
      to: "    if (left <= 0) {\n      return wait.latest;\n",
    },
    invariants: [SWALLOWED],
  },
  {
    name: "a submission over a conflict",
    bug: {
      file: `${PROVIDER}/decide.ts`,
      from: '  if (conflict) return { kind: "refuse", because: "conflict", request: 1 };\n',
      to: "",
    },
    invariants: [ASKED],
  },
  {
    name: "a resubmission over a conflict",
    bug: {
      file: `${PROVIDER}/decide.ts`,
      from: '    return asked ? { kind: "refuse", because: "conflict", request } : notAsDesired("conflict");',
      to: '    return asked ? submission(desired, request, own, limits) : notAsDesired("conflict");',
    },
    begin: [UP, microsoft("deny"), microsoft("inReview", 1)],
    invariants: [ASKED],
  },
  {
    name: "a look that is skipped although liveDiff is on",
    bug: {
      file: "provider/lifecycle/session.ts",
      from: "if (!this.settings.liveDiff)",
      to: "if (this.settings.liveDiff)",
    },
    invariants: [UNCHANGED, GETS],
  },
  {
    name: "a removed resubmit is a changed one",
    bug: {
      file: `${PROVIDER}/decide.ts`,
      from: "desired.resubmit !== undefined && desired.resubmit !== recorded.resubmit",
      to: "desired.resubmit !== recorded.resubmit",
    },
    begin: [RESUBMIT, UP, microsoft("deny")],
    invariants: [ASKED],
  },
  {
    name: "resubmit is never recorded as answered",
    bug: {
      file: `${PROVIDER}/submit.ts`,
      from: "const made = sent ? recordObserved(desired, item, { submissions, submittedAt }) : undefined;",
      to: "const made = sent ? { ...recordObserved(desired, item, { submissions, submittedAt }), resubmit: recorded?.resubmit } : undefined;",
    },
    invariants: [ASKED, SWALLOWED, UNCHANGED],
  },
  {
    name: "resubmit answers a denial that nobody has read",
    bug: {
      file: `${PROVIDER}/decide.ts`,
      from: "!concludesReported(recorded, own)",
      to: "!isDenied(own)",
    },
    invariants: [ASKED],
    begin: [UP, RESUBMIT, microsoft("denyAnew")],
  },
  {
    name: "resubmit answers a denial that the refresh of the same up is the first to record",
    bug: {
      file: `${PROVIDER}/decide.ts`,
      from: "!concludesReported(recorded, own)",
      to: "!(sameVetting(recorded, own) || recorded.vettingCreateDate === own.vettingCreateDate)",
    },
    begin: [UP, RESUBMIT, microsoft("denyAnew")],
    invariants: [ASKED],
  },
  {
    name: "the limit of submissions is not kept",
    bug: {
      file: `${PROVIDER}/decide.ts`,
      from: "if (request > limits.maxSubmissions)",
      to: "if (request > 99)",
    },
    begin: [UP, microsoft("deny"), RESUBMIT],
    invariants: [ASKED],
  },
  {
    name: "what the API refused is sent again as it was",
    bug: {
      file: `${PROVIDER}/decide.ts`,
      from: "return wouldSendSomethingElse(desired, recorded)",
      to: "return (recorded.submissionError ?? wouldSendSomethingElse(desired, recorded))",
    },
    invariants: [ASKED],
    begin: [REFUSED, UP],
  },
  {
    name: "a copied row submits twice: nothing is kept in order per customer, neither here nor by the machine's lock",
    bug: {
      file: "provider/lifecycle/session.ts",
      from: "    const mine = before.then(held, held);",
      to: "    void before;\n    void held;\n    const mine = work({ entries: () => [], append: () => undefined });",
    },
    invariants: [ASKED],
  },
  {
    name: "the list is behind, and what this run has submitted for another resource is not known",
    bug: {
      file: `${PROVIDER}/known.ts`,
      from: "  if (submitted === undefined) return { items };",
      to: "  if (submitted === undefined || items.length >= 0) return { items };",
    },
    invariants: [ASKED],
    begin: [declare(4), UP, RESUBMIT, { do: "edit", slot: 1, edit: { name: "resubmit", value: "2" } }],
  },
  {
    name: "the list is behind, and the denial from before is taken for the newest vetting by another process",
    bug: {
      file: `${PROVIDER}/journal.ts`,
      from: "return listed === undefined || (one.before !== undefined && isStillBefore(one.before, listed));",
      to: "return listed === undefined;",
    },
    invariants: [ASKED],
    begin: [
      ...[BESIDE, DAY, microsoft("deny"), UP, { ...UP, other: true }],
      ...[again(0, "1"), again(1, "1"), UP, { ...UP, other: true }],
    ],
  },
  {
    name: "a replacement submits what the state has already",
    bug: {
      file: `${PROVIDER}/known.ts`,
      from: "return unlessAsked(session, inputs, recorded.get(id) ?? (before && { ...before, submissions: 1 }));",
      to: "return undefined;",
    },
    invariants: [ASKED, LOST],
    begin: [UP, DAY, microsoft("forget"), { do: "replace on changes", slot: 0 }, UP, UP],
  },
  {
    name: "a replacement that is created after a refresh starts to count anew",
    bug: {
      file: `${PROVIDER}/act.ts`,
      from: "let base = recorded ?? earlier(session, desired);",
      to: "let base = recorded;",
    },
    invariants: [LOST],
    begin: [UP, DAY, { ...UP, command: "up --refresh", replace: 0 }],
  },
  {
    name: "what was replaced under another customer is forgotten",
    bug: {
      file: `${PROVIDER}/known.ts`,
      from: "return known(session).replaced.get(resourceId(inputs));",
      to: "return undefined;",
    },
    invariants: [LOST, ASKED],
    begin: [UP, DAY, { do: "move", slot: 0, customer: 2 }, UP],
  },
  {
    name: "a customer that is changed back is submitted again",
    bug: {
      file: `${PROVIDER}/known.ts`,
      from: "if (!all.has(id)) all.set(id, { customerId, qualification, ...replaced });",
      to: "void qualification;\n    void customerId;",
    },
    invariants: [ASKED, LOST],
    begin: [
      ...[UP, DAY, microsoft("forget"), { do: "move", slot: 0, customer: 2 }, UP],
      ...[DAY, { do: "move", slot: 0, customer: 0 }, UP],
    ] as const,
  },
  {
    name: "of several records of one qualification the last one that was read counts",
    bug: {
      file: `${PROVIDER}/known.ts`,
      from: "if (most) all.set(resourceId(recorded), recorded);",
      to: "all.set(resourceId(recorded), recorded);",
    },
    invariants: [LOST, ASKED],
    begin: [
      ...[RESUBMIT, UP, DAY, microsoft("forget"), UP, { do: "replace on changes", slot: 0 }, again(0, "2")],
      ...[declare(1), { ...UP, continueOnError: true }, DAY, microsoft("forget")],
      { ...UP, command: "up --refresh", replace: 0, continueOnError: true },
    ] as const,
  },
  {
    name: "renamed and asked for within the hour, and what this machine has submitted is not asked",
    bug: {
      file: `${PROVIDER}/journal.ts`,
      from: "return meanwhile || known === undefined || ",
      to: "return meanwhile || ",
    },
    invariants: [ASKED],
    begin: [UP, microsoft("forget"), RENAME, RESUBMIT, UP],
  },
  {
    name: "renamed, and what this machine has submitted is forgotten after an hour",
    bug: {
      file: `${PROVIDER}/journal.ts`,
      from: "if (!isNew && !(isAsk && isUnlisted(items, same))) return undefined;",
      to: "if (!isNew) return undefined;",
    },
    invariants: [ASKED],
    begin: [UP, DAY, microsoft("forget"), RENAME, UP],
  },
  {
    name: "what was to be submitted by a process that died is submitted",
    bug: {
      file: `${PROVIDER}/journal.ts`,
      from: 'if (entry.outcome !== "notTaken") submissions.push(entry);',
      to: 'if (!["notTaken", "sent"].includes(entry.outcome)) submissions.push(entry);',
    },
    invariants: [ASKED],
    begin: [DEATH, DAY, UP],
  },
  {
    name: "a `resubmit` of a process that died is answered once more",
    bug: {
      file: `${PROVIDER}/journal.ts`,
      from: "const isAsk = isDeclaredOnly || same.resubmit === hashed(desired);",
      to: "const isAsk = isDeclaredOnly;",
    },
    invariants: [ASKED],
    begin: [UP, DAY, microsoft("deny"), UP, RESUBMIT, DEATH, DAY, UP],
  },
  {
    name: "an outcome that is not known is not noted for other processes",
    bug: {
      file: `${PROVIDER}/submit.ts`,
      from: "journaling.ended(outcome);",
      to: 'journaling.ended("notTaken");',
    },
    invariants: [ASKED],
    begin: [UNANSWERED, RENAME, UP],
  },
  {
    name: "two processes of one machine are not kept apart",
    bug: {
      file: "provider/lifecycle/session.ts",
      from: "this.#machine.hold(`${this.#apiHost} ${key}`,",
      to: "this.#machine.hold(`${this.#apiHost} ${key} ${this.correlationId}`,",
    },
    invariants: [ASKED],
    begin: [BESIDE],
  },
  {
    name: "a look is acted on however old it is",
    bug: {
      file: "provider/lifecycle/looks.ts",
      from: "ACTION_LOOK_MAX_AGE_MS = 10_000",
      to: "ACTION_LOOK_MAX_AGE_MS = 10_000_000",
    },
    begin: [declare(2), declare(3), { do: "undeclare", slot: 0 }, UP, declare(0), SLOW_REFRESH],
    invariants: [ASKED, SWALLOWED, PROMISE],
  },
  {
    name: "a look after a submission is the one from before",
    bug: { file: "provider/lifecycle/looks.ts", from: "this.#looks.delete(key);", to: "void look;" },
    invariants: [ASKED, SWALLOWED],
    begin: [declare(3), UP],
  },
  {
    name: "check and diff each look for themselves",
    bug: {
      file: "provider/lifecycle/looks.ts",
      from: "PREVIEW_LOOK_MAX_AGE_MS = 5 * 60_000",
      to: "PREVIEW_LOOK_MAX_AGE_MS = -1",
    },
    invariants: [GETS],
  },
  {
    name: "a preview that promises what up does not do",
    bug: {
      file: "provider/lifecycle/diff.ts",
      from: "  return { changes: unknown.size > 0 || isChange(type, decision), replaces: [] };",
      to: '  return { changes: unknown.size > 0 || (isChange(type, decision) && decision.kind !== "record"), replaces: [] };',
    },
    invariants: [UNCHANGED],
  },
  {
    name: "a secret in an error: words of an answer are shown as they came",
    bug: {
      file: `${CLIENT}/errors/describe.ts`,
      from: "fault.description === undefined ? undefined : redactor.text(fault.description)",
      to: "fault.description",
    },
    invariants: [SECRET],
  },
  {
    name: "a partial failure without __provider",
    bug: {
      file: "provider/hosts/dynamic/failures.ts",
      from: '{ __lookAhead: olds?.["__lookAhead"], __provider: news?.["__provider"] }',
      to: '{ __lookAhead: olds?.["__lookAhead"] }',
    },
    invariants: [STATE],
  },
  {
    name: "a secret in clear: the provider leaves it to the engine to mark it",
    bug: {
      file: "provider/hosts/dynamic/dynamicProvider.ts",
      from: "plain(properties, lifecycle.secretNames)",
      to: "plain(properties)",
    },
    invariants: [SECRET],
  },
  {
    name: "drift judged against the record: what only a refresh has recorded counts as reported",
    bug: {
      file: `${PROVIDER}/record.ts`,
      from: "return sameVetting(reported, record) ? record : { ...record, reported: vettingOf(reported) };",
      to: "return record;",
    },
    invariants: [UNCHANGED],
    begin: [WARN, UP, microsoft("deny"), { ...UP, command: "preview --refresh" }],
  },
  {
    name: "a submission rests on a look from before it was held up",
    bug: {
      file: `${CLIENT}/onceOnly.ts`,
      from: "LOOK_MAX_AGE_MS = 10_000;",
      to: "LOOK_MAX_AGE_MS = Infinity;",
    },
    invariants: [ASKED],
  },
  {
    name: "the codes were read for minutes, and the look from before is acted on",
    bug: {
      file: `${PROVIDER}/act.ts`,
      from: "if (session.clock.now() - lookedAt > ACTION_LOOK_MAX_AGE_MS)",
      to: "if (session.clock.now() < lookedAt)",
    },
    invariants: [ASKED],
    begin: [{ do: "undeclare", slot: 0 }, declare(1), SLOW_CODES],
  },
  {
    name: "a preview does not say that it will submit",
    bug: {
      file: "provider/lifecycle/check.ts",
      from: "if (session.previewing !== false) tellDecided(",
      to: "if (session.creating) tellDecided(",
    },
    invariants: [PROMISE],
  },
  {
    name: "a preview does not see that the program declares what excludes it",
    bug: {
      file: `${PROVIDER}/definition.ts`,
      from: "besideDeclared(session, desired, seen.items)",
      to: "seen.items",
    },
    invariants: [PROMISE],
    begin: [declare(1), UP],
  },
  {
    name: "results that are not made plain",
    bug: {
      file: "provider/hosts/dynamic/dynamicProvider.ts",
      from: "return { id, outs: kept({ ...outs, __lookAhead: prefetch.namedBy(news) }) };",
      to: "return { id, outs: { ...kept({ ...outs, __lookAhead: prefetch.namedBy(news) }), at: new Date() } };",
    },
    invariants: [STATE],
  },
  {
    name: "outputs that are empty are left out",
    bug: { file: `${PROVIDER}/record.ts`, from: "    vettingReason: null,\n", to: "" },
    invariants: [STATE],
  },
  {
    name: "a wait that never ends",
    bug: { file: `${PROVIDER}/wait.ts`, from: "deadline: start + bound.ms", to: "deadline: Infinity" },
    invariants: [CRASH],
  },
  {
    name: "what the activity log shows is no reason not to submit",
    bug: {
      file: `${PROVIDER}/decide.ts`,
      from: "if (submitted && !asked)",
      to: "if (false)",
    },
    invariants: [ASKED],
    begin: [microsoft("submittedInPortalAndGone"), DAY, DAY, UP],
  },
  {
    name: "the activity log is read and not looked at before a submission",
    bug: {
      file: `${PROVIDER}/act.ts`,
      from: "logged ??= await acting.unlessStopped(loggedSubmissions(session, desired.customerId, { toAct: true }));",
      to: "await acting.unlessStopped(loggedSubmissions(session, desired.customerId, { toAct: true }));",
    },
    invariants: [ASKED, PROMISE],
    begin: [microsoft("submittedInPortalAndGone"), DAY, DAY, UP],
  },
  {
    name: "the activity log is not asked before a submission",
    bug: {
      file: `${PROVIDER}/act.ts`,
      from: "logged ??= await acting.unlessStopped(loggedSubmissions(session, desired.customerId, { toAct: true }));",
      to: "",
    },
    invariants: [ASKED, PROMISE],
  },
  {
    name: "a record that does not say which qualification it is of is left out",
    bug: {
      file: `${PROVIDER}/earlierSubmissions.ts`,
      from: "(one) => mayHaveBeenTaken(one) && (one.qualification ?? qualification) === qualification,",
      to: "(one) => mayHaveBeenTaken(one) && one.qualification === qualification,",
    },
    invariants: [ASKED],
    begin: [microsoft("submittedWithoutName"), DAY, DAY, UP],
  },
  {
    name: "a creation is the first request, whatever the activity log shows",
    bug: {
      file: `${PROVIDER}/decide.ts`,
      from: "const request = 1 + loggedRequests(seen, desired.qualification);",
      to: "const request = 1;",
    },
    invariants: [ASKED],
    begin: [...Array<Step>(3).fill(microsoft("submittedInPortalAndGone")), DAY, DAY, again(0, "1"), UP],
  },
  {
    name: "what others have submitted does not count towards the limit",
    bug: {
      file: `${PROVIDER}/decide.ts`,
      from: "const request = Math.max(nextRequest(recorded), 1 + loggedRequests(seen, desired.qualification));",
      to: "const request = nextRequest(recorded);",
    },
    invariants: [ASKED],
    begin: [
      ...[UP, DAY, microsoft("forget"), UP],
      ...[microsoft("submittedInPortalAndGone"), microsoft("submittedInPortalAndGone")],
      ...[DAY, DAY, again(0, "2"), UP],
    ],
  },
  {
    name: "an activity log that can't be read is not told of",
    bug: {
      file: `${PROVIDER}/activityLog.ts`,
      from: "if (readings.failedAt === -Infinity) {",
      to: "if (false) {",
    },
    invariants: [SWALLOWED],
  },
  {
    name: "what was submitted is not listed yet for ever",
    bug: {
      file: `${PROVIDER}/lately.ts`,
      from: "LIST_BEHIND_MS = 3_600_000",
      to: "LIST_BEHIND_MS = Infinity",
    },
    invariants: [UNCHANGED, SWALLOWED],
    begin: [UP, DAY, microsoft("forget")],
  },
  {
    name: "what was submitted a moment ago and is not listed is gone",
    bug: { file: `${PROVIDER}/lately.ts`, from: "LIST_BEHIND_MS = 3_600_000", to: "LIST_BEHIND_MS = 0" },
    invariants: [UNCHANGED, SWALLOWED],
    begin: [UP, microsoft("forget")],
  },
  {
    name: "a refresh records what was submitted a moment ago as gone",
    bug: {
      file: `${PROVIDER}/record.ts`,
      from: "const own = notListedYet(recorded, seen)?.item ?? ownItem(seen.items, qualification);",
      to: "const own = ownItem(seen.items, qualification);",
    },
    invariants: [SWALLOWED, UNCHANGED],
    begin: [UP, microsoft("forget")],
  },
  {
    name: "what was submitted a moment ago is not listed yet, also when it was recorded as denied",
    bug: {
      file: `${PROVIDER}/lately.ts`,
      from: "vettingStatus === NONE || isDenied(recorded)",
      to: "vettingStatus === NONE",
    },
    invariants: [UNCHANGED, SWALLOWED],
    begin: [UP, microsoft("deny"), UP, microsoft("forget"), { ...UP, command: "refresh" }],
  },
  {
    name: "a changed `resubmit` submits what was submitted a moment ago",
    bug: {
      file: `${PROVIDER}/decide.ts`,
      from: "  if (submitted)\n    return { ...decide",
      to: "  if (submitted && !asked)\n    return { ...decide",
    },
    invariants: [ASKED],
    begin: [UP, microsoft("forget"), RESUBMIT, UP],
  },
  {
    name: "a `resubmit` on a new resource submits what somebody has submitted a moment ago",
    bug: {
      file: `${PROVIDER}/decide.ts`,
      from: "if (lately) return {",
      to: "if (lately && !asked) return {",
    },
    invariants: [ASKED],
    begin: [microsoft("submittedInPortalAndGone"), RESUBMIT, UP],
  },
  {
    name: "an edit within the hour records what is not listed yet as gone",
    bug: {
      file: `${PROVIDER}/act.ts`,
      from: "const own = notListedYet?.item ?? ownItem(items, desired.qualification);",
      to: "const own = ownItem(items, desired.qualification);",
    },
    invariants: [UNCHANGED, SWALLOWED],
    begin: [
      UP,
      microsoft("forget"),
      { do: "edit", slot: 0, edit: { name: "website", value: "contoso.edu" } },
      UP,
    ],
  },
  {
    name: "an answer that is not certain says that what was submitted a moment ago is not listed yet",
    bug: {
      file: `${PROVIDER}/decide.ts`,
      from: "if (submitted && seen.uncertain !== undefined)",
      to: "if (false)",
    },
    invariants: [UNCHANGED],
    begin: [UP, microsoft("forget"), answered('[] // {"qualification":"Education"}', "preview")],
  },
  {
    name: "the denial from before, which is still listed, is the new one",
    bug: {
      file: `${PROVIDER}/lately.ts`,
      from: "if (before && !isOlderDenial(before, recorded)) return undefined;",
      to: "if (before) return undefined;",
    },
    invariants: [UNCHANGED, SWALLOWED],
    begin: [UP, DAY, microsoft("deny"), UP, RESUBMIT, UP],
  },
  {
    name: "a new denial of what was submitted a moment ago is the one from before",
    bug: {
      file: `${PROVIDER}/lately.ts`,
      from: "if (before && !isOlderDenial(before, recorded)) return undefined;",
      to: "if (before && !isDenied(before)) return undefined;",
    },
    invariants: [UNCHANGED, SWALLOWED],
    begin: [UP, microsoft("deny")],
  },
  {
    name: "when it was submitted is not recorded",
    bug: {
      file: `${PROVIDER}/submit.ts`,
      from: "const submittedAt = timeOf(item, session.clock.now());",
      to: "const submittedAt = undefined;",
    },
    invariants: [LOST],
  },
];
