import type { dynamic } from "@pulumi/pulumi";
import { onStop, unlessInterrupted } from "./cancellation";
import { PartialFailure, Refused } from "./failure";
import { plain } from "./plain";
import { isPartnerCenterError, Session } from "./session";

/**
 * The thin adapter between a resource's lifecycle and Pulumi's dynamic provider server. What the server drops today
 * (detailed diffs, import) another host could use; nothing behind this file knows which host it has.
 */

type Properties = Readonly<Record<string, unknown>>;

export interface Lifecycle {
  /** Begins the look that a `check` of the resource with this key will ask for. */
  lookAhead(session: Session, key: string): Promise<unknown>;
  check(
    session: Session,
    olds: Properties,
    news: Properties,
  ): Promise<{ inputs: object; failures: dynamic.CheckFailure[] }>;
  diff(
    session: Session,
    olds: Properties,
    news: Properties,
  ): Promise<{ changes: boolean; replaces: string[]; deleteBeforeReplace?: boolean }>;
  create(session: Session, news: Properties): Promise<{ id: string; outs: object }>;
  read(
    session: Session,
    id: string,
    props: Properties,
  ): Promise<{ id: string; props: object; inputs?: object }>;
  update(session: Session, olds: Properties, news: Properties): Promise<{ outs: object }>;
  /** What a destroy does: most things at Microsoft can't be deleted, and are only forgotten. */
  forget(session: Session, olds: Properties): void | Promise<void>;
}

/** One session for all resource types of a process: one token, one limiter, one order per customer. */
let shared: Session | undefined;

export function dynamicProvider(lifecycle: Lifecycle): dynamic.ResourceProvider {
  const session = (): Session => {
    if (!shared) throw new Error("The engine did not configure the provider before its first call.");
    return shared;
  };
  // What only looks ends at once when the engine asks to stop, however long its retries would go on.
  const look = <T>(work: Promise<T>): Promise<T> =>
    unlessInterrupted(session().cancellation.signal, work, "Interrupted.");
  return {
    // Stores before its first await, for the server hands the provider out while `configure` still runs.
    configure(request: dynamic.ConfigureRequest): Promise<void> {
      if (!shared) {
        const { cancellation } = (shared = new Session((key) => request.config.get(key)));
        onStop(() => cancellation.cancel());
      }
      return Promise.resolve();
    },
    check: (olds: Properties, { __lookAhead: next, ...news }: Properties) =>
      told(async () => {
        const own = lifecycle.check(session(), olds, news);
        // The engine asks for one resource after the other; the session keeps these looks until it does.
        for (const key of typeof next === "string" && next !== "" ? next.split(",") : []) {
          // What fails here fails again, and is told, when the look is asked for.
          lifecycle.lookAhead(session(), key).catch(() => undefined);
        }
        const { inputs, failures } = await look(own);
        return { inputs: plain(inputs), failures };
      }),
    diff: (_id: string, olds: Properties, news: Properties) =>
      told(() => look(lifecycle.diff(session(), olds, news))),
    create: (news: Properties) =>
      told(async () => {
        const { id, outs } = await lifecycle.create(session(), news);
        return { id, outs: plain(outs) };
      }, news),
    read: (id: string, props?: Properties) =>
      told(async () => {
        const result = await look(lifecycle.read(session(), id, props ?? {}));
        return {
          id: result.id,
          props: plain(result.props),
          ...(result.inputs === undefined ? {} : { inputs: plain(result.inputs) }),
        };
      }),
    update: (_id: string, olds: Properties, news: Properties) =>
      told(async () => ({ outs: plain((await lifecycle.update(session(), olds, news)).outs) }), news),
    delete: (_id: string, props: Properties) => told(async () => lifecycle.forget(session(), props)),
  };
}

/**
 * Runs a call and makes of what it throws what a user should read. The server prints the stack of an error of check,
 * diff, read and delete: ours have none, for they are no crash. A crash keeps its stack, since it is a bug of ours.
 */
async function told<T>(call: () => Promise<T>, news?: Properties): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof PartialFailure) {
      // Without `__provider` in the properties, refresh and destroy would fail for ever.
      const properties = { ...plain(error.properties), __provider: news?.["__provider"] };
      throw Object.assign(quiet(error.message), { id: error.id, properties, reasons: error.reasons });
    }
    throw error instanceof Refused || isPartnerCenterError(error) ? quiet(error.message) : error;
  }
}

function quiet(message: string): Error {
  const error = new Error(message);
  error.name = "";
  error.stack = "";
  return error;
}
