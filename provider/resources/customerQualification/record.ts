import type { Properties } from "../../engineValues";
import type { CustomerQualificationItem } from "../../partnercenter";
import {
  NONE,
  withSentCode,
  type Inputs,
  type Recorded,
  type Replaced,
  type Seen,
  type Vetting,
} from "./model";
import { inputsOf } from "./schema";
import { requireRecorded, typed } from "../../lifecycle/recorded";
import { notListedYet } from "./lately";
import { leavesUnknown, ownItem, reportedVetting, sameDate, sameVetting } from "./vetting";

/** What goes into the state, and what comes out of it. */

const OUTPUT_TEXTS = [
  "vettingStatus",
  "vettingReason",
  "vettingCreateDate",
  "submissionError",
  "submittedAt",
] as const;

/**
 * Reads the outputs of any state that was ever written; what is missing there is taken as never done.
 * @throws Refused where it does not say whose qualification it is
 */
export function recordedOf(outputs: Properties): Recorded {
  const texts = OUTPUT_TEXTS.filter((name) => typeof outputs[name] === "string").map((name) => [
    name,
    outputs[name],
  ]);
  requireRecorded("CustomerQualification", outputs, ["customerId", "qualification"]);
  const inputs = inputsOf(outputs);
  return {
    ...inputs,
    ...(Object.fromEntries(texts) as Partial<Record<(typeof OUTPUT_TEXTS)[number], string>>),
    ...reportedOf(outputs),
    ...replacedOf(outputs),
    customerId: inputs.customerId.toLowerCase(),
    submissions: numberOr0(outputs["submissions"]),
  };
}

/**
 * What a refresh records, and the vetting that the last `up` reported where that is another one: what only a refresh
 * has found stays a drift under `onDenied: "warn"`, and a changed `resubmit` is no answer to it, also where it was
 * submitted already by an `up` that was killed. What was submitted lately and is not listed yet stays as it was recorded.
 */
export function recordRefreshed(
  inputs: Inputs,
  seen: Pick<Seen, "items" | "at">,
  recorded: Recorded,
): Recorded {
  const { replaced, qualification } = recorded;
  const own = notListedYet(recorded, seen)?.item ?? ownItem(seen.items, qualification);
  const found = recordFound(inputs, own, recorded);
  const record = { ...found, ...sameTexts(recorded, found), ...(replaced && { replaced }) };
  const reported = reportedVetting(recorded);
  return sameVetting(reported, record) ? record : { ...record, reported: vettingOf(reported) };
}

/** One moment is written in several ways: that alone is no change that a refresh should show. */
function sameTexts(recorded: Recorded, found: Recorded): Pick<Recorded, "vettingCreateDate"> {
  const { vettingStatus, vettingCreateDate } = recorded;
  const isSame =
    vettingStatus === found.vettingStatus && sameDate(vettingCreateDate, found.vettingCreateDate);
  return isSame ? { vettingCreateDate } : {};
}

const VETTING_TEXTS = ["vettingStatus", "vettingReason", "vettingCreateDate"] as const;

function vettingOf(properties: object): Vetting {
  const given = properties as Properties;
  const texts = VETTING_TEXTS.filter((name) => typeof given[name] === "string");
  return Object.fromEntries(texts.map((name) => [name, given[name]]));
}

/**
 * The reported vetting of a state. Version 0.1.0 wrote two other properties: the date of the vetting that the last
 * `up` recorded (empty for none), and whether a refresh was the first to record a denial or a disappearance.
 */
function reportedOf(outputs: Properties): Pick<Recorded, "reported"> {
  const { reported, actedVettingCreateDate: date, unreported } = outputs;
  if (typeof reported === "object" && reported !== null) return { reported: vettingOf(reported) };
  if (date === "") return { reported: { vettingStatus: NONE } };
  if (typeof date === "string") return { reported: { vettingCreateDate: date } };
  return unreported === true ? { reported: {} } : {};
}

/** What of it names a qualification and can be used. */
function replacedOf(outputs: Properties): Pick<Recorded, "replaced"> {
  const { replaced } = outputs;
  if (typeof replaced !== "object" || replaced === null) return {};
  const entries = Object.entries(replaced).flatMap(([id, value]: [string, unknown]): [string, Replaced][] => {
    if (typeof value !== "object" || value === null || !id.includes("/")) return [];
    const { submissions } = value as Record<string, unknown>;
    return [
      [
        id,
        { ...typed(REPLACED_TYPES, value as Record<string, unknown>), submissions: numberOr0(submissions) },
      ],
    ];
  });
  return entries.length === 0 ? {} : { replaced: Object.fromEntries(entries) };
}

const REPLACED_TYPES = {
  resubmit: "string",
  vettingStatus: "string",
  vettingReason: "string",
  vettingCreateDate: "string",
  submissionError: "string",
  submittedAt: "string",
} as const;

const numberOr0 = (value: unknown): number => (typeof value === "number" ? value : 0);

/** What a look says of a record. Where it leaves the outcome of the last submission unknown, the record stays. */
export function recordFound(
  inputs: Inputs,
  own: CustomerQualificationItem | undefined,
  recorded: Recorded | undefined,
): Recorded {
  const kept = withSentCode(inputs, recorded);
  if (recorded && leavesUnknown(recorded, own)) {
    const { vettingReason, vettingCreateDate, submissions, submissionError, submittedAt } = recorded;
    return { ...kept, vettingReason, vettingCreateDate, submissions, submissionError, submittedAt };
  }
  return own ? recordObserved(kept, own, recorded) : recordAbsent(kept, recorded);
}

/** The inputs together with what was observed. The record of submissions is carried over. */
export function recordObserved(
  inputs: Inputs,
  own: CustomerQualificationItem | undefined,
  { submissions = 0, submittedAt }: Partial<Pick<Recorded, "submissions" | "submittedAt">> = {},
): Recorded {
  if (!own) return { ...inputs, vettingStatus: NONE, submissions, submittedAt };
  const { vettingStatus, vettingReason, vettingCreateDate } = own;
  return { ...inputs, vettingStatus, vettingReason, vettingCreateDate, submissions, submittedAt };
}

/**
 * As the state holds it. Null is written for an output that is known to be empty: one that is missing from the state shows as
 * unknown in every preview, and so does everything that depends on it.
 */
export function outputsOf(recorded: Recorded): Outputs {
  return {
    vettingStatus: null,
    vettingReason: null,
    vettingCreateDate: null,
    submissionError: null,
    submittedAt: null,
    ...defined(recorded),
  };
}

/** `submissions` is null for what a `get` has read: nobody counted them. */
export type Outputs = Omit<Recorded, (typeof OUTPUT_TEXTS)[number] | "submissions"> &
  Record<(typeof OUTPUT_TEXTS)[number], string | null> & { submissions: number | null };

function defined(recorded: Recorded): Omit<Recorded, (typeof OUTPUT_TEXTS)[number]> {
  return Object.fromEntries(Object.entries(recorded).filter(([, value]) => value !== undefined)) as Recorded;
}

/**
 * The same where nothing is listed after a submission that the API refused: its words stay in the record, since they
 * decide whether an edit is a correction.
 */
function recordAbsent(inputs: Inputs, recorded: Recorded | undefined): Recorded {
  const record = recordObserved(inputs, undefined, recorded);
  const refused = recorded?.submissionError !== undefined && recorded.vettingStatus !== undefined;
  return refused ? { ...record, submissionError: recorded.submissionError } : record;
}
