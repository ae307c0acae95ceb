import type { Declared } from "./engine";
import type { Logged } from "./logRead";
import { HOUR_MS, inTheWay, isDenied, listed, notAskedFor } from "./oracle";
import { broken, callsOf, grouped, keyOf, postsOf, type Run, sameCall, seen, toldOf } from "./run";
import type { Sent } from "./wire";

/** Whether what was submitted had been asked for. */

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
