import type { Lifecycle } from "./calls";
import { check } from "./check";
import type { Definition, Types } from "./definition";
import { diff } from "./diff";
import { create, update } from "./createAndUpdate";
import { identityKey, idOf } from "./identity";
import { read } from "./read";
import { ifRecorded } from "./recorded";
import { withSecrecy } from "./withSecrecy";

export type { Lifecycle } from "./calls";

/** The lifecycle of a resource type. No secret leaves it in clear. */
export function lifecycle<T extends Types>(type: Definition<T>): Lifecycle<T> {
  return withSecrecy(type, {
    secretNames: type.secretNames,
    lookAhead: (session, key, lookingFor) => type.lookAhead(session, key, lookingFor),
    lookAheadOfCreate: async (session, key) => type.lookAheadOfCreate?.(session, key),
    lookAheadKey: (inputs) => type.lookAheadKey(inputs),
    identityKey: (inputs) => identityKey(type, inputs as T["inputs"]),
    idOf: (inputs) => idOf(type, inputs),
    check: (session, olds, news, how) => check(type, session, olds, news, how),
    diff: (session, olds, news) => diff(type, session, olds, news),
    create: (session, news) => create(type, session, news),
    read: (session, id, props) => read(type, session, id, props),
    update: (session, olds, news) => update(type, session, olds, news),
    async delete(session, olds) {
      // What names nothing must not stay in the state for ever.
      const recorded = ifRecorded(
        () => type.recordedOf(olds),
        (why) => session.notices.tell(`${why} The resource is only forgotten here.`, "warning"),
      );
      if (recorded === undefined) return;
      type.onRun?.inState?.(session, { recorded });
      await type.delete(session, recorded);
    },
    ended: (session) => type.onRun?.ended?.(session),
  });
}
