import { check, type Checking, type CheckResult } from "./check";
import type { Definition, Looking, Properties, Types } from "./definition";
import { diff, type DiffResult } from "./diff";
import { create, update } from "./perform";
import { read, type ReadResult } from "./read";
import { ifRecorded } from "./recorded";
import type { Session } from "./session";
import { withSecrecy } from "./withSecrecy";

/** What a host calls. */
export interface Lifecycle<T extends Types = Types> {
  readonly secretNames: readonly string[];
  readonly lookAhead: (session: Session, key: string, lookingFor?: Looking["lookingFor"]) => Promise<unknown>;
  readonly lookAheadOfCreate: (session: Session, key: string) => Promise<unknown>;
  readonly lookAheadKey: (inputs: Properties) => string | undefined;
  readonly waitedId: (inputs: Properties) => string | undefined;
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
  /** What a destroy does: most things at Microsoft can't be deleted, and are only forgotten. */
  readonly forget: (session: Session, olds: Properties) => Promise<void>;
}

/** The lifecycle of a resource type. No secret leaves it in clear. */
export function lifecycle<T extends Types>(type: Definition<T>): Lifecycle<T> {
  return withSecrecy(type, {
    secretNames: type.secretNames,
    lookAhead: (session, key, lookingFor) => type.lookAhead(session, key, lookingFor),
    lookAheadOfCreate: async (session, key) => type.lookAheadOfCreate?.(session, key),
    lookAheadKey: (inputs) => type.lookAheadKey(inputs),
    waitedId: (inputs) => type.waitedId?.(inputs),
    check: (session, olds, news, how) => check(type, session, olds, news, how),
    diff: (session, olds, news) => diff(type, session, olds, news),
    create: (session, news) => create(type, session, news),
    read: (session, id, props) => read(type, session, id, props),
    update: (session, olds, news) => update(type, session, olds, news),
    async forget(session, olds) {
      // What names nothing must not stay in the state for ever.
      const recorded = ifRecorded(
        () => type.recordedOf(olds),
        (why) => session.notices.tell(`${why} The resource is only forgotten here.`, "warning"),
      );
      if (recorded === undefined) return;
      type.onRun?.inState?.(session, { recorded });
      await type.forget(session, recorded);
    },
  });
}
