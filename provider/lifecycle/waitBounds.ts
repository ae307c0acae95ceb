import { remembered } from "./run";
import type { Session } from "./session";

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
