import { declare, UP } from "./beginnings";
import { GETS, type KnownBug, PROMISE, PROVIDER, UNCHANGED } from "./knownBug";

/** Bugs in what a preview says. */
export const PREVIEW_BUGS: readonly KnownBug[] = [
  {
    name: "a preview that promises what up does not do",
    bug: {
      file: "provider/lifecycle/diff.ts",
      from: "  return { changes: unknown.size > 0 || isChange(type, decision), replaces: [] };",
      to: '  return { changes: unknown.size > 0 || (isChange(type, decision) && decision.kind !== "record"), replaces: [] };',
    },
    invariants: [UNCHANGED],
  },
  {
    name: "a preview does not say that it will submit",
    bug: {
      file: "provider/lifecycle/check.ts",
      from: "if (session.previewing !== false) tellDecided(",
      to: "if (session.creating) tellDecided(",
    },
    invariants: [PROMISE],
  },
  {
    name: "a preview does not see that the program declares what excludes it",
    bug: {
      file: `${PROVIDER}/definition.ts`,
      from: "withDeclaredConflict(session, desired, seen.items)",
      to: "seen.items",
    },
    invariants: [PROMISE],
    begin: [declare(1), UP],
  },
  {
    name: "a look that is skipped although liveDiff is on",
    bug: {
      file: "provider/lifecycle/session.ts",
      from: "if (!this.settings.liveDiff)",
      to: "if (this.settings.liveDiff)",
    },
    invariants: [UNCHANGED, GETS],
  },
  {
    name: "check and diff each look for themselves",
    bug: {
      file: "provider/lifecycle/looks.ts",
      from: "PREVIEW_LOOK_MAX_AGE_MS = 5 * 60_000",
      to: "PREVIEW_LOOK_MAX_AGE_MS = -1",
    },
    invariants: [GETS],
  },
  {
    name: "a swallowed error: a look that failed is nothing to say of in diff",
    bug: {
      file: "provider/lifecycle/diff.ts",
      from: '    case "notObserved":\n      return true;',
      to: '    case "notObserved":\n      return false;',
    },
    invariants: [UNCHANGED],
  },
];
