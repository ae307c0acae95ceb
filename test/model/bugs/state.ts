import { microsoft, UP, WARN } from "./beginnings";
import { ASKED, type KnownBug, LOST, PROVIDER, SECRET, STATE, SWALLOWED, UNCHANGED } from "./knownBug";

/** Bugs in what goes into the state, and what a refresh makes of it. */
export const STATE_BUGS: readonly KnownBug[] = [
  {
    name: "a lost record: the submission is not counted",
    bug: {
      file: `${PROVIDER}/submit.ts`,
      from: "(recorded?.submissions ?? 0) + 1;",
      to: "recorded?.submissions ?? 0;",
    },
    invariants: [LOST],
  },
  {
    name: "a lost record: an unknown outcome is thrown, and nothing enters the state",
    bug: {
      file: `${PROVIDER}/submit.ts`,
      from: 'if (outcome === "notTaken") throw error;',
      to: 'if (outcome !== "refused") throw error;',
    },
    invariants: [LOST],
  },
  {
    name: "a lost record: refresh forgets how many submissions there were",
    bug: {
      file: `${PROVIDER}/record.ts`,
      from: "const found = recordFound(inputs, own, recorded);",
      to: "const found = recordFound(inputs, own, { ...recorded, submissions: 0 });",
    },
    invariants: [LOST],
  },
  {
    name: "a lost record: refresh removes what is not listed",
    bug: {
      file: `${PROVIDER}/definition.ts`,
      from: "return !own && got ? undefined",
      to: "return !own ? undefined",
    },
    invariants: [LOST],
  },
  {
    name: "resubmit is never recorded as answered",
    bug: {
      file: `${PROVIDER}/submit.ts`,
      from: "const made = sent ? recordObserved(desired, item, { submissions, submittedAt }) : undefined;",
      to: "const made = sent ? { ...recordObserved(desired, item, { submissions, submittedAt }), resubmit: recorded?.resubmit } : undefined;",
    },
    invariants: [ASKED, SWALLOWED, UNCHANGED],
  },
  {
    name: "when it was submitted is not recorded",
    bug: {
      file: `${PROVIDER}/submit.ts`,
      from: "const submittedAt = timeOf(item, session.clock.now());",
      to: "const submittedAt = undefined;",
    },
    invariants: [LOST],
  },
  {
    name: "a partial failure without __provider",
    bug: {
      file: "provider/hosts/dynamic/failures.ts",
      from: '{ __lookAhead: olds?.["__lookAhead"], __provider: news?.["__provider"] }',
      to: '{ __lookAhead: olds?.["__lookAhead"] }',
    },
    invariants: [STATE],
  },
  {
    name: "a secret in clear: the provider leaves it to the engine to mark it",
    bug: {
      file: "provider/hosts/dynamic/dynamicProvider.ts",
      from: "plain(properties, lifecycle.secretNames)",
      to: "plain(properties)",
    },
    invariants: [SECRET],
  },
  {
    name: "drift judged against the record: what only a refresh has recorded counts as reported",
    bug: {
      file: `${PROVIDER}/record.ts`,
      from: "return sameVetting(reported, record) ? record : { ...record, reported: vettingOf(reported) };",
      to: "return record;",
    },
    invariants: [UNCHANGED],
    begin: [WARN, UP, microsoft("deny"), { ...UP, command: "preview --refresh" }],
  },
  {
    name: "results that are not made plain",
    bug: {
      file: "provider/hosts/dynamic/dynamicProvider.ts",
      from: "return { id, outs: kept({ ...outs, __lookAhead: prefetch.namedBy(news) }) };",
      to: "return { id, outs: { ...kept({ ...outs, __lookAhead: prefetch.namedBy(news) }), at: new Date() } };",
    },
    invariants: [STATE],
  },
  {
    name: "outputs that are empty are left out",
    bug: { file: `${PROVIDER}/record.ts`, from: "    vettingReason: null,\n", to: "" },
    invariants: [STATE],
  },
];
