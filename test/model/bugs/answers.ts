import { answered } from "./beginnings";
import { ASKED, CLIENT, type KnownBug, LOST, PROVIDER, SECRET, SWALLOWED, UNCHANGED } from "./knownBug";

/** Bugs in how answers and errors are read. */
export const ANSWER_BUGS: readonly KnownBug[] = [
  {
    name: "an answer read as none: an object without qualifications",
    bug: {
      file: `${CLIENT}/decode/qualifications.ts`,
      from: "  return decodeItems([body]);",
      to: '  return properties.has("qualification") ? decodeItems([body]) : understood([]);',
    },
    invariants: [ASKED],
    begin: [answered("{}")],
  },
  {
    name: "an answer read as none: an empty body",
    bug: {
      file: `${CLIENT}/decode/text.ts`,
      from: "return new TextDecoder(encodingOf(bytes)).decode(bytes);",
      to: 'return new TextDecoder(encodingOf(bytes)).decode(bytes) || "[]";',
    },
    invariants: [ASKED, UNCHANGED, SWALLOWED, LOST],
    begin: [answered("")],
  },
  {
    name: "an answer read as none: a submission rests on one that is not certain",
    bug: {
      file: `${PROVIDER}/act.ts`,
      from: '["submit", "notObserved"].includes(decision.kind) && seen.uncertain !== undefined',
      to: 'seen.uncertain === ""',
    },
    invariants: [ASKED],
  },
  {
    name: "an error read as none: 404",
    bug: {
      file: "provider/lifecycle/looks.ts",
      from: "    const answer = read(() => (look.at = this.clock.now())).then(",
      to: "    const answer = read(() => (look.at = this.clock.now())).catch((error: { httpStatus?: number }) => { if (error.httpStatus === 404) return { items: [] } as T; throw error; }).then(",
    },
    invariants: [ASKED, UNCHANGED, SWALLOWED],
  },
  {
    name: "a swallowed error: a refusal of an update is taken as done",
    bug: {
      file: `${PROVIDER}/act.ts`,
      from: "      throw refused(decision, situation, outputs, base !== undefined || own !== undefined);",
      to: "      if (recorded) return { outputs };\n      throw refused(decision, situation, outputs, base !== undefined || own !== undefined);",
    },
    invariants: [SWALLOWED],
  },
  {
    name: "a secret in an error: words of an answer are shown as they came",
    bug: {
      file: `${CLIENT}/errors/describe.ts`,
      from: "fault.description === undefined ? undefined : redactor.text(fault.description)",
      to: "fault.description",
    },
    invariants: [SECRET],
  },
];
