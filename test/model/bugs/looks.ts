import { declare, SLOW_CODES, SLOW_REFRESH, UP } from "./beginnings";
import { ASKED, CLIENT, CRASH, type KnownBug, PROMISE, PROVIDER, SWALLOWED } from "./knownBug";

/** Bugs in how long a look counts, and how long is waited. */
export const LOOK_BUGS: readonly KnownBug[] = [
  {
    name: "a look is acted on however old it is",
    bug: {
      file: "provider/lifecycle/looks.ts",
      from: "ACTION_LOOK_MAX_AGE_MS = 10_000",
      to: "ACTION_LOOK_MAX_AGE_MS = 10_000_000",
    },
    begin: [declare(2), declare(3), { do: "undeclare", slot: 0 }, UP, declare(0), SLOW_REFRESH],
    invariants: [ASKED, SWALLOWED, PROMISE],
  },
  {
    name: "a look after a submission is the one from before",
    bug: { file: "provider/lifecycle/looks.ts", from: "this.#looks.delete(key);", to: "void look;" },
    invariants: [ASKED, SWALLOWED],
    begin: [declare(3), UP],
  },
  {
    name: "a submission rests on a look from before it was held up",
    bug: {
      file: `${CLIENT}/onceOnly.ts`,
      from: "LOOK_MAX_AGE_MS = 10_000;",
      to: "LOOK_MAX_AGE_MS = Infinity;",
    },
    invariants: [ASKED],
  },
  {
    name: "the codes were read for minutes, and the look from before is acted on",
    bug: {
      file: `${PROVIDER}/act.ts`,
      from: "if (session.clock.now() - lookedAt > ACTION_LOOK_MAX_AGE_MS)",
      to: "if (session.clock.now() < lookedAt)",
    },
    invariants: [ASKED],
    begin: [{ do: "undeclare", slot: 0 }, declare(1), SLOW_CODES],
  },
  {
    name: "a swallowed error: the end of a wait is a success",
    bug: {
      file: `${PROVIDER}/wait.ts`,
      from: "    if (left <= 0) {\n",
      to: "    if (left <= 0) {\n      return wait.latest;\n",
    },
    invariants: [SWALLOWED],
  },
  {
    name: "a wait that never ends",
    bug: { file: `${PROVIDER}/wait.ts`, from: "deadline: start + bound.ms", to: "deadline: Infinity" },
    invariants: [CRASH],
  },
];
