import { CRASH, type Declared, PROVIDER_TEXT, type Phase, type ResourceState, type State } from "./engine";
import { agree, asksAgain, content, edited, isDenied, type Life, listed, notAskedFor } from "./oracle";
import { type Invariant, InvariantBroken } from "./storable";
import type { Sent } from "./wire";

/** One phase of one command, with all that is needed to judge it. */
export interface Run {
  preview: boolean;
  phase: Phase;
  program: readonly Declared[];
  /** The state when the command began: what a person may have read. */
  read: State;
  /** The state when the program started to run, after a refresh of the same command. */
  before: State;
  after: State;
  sent: readonly Sent[];
  lines: readonly string[];
  /** Whether anything was made to go wrong, or to happen meanwhile. */
  troubled: boolean;
  refreshes: boolean;
  liveDiff: boolean;
  maxSubmissions: number;
  /** By resource. */
  lives: Map<string, Life>;
  /** The preview of the same `up`. */
  previewed?: Run;
}

function broken(invariant: Invariant, found: string): never {
  throw new InvariantBroken(invariant, found);
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

const keyOf = ({ args }: Declared): string => `${args.customerId}/${args.qualification}`;

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

function examineErrors({ phase }: Run): void {
  const crash = phase.errors.find((error) => error.startsWith(CRASH));
  if (crash !== undefined) broken("no crash and no hang", crash);
}

function examineSubmissionless({ sent }: Run): void {
  if (sent.some(({ method }) => method !== "GET"))
    broken("never more submissions than were asked for", "a preview submitted");
}

const known = ({ unknown }: Declared): boolean => unknown.length === 0;

/** What intact answers of this process showed of a customer. */
const seen = ({ sent }: Run, customerId: string): Sent[] =>
  sent.filter((one) => one.customerId === customerId && one.intact && one.method === "GET");

function examineUnchanged(run: Run): void {
  const invariant = "a preview says unchanged exactly when it looked and desired and observed agree";
  for (const declared of run.program.filter(known)) {
    const { name, args } = declared;
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
    const looks = seen(run, args.customerId);
    if (looks.length === 0) {
      if (same) broken(invariant, `${name} is unchanged, and no look at ${args.customerId} succeeded`);
      continue;
    }
    // With a fate in between, either view will do.
    if (!looks.some(({ items }) => agree(args, state, items) === same)) {
      broken(invariant, `${name} is ${outcome.op}; listed: ${JSON.stringify(looks.at(-1)?.items)}`);
    }
  }
}

function examineLooks({ program, phase, sent, liveDiff, refreshes }: Run): void {
  const invariant = "one GET per customer in a preview";
  for (const customerId of new Set(program.map(({ args }) => args.customerId))) {
    const gets = grouped(
      sent.filter((one) => one.customerId === customerId),
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

/** The attempts of one call, for they carry the same MS-RequestId. */
function callsOf(sent: readonly Sent[]): Sent[][] {
  return [
    ...grouped(
      sent.filter(({ method }) => method === "POST"),
      ({ requestId }) => requestId,
    ).values(),
  ];
}

function examineSubmissions(run: Run): void {
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
    for (const attempts of posts) {
      const [first] = attempts as [Sent];
      const look = lookBefore(run, first);
      if (look === undefined) broken(invariant, `${key} was submitted without a look`);
      examineAge(run, key, first, look);
      const why = acted.map(({ name, args }) => {
        const state = phase.outcomes.get(name)?.op === "update" ? run.read.get(name) : undefined;
        return notAskedFor(args, state, lives.get(name) ?? {}, look.items, maxSubmissions);
      });
      if (why.every((reason) => reason !== undefined))
        broken(invariant, `${key} was submitted, but ${why.join("; ")}`);
      examineRepeats(run, key, attempts, look);
    }
  }
}

/** A look that is older than ten seconds, or than another submission for the customer, is not acted on. */
function examineAge({ sent }: Run, key: string, post: Sent, look: Sent): void {
  const invariant = "never more submissions than were asked for";
  const between = sent.filter(
    ({ customerId, number }) =>
      customerId === post.customerId && number > look.number && number < post.number,
  );
  const other = between.find(({ method, taken }) => method === "POST" && taken);
  if (other !== undefined)
    broken(invariant, `${key} was submitted on a look from before ${other.qualification}`);
  // The codes are looked up in between, and throttling holds up everything.
  const waits =
    post.qualification === "GovernmentCommunityCloud" || sent.some(({ status }) => status === 429);
  const ageMs = post.at - look.answeredAt;
  if (!waits && ageMs > 10_000) broken(invariant, `${key} was submitted on a look ${ageMs} ms old`);
}

function lookBefore(run: Run, post: Sent): Sent | undefined {
  return seen(run, post.customerId).findLast(({ number }) => number < post.number);
}

/** After an attempt that may have been taken, another one needs a look that shows nothing new. */
function examineRepeats(run: Run, key: string, attempts: readonly Sent[], before: Sent): void {
  const shown = (look: Sent) => JSON.stringify(listed(look.items, attempts[0]?.qualification ?? ""));
  for (const [index, attempt] of attempts.entries()) {
    const next = attempts[index + 1];
    if (next === undefined || attempt.surelyNotTaken) continue;
    const look = lookBefore(run, next);
    if (look === undefined || look.number < attempt.number) {
      broken("never more submissions than were asked for", `${key} was sent again without a look`);
    }
    if (shown(look) !== shown(before)) {
      broken("never more submissions than were asked for", `${key} was sent again although it was listed`);
    }
  }
}

const OUTPUTS = ["vettingStatus", "vettingReason", "vettingCreateDate", "submissionError", "submissions"];

/** What entered the state: complete, and with every submission of this run. */
function examineState(run: Run): void {
  const { program, phase, before, after, sent, lives } = run;
  for (const { name, outputs } of after.values()) examineComplete(name, outputs);
  for (const [key, same] of grouped(program, keyOf)) {
    const calls = callsOf(sent).filter(([first]) => `${first?.customerId}/${first?.qualification}` === key);
    const counted = same.map(({ name }) => {
      const then = phase.outcomes.get(name)?.op === "update" ? before.get(name) : undefined;
      const now = after.get(name);
      const started = phase.outcomes.get(name)?.op === "same" ? 0 : submissions(now) - submissions(then);
      // A step that failed leaves the state as it was.
      return now === before.get(name) ? 0 : started;
    });
    const more = counted.reduce((sum, count) => sum + count, 0);
    const least = calls.filter(
      (attempts) => attempts.some(({ taken }) => taken) || attempts.at(-1)?.refused,
    ).length;
    if (counted.some((count) => count < 0))
      broken("no submission is lost", `${key}: the state counts fewer than before`);
    if (phase.died) continue;
    if (more < least)
      broken("no submission is lost", `${key}: ${least} were made, and the state counts ${more} more`);
    if (more > calls.length)
      broken("no submission is lost", `${key}: ${calls.length} were made, and the state counts ${more}`);
    for (const declared of same) live(run, declared, calls, lives);
  }
}

const submissions = (state: ResourceState | undefined): number => Number(state?.outputs["submissions"] ?? 0);

function examineComplete(name: string, outputs: Record<string, unknown>): void {
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
  const enters = outcome.op !== "update" && state !== run.before.get(name);
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
  lives.set(name, { answered, refused });
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
    if (said.op !== done.op) broken(invariant, `${name}: ${said.op}, then ${done.op}`);
    if (done.op === "same") continue;
    if (!run.liveDiff) continue;
    const id = `CustomerQualification ${keyOf(declared)}: `;
    const lines = previewed.lines.filter((line) => line.startsWith(id));
    const promised = lines.some((line) => line.includes("It will be submitted"));
    const posted = callsOf(sent).some(
      ([first]) => `${first?.customerId}/${first?.qualification}` === keyOf(declared),
    );
    const wrongCode = done.error?.includes("`validationCode`") === true;
    const copies = program.filter((one) => keyOf(one) === keyOf(declared)).length > 1;
    if (posted && !promised) broken(invariant, `${name} was submitted, which its preview did not say`);
    if (promised && !posted && !wrongCode && !copies)
      broken(invariant, `${name} was to be submitted, and was not`);
    const refusal = done.error?.includes("Nothing was submitted.") ? kindOf(done.error) : undefined;
    if (refusal !== undefined && !wrongCode && !copies && !lines.some((line) => kindOf(line) === refusal)) {
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
    denied: /is (still )?Denied/,
    notListed: /not listed/,
  };
  return Object.keys(kinds).find((kind) => kinds[kind]?.test(text));
}

/** Whether Partner Center showed something else when `up` looked. */
function movedMeanwhile(run: Run, customerId: string): boolean {
  const looks = [...seen(run.previewed as Run, customerId), ...seen(run, customerId).slice(0, 1)];
  return new Set(looks.map(({ items }) => JSON.stringify(items))).size > 1;
}

/** An `up` that succeeded leaves everything as desired, and recorded as it is. */
function examineSuccess(run: Run): void {
  const { phase, program, after, sent } = run;
  if (phase.failed || phase.died) return;
  for (const { name, args } of program) {
    const state = after.get(name);
    if (state === undefined)
      return broken("no error is swallowed", `${name} is not in the state after an up that succeeded`);
    // With `liveDiff: false` nobody looked at what is unchanged.
    if (!run.liveDiff && phase.outcomes.get(name)?.op === "same") continue;
    const shown = sent.filter((one) => one.customerId === args.customerId && (one.intact || one.taken));
    if (shown.length > 0 && !shown.some(({ items }) => agree(args, state, items))) {
      broken(
        "no error is swallowed",
        `up succeeded, and ${name} is not as desired: ${JSON.stringify([state.outputs, shown.at(-1)?.items])}`,
      );
    }
  }
}

/** A refresh keeps the record of submissions, and records what it saw. */
export function examineRefresh(before: State, after: State, run: Run): void {
  examineErrors(run);
  for (const { name, outputs } of before.values()) {
    const now = after.get(name);
    if (now === undefined) return broken("no submission is lost", `refresh removed ${name}`);
    if (now.outputs["submissions"] !== outputs["submissions"]) {
      broken(
        "no submission is lost",
        `refresh made ${String(now.outputs["submissions"])} of ${String(outputs["submissions"])} submissions of ${name}`,
      );
    }
    examineComplete(name, now.outputs);
    const looks = seen(run, String(outputs["customerId"]));
    if (run.phase.failed || run.phase.died || looks.length === 0) continue;
    const { vettingStatus } = now.outputs;
    const recorded = typeof vettingStatus === "string" ? vettingStatus.toLowerCase() : "";
    const listedStatus = (look: Sent) => {
      const own = listed(look.items, String(outputs["qualification"]));
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

/** Nothing that is printed, thrown or stored in clear holds a secret. */
export function examineSecrets({ lines, phase, after, before }: Run, secrets: ReadonlySet<string>): void {
  const states = [...after.values(), ...before.values()].map(({ inputs, outputs, initErrors }) => {
    // The one property that is marked as a secret.
    const clear = [inputs, outputs].map(({ validationCode: _secret, ...rest }) => rest);
    return JSON.stringify([clear, initErrors]);
  });
  const errors = [...phase.outcomes.values()].flatMap(
    ({ error, inputs: { validationCode: _secret, ...rest } = {} }) => [error ?? "", JSON.stringify(rest)],
  );
  const texts = [...lines, ...phase.errors, ...errors, ...states];
  for (const secret of secrets) {
    const text = texts.find((one) => one.includes(secret));
    if (text !== undefined) broken("no secret is shown", `${secret} in: ${text}`);
  }
}
