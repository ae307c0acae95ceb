import { again, BESIDE, DAY, DEATH, microsoft, RENAME, RESUBMIT, UNANSWERED, UP } from "./beginnings";
import { ASKED, type KnownBug, PROVIDER } from "./knownBug";

/** Bugs in what several resources or processes of one machine know of each other. */
export const PROCESS_BUGS: readonly KnownBug[] = [
  {
    name: "a copied row submits twice: nothing is kept in order per customer, neither here nor by the machine's lock",
    bug: {
      file: "provider/lifecycle/session.ts",
      from: "    const mine = before.then(held, held);",
      to: "    void before;\n    void held;\n    const mine = work({ entries: () => [], append: () => undefined });",
    },
    invariants: [ASKED],
  },
  {
    name: "the list is behind, and the denial from before is taken for the newest vetting by another process",
    bug: {
      file: `${PROVIDER}/journal.ts`,
      from: "return listed === undefined || (one.before !== undefined && isStillBefore(one.before, listed));",
      to: "return listed === undefined;",
    },
    invariants: [ASKED],
    begin: [
      ...[BESIDE, DAY, microsoft("deny"), UP, { ...UP, other: true }],
      ...[again(0, "1"), again(1, "1"), UP, { ...UP, other: true }],
    ],
  },
  {
    name: "renamed and asked for within the hour, and what this machine has submitted is not asked",
    bug: {
      file: `${PROVIDER}/journal.ts`,
      from: "return meanwhile || known === undefined || ",
      to: "return meanwhile || ",
    },
    invariants: [ASKED],
    begin: [UP, microsoft("forget"), RENAME, RESUBMIT, UP],
  },
  {
    name: "renamed, and what this machine has submitted is forgotten after an hour",
    bug: {
      file: `${PROVIDER}/journal.ts`,
      from: "if (!isNew && !(isAsk && isUnlisted(items, same))) return undefined;",
      to: "if (!isNew) return undefined;",
    },
    invariants: [ASKED],
    begin: [UP, DAY, microsoft("forget"), RENAME, UP],
  },
  {
    name: "what was to be submitted by a process that died is submitted",
    bug: {
      file: `${PROVIDER}/journal.ts`,
      from: 'if (entry.outcome !== "notTaken") submissions.push(entry);',
      to: 'if (!["notTaken", "sent"].includes(entry.outcome)) submissions.push(entry);',
    },
    invariants: [ASKED],
    begin: [DEATH, DAY, UP],
  },
  {
    name: "a `resubmit` of a process that died is answered once more",
    bug: {
      file: `${PROVIDER}/journal.ts`,
      from: "const isAsk = isDeclaredOnly || same.resubmit === hashed(desired);",
      to: "const isAsk = isDeclaredOnly;",
    },
    invariants: [ASKED],
    begin: [UP, DAY, microsoft("deny"), UP, RESUBMIT, DEATH, DAY, UP],
  },
  {
    name: "an outcome that is not known is not noted for other processes",
    bug: {
      file: `${PROVIDER}/submit.ts`,
      from: "journaling.ended(outcome);",
      to: 'journaling.ended("notTaken");',
    },
    invariants: [ASKED],
    begin: [UNANSWERED, RENAME, UP],
  },
  {
    name: "two processes of one machine are not kept apart",
    bug: {
      file: "provider/lifecycle/session.ts",
      from: "this.#machine.hold(`${this.#apiHost} ${key}`,",
      to: "this.#machine.hold(`${this.#apiHost} ${key} ${this.correlationId}`,",
    },
    invariants: [ASKED],
    begin: [BESIDE],
  },
];
