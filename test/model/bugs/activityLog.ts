import type { Step } from "../steps";
import { again, DAY, microsoft, UP } from "./beginnings";
import { ASKED, type KnownBug, PROMISE, PROVIDER, SWALLOWED } from "./knownBug";

/** Bugs in what is made of Microsoft's activity log. */
export const ACTIVITY_LOG_BUGS: readonly KnownBug[] = [
  {
    name: "what the activity log shows is no reason not to submit",
    bug: {
      file: `${PROVIDER}/decide.ts`,
      from: "if (submitted && !asked)",
      to: "if (false)",
    },
    invariants: [ASKED],
    begin: [microsoft("submittedInPortalAndGone"), DAY, DAY, UP],
  },
  {
    name: "the activity log is read and not looked at before a submission",
    bug: {
      file: `${PROVIDER}/act.ts`,
      from: "logged ??= await action.unlessStopped(loggedSubmissions(session, desired.customerId, { toAct: true }));",
      to: "await action.unlessStopped(loggedSubmissions(session, desired.customerId, { toAct: true }));",
    },
    invariants: [ASKED, PROMISE],
    begin: [microsoft("submittedInPortalAndGone"), DAY, DAY, UP],
  },
  {
    name: "the activity log is not asked before a submission",
    bug: {
      file: `${PROVIDER}/act.ts`,
      from: "logged ??= await action.unlessStopped(loggedSubmissions(session, desired.customerId, { toAct: true }));",
      to: "",
    },
    invariants: [ASKED, PROMISE],
  },
  {
    name: "a record that does not say which qualification it is of is left out",
    bug: {
      file: `${PROVIDER}/earlierSubmissions.ts`,
      from: "(one) => mayHaveBeenTaken(one) && (one.qualification ?? qualification) === qualification,",
      to: "(one) => mayHaveBeenTaken(one) && one.qualification === qualification,",
    },
    invariants: [ASKED],
    begin: [microsoft("submittedWithoutName"), DAY, DAY, UP],
  },
  {
    name: "a creation is the first request, whatever the activity log shows",
    bug: {
      file: `${PROVIDER}/decide.ts`,
      from: "const request = 1 + loggedRequests(seen, desired.qualification);",
      to: "const request = 1;",
    },
    invariants: [ASKED],
    begin: [...Array<Step>(3).fill(microsoft("submittedInPortalAndGone")), DAY, DAY, again(0, "1"), UP],
  },
  {
    name: "what others have submitted does not count towards the limit",
    bug: {
      file: `${PROVIDER}/decide.ts`,
      from: "const request = Math.max(nextRequest(recorded), 1 + loggedRequests(seen, desired.qualification));",
      to: "const request = nextRequest(recorded);",
    },
    invariants: [ASKED],
    begin: [
      ...[UP, DAY, microsoft("forget"), UP],
      ...[microsoft("submittedInPortalAndGone"), microsoft("submittedInPortalAndGone")],
      ...[DAY, DAY, again(0, "2"), UP],
    ],
  },
  {
    name: "an activity log that can't be read is not told of",
    bug: {
      file: `${PROVIDER}/activityLog.ts`,
      from: "if (readings.failedAt === -Infinity) {",
      to: "if (false) {",
    },
    invariants: [SWALLOWED],
  },
];
