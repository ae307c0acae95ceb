import { isSecret } from "../secretMark";
import { CRASH, type Declared, type State } from "./engine";
import { examineComplete, examineState } from "./examineState";
import { examineSubmissions } from "./examineSubmissions";
import type { LogRead } from "./logRead";
import {
  agree,
  edited,
  HOUR_MS,
  isDrift,
  listed,
  notListedYet,
  refreshFound,
  outcomeUnknown,
} from "./oracle";
import { broken, callsOf, grouped, keyOf, known, postsOf, type Run, seen, senderOf } from "./run";
import type { Sender, Sent } from "./wire";

/** What must hold after every phase of every command. */

export function examine(run: Run): void {
  examineErrors(run);
  if (run.preview) {
    examineSubmissionless(run);
    examineUnchanged(run);
    examineLooks(run);
    return;
  }
  examineSubmissions(run);
  examineState(run);
  examinePromise(run);
  examineSuccess(run);
}

/** Nothing is asked of Microsoft, and nothing stays in the state. */
export function examineDestroyed(run: Run): void {
  examineErrors(run);
  if (run.sent.length > 0) broken("never more submissions than were asked for", "a destroy sent a request");
  if (run.preview || run.phase.died) return;
  const [left] = run.after.values();
  if (left !== undefined) broken("no error is swallowed", `${left.name} is still there after a destroy`);
}

function examineErrors({ phase }: Run): void {
  const crash = phase.errors.find((error) => error.startsWith(CRASH));
  if (crash !== undefined) broken("no crash and no hang", crash);
}

function examineSubmissionless({ sent }: Run): void {
  if (sent.some(({ method }) => method !== "GET"))
    broken("never more submissions than were asked for", "it only looks, and it submitted");
}

function examineUnchanged(run: Run): void {
  const invariant = "a preview says unchanged exactly when it looked and desired and observed agree";
  for (const declared of run.program.filter(known)) {
    const { name, args } = declared;
    // Asked for, whatever is listed.
    if (run.replace.has(name) || run.before.get(name)?.tainted) continue;
    const outcome = run.phase.outcomes.get(name);
    const state = run.before.get(name);
    if (outcome === undefined || state === undefined) continue;
    const same = outcome.op === "same";
    if (!run.liveDiff) {
      const as = !edited(args, state.outputs) && state.initErrors.length === 0;
      if (same !== as)
        broken(invariant, `${name} is ${outcome.op} without a look, and ${as ? "not " : ""}edited`);
      continue;
    }
    const looks = seen(run, args.customerId, senderOf(run, declared));
    if (looks.length === 0) {
      if (same) broken(invariant, `${name} is unchanged, and no look at ${args.customerId} succeeded`);
      continue;
    }
    // The first look may have become too old to show, while others' retries went on, and the second one have failed.
    if (!same && lookFailed(run, declared)) continue;
    // With a fate in between, either view will do.
    // So does the time of the look, or of what was decided after it.
    const agrees = ({ items, answeredAt }: Sent, at = answeredAt) =>
      agree(args, state, items, run.unreported.has(name), at) === same;
    if (!looks.some((look) => agrees(look) || agrees(look, run.endedAt))) {
      broken(invariant, `${name} is ${outcome.op}; listed: ${JSON.stringify(looks.at(-1)?.items)}`);
    }
  }
}

/** Whether the last look at a resource's customer failed. */
function lookFailed(run: Run, declared: Declared): boolean {
  const { customerId } = declared.args;
  const by = senderOf(run, declared);
  const last = run.sent.findLast(
    (one) => one.customerId === customerId && one.method === "GET" && one.by === by,
  );
  return last?.intact === false;
}

function examineLooks(run: Run): void {
  for (const sender of run.senders) examineLooksOf(run, sender);
}

/** Of one process. */
function examineLooksOf(run: Run, sender: Sender): void {
  const { phase, sent, liveDiff, refreshes } = run;
  const program = run.program.filter((declared) => senderOf(run, declared) === sender);
  const invariant = "one GET per customer in a preview";
  for (const customerId of new Set(program.map(({ args }) => args.customerId))) {
    const gets = grouped(
      sent.filter((one) => one.customerId === customerId && one.by === sender),
      ({ requestId }) => requestId,
    );
    const ids = [...gets.values()];
    for (const [index, attempts] of ids.entries()) {
      // Where other customers' retries took minutes, a look may have become too old.
      const before = ids[index - 1]?.at(-1);
      if (before !== undefined && (attempts[0]?.at ?? 0) - before.at < 5 * 60_000)
        broken(invariant, `${ids.length} GETs for ${customerId}`);
    }
    const asked = program.some(
      (one) => known(one) && one.args.customerId === customerId && phase.outcomes.has(one.name),
    );
    if (ids.length === 0 && asked && liveDiff) broken(invariant, `none for ${customerId}`);
    if (ids.length > 0 && !liveDiff && !refreshes)
      broken(invariant, `one for ${customerId}, with liveDiff off`);
  }
}

/** The preview of the same `up`, where nothing went wrong and nothing happened in between. */
function examinePromise(run: Run): void {
  const invariant = "what preview said is what up does";
  const { previewed, phase, program, sent, troubled } = run;
  if (previewed === undefined || troubled || previewed.troubled || phase.died) return;
  // What is not known yet may turn out to concern the others.
  if (!program.every(known)) return;
  for (const declared of program) {
    const { name, args } = declared;
    const [said, done] = [previewed.phase.outcomes.get(name), phase.outcomes.get(name)];
    if (said === undefined || done === undefined || movedMeanwhile(run, args.customerId)) continue;
    if (hourEnded(run, declared)) continue;
    if (said.op !== done.op) broken(invariant, `${name}: ${said.op}, then ${done.op}`);
    if (done.op === "same") continue;
    if (!run.liveDiff) continue;
    const id = `CustomerQualification ${keyOf(declared)}: `;
    const lines = previewed.lines.filter((line) => line.replace(/^WARNING /, "").startsWith(id));
    const promised = lines.some((line) => line.includes("It will be submitted"));
    const posted = callsOf(sent).some(
      ([first]) => `${first?.customerId}/${first?.qualification}` === keyOf(declared),
    );
    const wrongCode = done.error?.includes("`validationCode`") === true;
    const copies = program.filter((one) => keyOf(one) === keyOf(declared)).length > 1;
    // What this machine has noted is nothing that a preview reads.
    const noted = submittedHere(run, declared);
    if (posted && !promised) broken(invariant, `${name} was submitted, which its preview did not say`);
    // What `diff` promised of a change, before the engine made a replacement of it: nobody submits anew over a denial.
    const replaced = done.op === "replace";
    if (promised && !posted && !wrongCode && !copies && !noted && !replaced)
      broken(invariant, `${name} was to be submitted, and was not`);
    const refusal = done.error?.includes("Nothing was submitted.") ? kindOf(done.error) : undefined;
    // Refused either way: what the same program submits beside it came in between.
    const displaced =
      refusal === "conflict" &&
      lines.some((line) => kindOf(line) !== undefined) &&
      callsOf(sent).some(
        ([first]) => first?.customerId === args.customerId && first?.qualification !== args.qualification,
      );
    const foretold = displaced || lines.some((line) => kindOf(line) === refusal);
    // Microsoft knew the request's id again, and answered what it had answered then.
    const repeated = callsOf(sent).some(
      ([first]) =>
        `${first?.customerId}/${first?.qualification}` === keyOf(declared) && first?.intact && !first.taken,
    );
    if (refusal !== undefined && !wrongCode && !copies && !foretold && !noted && !repeated) {
      broken(invariant, `${name} was refused (${refusal}), which its preview did not say: ${done.error}`);
    }
  }
}

/** What a refusal is for: the same one may be said in other words once another resource has been created. */
function kindOf(text: string): string | undefined {
  const kinds: Record<string, RegExp> = {
    conflict: /exclude each other/,
    limit: /past the limit/,
    notAdopted: /`adoptExisting` is false/,
    refused: /the API refused the last submission/,
    unknown: /most likely not taken/,
    incomplete: /which a submission of/,
    submittedBefore: /activity log shows/,
    denied: /is (still )?Denied/,
    notListed: /not listed/,
  };
  return Object.keys(kinds).find((kind) => kinds[kind]?.test(text));
}

/** Whether other processes of this machine have submitted for a customer, and it may have been taken. */
function submittedHere(run: Run, declared: Declared): boolean {
  const { customerId } = declared.args;
  const own = senderOf(run, declared);
  return postsOf(run).some((one) => one.by !== own && one.customerId === customerId && !one.surelyNotTaken);
}

/** Whether Partner Center showed something else when `up` looked. */
function movedMeanwhile(run: Run, customerId: string): boolean {
  const previewed = run.previewed as Run;
  const looks = [...seen(previewed, customerId), ...seen(run, customerId).slice(0, 1)];
  const reads = [...logReadsOf(previewed, customerId), ...logReadsOf(run, customerId).slice(0, 1)];
  const shown = reads.map(({ intact, submissions }) => JSON.stringify([intact, submissions]));
  return new Set(looks.map(({ items }) => JSON.stringify(items))).size > 1 || new Set(shown).size > 1;
}

/** Whether what was submitted lately when it was previewed may not count as such any more. */
function hourEnded(
  { previewed, startedAt, endedAt, before, logReads }: Run,
  { name, args }: Declared,
): boolean {
  const logged = logReads.flatMap(({ submissions }) => submissions);
  const times = [
    Date.parse(String(before.get(name)?.outputs["submittedAt"])),
    ...logged.filter(({ customerId }) => customerId === args.customerId).map(({ at }) => at),
  ];
  const from = previewed?.startedAt ?? startedAt;
  return times.some((at) => at + HOUR_MS >= from && at + HOUR_MS <= endedAt);
}

const logReadsOf = ({ logReads }: Run, customerId: string): LogRead[] =>
  logReads.filter((read) => read.customerId === customerId);

/** An `up` that succeeded leaves everything as desired, and recorded as it is. */
function examineSuccess(run: Run): void {
  const { phase, program, after, sent, endedAt } = run;
  if (phase.failed || phase.died) return;
  for (const { name, args } of program) {
    const state = after.get(name);
    if (state === undefined)
      return broken("no error is swallowed", `${name} is not in the state after an up that succeeded`);
    // With `liveDiff: false` nobody looked at what is unchanged.
    if (!run.liveDiff && phase.outcomes.get(name)?.op === "same") continue;
    // What this machine has submitted within the hour may not be listed yet, and counts as well.
    const noted = postsOf(run).filter(({ taken, answeredAt }) => taken && endedAt - answeredAt < HOUR_MS);
    const shown = [...noted, ...sent].filter(
      (one) => one.customerId === args.customerId && (one.intact || one.taken),
    );
    if (
      shown.length > 0 &&
      !shown.some(({ items, answeredAt }) => agree(args, state, items, false, answeredAt))
    ) {
      broken(
        "no error is swallowed",
        `up succeeded, and ${name} is not as desired: ${JSON.stringify([state.outputs, shown.at(-1)?.items])}`,
      );
    }
  }
}

/** A refresh keeps the record of submissions, and records what it saw. It submits nothing. */
export function examineRefresh(before: State, after: State, run: Run): void {
  examineErrors(run);
  examineSubmissionless(run);
  for (const { name, outputs } of before.values()) {
    const now = after.get(name);
    if (now === undefined) return broken("no submission is lost", `refresh removed ${name}`);
    if (now.outputs["submissions"] !== outputs["submissions"]) {
      broken(
        "no submission is lost",
        `refresh made ${String(now.outputs["submissions"])} of ${String(outputs["submissions"])} submissions of ${name}`,
      );
    }
    if (now.outputs["submittedAt"] !== outputs["submittedAt"])
      broken("no submission is lost", `refresh changed when ${name} was submitted`);
    examineComplete(name, now.outputs);
    noteFound(run, name, before, after);
    const looks = seen(run, String(outputs["customerId"]));
    if (run.phase.failed || run.phase.died || looks.length === 0) continue;
    const { vettingStatus } = now.outputs;
    const recorded = typeof vettingStatus === "string" ? vettingStatus.toLowerCase() : "";
    const listedStatus = (look: Sent) => {
      const own = listed(look.items, String(outputs["qualification"]));
      // A list may be behind: neither nothing nor the denial from before says what became of a submission.
      if (outcomeUnknown(outputs, own)) return "";
      const yet = notListedYet({ outputs }, look.items, look.answeredAt);
      if (yet) return (yet.vettingStatus ?? "").toLowerCase();
      return (own === undefined ? "None" : (own.vettingStatus ?? "")).toLowerCase();
    };
    if (!looks.some((look) => listedStatus(look) === recorded)) {
      broken(
        "no error is swallowed",
        `refresh recorded ${recorded} of ${name}, and it is ${looks.map(listedStatus).join()}`,
      );
    }
  }
}

/** Keeps in mind what a refresh found, and forgets it where it found something else since. */
function noteFound({ unreported, lives, preview }: Run, name: string, before: State, after: State): void {
  const [then, now] = [before.get(name), after.get(name)];
  if (then === undefined || now === undefined) return;
  if (refreshFound(then, now)) unreported.add(name);
  else if (!isDrift(now)) unreported.delete(name);
  if (!preview) lives.set(name, { ...lives.get(name), unreported: unreported.has(name) });
}

/** Nothing that is printed, thrown or stored in clear holds a secret. */
export function examineSecrets({ lines, phase, after, before }: Run, secrets: ReadonlySet<string>): void {
  const shown = (value: unknown) =>
    JSON.stringify(value, (_key, one: unknown) => (isSecret(one) ? "[secret]" : one));
  const states = [...after.values(), ...before.values()].map(({ inputs, outputs, initErrors }) =>
    shown([inputs, outputs, initErrors]),
  );
  const errors = [...phase.outcomes.values()].flatMap(({ error, inputs }) => [error ?? "", shown([inputs])]);
  const texts = [...lines, ...phase.errors, ...errors, ...states];
  for (const secret of secrets) {
    const text = texts.find((one) => one.includes(secret));
    if (text !== undefined) broken("no secret is shown", `${secret} in: ${text}`);
  }
}
