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
  const noteSecrets = (session: Session, properties: Properties): Properties => {
    for (const name of secretNames) session.protect(properties[name]);
    return properties;
  };
  const fromState = (session: Session, olds: Properties): Properties =>
    session.secrecy.recorded(noteSecrets(session, olds), textNames);
  const toState = <T extends object>(session: Session, outs: T): T =>
    session.secrecy.recorded(outs, textNames);
  const withoutSecrets = async <T>(session: Session, work: () => T | Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      const shown = session.secrecy.error(error);
      throw shown instanceof PartialFailure
        ? new PartialFailure(shown.message, shown.id, toState(session, shown.properties))
        : shown;
    }
  };
  return {
    ...lifecycle,
    check: (session, olds, news, how) =>
      withoutSecrets(session, async () => {
        const { inputs, failures } = await lifecycle.check(
          session,
          noteSecrets(session, olds),
          noteSecrets(session, news),
          how,
        );
        return {
          inputs: session.secrecy.recorded(inputs, ["drift"]),
          failures: failures.map((failure) => ({ ...failure, reason: session.secrecy.line(failure.reason) })),
        };
      }),
    diff: (session, olds, news) =>
      withoutSecrets(session, () =>
        lifecycle.diff(session, fromState(session, olds), noteSecrets(session, news)),
      ),
    create: (session, news) =>
      withoutSecrets(session, async () => {
        const { id, outs } = await lifecycle.create(session, noteSecrets(session, news));
        noteSecrets(session, outs as Properties);
        return { id, outs: toState(session, outs) };
      }),
    read: (session, id, props) =>
      withoutSecrets(session, async () => {
        const result = await lifecycle.read(session, id, fromState(session, props));
        return { ...result, props: toState(session, result.props) };
      }),
    update: (session, olds, news) =>
      withoutSecrets(session, async () => {
        const { outs } = await lifecycle.update(
          session,
          fromState(session, olds),
          noteSecrets(session, news),
        );
        return { outs: toState(session, outs) };
      }),
    delete: (session, olds) =>
      withoutSecrets(session, () => lifecycle.delete(session, fromState(session, olds))),
  };
}
