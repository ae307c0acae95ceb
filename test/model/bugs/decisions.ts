import { microsoft, REFUSED, RESUBMIT, UP } from "./beginnings";
import { ASKED, type KnownBug, PROVIDER, SWALLOWED, UNCHANGED } from "./knownBug";

/** Bugs in the rule that decides what is submitted, refused or adopted. */
export const DECISION_BUGS: readonly KnownBug[] = [
  {
    name: "drift judged against the record: a recorded denial is no drift",
    bug: {
      file: `${PROVIDER}/decide.ts`,
      from: 'if (own) return notAsDesired("denied");',
      to: 'if (own) return recorded.vettingStatus === own.vettingStatus ? { kind: "nothing" } : notAsDesired("denied");',
    },
    invariants: [UNCHANGED, SWALLOWED],
  },
  {
    name: "drift judged against the record: what was None before is no drift",
    bug: {
      file: `${PROVIDER}/decide.ts`,
      from: '  return notAsDesired("notListed");',
      to: '  return recorded.vettingStatus === NONE ? { kind: "nothing" } : notAsDesired("notListed");',
    },
    invariants: [UNCHANGED, SWALLOWED],
  },
  {
    name: "an absent one is submitted again",
    bug: {
      file: `${PROVIDER}/decide.ts`,
      from: '  return notAsDesired("notListed");',
      to: "  return submission(desired, request, undefined, limits);",
    },
    invariants: [ASKED],
  },
  {
    name: "a denied one is submitted again",
    bug: {
      file: `${PROVIDER}/decide.ts`,
      from: 'if (own) return notAsDesired("denied");',
      to: "if (own) return submission(desired, request, own, limits);",
    },
    invariants: [ASKED],
  },
  {
    name: "a denial that is there when it is created is submitted over",
    bug: {
      file: `${PROVIDER}/decide.ts`,
      from: "  if (own) {\n    if (!adoptExisting)",
      to: "  if (own && !isDenied(own)) {\n    if (!adoptExisting)",
    },
    invariants: [ASKED],
  },
  {
    name: "a submission over a conflict",
    bug: {
      file: `${PROVIDER}/decide.ts`,
      from: '  if (conflict) return { kind: "refuse", because: "conflict", request: 1 };\n',
      to: "",
    },
    invariants: [ASKED],
  },
  {
    name: "a resubmission over a conflict",
    bug: {
      file: `${PROVIDER}/decide.ts`,
      from: '    return asked ? { kind: "refuse", because: "conflict", request } : notAsDesired("conflict");',
      to: '    return asked ? submission(desired, request, own, limits) : notAsDesired("conflict");',
    },
    begin: [UP, microsoft("deny"), microsoft("inReview", 1)],
    invariants: [ASKED],
  },
  {
    name: "a removed resubmit is a changed one",
    bug: {
      file: `${PROVIDER}/decide.ts`,
      from: "desired.resubmit !== undefined && desired.resubmit !== recorded.resubmit",
      to: "desired.resubmit !== recorded.resubmit",
    },
    begin: [RESUBMIT, UP, microsoft("deny")],
    invariants: [ASKED],
  },
  {
    name: "resubmit answers a denial that nobody has read",
    bug: {
      file: `${PROVIDER}/decide.ts`,
      from: "!concludesReported(recorded, own)",
      to: "!isDenied(own)",
    },
    invariants: [ASKED],
    begin: [UP, RESUBMIT, microsoft("denyAnew")],
  },
  {
    name: "resubmit answers a denial that the refresh of the same up is the first to record",
    bug: {
      file: `${PROVIDER}/decide.ts`,
      from: "!concludesReported(recorded, own)",
      to: "!(sameVetting(recorded, own) || recorded.vettingCreateDate === own.vettingCreateDate)",
    },
    begin: [UP, RESUBMIT, microsoft("denyAnew")],
    invariants: [ASKED],
  },
  {
    name: "the limit of submissions is not kept",
    bug: {
      file: `${PROVIDER}/decide.ts`,
      from: "if (request > limits.maxSubmissions)",
      to: "if (request > 99)",
    },
    begin: [UP, microsoft("deny"), RESUBMIT],
    invariants: [ASKED],
  },
  {
    name: "what the API refused is sent again as it was",
    bug: {
      file: `${PROVIDER}/decide.ts`,
      from: "return wouldSendSomethingElse(desired, recorded)",
      to: "return (recorded.submissionError ?? wouldSendSomethingElse(desired, recorded))",
    },
    invariants: [ASKED],
    begin: [REFUSED, UP],
  },
];
