import { isLately } from "./lately";
import type { Seen } from "./model";
import { isVerification, mayHaveBeenTaken, type LoggedSubmission } from "./activityLogRecords";

/**
 * What the activity log says against one more submission. It makes a decision more careful and nothing else: what it does not
 * show may have been submitted all the same.
 */

type Logged = Pick<Seen, "logged">;

/** The last submission of this qualification that Microsoft may have taken. A record that names none counts for every one. */
export function lastLogged({ logged = [] }: Logged, qualification: string): LoggedSubmission | undefined {
  const own = logged.filter(
    (one) => mayHaveBeenTaken(one) && (one.qualification ?? qualification) === qualification,
  );
  return own.findLast(({ at }) => at !== undefined) ?? own.at(-1);
}

/**
 * The last one of less than an hour ago: a list may not show it yet.
 * @param named - leaves out those of which the log does not say what they are of
 */
export function loggedLately(
  { logged = [], at: now }: Pick<Seen, "logged" | "at">,
  qualification: string,
  named: boolean,
): LoggedSubmission | undefined {
  const late = logged.filter(
    ({ at, ...one }) => at !== undefined && isLately(at, now) && (!named || one.qualification),
  );
  return lastLogged({ logged: late }, qualification);
}

/**
 * How many requests the log shows that count where one more of this qualification is made. Verifications are counted per
 * customer, of whichever qualification. A State-owned entity is not vetted: it counts for its own kind only.
 */
export function loggedRequests({ logged = [] }: Logged, qualification: string): number {
  const counts = isVerification({ qualification })
    ? isVerification
    : (one: LoggedSubmission) =>
        mayHaveBeenTaken(one) && (one.qualification ?? qualification) === qualification;
  return logged.filter(counts).length;
}
