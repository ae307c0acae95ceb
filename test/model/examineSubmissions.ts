import { type Declared, PROVIDER_TEXT, type ResourceState } from "./engine";
import { asksAgain, content, isDenied, type Life, listed, notAskedFor } from "./oracle";
import { broken, callsOf, grouped, keyOf, type Run, seen } from "./run";
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
        const state = phase.outcomes.get(name)?.op === "update" ? run.read.get(name) : undefined;
        return notAskedFor(args, state, lives.get(name) ?? {}, look.items, maxSubmissions);
      });
      if (why.every((reason) => reason !== undefined))
        broken(invariant, `${key} was submitted, but ${why.join("; ")}`);
      examineRepeats(run, key, attempts);
    }
  }
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
  const between = sent.filter(
    ({ customerId, number }) =>
      customerId === post.customerId && number > look.number && number < post.number,
  );
  const other = between.find(
    ({ method, taken, requestId }) => method === "POST" && taken && requestId !== post.requestId,
  );
  if (other !== undefined)
    broken(invariant, `${key} was submitted on a look from before ${other.qualification}`);
  const isFirst = sent.find(({ requestId }) => requestId === post.requestId) === post;
  const waited = !isFirst || sent.some(({ status }) => status === 429);
  const ageMs = post.at - look.answeredAt;
  if (ageMs > (waited ? 20_000 : 10_000)) broken(invariant, `${key} was submitted on a look ${ageMs} ms old`);
}

function lookBefore(run: Run, post: Sent): Sent | undefined {
  return seen(run, post.customerId).findLast(({ number }) => number < post.number);
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

const OUTPUTS = ["vettingStatus", "vettingReason", "vettingCreateDate", "submissionError", "submissions"];

/** What entered the state: complete, and with every submission of this run. */
export function examineState(run: Run): void {
  const { program, phase, before, after, sent, lives } = run;
  for (const { name, outputs } of after.values()) examineComplete(name, outputs);
  for (const [key, same] of grouped(program, keyOf)) {
    const calls = callsOf(sent).filter(([first]) => `${first?.customerId}/${first?.qualification}` === key);
    // What is not declared any more, the engine does not ask about before it deletes it.
    const known = program.flatMap(({ name }) => before.get(name) ?? []);
    // One that is created while another has the same qualification in the state goes on from that one's count.
    const carried = Math.max(0, ...known.map((state) => submissionsOf(state, key)));
    const counted = same.map(({ name }) => {
      const { op } = phase.outcomes.get(name) ?? {};
      const [now, then] = [after.get(name), before.get(name)];
      // A step that failed leaves the state as it was.
      if (op === "same" || now === then) return { least: 0, most: 0 };
      const count = submissions(now);
      if (op === "update") return { least: count - submissions(then), most: count - submissions(then) };
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
    for (const declared of same) live(run, declared, calls, lives);
  }
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
function live(run: Run, { name, args }: Declared, calls: Sent[][], lives: Map<string, Life>): void {
  const outcome = run.phase.outcomes.get(name);
  const state = run.after.get(name);
  if (state === undefined || outcome === undefined || outcome.op === "same") return;
  // A step that failed, and left the state as it was, has answered nothing and reported nothing.
  if (state === run.before.get(name)) return;
  const enters = outcome.op !== "update";
  const was: Life = enters ? {} : (lives.get(name) ?? {});
  const last = calls.at(-1)?.at(-1);
  const counted = submissions(state) !== submissions(enters ? undefined : run.before.get(name));
  const refused = counted && last?.refused === true ? content(args) : counted ? undefined : was.refused;
  const look = seen(run, args.customerId).at(0);
  const own = look && listed(look.items, args.qualification);
  // What is there, or is a denial that nobody had read, answers it as well.
  const moot = asksAgain(args, was) && own !== undefined && (!isDenied(own) || !counted);
  const answered =
    enters || counted || moot || outcome.error === undefined ? (args.resubmit ?? was.answered) : was.answered;
  lives.set(name, { answered, refused, unreported: false, reported: state });
}
