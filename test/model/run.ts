import type { Declared, Phase, State } from "./engine";
import type { LogRead } from "./logRead";
import type { Life } from "./oracle";
import { type Invariant, InvariantBroken } from "./storable";
import type { Sender, Sent, Told } from "./wire";

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
  /** All requests of its processes, in their order. */
  sent: readonly Sent[];
  /** Their requests for the activity log. */
  logReads: readonly LogRead[];
  /** What its processes were told of the state. */
  told: ReadonlyMap<Sender, readonly Told[]>;
  /** By the program's providers. */
  senders: readonly Sender[];
  /** All requests of this machine, also of other commands, in their order. */
  ofMachine: readonly Sent[];
  startedAt: number;
  /** When it ended, or the time now. */
  endedAt: number;
  /** What `--replace` names. */
  replace: ReadonlySet<string>;
  lines: readonly string[];
  /** Whether anything was made to go wrong, or to happen meanwhile. */
  troubled: boolean;
  refreshes: boolean;
  liveDiff: boolean;
  maxSubmissions: number;
  /** Resources of which a refresh recorded a denial or a disappearance that no `up` has reported. */
  unreported: Set<string>;
  /** By resource. */
  lives: Map<string, Life>;
  /** The preview of the same `up`. */
  previewed?: Run;
}

export function broken(invariant: Invariant, found: string): never {
  throw new InvariantBroken(invariant, found);
}

export function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

export const keyOf = ({ args }: Declared): string => `${args.customerId}/${args.qualification}`;

/** Which of the processes is a resource's. */
export const senderOf = ({ senders }: Run, { provider = 0 }: Declared): Sender =>
  senders[provider] ?? senders[0]!;

/** What its process was told of a qualification, before this moment. */
export const toldOf = ({ told }: Run, sender: Sender, key: string, before = Infinity): Told[] =>
  (told.get(sender) ?? []).filter((one) => one.key === key && one.order < before);

export const known = ({ unknown }: Declared): boolean => unknown.length === 0;

/** What intact answers of these processes, or of one of them, showed of a customer. */
export const seen = ({ sent }: Pick<Run, "sent">, customerId: string, by?: Sender): Sent[] =>
  sent.filter(
    (one) =>
      one.customerId === customerId &&
      one.intact &&
      one.method === "GET" &&
      (by === undefined || one.by === by),
  );

/** Every POST of this machine. */
export const postsOf = ({ ofMachine }: Run): Sent[] => ofMachine.filter(({ method }) => method === "POST");

/** Whether two requests are attempts of one call, for they carry the same MS-RequestId; so does another process's same ask. */
export const sameCall = (one: Sent, other: Sent): boolean =>
  one.by === other.by && one.requestId === other.requestId;

/** The attempts of each call. */
export function callsOf(sent: readonly Sent[]): Sent[][] {
  const calls: Sent[][] = [];
  for (const post of sent.filter(({ method }) => method === "POST")) {
    const call = calls.find(([first]) => first && sameCall(first, post));
    if (call) call.push(post);
    else calls.push([post]);
  }
  return calls;
}
