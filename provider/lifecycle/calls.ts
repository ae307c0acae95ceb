import type { Properties } from "../engineValues";
import type { Looking, Types } from "./definition";
import type { Session } from "./session";
import type { Failure } from "./validation";

/** How a host wants it checked. */
export interface Checking {
  /** A new resource is looked at later: by the preview of its creation, or by the creation itself. */
  later?: boolean;
}

export interface CheckResult {
  inputs: Record<string, unknown>;
  failures: Failure[];
}

export interface DiffResult {
  changes: boolean;
  replaces: string[];
  deleteBeforeReplace?: boolean;
}

export interface ReadResult<T extends Types = Types> {
  /** Empty: gone. */
  id: string;
  /** Of a `get` that could not be read in a preview, what identifies it only. */
  props: Partial<T["outputs"]>;
  inputs?: T["inputs"];
}

/** What a host calls. */
export interface Lifecycle<T extends Types = Types> {
  readonly secretNames: readonly string[];
  readonly lookAhead: (session: Session, key: string, lookingFor?: Looking["lookingFor"]) => Promise<unknown>;
  readonly lookAheadOfCreate: (session: Session, key: string) => Promise<unknown>;
  readonly lookAheadKey: (inputs: Properties) => string | undefined;
  /** What tells a resource from the others of its type, as far as its inputs do. */
  readonly identityKey: (inputs: Properties) => string;
  /** The id that a resource with these inputs has, where they are known and valid and say it. */
  readonly idOf: (inputs: Properties) => string | undefined;
  readonly check: (
    session: Session,
    olds: Properties,
    news: Properties,
    how?: Checking,
  ) => Promise<CheckResult>;
  readonly diff: (session: Session, olds: Properties, news: Properties) => Promise<DiffResult>;
  readonly create: (session: Session, news: Properties) => Promise<{ id: string; outs: T["outputs"] }>;
  readonly read: (session: Session, id: string, props: Properties) => Promise<ReadResult<T>>;
  readonly update: (session: Session, olds: Properties, news: Properties) => Promise<{ outs: T["outputs"] }>;
  /** Most things at Microsoft can't be deleted, and are only forgotten. */
  readonly delete: (session: Session, olds: Properties) => Promise<void>;
  /** To be called when the engine will ask about nothing more: tells what the run comes to. */
  readonly ended: (session: Session) => void;
}
