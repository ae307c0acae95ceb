import type { Case, Operation, System } from "../cases";
import type { Measured } from "../processes";

/** What a system's command came to. */
export interface Ran extends Measured {
  /** What it said it did, such as "10 unchanged": shows that it measured what it should. */
  summary: string;
}

/** One system with its program and its state for one case, in a scratch folder. */
export interface Runner {
  readonly system: System;
  /** Which operations it has; the others are left out. */
  readonly operations: readonly Operation[];
  /** Runs one operation, measured. Throws when it fails. */
  run(operation: Operation, environment: Readonly<Record<string, string>>): Promise<Ran>;
  /** `up` as fast as can be, where it is not what is measured. */
  prepare(environment: Readonly<Record<string, string>>): Promise<void>;
  /** Makes the state that `up` would leave, by an `up` of the first few; absent where a system can't. */
  makeState?(environment: Readonly<Record<string, string>>): Promise<void>;
  /** Forgets the state, as if `up` had never been. */
  reset(): Promise<void>;
  /** Bytes of the whole state file, and of one qualification in it without white space. */
  stateBytes(): StateBytes | undefined;
  close(): Promise<void>;
}

export interface StateBytes {
  file: number;
  perResource: number;
  /** Of one resource that a qualification's `customerId` comes from. */
  perCustomer?: number;
}

/** Makes a runner, or says in one line why this machine can't. */
export type MakeRunner = (one: Case) => Promise<Runner | string>;

export function mustEnd(command: string, ran: Measured): void {
  if (ran.code !== 0) throw new Error(`${command} ended with ${ran.code}:\n${ran.output}`);
}
