import type { dynamic } from "@pulumi/pulumi";
import { onStop, unlessInterrupted } from "../../lifecycle/cancellation";
import { DeclaredCustomers } from "../../lifecycle/declaredCustomers";
import { engineAddress, engineLog } from "../engineLog";
import { Prefetch } from "../../lookAhead/prefetch";
import { named, Notices, type Named } from "../../lifecycle/notices";
import { plain, wellFormed, type Properties } from "../../engineValues";
import type { Lifecycle } from "../../lifecycle/lifecycle";
import { Session } from "../../lifecycle/session";
import { noteTimeouts } from "../../lifecycle/waiting";
import { asTold } from "./failures";

/**
 * The thin adapter between a resource's lifecycle and Pulumi's dynamic provider server. What the server drops today
 * (detailed diffs, import) another host could use; nothing behind this file knows which host it has.
 */

/** What the resource types of one process share: one token, one limiter, one order per customer. */
export interface Shared {
  session?: Session;
}

const ofThisProcess: Shared = {};

export function dynamicProvider(
  lifecycle: Lifecycle,
  shared: Shared = ofThisProcess,
): dynamic.ResourceProvider {
  const session = (): Session => {
    if (!shared.session) throw new Error("The engine did not configure the provider before its first call.");
    return shared.session;
  };
  // What only looks ends at once when the engine asks to stop, however long its retries would go on.
  const look = <T>(work: Promise<T>): Promise<T> =>
    unlessInterrupted(session().cancellation.signal, work, "Interrupted.");
  const prefetch = new Prefetch(lifecycle, session);
  const kept = (properties: object) => plain(properties, lifecycle.secretNames);
  /** How a person knows the resources of this type, by their identity: each is checked before all else. */
  const names = new Map<string, Named>();
  const told = <T>(call: () => Promise<T>, news?: Properties, olds?: Properties): Promise<T> => {
    const { notices } = session();
    return notices
      .about(names.get(lifecycle.identityKey(news ?? olds ?? {})), call)
      .catch((error: unknown) => {
        throw asTold(error, kept, news, olds);
      })
      .finally(() => notices.shown());
  };
  const noteDeclared = (declared: unknown, news: Properties): void => {
    const { urn, preview, count } = (declared ?? {}) as Properties;
    if (typeof preview === "boolean") session().previewing = preview;
    if (typeof urn === "string")
      names.set(lifecycle.identityKey(news), named(urn, typeof count === "number" ? count : undefined));
  };
  return {
    // Stores before its first await, for the server hands the provider out while `configure` still runs.
    configure(request: dynamic.ConfigureRequest): Promise<void> {
      if (!shared.session) {
        const { cancellation } = (shared.session = new Session(
          (key) => request.config.get(key),
          {},
          new DeclaredCustomers(engineAddress()),
          new Notices(engineLog()),
        ));
        onStop(() => cancellation.cancel());
      }
      return Promise.resolve();
    },
    check: (
      olds: Properties,
      {
        __declared: declared,
        __lookAhead: next,
        __mistake: mistake,
        __customTimeouts: timeouts,
        ...news
      }: Properties,
    ) => {
      noteDeclared(declared, news);
      return told(async () => {
        // Nothing of a program is looked at that can't be meant.
        if (typeof mistake === "string") {
          return { inputs: kept(news), failures: [{ property: "", reason: wellFormed(mistake) }] };
        }
        const id = lifecycle.idOf(news);
        if (id !== undefined) noteTimeouts(session(), id, timeouts);
        const own = lifecycle.check(session(), olds, news);
        prefetch.onCheck(olds, news, next);
        const { inputs, failures } = await look(own);
        const shown = failures.map((failure) => ({ ...failure, reason: wellFormed(failure.reason) }));
        return { inputs: kept(inputs), failures: shown };
      }, news);
    },
    diff: (_id: string, olds: Properties, news: Properties) =>
      told(() => look(lifecycle.diff(session(), olds, news)), news, olds),
    create: (news: Properties) =>
      told(async () => {
        prefetch.onCreate();
        const { id, outs } = await lifecycle.create(session(), news);
        return { id, outs: kept({ ...outs, __lookAhead: prefetch.namedBy(news) }) };
      }, news),
    read: (id: string, props?: Properties) =>
      told(async () => {
        const { __lookAhead: next, ...known } = props ?? {};
        const own = lifecycle.read(session(), id, known);
        prefetch.onRead(next);
        const result = await look(own);
        return {
          id: result.id,
          // As it was: a refresh must not show it as a change.
          props: kept({ ...result.props, __lookAhead: next }),
          ...(result.inputs === undefined ? {} : { inputs: kept(result.inputs) }),
        };
      }),
    update: (_id: string, olds: Properties, news: Properties) =>
      told(
        async () => {
          const { outs } = await lifecycle.update(session(), olds, news);
          return { outs: kept({ ...outs, __lookAhead: olds["__lookAhead"] }) };
        },
        news,
        olds,
      ),
    delete: (_id: string, props: Properties) => told(async () => lifecycle.delete(session(), props)),
  };
}
