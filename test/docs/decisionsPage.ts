import { decide } from "../../provider/resources/customerQualification/decide";
import type { Decision } from "../../provider/resources/customerQualification/decision";
import { isChange } from "../../provider/lifecycle/diff";
import { customerQualification } from "../../provider/resources/customerQualification/definition";
import { DESIRED, OBSERVED, RECORDED } from "../provider/resources/customerQualification/decide.table";

/** The text of docs/decisions.md, made from the rule itself over every combination of the table. */

interface Outcome {
  preview: string;
  up: string;
  submissions: 0 | 1;
}

const LIMITS = { maxSubmissions: 3 };

export function outcome(decision: Decision, create: boolean): Outcome {
  const step = create ? "create" : isChange(customerQualification, decision) ? "update" : "unchanged";
  switch (decision.kind) {
    case "nothing":
      if (decision.notListedYet)
        return { preview: "unchanged; a line: not listed yet", up: "nothing", submissions: 0 };
      return { preview: "unchanged; a line where the status has moved on", up: "nothing", submissions: 0 };
    case "adopt":
      return {
        preview: `${step}; says that it is adopted`,
        up: decision.thenWait ? "adopts, then waits for the vetting" : "adopts",
        submissions: 0,
      };
    case "record":
      return {
        edited: { preview: step, up: "records the edit; Microsoft is not told", submissions: 0 as const },
        approved: { preview: `${step}; says that it is approved`, up: "records", submissions: 0 as const },
        resubmitMoot: {
          preview: `${step}; says why nothing is resubmitted`,
          up: 'records `resubmit`; fails over a newer denial, unless `onDenied: "warn"`',
          submissions: 0 as const,
        },
      }[decision.because];
    case "warn":
      return {
        preview: step === "unchanged" ? "unchanged, with a line" : `${step}, with \`drift\``,
        up: step === "unchanged" ? "nothing" : "warns and records it",
        submissions: 0,
      };
    case "wait":
      return {
        preview: `${step}; says that it waits${decision.notListedYet ? ", also to be listed" : ""}`,
        up: "waits for the vetting, records",
        submissions: 0,
      };
    case "submit":
      return {
        preview: `${step}; "verification request ${decision.request > 1 ? "at least " : ""}${decision.request} of 3"`,
        up: "submits",
        submissions: 1,
      };
    case "refuse":
      return {
        preview: `${step}${REFUSED[decision.because]}`,
        up:
          decision.because === "submittedLately"
            ? "looks again for a while: adopts it once it is listed, else fails; nothing enters the state"
            : create && decision.because !== "denied"
              ? "fails; nothing enters the state"
              : "fails; records what was observed",
        submissions: 0,
      };
    case "notObserved":
      return {
        preview: create
          ? "create, with `drift: { notObserved }`; fails where the customer is none of the partner's"
          : `${step}, with \`drift: { notObserved }\``,
        up: "looks again, and fails for this one",
        submissions: 0,
      };
    case "notLooked":
      return {
        preview: step,
        up: create ? "looks, then as above" : decision.edited ? "looks, then as above" : "nothing",
        submissions: 0,
      };
  }
}

const REFUSED: Record<Extract<Decision, { kind: "refuse" }>["because"], string> = {
  denied: ", with `drift`: why, and what to correct; a line says which request comes next",
  notListed: ", with `drift`: no longer listed",
  submittedBefore: ", with `drift`: who submitted it before, and when",
  submittedLately: ", with `drift`: who submitted it less than an hour ago",
  conflict: ", with `drift`: what it conflicts with",
  submissionRefused: "; the API's words",
  submissionUnknown: "; what is not known",
  notAdopted: ", with `drift`: it is there already",
  limit: "; past the limit",
  incomplete: ": an error, the property is required",
};

export function decisionsPage(): string {
  const sections = Object.entries(RECORDED).map(([recordedName, recorded]) => {
    const rows = new Map<string, { observed: string[]; cells: [string[], Outcome][] }>();
    for (const [observedName, observed] of Object.entries(OBSERVED)) {
      const byOutcome = new Map<string, [string[], Outcome]>();
      for (const [desiredName, desired] of Object.entries(DESIRED)) {
        const found = outcome(decide(desired, recorded, observed, LIMITS), recorded === undefined);
        const key = JSON.stringify(found);
        const cell = byOutcome.get(key) ?? [[], found];
        cell[0].push(desiredName);
        byOutcome.set(key, cell);
      }
      const cells = [...byOutcome.values()];
      const key = JSON.stringify(cells);
      const row = rows.get(key) ?? { observed: [], cells };
      row.observed.push(observedName);
      rows.set(key, row);
    }
    const lines = [...rows.values()].flatMap(({ observed, cells }) =>
      cells.map(([desired, { preview, up, submissions }], index) => {
        const who = desired.length === Object.keys(DESIRED).length ? "any" : desired.join("; ");
        return `| ${index === 0 ? observed.join("; ") : ""} | ${who} | ${preview} | ${up} | ${submissions} |`;
      }),
    );
    return [
      `## Recorded: ${recordedName}`,
      "",
      "| observed | desired | a plain preview says | `up` does | submissions |",
      "| --- | --- | --- | --- | --- |",
      ...lines,
    ].join("\n");
  });
  return `${INTRODUCTION}\n\n${sections.join("\n\n")}\n`;
}

const INTRODUCTION = `# Every decision

What a plain \`pulumi preview\` says and what \`pulumi up\` does, for every combination of what the program desires, what
the state recorded and what Partner Center shows. This page is made from the code's own rule
(\`provider/resources/customerQualification/decide.ts\`); a test keeps it true and counts the submissions of every row against the
emulator.

The desired: \`plain\` is Education with its segment; the others differ from it as they are named. "resubmit changed"
means that its value is another than the recorded one. The limit is three verification requests per customer.`;
