import { Interrupted } from "../../lifecycle/cancellation";
import { PartialFailure } from "../../failure";
import type { CustomerQualificationItem } from "../../partnercenter";
import { remembered } from "../../lifecycle/remembered";
import type { Session } from "../../lifecycle/session";
import {
  lookUntil,
  mayPass,
  type Operation,
  pause,
  waitBound,
  type WaitBound,
} from "../../lifecycle/waiting";
import { decideNotApproved } from "./decide";
import { isLately } from "./lately";
import { resourceId, withDefaults, type Inputs, type Recorded } from "./model";
import { lookToAct } from "./observe";
import { duration, Progress, type Wait } from "./progress";
import { outputsOf, recordFound } from "./record";
import { isDenied, isSettled, ownItem, sameDate } from "./vetting";
import { describeVetting, subject } from "./phrases";
import { failure } from "./messages";

const progressOf = remembered(() => new Progress());

export interface WaitOptions {
  /** Under which it waits. */
  operation: Operation;
  /** Aborted when the engine asks to stop. */
  stop: AbortSignal;
  /** Where it was submitted just now: it may not be listed yet. */
  submitted?: Submitted;
  /** When it began, where it had to be looked for before; else now. */
  since?: number;
}

export interface Submitted {
  /** The denial that was listed before. */
  before?: CustomerQualificationItem;
}

/**
 * Polls until the vetting is settled, until it is denied or gone, until this resource's own deadline, or until the
 * engine asks to stop. Whatever ends it, the submission stays in the state, and the next `pulumi up` waits on without
 * another.
 */
export async function waitForVetting(
  session: Session,
  desired: Inputs,
  submitted: Recorded,
  options: WaitOptions,
): Promise<Recorded> {
  const start = options.since ?? session.clock.now();
  const bound = waitBound(session, resourceId(desired), options.operation, {
    seconds: withDefaults(desired).vettingTimeoutSeconds,
    input: "vettingTimeoutSeconds",
  });
  const wait: Wait = { desired, start, deadline: start + bound.ms, latest: submitted };
  const progress = progressOf(session).add(wait);
  session.notices.tell(
    `${subject(desired)}: waiting for the vetting: ${describeVetting(submitted)}, up to ${duration(bound.ms)}.`,
  );
  try {
    return await poll(session, wait, bound, options);
  } finally {
    progress.remove(wait);
  }
}

async function poll(session: Session, wait: Wait, bound: WaitBound, options: WaitOptions): Promise<Recorded> {
  const { desired, start, deadline } = wait;
  const { vettingPollIntervalSeconds } = withDefaults(desired);
  const submitted = wait.latest;
  let listed = options.submitted === undefined;
  const before = options.submitted?.before;
  const submittedAt = Date.parse(submitted.submittedAt ?? new Date(start).toISOString());

  for (;;) {
    const left = deadline - session.clock.now();
    if (left <= 0) {
      const failed = wait.problem === undefined ? "" : `; the last look failed: ${wait.problem}`;
      throw ended(
        wait,
        `the vetting is ${describeVetting(wait.latest)} after ${bound.ms / 1000} s (${bound.setBy})${failed}`,
      );
    }
    await pause(session, Math.min(vettingPollIntervalSeconds * 1000, left), options.stop);
    try {
      // One of its own, not one that another call made before.
      const { items } = await lookUntil(session, deadline, options.stop, () => {
        session.looks.forget(desired.customerId);
        return lookToAct(session, desired.customerId);
      });
      const own = ownItem(items, desired.qualification);
      wait.problem = undefined;
      // A list may be behind, for an hour: the denial that was there before is not the new vetting's.
      listed ||= own !== undefined && !(before && sameDate(before.vettingCreateDate, own.vettingCreateDate));
      listed ||= !isLately(submittedAt, session.clock.now());
      if (listed) {
        wait.latest = recordFound(desired, own, submitted);
        if (own && isSettled(own)) {
          session.notices.tell(
            `${subject(desired)}: ${describeVetting(own)} after ${duration(session.clock.now() - start)}.`,
          );
          return wait.latest;
        }
        if (!own || isDenied(own)) return notApproved(session, wait, submitted, items);
      }
    } catch (error) {
      if (error instanceof PartialFailure) throw error;
      if (error instanceof Interrupted) throw interrupted(session, wait);
      const message = error instanceof Error ? error.message : String(error);
      if (!mayPass(error)) throw ended(wait, `the wait is over: ${message.replaceAll("\n", " ")}`);
      // What was found, without what to do: the next look may succeed.
      wait.problem = message.split("\n")[0];
    }
    const line = progressOf(session).line(wait, session.clock.now());
    if (line !== undefined) session.notices.tell(line);
  }
}

/** Denied, or no longer listed. */
function notApproved(
  session: Session,
  { desired, latest }: Wait,
  recorded: Recorded,
  items: readonly CustomerQualificationItem[],
): Recorded {
  const own = ownItem(items, desired.qualification);
  const decision = decideNotApproved(desired, own ? "denied" : "notListed", recorded.submissions + 1);
  if (decision.kind === "warn") {
    const found = own ? describeVetting(own) : "no longer listed";
    session.notices.tell(`${subject(desired)}: ${found}; \`onDenied: "warn"\`: it is recorded.`, "warning");
    return latest;
  }
  const message = failure(
    decision,
    {
      desired,
      recorded,
      items,
      limits: { maxSubmissions: session.settings.maxSubmissions },
      correlationId: session.correlationId,
    },
    "It is recorded; nothing more was submitted.",
  );
  throw new PartialFailure(message, resourceId(desired), outputsOf(latest));
}

function interrupted(session: Session, wait: Wait): PartialFailure {
  const passed = duration(session.clock.now() - wait.start);
  return ended(wait, `interrupted after ${passed}; the vetting is ${describeVetting(wait.latest)}`);
}

function ended({ desired, latest }: Wait, why: string): PartialFailure {
  const kept = latest.submissions > 0 ? "It is in the state as submitted" : "It is in the state as adopted";
  return new PartialFailure(
    `${subject(desired)}: ${why.replace(/\.$/, "")}. ${kept}: the next \`pulumi up\` waits on without a submission.`,
    resourceId(desired),
    outputsOf(latest),
  );
}
