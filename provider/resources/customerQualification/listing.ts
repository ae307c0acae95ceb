import type { Later } from "../../lifecycle/action";
import { remembered } from "../../lifecycle/remembered";
import type { Session } from "../../lifecycle/session";
import { pause, waitBound } from "../../lifecycle/waiting";
import type { Decision } from "./decision";
import { LIST_BEHIND_MS } from "./lately";
import { resourceId, withDefaults, type Inputs, type Seen } from "./model";
import { duration } from "./progress";
import { describeSubmission, subject } from "./phrases";

/**
 * A new resource whose qualification somebody has submitted less than an hour ago, and which is not listed yet, is looked for
 * again, so that it is adopted once it is listed. Nobody is kept out meanwhile, for nothing is sent.
 */

/** How long a run looks again for all that do not wait for their vettings: it holds up a pipeline. */
const LISTING_MS = 30_000;
const BETWEEN_LOOKS_MS = 5_000;

interface Waiting {
  /** When it was decided that it is waited for. Its hour may end meanwhile, and what the preview said must not change for that. */
  since: number;
  /** What the activity log has shown: read with each look, it would cost twice the requests. */
  logged: Seen["logged"];
}

const waitsOf = remembered(() => ({
  /** Since when the run waits for those that do not wait for their vettings. */
  since: undefined as number | undefined,
  each: new Map<string, Waiting>(),
}));

/** What a resource of this run has begun to look for again. */
export const listingOf = (session: Session, desired: Inputs): Waiting | undefined =>
  waitsOf(session).each.get(resourceId(desired));

/** What to do before another look; undefined where there were enough. */
export function untilListed(
  session: Session,
  desired: Inputs,
  { submitted = { customerId: desired.customerId } }: Extract<Decision, { kind: "refuse" }>,
  logged: Seen["logged"],
  stop: AbortSignal,
): Later | undefined {
  const waits = waitsOf(session);
  const now = session.clock.now();
  const id = resourceId(desired);
  const { waitForVetting, vettingTimeoutSeconds, vettingPollIntervalSeconds } = withDefaults(desired);
  const isNew = !waits.each.has(id);
  const mine = waits.each.get(id) ?? { since: now, logged };
  waits.each.set(id, mine);
  const seconds = waitForVetting ? vettingTimeoutSeconds : LISTING_MS / 1000;
  const bound = waitBound(session, id, "create", { seconds, input: "vettingTimeoutSeconds" });
  // All that do not wait for their vettings share one time.
  const end = waitForVetting ? (submitted.at ?? now) + LIST_BEHIND_MS : (waits.since ??= now) + LISTING_MS;
  const left = Math.min(mine.since + bound.ms, end) - now;
  const betweenMs = waitForVetting ? vettingPollIntervalSeconds * 1000 : BETWEEN_LOOKS_MS;
  if (left <= 0 || stop.aborted) return undefined;
  if (isNew)
    session.notices.tell(
      `${subject(desired)}: was submitted ${describeSubmission(submitted)}, and is not listed yet. It is looked for again, up to ${duration(left)}.`,
    );
  return {
    async later() {
      await pause(session, Math.min(betweenMs, left), stop);
      session.looks.forget(desired.customerId);
    },
  };
}
