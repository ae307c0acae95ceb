import { type Declared, PROVIDER_TEXT, type ResourceState } from "./engine";
import type { Logged } from "./logRead";
import {
  asksAgain,
  content,
  inTheWay,
  isDenied,
  type Life,
  listed,
  notAskedFor,
  notListedYet,
} from "./oracle";
import { broken, callsOf, grouped, keyOf, postsOf, type Run, sameCall, seen, senderOf, toldOf } from "./run";
import type { Sent } from "./wire";

/** Whether what was submitted had been asked for, and is in the state. */

export function examineSubmissions(run: Run): void {
  const { program, phase, lives, sent, maxSubmissions } = run;
  const invariant = "never more submissions than were asked for";
  const calls = grouped(callsOf(sent), ([first]) => `${first?.customerId}/${first?.qualification}`);
  for (const [key, posts] of calls) {
    const acted = program.filter(
      (one) =>
        keyOf(one) === key &&
        ["create", "update", "replace"].includes(phase.outcomes.get(one.name)?.op ?? ""),
    );
    if (posts.length > acted.length)
      broken(invariant, `${posts.length} calls with MS-RequestIds of their own for ${key}`);
    // Whatever several resources ask for in one run, one submission answers it.
    if (posts.slice(0, -1).some(mayHaveBeenTaken))
      broken(invariant, `${key} was submitted twice in one run, and the first time it may have been taken`);
    for (const attempts of posts) {
      const [first] = attempts as [Sent];
      const look = lookBefore(run, first);
      if (look === undefined) broken(invariant, `${key} was submitted without a look`);
      for (const attempt of attempts) examineAge(run, key, attempt);
      const why = acted.map(({ name, args }) => {
        const { op, began } = phase.outcomes.get(name) ?? {};
        const state = op === "update" ? run.read.get(name) : undefined;
        const told = toldOf(run, first.by, key, began);
        const logged = loggedBefore(run, first);
        return notAskedFor(
          args,
          state,
          lives.get(name) ?? {},
          look.items,
          maxSubmissions,
          first.at,
          told,
          logged,
        );
      });
      if (why.every((reason) => reason !== undefined))
        broken(invariant, `${key} was submitted, but ${why.join("; ")}`);
      examineRepeats(run, key, attempts);
      examineNoted(run, key, first, acted);
    }
  }
}

/** The activity log is asked before each submission; where it could not be read, a line says so. */
function loggedBefore(run: Run, post: Sent): readonly Logged[] {
  const { customerId, by } = post;
  const reads = run.logReads.filter((read) => read.by === by && read.order < post.order);
  const last = reads.findLast((read) => read.customerId === undefined || read.customerId === customerId);
  // One that failed and was repeated with success needs no line.
  const failed = reads.some(
    (read) => !read.intact && !reads.some((one) => one.intact && one.customerId === read.customerId),
  );
  if (last === undefined && !failed)
    broken(
      "never more submissions than were asked for",
      `${customerId}/${post.qualification} was submitted, and the activity log was not asked`,
    );
  if (failed && !run.lines.some((line) => line.includes("activity log can't be read")))
    broken("no error is swallowed", `the activity log could not be read, and nobody was told`);
  return last?.intact ? last.submissions.filter((one) => one.customerId === customerId) : [];
}

const mayHaveBeenTaken = (attempts: readonly Sent[]): boolean =>
  attempts.some(({ surelyNotTaken }) => !surelyNotTaken);

/**
 * A look that is older than ten seconds, or than another submission for the customer, is not acted on; nor is one that
 * has become ten seconds older while the submission waited for its turn or after an attempt.
 */
function examineAge(run: Run, key: string, post: Sent): void {
  const invariant = "never more submissions than were asked for";
  const { sent } = run;
  const look = lookBefore(run, post);
  if (look === undefined) return;
  // Of whichever process of this machine.
  const between = postsOf(run).filter(
    ({ customerId, order }) => customerId === post.customerId && order > look.order && order < post.order,
  );
  const other = between.find((one) => one.taken && !sameCall(one, post));
  if (other !== undefined)
    broken(invariant, `${key} was submitted on a look from before ${other.qualification}`);
  const isFirst = sent.find((one) => sameCall(one, post)) === post;
  const waited = !isFirst || sent.some(({ status }) => status === 429);
  const ageMs = post.at - look.answeredAt;
  if (ageMs > (waited ? 20_000 : 10_000)) broken(invariant, `${key} was submitted on a look ${ageMs} ms old`);
}

function lookBefore(run: Run, post: Sent): Sent | undefined {
  return seen({ sent: run.ofMachine }, post.customerId, post.by).findLast(({ order }) => order < post.order);
}

/**
 * After an attempt that may have been taken there is no other one, whatever a look shows, for a list may be behind; nor
 * is there one after a look that shows what somebody else has brought about meanwhile.
 */
function examineRepeats(run: Run, key: string, attempts: readonly Sent[]): void {
  const invariant = "never more submissions than were asked for";
  if (attempts.slice(0, -1).some(({ surelyNotTaken }) => !surelyNotTaken))
    broken(invariant, `${key} was sent again though it may have been taken`);
  for (const attempt of attempts.slice(1)) {
    const own = listed(lookBefore(run, attempt)?.items ?? [], attempt.qualification ?? "");
    if (own && !isDenied(own)) broken(invariant, `${key} was sent again although it was listed`);
  }
}

const HOUR_MS = 3_600_000;

/**
 * What this machine has submitted its processes tell each other. Within the hour a list may be behind: the first may have
 * been taken, and was neither denied nor set back as far as the second can know. After that, what is only declared is not
 * submitted once more, and no ask twice.
 */
function examineNoted(run: Run, key: string, post: Sent, acted: readonly Declared[]): void {
  const isCreation = acted.every(
    ({ name }) =>
      run.phase.outcomes.get(name)?.op !== "update" &&
      toldOf(run, post.by, key, run.phase.outcomes.get(name)?.began).length === 0,
  );
  for (const earlier of notedBefore(run, post)) {
    const qualification = earlier.qualification ?? "";
    const same = qualification === post.qualification;
    if (!same && !inTheWay([{ qualification }], post.qualification ?? "")) continue;
    const before = listed(lookBefore(run, earlier)?.items ?? [], qualification);
    const now = listed(lookBefore(run, post)?.items ?? [], qualification);
    const stillBefore = before !== undefined && now?.vettingCreateDate === before.vettingCreateDate;
    // What became of it is listed.
    if (now && !stillBefore) continue;
    const onlyDeclared = isCreation && acted.every(({ args }) => args.resubmit === undefined);
    if (same && (onlyDeclared || earlier.requestId === post.requestId))
      broken("never more submissions than were asked for", `${key} was submitted again by this machine`);
    if (post.at - earlier.answeredAt >= HOUR_MS) continue;
    const meanwhile = earlier.answeredAt >= post.by.startedAt;
    // A person who asked knows what was submitted before this process began; not, that it is the old denial that is listed.
    if (isCreation || meanwhile || (same && now))
      broken(
        "never more submissions than were asked for",
        `${key} was submitted, and this machine had submitted ${qualification} at ${new Date(earlier.at).toISOString()}`,
      );
  }
}

/** The last attempts of what this machine submitted to the same customer, and may have been taken. */
function notedBefore(run: Run, post: Sent): Sent[] {
  const earlier = postsOf(run).filter(
    (one) => one.customerId === post.customerId && one.order < post.order && !sameCall(one, post),
  );
  return callsOf(earlier).flatMap((attempts) => {
    const last = attempts.at(-1) as Sent;
    return attempts.some(({ surelyNotTaken }) => !surelyNotTaken) && !last.refused ? [last] : [];
  });
}

const OUTPUTS = ["vettingStatus", "vettingReason", "vettingCreateDate", "submissionError", "submissions"];

/** What entered the state: complete, and with every submission of this run. */
export function examineState(run: Run): void {
  const { program, phase, before, after, sent, lives } = run;
  for (const { name, outputs } of after.values()) examineComplete(name, outputs);
  for (const [key, same] of grouped(program, keyOf)) {
    const calls = callsOf(sent).filter(([first]) => `${first?.customerId}/${first?.qualification}` === key);
    // What is not declared any more, the engine does not ask about before it deletes it.
    const known = run.refreshes
      ? [...before.values()]
      : program.flatMap(({ name }) => before.get(name) ?? []);
    // One that is created while another has the same qualification in the state goes on from that one's count.
    // What this machine has noted without an answer is counted once.
    const noted = postsOf(run).some(
      (one) => !run.senders.includes(one.by) && `${one.customerId}/${one.qualification}` === key,
    );
    // Neither does who is asked to check it tell how often it was submitted: that counts as once.
    const once =
      noted ||
      known.some(
        ({ outputs }) => `${String(outputs["customerId"])}/${String(outputs["qualification"])}` === key,
      );
    const carried = Math.max(once ? 1 : 0, ...known.map((state) => submissionsOf(state, key)));
    const counted = same.map(({ name }) => {
      const { op } = phase.outcomes.get(name) ?? {};
      const [now, then] = [after.get(name), before.get(name)];
      // A step that failed leaves the state as it was.
      if (op === "same" || now === then) return { least: 0, most: 0 };
      const count = submissions(now);
      const more = count - submissions(then);
      if (op === "update") return { least: noted ? Math.min(more, 0) : more, most: more };
      // One that is created goes on from what its process knew by then: the engine may ask about the others later.
      return { least: Math.max(0, count - carried), most: count };
    });
    const fewest = counted.reduce((sum, { least }) => sum + least, 0);
    const most = counted.reduce((sum, one) => sum + one.most, 0);
    const least = calls.filter(
      (attempts) => attempts.some(({ taken }) => taken) || attempts.at(-1)?.refused,
    ).length;
    if (counted.some((one) => one.least < 0))
      broken("no submission is lost", `${key}: the state counts fewer than before`);
    if (phase.died) continue;
    if (most < least)
      broken("no submission is lost", `${key}: ${least} were made, and the state counts ${most} more`);
    if (fewest > calls.length)
      broken("no submission is lost", `${key}: ${calls.length} were made, and the state counts ${fewest}`);
    for (const declared of same) {
      examineCarried(run, declared);
      live(run, declared, calls, lives);
    }
  }
}

/** What is created anew goes on from the counts that its process was told, and carries those of what it replaces. */
function examineCarried(run: Run, declared: Declared): void {
  const { name } = declared;
  const { op } = run.phase.outcomes.get(name) ?? {};
  const [then, now] = [run.before.get(name), run.after.get(name)];
  if ((op !== "create" && op !== "replace") || now === undefined || now === then) return;
  const most = mostTold(run, declared);
  if (submissions(now) < most)
    broken("no submission is lost", `${name} was created anew, and counts ${submissions(now)} of ${most}`);
  const { customerId, qualification } = then?.outputs ?? {};
  const key = `${String(customerId)}/${String(qualification)}`;
  if (then === undefined || key === keyOf(declared) || run.replace.has(name) || then.tainted) return;
  if (submissionsOf(now, key) < submissions(then))
    broken("no submission is lost", `${name} has replaced ${key}, and carries nothing of its record`);
}

/** Of one qualification, also where the resource has another by now. */
function submissionsOf(state: ResourceState, key: string): number {
  const { customerId, qualification, replaced } = state.outputs;
  if (`${String(customerId)}/${String(qualification)}` === key) return submissions(state);
  const earlier = (replaced as Record<string, { submissions: number }> | undefined)?.[key];
  return earlier?.submissions ?? 0;
}

const submissions = (state: ResourceState | undefined): number => Number(state?.outputs["submissions"] ?? 0);

export function examineComplete(name: string, outputs: Record<string, unknown>): void {
  const missing = [...OUTPUTS, "customerId", "qualification"].filter(
    (output) => outputs[output] === undefined,
  );
  if (outputs["__provider"] !== PROVIDER_TEXT) missing.push("__provider");
  if (missing.length > 0) {
    broken(
      "only what the engine can store, and all of it",
      `${name} has no ${missing.join(", ")} in the state`,
    );
  }
}

/** What was answered of the user's asking. */
function live(run: Run, declared: Declared, calls: Sent[][], lives: Map<string, Life>): void {
  const { name, args } = declared;
  const outcome = run.phase.outcomes.get(name);
  const state = run.after.get(name);
  if (state === undefined || outcome === undefined || outcome.op === "same") return;
  // A step that failed, and left the state as it was, has answered nothing and reported nothing.
  if (state === run.before.get(name)) return;
  const enters = outcome.op !== "update";
  const was: Life = enters ? earlierLife(run, declared) : (lives.get(name) ?? {});
  const last = calls.at(-1)?.at(-1);
  const counted =
    submissions(state) !== (enters ? mostTold(run, declared) : submissions(run.before.get(name)));
  const refused = counted && last?.refused === true ? content(args) : counted ? undefined : was.refused;
  const look = seen(run, args.customerId).at(0);
  const before = run.before.get(name);
  const yet = before && look && notListedYet(before, look.items, look.answeredAt);
  const own = yet ?? (look && listed(look.items, args.qualification));
  if (yet && outcome.error === undefined && !counted) examineKept(run, name, before, state);
  // What is there, or is a denial that nobody had read, answers it as well.
  const moot = asksAgain(args, was) && own !== undefined && (!isDenied(own) || !counted);
  // One that was answered as it was before has been submitted before. Of two that declare the same, the other one may have sent it.
  const isAlone = run.program.filter((one) => keyOf(one) === keyOf(declared)).length === 1;
  if (counted && isAlone && last && (last.taken || !last.intact)) examineTime(name, state, last);
  const { resubmit } = state.outputs;
  const entered = enters && resubmit === args.resubmit;
  const answered =
    entered || counted || moot || outcome.error === undefined
      ? (args.resubmit ?? was.answered)
      : was.answered;
  lives.set(name, { answered, refused, unreported: false, reported: state });
}

/** What is not listed yet stays as it was recorded, as long as no look shows it. */
function examineKept(run: Run, resource: string, before: ResourceState, after: ResourceState): void {
  const { customerId, qualification, vettingStatus } = before.outputs;
  const name = String(qualification);
  const isListed = ({ items }: Sent) => listed(items, name) !== undefined || inTheWay(items, name);
  const now = after.outputs["vettingStatus"];
  if (vettingStatus === now || seen(run, String(customerId)).some(isListed)) return;
  broken("no error is swallowed", `${resource} was recorded as ${String(now)}, and may not be listed yet`);
}

/** Neither from before it was sent, nor from long after: the API's date may leave out the parts of a second. */
function examineTime(name: string, { outputs }: ResourceState, { at, answeredAt }: Sent): void {
  const submittedAt = Date.parse(String(outputs["submittedAt"]));
  if (submittedAt > at - 2000 && submittedAt < answeredAt + HOUR_MS / 2) return;
  broken(
    "no submission is lost",
    `${name} was submitted, and the state says when: ${String(outputs["submittedAt"])}`,
  );
}

/** What a resource that is created anew goes on from: what its process was told. */
function earlierLife(run: Run, declared: Declared): Life {
  const told = toldOf(
    run,
    senderOf(run, declared),
    keyOf(declared),
    run.phase.outcomes.get(declared.name)?.began,
  );
  const last = told.findLast(({ outputs }) => outputs !== undefined)?.outputs ?? {};
  const refused = typeof last["submissionError"] === "string" && typeof last["vettingStatus"] === "string";
  const { resubmit } = last;
  return {
    ...(refused && { refused: content(last) }),
    ...(typeof resubmit === "string" && { answered: resubmit }),
  };
}

function mostTold(run: Run, declared: Declared): number {
  const { began } = run.phase.outcomes.get(declared.name) ?? {};
  const told = toldOf(run, senderOf(run, declared), keyOf(declared), began);
  return Math.max(0, ...told.map(({ outputs }) => Number(outputs?.["submissions"] ?? 0)));
}
