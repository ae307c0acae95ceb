import type { CustomerQualificationItem } from "../partnercenter";
import { inputsOf, NONE, type Inputs, type Recorded } from "./model";
import { requireRecorded } from "../recorded";
import { isDenied, sameDate, sameDenial } from "./vetting";

/** What goes into the state, and what comes out of it. */

const OUTPUT_TEXTS = ["vettingStatus", "vettingReason", "vettingCreateDate", "submissionError"] as const;
/** Not declared by the resource class, and therefore not in every state. */
const KEPT_TEXTS = [...OUTPUT_TEXTS, "actedVettingCreateDate"] as const;

/**
 * Reads the outputs of any state that was ever written; what is missing there is taken as never done.
 * @throws Refused where it does not say whose qualification it is
 */
export function recordedOf(outputs: Readonly<Record<string, unknown>>): Recorded {
  const texts = KEPT_TEXTS.filter((name) => typeof outputs[name] === "string").map((name) => [
    name,
    outputs[name],
  ]);
  requireRecorded("CustomerQualification", outputs, ["customerId", "qualification"]);
  const inputs = inputsOf(outputs);
  return {
    ...inputs,
    ...(outputs["unreported"] === true && { unreported: true }),
    ...(Object.fromEntries(texts) as Partial<Record<(typeof KEPT_TEXTS)[number], string>>),
    customerId: inputs.customerId.toLowerCase(),
    submissions: typeof outputs["submissions"] === "number" ? outputs["submissions"] : 0,
  };
}

/**
 * What a refresh records. It says what no `up` has reported yet, so that it stays a drift where the program goes on
 * with `onDenied: "warn"`: judged against a record that this very refresh made, nothing would ever have drifted.
 *
 * It must not make a denial the recorded one that no `up` has reported: the next `up` would take a changed `resubmit`
 * for the answer to it, also one that was submitted already by an `up` that was killed.
 */
export function recordRefreshed(
  inputs: Inputs,
  own: CustomerQualificationItem | undefined,
  recorded: Recorded,
): Recorded {
  const record = own ? recordObserved(inputs, own, recorded.submissions) : recordAbsent(inputs, recorded);
  return { ...record, ...unreported(recorded, record), ...acted(recorded, record) };
}

/** A denial or a disappearance that is not the one recorded before, or that no `up` has reported since. */
function unreported(recorded: Recorded, record: Recorded): Pick<Recorded, "unreported"> {
  const isGone = record.vettingStatus === NONE;
  if (!isGone && !isDenied(record)) return {};
  const same = isGone ? recorded.vettingStatus === NONE : sameDenial(recorded, record);
  return same && !recorded.unreported ? {} : { unreported: true };
}

function acted(recorded: Recorded, record: Recorded): Pick<Recorded, "actedVettingCreateDate"> {
  const date = recorded.actedVettingCreateDate ?? actedOn(recorded);
  if (date === undefined || sameDate(date, record.vettingCreateDate)) return {};
  const isAnother = record.vettingCreateDate !== undefined || recorded.actedVettingCreateDate !== undefined;
  return isAnother ? { actedVettingCreateDate: date } : {};
}

/** Undefined where it can't be told: an approval comes without its date. */
function actedOn({ vettingStatus, vettingCreateDate }: Recorded): string | undefined {
  const isNone = vettingStatus === undefined || vettingStatus === NONE;
  return vettingCreateDate ?? (isNone ? "" : undefined);
}

/** The inputs together with what was observed. The record of submissions is carried over. */
export function recordObserved(
  inputs: Inputs,
  own: CustomerQualificationItem | undefined,
  submissions: number,
): Recorded {
  if (!own) return { ...inputs, vettingStatus: NONE, submissions };
  const { vettingStatus, vettingReason, vettingCreateDate } = own;
  return { ...inputs, vettingStatus, vettingReason, vettingCreateDate, submissions };
}

/**
 * As the state holds it. What is known to be empty is written as null: left out, an output of an unchanged resource
 * would be unknown in every preview, and so would all that depends on it.
 */
export function outputsOf(recorded: Recorded): Outputs {
  return {
    vettingStatus: null,
    vettingReason: null,
    vettingCreateDate: null,
    submissionError: null,
    ...defined(recorded),
  };
}

export type Outputs = Omit<Recorded, (typeof OUTPUT_TEXTS)[number]> &
  Record<(typeof OUTPUT_TEXTS)[number], string | null>;

function defined(recorded: Recorded): Omit<Recorded, (typeof OUTPUT_TEXTS)[number]> {
  return Object.fromEntries(Object.entries(recorded).filter(([, value]) => value !== undefined)) as Recorded;
}

/**
 * The same where nothing is listed after a submission that the API refused: its words stay in the record, since they
 * decide whether an edit is a correction.
 */
export function recordAbsent(inputs: Inputs, recorded: Recorded | undefined): Recorded {
  const record = recordObserved(inputs, undefined, recorded?.submissions ?? 0);
  const refused = recorded?.submissionError !== undefined && recorded.vettingStatus !== undefined;
  return refused ? { ...record, submissionError: recorded.submissionError } : record;
}
