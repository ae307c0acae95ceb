import { microsoft, OVERTAKEN } from "./beginnings";
import { ASKED, CLIENT, type KnownBug, LOST, SWALLOWED } from "./knownBug";

/** Bugs in sending one submission, whatever becomes of its answer. */
export const SENDING_BUGS: readonly KnownBug[] = [
  {
    name: "a second POST after a timeout: sent again without a look",
    bug: {
      file: `${CLIENT}/onceOnly.ts`,
      from: 'if (verdict.known === "unknown" || verdict.known === "taken") {',
      to: 'if (!next.retry && (verdict.known === "unknown" || verdict.known === "taken")) {',
    },
    invariants: [ASKED, LOST],
  },
  {
    name: "a second POST after a timeout: sent again because the looks show nothing",
    bug: {
      file: `${CLIENT}/onceOnly.ts`,
      from: "const value = await lookFor(write, verdict, next.retry ? next.delayMs : 0);",
      to: "const value = await lookFor(write, verdict, 0).catch(async (error: unknown) => next.retry ? (await sendOnceOnly(write)).value : Promise.reject(error));",
    },
    invariants: [ASKED],
  },
  {
    name: "what a look shows before a submission that was held up is not believed",
    bug: {
      file: `${CLIENT}/qualifications.ts`,
      from: "newItem(await listed(beforeSending), request, before),",
      to: "(await listed(beforeSending), undefined),",
    },
    invariants: [ASKED],
    begin: [OVERTAKEN],
  },
  {
    name: "what was listed as None before is taken for the submission",
    bug: {
      file: `${CLIENT}/qualifications.ts`,
      from: 'item.vettingStatus?.toLowerCase() !== "none" &&',
      to: "",
    },
    invariants: [SWALLOWED, LOST, ASKED],
    begin: [microsoft("noneListed")],
  },
  {
    name: "a retry with a new MS-RequestId",
    bug: {
      file: `${CLIENT}/onceOnly.ts`,
      from: "pipeline.attempt({ ...call, sendBy })",
      to: "pipeline.attempt({ ...call, sendBy, ids: { ...call.ids, requestId: crypto.randomUUID() } })",
    },
    invariants: [ASKED],
  },
];
