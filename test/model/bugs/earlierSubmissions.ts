import { again, DAY, declare, microsoft, RESUBMIT, UP } from "./beginnings";
import { ASKED, type KnownBug, LOST, PROVIDER } from "./knownBug";

/** Bugs around what this program has submitted before, for another resource. */
export const EARLIER_SUBMISSION_BUGS: readonly KnownBug[] = [
  {
    name: "the list is behind, and what this run has submitted for another resource is not known",
    bug: {
      file: `${PROVIDER}/known.ts`,
      from: "  if (submitted === undefined) return { items };",
      to: "  if (submitted === undefined || items.length >= 0) return { items };",
    },
    invariants: [ASKED],
    begin: [declare(4), UP, RESUBMIT, { do: "edit", slot: 1, edit: { name: "resubmit", value: "2" } }],
  },
  {
    name: "a replacement submits what the state has already",
    bug: {
      file: `${PROVIDER}/known.ts`,
      from: "return unlessAsked(session, inputs, recorded.get(id) ?? (before && { ...before, submissions: 1 }));",
      to: "return undefined;",
    },
    invariants: [ASKED, LOST],
    begin: [UP, DAY, microsoft("forget"), { do: "replace on changes", slot: 0 }, UP, UP],
  },
  {
    name: "a replacement that is created after a refresh starts to count anew",
    bug: {
      file: `${PROVIDER}/act.ts`,
      from: "let base = recorded ?? earlier(session, desired);",
      to: "let base = recorded;",
    },
    invariants: [LOST],
    begin: [UP, DAY, { ...UP, command: "up --refresh", replace: 0 }],
  },
  {
    name: "what was replaced under another customer is forgotten",
    bug: {
      file: `${PROVIDER}/known.ts`,
      from: "return known(session).replaced.get(resourceId(inputs));",
      to: "return undefined;",
    },
    invariants: [LOST, ASKED],
    begin: [UP, DAY, { do: "move", slot: 0, customer: 2 }, UP],
  },
  {
    name: "a customer that is changed back is submitted again",
    bug: {
      file: `${PROVIDER}/known.ts`,
      from: "if (!all.has(id)) all.set(id, { customerId, qualification, ...replaced });",
      to: "void qualification;\n    void customerId;",
    },
    invariants: [ASKED, LOST],
    begin: [
      ...[UP, DAY, microsoft("forget"), { do: "move", slot: 0, customer: 2 }, UP],
      ...[DAY, { do: "move", slot: 0, customer: 0 }, UP],
    ] as const,
  },
  {
    name: "of several records of one qualification the last one that was read counts",
    bug: {
      file: `${PROVIDER}/known.ts`,
      from: "if (most) all.set(resourceId(recorded), recorded);",
      to: "all.set(resourceId(recorded), recorded);",
    },
    invariants: [LOST, ASKED],
    begin: [
      ...[RESUBMIT, UP, DAY, microsoft("forget"), UP, { do: "replace on changes", slot: 0 }, again(0, "2")],
      ...[declare(1), { ...UP, continueOnError: true }, DAY, microsoft("forget")],
      { ...UP, command: "up --refresh", replace: 0, continueOnError: true },
    ] as const,
  },
];
