import { type Declared, PROVIDER_TEXT, type ResourceState } from "./engine";
import { asksAgain, content, HOUR_MS, inTheWay, isDenied, type Life, listed, notListedYet } from "./oracle";
import { broken, callsOf, grouped, keyOf, postsOf, type Run, seen, senderOf, toldOf } from "./run";
import type { Sent } from "./wire";

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
