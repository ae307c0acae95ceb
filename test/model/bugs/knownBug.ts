import type { Bug } from "../load";
import type { Step } from "../steps";
import type { Invariant } from "../storable";

export const PROVIDER = "provider/resources/customerQualification";
export const CLIENT = "provider/partnercenter";

export const ASKED: Invariant = "never more submissions than were asked for";
export const LOST: Invariant = "no submission is lost";
export const UNCHANGED: Invariant =
  "a preview says unchanged exactly when it looked and desired and observed agree";
export const PROMISE: Invariant = "what preview said is what up does";
export const SECRET: Invariant = "no secret is shown";
export const STATE: Invariant = "only what the engine can store, and all of it";
export const GETS: Invariant = "one GET per customer in a preview";
export const SWALLOWED: Invariant = "no error is swallowed";
export const CRASH: Invariant = "no crash and no hang";

/** A bug that is put in by hand, which the model must find. */
export interface KnownBug {
  name: string;
  bug: Bug;
  /** Which of them show it; which one comes first is chance. */
  invariants: readonly Invariant[];
  /** What leads to where it can show. */
  begin?: readonly Step[];
}
