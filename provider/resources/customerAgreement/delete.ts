import type { Session } from "../../lifecycle/session";
import { ifRecorded } from "../../lifecycle/recorded";
import { recordedOf } from "./record";
import { describe, subject } from "./words";

/** Forgets. No call takes an acceptance back, so none is made. */
export function forget(session: Session, olds: Readonly<Record<string, unknown>>): void {
  const recorded = ifRecorded(
    () => recordedOf(olds),
    (why) => session.notices.tell(`${why} The resource is only forgotten here.`, "warning"),
  );
  if (recorded === undefined) return;
  session.notices.tell(
    `${subject(recorded)}: is ${describe(recorded)}; an acceptance can't be taken back. The resource is only forgotten here.`,
    "warning",
  );
}
