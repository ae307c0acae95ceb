import { isDeepStrictEqual } from "node:util";
import type { dynamic } from "@pulumi/pulumi";
import { onStop, unlessInterrupted } from "../../lifecycle/cancellation";
import { DeclaredCustomers } from "../../lifecycle/declaredCustomers";
import { PartialFailure, Refused } from "../../failure";
import { engineLog } from "../engineLog";
import { LookAhead } from "../../lookAhead/lookAhead";
import { namesIn, Neighbours } from "../../lookAhead/neighbours";
import { named, Notices, type Named } from "../../lifecycle/notices";
import { plain, wellFormed } from "../../lifecycle/plain";
import type { Properties } from "../../lifecycle/definition";
import type { Lifecycle } from "../../lifecycle/lifecycle";
import { FAILED } from "../../lifecycle/recorded";
import { isPartnerCenterError, Session } from "../../lifecycle/session";
import { noteTimeouts } from "../../lifecycle/waitBounds";

/**
 * The thin adapter between a resource's lifecycle and Pulumi's dynamic provider server. What the server drops today
 * (detailed diffs, import) another host could use; nothing behind this file knows which host it has.
 */

/**
 * So many of those that come next in the program are looked at while a new resource is created. The engine checks one only
 * when there is a place for its creation, and goes through several stretches of the program side by side: those that come
 * next are created within a moment, most others much later, when a look would be too old to act on.
 */
const CREATED_NEXT = 2;

/** The engine's address: what it starts the server with. */
const ENGINE = process.argv.slice(2).find((argument) => /^[\w.[\]:-]+:\d+$/.test(argument));

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
  const ahead = new LookAhead((key) => lifecycle.lookAhead(session(), key));
  const neighbours = new Neighbours();
  const forRefresh = (key: string): Promise<unknown> => lifecycle.lookAhead(session(), key, "refresh");
  const forCreate = async (key: string): Promise<unknown> => lifecycle.lookAheadOfCreate(session(), key);
  const kept = (properties: object) => plain(properties, lifecycle.secretNames);
  /** How a person knows the resources of this type, by their identity: each is checked before all else. */
  const names = new Map<string, Named>();
  const told = <T>(call: () => Promise<T>, news?: Properties, olds?: Properties): Promise<T> => {
    const { notices } = session();
    return notices
      .about(names.get(identityOf(news ?? olds ?? {})), call)
      .catch((error: unknown) => {
        throw asTold(error, kept, news, olds);
      })
      .finally(() => notices.shown());
  };
  const noteDeclared = (declared: unknown, identity: string): void => {
    const { urn, preview, count } = (declared ?? {}) as Properties;
    if (typeof preview === "boolean") session().previewing = preview;
    if (typeof urn === "string")
      names.set(identity, named(urn, typeof count === "number" ? count : undefined));
  };
  return {
    // Stores before its first await, for the server hands the provider out while `configure` still runs.
    configure(request: dynamic.ConfigureRequest): Promise<void> {
      if (!shared.session) {
        const { cancellation } = (shared.session = new Session(
          (key) => request.config.get(key),
          {},
          new DeclaredCustomers(ENGINE),
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
      noteDeclared(declared, identityOf(news));
      return told(async () => {
        // Nothing of a program is looked at that can't be meant.
        if (typeof mistake === "string") {
          return { inputs: kept(news), failures: [{ property: "", reason: wellFormed(mistake) }] };
        }
        const id = lifecycle.waitedId(news);
        if (id !== undefined) noteTimeouts(session(), id, timeouts);
        const key = lifecycle.lookAheadKey(news);
        if (key !== undefined) ahead.asked(key);
        const own = lifecycle.check(session(), olds, news);
        const isNew = Object.keys(olds).length === 0;
        const keys = typeof next === "string" ? neighbours.learn(next.toLowerCase(), key, isNew) : [];
        // Those next to a new resource are mostly new as well: while an `up` creates, each is looked at for its `create`.
        if (session().creating && isNew) ahead.want(keys.slice(1, 1 + CREATED_NEXT), forCreate);
        else ahead.want(keys);
        const { inputs, failures } = await look(own);
        const shown = failures.map((failure) => ({ ...failure, reason: wellFormed(failure.reason) }));
        return { inputs: kept(inputs), failures: shown };
      }, news);
    },
    diff: (_id: string, olds: Properties, news: Properties) =>
      told(() => look(lifecycle.diff(session(), olds, news)), news, olds),
    create: (news: Properties) =>
      told(async () => {
        if (!session().creating) ahead.forgetWanted();
        const { id, outs } = await lifecycle.create(session(), news);
        const named = neighbours.namedBy(lifecycle.lookAheadKey(news));
        return { id, outs: kept({ ...outs, __lookAhead: named }) };
      }, news),
    read: (id: string, props?: Properties) =>
      told(async () => {
        const { __lookAhead: next, ...known } = props ?? {};
        const own = lifecycle.read(session(), id, known);
        if (typeof next === "string") ahead.want(namesIn(next), forRefresh);
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
    delete: (_id: string, props: Properties) => told(async () => lifecycle.forget(session(), props)),
  };
}

/** What tells a resource from the others of its type, as far as its inputs do. */
function identityOf({ customerId, domain, qualification, agreementType }: Properties): string {
  return [customerId ?? domain, qualification ?? agreementType].join("/").toLowerCase();
}

/**
 * What a user should read of an error. The server prints the stack of an error of check, diff, read and delete: ours
 * have none, for they are no crash. A crash keeps its stack, since it is a bug of ours.
 */
function asTold(
  error: unknown,
  kept: (properties: object) => Properties,
  news?: Properties,
  olds?: Properties,
): unknown {
  if (error instanceof PartialFailure) {
    // Where there is nothing new to record the state stays as it is: the engine would go on to make an update of what
    // has failed, also once all is well.
    if (olds && isDeepStrictEqual(recordIn(error.properties), recordIn(olds))) return quiet(error);
    // Without `__provider` in the properties, refresh and destroy would fail for ever.
    const carried = { __lookAhead: olds?.["__lookAhead"], __provider: news?.["__provider"] };
    const properties = kept({ ...error.properties, ...carried, [FAILED]: true });
    return Object.assign(quiet(error), { id: error.id, properties, reasons: error.reasons.map(wellFormed) });
  }
  if (error instanceof Refused || isPartnerCenterError(error)) return quiet(error);
  if (error instanceof Error) error.message = wellFormed(error.message);
  return error;
}

/** Without what the engine and the host add to it. */
function recordIn(properties: object): object {
  return Object.fromEntries(Object.entries(plain(properties)).filter(([name]) => !name.startsWith("__")));
}

function quiet({ message }: Error): Error {
  const error = new Error(wellFormed(message));
  error.name = "";
  error.stack = "";
  return error;
}
