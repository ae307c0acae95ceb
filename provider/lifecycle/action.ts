import type { Journal } from "./journal";
import type { Session } from "./session";

/** What a resource type is given to act with, and what it answers: `act` of its definition. */

/** One resource's turn to be acted on: nothing else of this machine comes between its look and its write. */
export interface Action {
  readonly session: Session;
  readonly operation: "create" | "update";
  /** Aborted when the engine asks to stop. */
  readonly stop: AbortSignal;
  /** What is said then. */
  readonly interrupted: string;
  /** What the next process of this machine reads, while the turn lasts. */
  readonly journal: Journal;
  /** To be called before what nobody can take back is written. @throws Refused where the run's plan does not say so */
  keepToPlan(): void;
  /** For what sends nothing that matters: ends when the engine asks to stop. What is under way is seen through. */
  unlessStopped<T>(work: Promise<T>): Promise<T>;
  /** The same for a look: one that fails ends the action before anything was sent, and the error says so. */
  look<T>(look: Promise<T>): Promise<T>;
}

/** What an action has come to, and what is still to be waited for, in nobody's way. */
export interface Done<Recorded> {
  outputs: Recorded;
  wait?: () => Promise<Recorded>;
}

/** Nothing was written, and its turn is over: after this it gets another one, and begins anew. */
export interface Later {
  later: () => Promise<void>;
}
