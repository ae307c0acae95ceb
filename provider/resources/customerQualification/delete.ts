import type { Session } from "../../lifecycle/session";
import { ifRecorded } from "../../lifecycle/recorded";
import { noteRecorded } from "./known";
import { NONE } from "./model";
import { recordedOf } from "./record";
import { describeVetting, subject } from "./words";

/**
 * Forgets. There is no call that takes a qualification back, so none is made: a later `up` adopts it again without a
 * submission.
 */
export function forget(session: Session, olds: Readonly<Record<string, unknown>>): void {
  const recorded = ifRecorded(
    () => recordedOf(olds),
    (why) => session.notices.tell(`${why} The resource is only forgotten here.`, "warning"),
  );
  if (recorded === undefined) return;
  noteRecorded(session, recorded);
  const kept =
    recorded.vettingStatus === NONE
      ? `Partner Center did not list it when it was last recorded; Microsoft still counts its verification requests (${recorded.submissions} made here).`
      : `Microsoft keeps this qualification (${describeVetting(recorded)}); it can't be taken back. Declared again, it is adopted without a submission.`;
  session.notices.tell(`${subject(recorded)}: ${kept} The resource is only forgotten here.`, "warning");
}
