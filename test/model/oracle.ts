import type { QualificationItem } from "../../emulator";
import { isSecret } from "../secretMark";
import type { Args, Properties, ResourceState } from "./engine";
import { type Logged, requestsShown, showsLately, showsSubmission } from "./logRead";
import type { Told } from "./wire";

/**
 * What the tables of the documentation say, written down once more and apart from the provider's own rules: when
 * desired and observed agree, and when a submission was asked for.
 */

const word = (text: unknown): string => (typeof text === "string" ? text.toLowerCase() : "");

export const isDenied = (item: { vettingStatus?: string }): boolean => word(item.vettingStatus) === "denied";

/** What is listed of a qualification. "None" is not listed. */
export function listed(
  items: readonly QualificationItem[],
  qualification: string,
): QualificationItem | undefined {
  return items.find((item) => item.qualification === qualification && word(item.vettingStatus) !== "none");
}

/** Education and Government Community Cloud exclude each other; a denied one is in nobody's way. */
export function inTheWay(items: readonly QualificationItem[], qualification: string): boolean {
  const other = { Education: "GovernmentCommunityCloud", GovernmentCommunityCloud: "Education" }[
    qualification
  ];
  const item = other === undefined ? undefined : listed(items, other);
  return item !== undefined && !isDenied(item);
}

const DEFAULTS: Properties = {
  adoptExisting: true,
  waitForVetting: false,
  vettingTimeoutSeconds: 3600,
  vettingPollIntervalSeconds: 60,
  onDenied: "fail",
};
const INPUTS = [
  ...["customerId", "qualification", "educationSegment", "website", "validationCode", "resubmit"],
  ...Object.keys(DEFAULTS),
];

function input(properties: object, name: string): unknown {
  const value = (properties as Properties)[name];
  return (isSecret(value) ? value.value : value) ?? DEFAULTS[name] ?? undefined;
}

/** A code that the program no longer gives stays recorded as it was sent. */
const staysRecorded = (args: Args, name: string): boolean =>
  name === "validationCode" && input(args, name) === undefined;

export const edited = (args: Args, outputs: Properties): boolean =>
  INPUTS.some((name) => !staysRecorded(args, name) && input(args, name) !== input(outputs, name));

/** Dates in the two forms that the pages show. */
function instant(date: unknown): number | undefined {
  if (typeof date !== "string") return undefined;
  const [, month, day, year, time] = /^(\d\d)\/(\d\d)\/(\d{4}): (.*)$/.exec(date) ?? [];
  const parsed = Date.parse(year === undefined ? date : `${year}-${month}-${day}T${time}Z`);
  return Number.isNaN(parsed) ? undefined : parsed;
}

/** Answers round a date differently. */
function sameDate(one: unknown, other: unknown): boolean {
  const [a, b] = [instant(one), instant(other)];
  return a !== undefined && b !== undefined && Math.abs(a - b) <= 1000;
}

/** Whether the denial that is listed is the one that the state recorded. */
function recordedDenial({ outputs }: ResourceState, item: QualificationItem): boolean {
  return (
    word(outputs["vettingStatus"]) === "denied" &&
    word(outputs["vettingReason"]) === word(item.vettingReason) &&
    sameDate(outputs["vettingCreateDate"], item.vettingCreateDate)
  );
}

/** Whether it is not known if the last submission was taken, and what is listed does not tell. */
export function outcomeUnknown(
  outputs: ResourceState["outputs"],
  own: QualificationItem | undefined,
): boolean {
  if (outputs["vettingStatus"] !== null || outputs["submissionError"] === null) return false;
  if (own === undefined) return true;
  const denied = { outputs: { ...outputs, vettingStatus: "Denied" } } as unknown as ResourceState;
  return isDenied(own) && recordedDenial(denied, own);
}

export const HOUR_MS = 3_600_000;

/** A denial of an earlier date than what is recorded. */
function isFromBefore(own: QualificationItem, outputs: Properties): boolean {
  const [then, now] = [instant(own.vettingCreateDate), instant(outputs["vettingCreateDate"])];
  return isDenied(own) && then !== undefined && now !== undefined && then < now - 1000;
}

/**
 * What was submitted less than an hour ago and is not listed, as the state holds it: it may not be listed yet. What was denied, or
 * recorded as not listed, has been listed since.
 */
export function notListedYet(
  { outputs }: Pick<ResourceState, "outputs">,
  items: readonly QualificationItem[],
  at: number,
): QualificationItem | undefined {
  const qualification = String(outputs["qualification"]);
  const own = listed(items, qualification);
  if ((own && !isFromBefore(own, outputs)) || inTheWay(items, qualification)) return undefined;
  const submitted = instant(outputs["submittedAt"]);
  if (submitted === undefined || Math.abs(at - submitted) >= HOUR_MS) return undefined;
  if (typeof outputs["submissionError"] === "string" || isDrift({ outputs })) return undefined;
  const { vettingStatus } = outputs;
  return {
    qualification,
    ...(typeof vettingStatus === "string" && { vettingStatus }),
  };
}

/** What a refresh found, where it is a denial or nothing, is another than what was recorded before. */
export function refreshFound({ outputs: then }: ResourceState, { outputs: now }: ResourceState): boolean {
  const names = ["vettingStatus", "vettingReason"];
  const same = names.every((name) => word(then[name]) === word(now[name]));
  const [before, after] = [then["vettingCreateDate"], now["vettingCreateDate"]];
  const sameVetting = same && (before === after || sameDate(before, after));
  return isDrift({ outputs: now }) && !sameVetting;
}

/** Whether what is recorded is a denial or nothing. */
export const isDrift = ({ outputs }: Pick<ResourceState, "outputs">): boolean =>
  ["denied", "none"].includes(word(outputs["vettingStatus"]));

/**
 * Whether nothing is to be done: what is desired, recorded and listed agree.
 * @param unreported - what is recorded was found by a refresh, and no `up` has reported it since
 * @param at - when it was looked at
 */
export function agree(
  args: Args,
  state: ResourceState,
  items: readonly QualificationItem[],
  unreported: boolean,
  at: number,
): boolean {
  const { outputs, initErrors } = state;
  if (initErrors.length > 0 || edited(args, outputs)) return false;
  const own = notListedYet(state, items, at) ?? listed(items, args.qualification);
  const warns = args.onDenied === "warn";
  if (own === undefined)
    return warns && !unreported && outputs["submissionError"] === null && outputs["vettingStatus"] === "None";
  if (isDenied(own)) return warns && !unreported && recordedDenial(state, own);
  if (!args.waitForVetting) return true;
  const approved = own.vettingStatus === undefined || word(own.vettingStatus) === "approved";
  return approved && word(outputs["vettingStatus"]) === word(own.vettingStatus);
}

/** What is known of one resource's asking, from its creation to its end. */
export interface Life {
  /** Whether a refresh found it denied or gone, and no `up` has reported it since. */
  unreported?: boolean;
  /** What the last `up` recorded, and so reported. */
  reported?: ResourceState;
  /** The last value of `resubmit` that was answered. */
  answered?: string;
  /** What was sent last, where the API refused its content. */
  refused?: string;
}

/** What a submission carries. */
export const content = (properties: object): string =>
  JSON.stringify(["educationSegment", "website", "validationCode"].map((name) => input(properties, name)));

export const asksAgain = ({ resubmit }: Args, { answered }: Life): boolean =>
  resubmit !== undefined && resubmit !== answered;

/**
 * Why a submission was not asked for, or undefined if it was.
 *
 * @param items - what its process had seen before
 * @param at - when it was submitted
 * @param told - of a creation: what its process had been told of the same qualification
 * @param logged - what the activity log had shown its process of the customer's submissions
 */
export function notAskedFor(
  args: Args,
  state: ResourceState | undefined,
  life: Life,
  items: readonly QualificationItem[],
  maxSubmissions: number,
  at: number,
  told: readonly Told[] = [],
  logged: readonly Logged[] = [],
): string | undefined {
  const own = listed(items, args.qualification);
  if (own && !isDenied(own)) return `it is ${own.vettingStatus ?? "there"} already`;
  if (inTheWay(items, args.qualification)) return "a qualification that excludes it is in its place";
  if (requestsShown(logged, args.qualification) >= maxSubmissions)
    return "the activity log shows that it is past the limit";
  if (state === undefined) {
    if (own) return "it was denied, and nobody asked again";
    if (told.length > 0) return notAskedForAnew(args, told, maxSubmissions, at);
    if (showsLately(logged, args.qualification, at)) return `the activity log shows that ${LATELY}`;
    const shown = args.resubmit === undefined && showsSubmission(logged, args.qualification);
    return shown ? "the activity log shows that it was submitted, and nobody asked again" : undefined;
  }
  if (Number(state.outputs["submissions"]) >= maxSubmissions) return "it is past the limit";
  if (notListedYet(state, items, at)) return LATELY;
  if (own) {
    if (!asksAgain(args, life)) return "it was denied, and nobody asked again";
    // What a refresh has recorded, nobody was told of.
    const reported = life.reported ?? state;
    const read =
      recordedDenial(reported, own) || sameDate(reported.outputs["vettingCreateDate"], own.vettingCreateDate);
    return read ? undefined : "nobody has read this denial yet";
  }
  if (asksAgain(args, life)) return undefined;
  if (life.refused === undefined) return "it is not listed any more, and nobody asked again";
  return life.refused === content(args) ? "the API has refused the same before" : undefined;
}

const LATELY = "it was submitted less than an hour ago, and may not be listed yet";

/** The same of a creation, of what the state was told to hold already, under whichever name. */
function notAskedForAnew(
  args: Args,
  told: readonly Told[],
  maxSubmissions: number,
  at: number,
): string | undefined {
  const outputs = told.flatMap((one): Properties[] => (one.outputs === undefined ? [] : [one.outputs]));
  if (Math.max(0, ...outputs.map(submissionsOf)) >= maxSubmissions) return "it is past the limit";
  // Of several records, any may be the one that counts.
  if (outputs.length > 0 && outputs.every((one) => notListedYet({ outputs: one }, [], at))) return LATELY;
  const answered = told.some((one) => input(one.outputs ?? one.inputs ?? {}, "resubmit") === args.resubmit);
  if (args.resubmit !== undefined && !answered) return undefined;
  const { submissionError, vettingStatus } = outputs.at(-1) ?? {};
  const corrects = (one: Properties): boolean => content(one) !== content(args);
  if (typeof submissionError === "string" && typeof vettingStatus === "string" && outputs.some(corrects))
    return undefined;
  return "the state has it already, it is not listed any more, and nobody asked again";
}

/** How many submissions a record counts. */
export const submissionsOf = ({ submissions }: Properties): number => Number(submissions ?? 0);
