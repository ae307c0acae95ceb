import type { Session } from "./session";

/** What a run remembers: made at its first use, one for each run. Whoever remembers something owns what it is. */
export function remembered<T extends object>(make: () => T): (session: Session) => T {
  const runs = new WeakMap<Session, T>();
  return (session) => {
    const known = runs.get(session) ?? make();
    runs.set(session, known);
    return known;
  };
}
