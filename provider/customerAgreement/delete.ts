import type { Session } from "../session";
import { recordedOf } from "./record";
import { describe, subject } from "./words";

/** Forgets. No call takes an acceptance back, so none is made. */
export function forget(session: Session, olds: Readonly<Record<string, unknown>>): void {
  const recorded = recordedOf(olds);
  session.print(
    `WARNING ${subject(recorded)}: is ${describe(recorded)}; an acceptance can't be taken back. The resource is only forgotten here.`,
  );
}
