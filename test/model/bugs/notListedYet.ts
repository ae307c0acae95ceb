import { answered, DAY, microsoft, RESUBMIT, UP } from "./beginnings";
import { ASKED, type KnownBug, PROVIDER, SWALLOWED, UNCHANGED } from "./knownBug";

/** Bugs around what was submitted a moment ago and is not listed yet. */
export const NOT_LISTED_YET_BUGS: readonly KnownBug[] = [
  {
    name: "what was submitted is not listed yet for ever",
    bug: {
      file: `${PROVIDER}/lately.ts`,
      from: "LIST_BEHIND_MS = 3_600_000",
      to: "LIST_BEHIND_MS = Infinity",
    },
    invariants: [UNCHANGED, SWALLOWED],
    begin: [UP, DAY, microsoft("forget")],
  },
  {
    name: "what was submitted a moment ago and is not listed is gone",
    bug: { file: `${PROVIDER}/lately.ts`, from: "LIST_BEHIND_MS = 3_600_000", to: "LIST_BEHIND_MS = 0" },
    invariants: [UNCHANGED, SWALLOWED],
    begin: [UP, microsoft("forget")],
  },
  {
    name: "a refresh records what was submitted a moment ago as gone",
    bug: {
      file: `${PROVIDER}/record.ts`,
      from: "const own = notListedYet(recorded, seen)?.item ?? ownItem(seen.items, qualification);",
      to: "const own = ownItem(seen.items, qualification);",
    },
    invariants: [SWALLOWED, UNCHANGED],
    begin: [UP, microsoft("forget")],
  },
  {
    name: "what was submitted a moment ago is not listed yet, also when it was recorded as denied",
    bug: {
      file: `${PROVIDER}/lately.ts`,
      from: "vettingStatus === NONE || isDenied(recorded)",
      to: "vettingStatus === NONE",
    },
    invariants: [UNCHANGED, SWALLOWED],
    begin: [UP, microsoft("deny"), UP, microsoft("forget"), { ...UP, command: "refresh" }],
  },
  {
    name: "a changed `resubmit` submits what was submitted a moment ago",
    bug: {
      file: `${PROVIDER}/decide.ts`,
      from: "  if (submitted)\n    return { ...decide",
      to: "  if (submitted && !asked)\n    return { ...decide",
    },
    invariants: [ASKED],
    begin: [UP, microsoft("forget"), RESUBMIT, UP],
  },
  {
    name: "a `resubmit` on a new resource submits what somebody has submitted a moment ago",
    bug: {
      file: `${PROVIDER}/decide.ts`,
      from: "if (lately) return {",
      to: "if (lately && !asked) return {",
    },
    invariants: [ASKED],
    begin: [microsoft("submittedInPortalAndGone"), RESUBMIT, UP],
  },
  {
    name: "an edit within the hour records what is not listed yet as gone",
    bug: {
      file: `${PROVIDER}/act.ts`,
      from: "const own = notListedYet?.item ?? ownItem(items, desired.qualification);",
      to: "const own = ownItem(items, desired.qualification);",
    },
    invariants: [UNCHANGED, SWALLOWED],
    begin: [
      UP,
      microsoft("forget"),
      { do: "edit", slot: 0, edit: { name: "website", value: "contoso.edu" } },
      UP,
    ],
  },
  {
    name: "an answer that is not certain says that what was submitted a moment ago is not listed yet",
    bug: {
      file: `${PROVIDER}/decide.ts`,
      from: "if (submitted && seen.uncertain !== undefined)",
      to: "if (false)",
    },
    invariants: [UNCHANGED],
    begin: [UP, microsoft("forget"), answered('[] // {"qualification":"Education"}', "preview")],
  },
  {
    name: "the denial from before, which is still listed, is the new one",
    bug: {
      file: `${PROVIDER}/lately.ts`,
      from: "if (before && !isOlderDenial(before, recorded)) return undefined;",
      to: "if (before) return undefined;",
    },
    invariants: [UNCHANGED, SWALLOWED],
    begin: [UP, DAY, microsoft("deny"), UP, RESUBMIT, UP],
  },
  {
    name: "a new denial of what was submitted a moment ago is the one from before",
    bug: {
      file: `${PROVIDER}/lately.ts`,
      from: "if (before && !isOlderDenial(before, recorded)) return undefined;",
      to: "if (before && !isDenied(before)) return undefined;",
    },
    invariants: [UNCHANGED, SWALLOWED],
    begin: [UP, microsoft("deny")],
  },
];
