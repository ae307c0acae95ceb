import type { Properties } from "../engineValues";
import { PartialFailure } from "../failure";
import type { Types } from "./definition";
import type { Lifecycle } from "./calls";
import type { Session } from "./session";

/**
 * A lifecycle in which a secret is known before anything is asked, and in which no text of Microsoft's holds one on its
 * way in or out: what a state of any release has recorded, what is recorded now, what a preview and an error say.
 */
export function withSecrecy<T extends Types>(
  { secretNames, textNames }: { secretNames: readonly string[]; textNames: readonly string[] },
  lifecycle: Lifecycle<T>,
): Lifecycle<T> {
  const known = (session: Session, properties: Properties): Properties => {
    for (const name of secretNames) session.protect(properties[name]);
    return properties;
  };
  const before = (session: Session, olds: Properties): Properties =>
    session.secrecy.recorded(known(session, olds), textNames);
  const shown = <T extends object>(session: Session, outs: T): T => session.secrecy.recorded(outs, textNames);
  const quietly = async <T>(session: Session, work: () => T | Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      const told = session.secrecy.error(error);
      throw told instanceof PartialFailure
        ? new PartialFailure(told.message, told.id, shown(session, told.properties))
        : told;
    }
  };
  return {
    ...lifecycle,
    check: (session, olds, news, how) =>
      quietly(session, async () => {
        const { inputs, failures } = await lifecycle.check(
          session,
          known(session, olds),
          known(session, news),
          how,
        );
        return {
          inputs: session.secrecy.recorded(inputs, ["drift"]),
          failures: failures.map((failure) => ({ ...failure, reason: session.secrecy.line(failure.reason) })),
        };
      }),
    diff: (session, olds, news) =>
      quietly(session, () => lifecycle.diff(session, before(session, olds), known(session, news))),
    create: (session, news) =>
      quietly(session, async () => {
        const { id, outs } = await lifecycle.create(session, known(session, news));
        known(session, outs as Properties);
        return { id, outs: shown(session, outs) };
      }),
    read: (session, id, props) =>
      quietly(session, async () => {
        const result = await lifecycle.read(session, id, before(session, props));
        return { ...result, props: shown(session, result.props) };
      }),
    update: (session, olds, news) =>
      quietly(session, async () => {
        const { outs } = await lifecycle.update(session, before(session, olds), known(session, news));
        return { outs: shown(session, outs) };
      }),
    delete: (session, olds) => quietly(session, () => lifecycle.delete(session, before(session, olds))),
  };
}
