import { Interrupted, unlessInterrupted } from "./cancellation";
import { OutageError } from "../failure";
import { isPartnerCenterError } from "./outage";
import type { Session } from "./session";
import { remembered } from "./remembered";

/** What every wait has in common: how it pauses, how long its last look may go on, and what does not end it. */

/** How long the last look may go on when the deadline has passed. */
const LAST_LOOK_MS = 30_000;

/** A look of a wait, bounded, for its retries may take minutes. @throws Interrupted when the engine asks to stop */
export async function lookUntil<T>(
  session: Session,
  deadline: number,
  stop: AbortSignal,
  look: () => Promise<T>,
): Promise<T> {
  // The pause before it may have been ended by the engine: then nothing more is sent.
  if (stop.aborted) throw new Interrupted("");
  const [bound, done] = [new AbortController(), new AbortController()];
  // By the clock, for a timer of Node's can't be as long as a deadline.
  const boundMs = Math.max(0, deadline - session.clock.now()) + LAST_LOOK_MS;
  session.clock.sleep(boundMs, done.signal).then(
    () => bound.abort(),
    () => undefined,
  );
  try {
    return await unlessInterrupted(AbortSignal.any([stop, bound.signal]), look(), "");
  } catch (error) {
    if (error instanceof Interrupted && !stop.aborted) throw new OutageError("it was not answered in time.");
    throw error;
  } finally {
    done.abort();
  }
}

/** Whether a later look may succeed by itself: a refused login, or a customer that is not ours any more, will not. */
export function mayPass(error: unknown): boolean {
  if (error instanceof OutageError) return true;
  if (!isPartnerCenterError(error) || error.name === "SettingsError") return false;
  const { httpStatus: status = 0 } = error;
  return status < 300 || status === 408 || status === 429 || status >= 500;
}

/** Until the time has passed, or the engine asks to stop. */
export async function pause({ clock }: Session, ms: number, stop: AbortSignal): Promise<void> {
  await clock.sleep(ms, stop).catch((error: unknown) => {
    if (!stop.aborted) throw error;
  });
}

/**
 * How long a resource may be waited for: its own input says so, and `customTimeouts` of Pulumi's resource options, of which
 * the smaller one counts. The engine keeps that option for itself, so the program's class hands it along (sdk/timeouts.ts)
 * with the inputs that `check` gets; they are remembered here for the `create` or `update` that follows.
 */

export type Operation = "create" | "update";

export interface WaitBound {
  ms: number;
  /** What a person has to change for a longer wait: the name of the input. */
  setBy: string;
}

const ofRun = remembered(() => new Map<string, Partial<Record<Operation, number>>>());

/** Notes what a resource hands along, in whatever form it came. @param id - the resource's id to be */
export function noteTimeouts(session: Session, id: string, timeouts: unknown): void {
  const noted = ofRun(session);
  if (typeof timeouts !== "object" || timeouts === null) noted.delete(id);
  else noted.set(id, timeouts);
}

/** @param own - what the resource's own input says */
export function waitBound(
  session: Session,
  id: string,
  operation: Operation,
  own: { seconds: number; input: string },
): WaitBound {
  const ms = ofRun(session).get(id)?.[operation];
  const ownMs = own.seconds * 1000;
  return typeof ms === "number" && ms > 0 && ms < ownMs
    ? { ms, setBy: `customTimeouts.${operation}` }
    : { ms: ownMs, setBy: own.input };
}
