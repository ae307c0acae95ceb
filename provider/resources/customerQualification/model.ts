import type { Observed as Looked } from "../../lifecycle/definition";
import type { CustomerQualificationItem } from "../../partnercenter";
import type { LoggedSubmission } from "./activityLogRecords";

/**
 * The types of this resource, as the rules use them: what is desired, recorded and observed.
 */

/** What a program declares, validated (see schema.ts). Defaults are applied where a value is used, never stored. */
export interface Inputs {
  customerId: string;
  qualification: string;
  educationSegment?: string;
  website?: string;
  validationCode?: string;
  adoptExisting?: boolean;
  waitForVetting?: boolean;
  vettingTimeoutSeconds?: number;
  vettingPollIntervalSeconds?: number;
  resubmit?: string;
  onDenied?: "fail" | "warn";
}

/** What is decided with. In a preview it lacks what is not known yet. */
export interface Desired extends Inputs {
  /** Declared and not known yet, of what is only sent on: that it will be there is enough. Absent if there is none. */
  notKnownYet?: readonly SentOnName[];
}

/** What a submission carries; editing it after the submission changes nothing at Microsoft. */
export const SUBMITTED_NAMES = ["educationSegment", "website", "validationCode"] as const;

/** What is only sent on, or compared. */
export const SENT_ON_NAMES = [...SUBMITTED_NAMES, "resubmit"] as const;
export type SentOnName = (typeof SENT_ON_NAMES)[number];

export const willBeKnown = ({ notKnownYet = [] }: Desired, name: SentOnName): boolean =>
  notKnownYet.includes(name);

export const DEFAULTS = {
  adoptExisting: true,
  waitForVetting: false,
  vettingTimeoutSeconds: 3600,
  vettingPollIntervalSeconds: 60,
  onDenied: "fail",
} as const;

/** What Microsoft says of a vetting. */
export interface Vetting {
  vettingStatus?: string;
  vettingReason?: string;
  vettingCreateDate?: string;
}

/**
 * What the state holds: the inputs as they were when last acted on, and what was last observed.
 * `resubmit` is the last value that was answered, by a submission or by recording it.
 */
export interface Recorded extends Inputs {
  /** Microsoft's word; "None" when it was not listed; absent where the API gives none, or when it is not known. */
  vettingStatus?: string;
  vettingReason?: string;
  /** As the API wrote it. */
  vettingCreateDate?: string;
  /**
   * The vetting that the last `up` reported, where a refresh has recorded another one since: `resubmit` answers what an
   * `up` has reported, and `onDenied: "warn"` is quiet about that only. Absent where the last `up` reported what is
   * recorded.
   */
  reported?: Vetting;
  /** How many submissions this resource made. One submission is one MS-RequestId, however often it had to be sent. */
  submissions: number;
  /**
   * The API's words when it refused the last submission for its content (then `vettingStatus` is set), or why it is
   * not known whether it was taken (then `vettingStatus` is absent). Gone as soon as the qualification is observed.
   */
  submissionError?: string;
  /**
   * When this resource made its last submission, in ISO 8601, whatever became of it, or when this machine made the one that it took
   * over before it was listed. Absent where it made none, or the state is of a release that did not note it.
   */
  submittedAt?: string;
  /** By id, what this resource has replaced under another identity. Absent where it has replaced nothing. */
  replaced?: Readonly<Record<string, Replaced>>;
}

/** What must not be forgotten of a resource that was replaced, for its identity may come back. */
export type Replaced = Pick<
  Recorded,
  | "submissions"
  | "resubmit"
  | "vettingStatus"
  | "vettingReason"
  | "vettingCreateDate"
  | "submissionError"
  | "submittedAt"
>;

/** What a look at the API found. */
export interface Seen {
  kind: "seen";
  items: readonly CustomerQualificationItem[];
  /** Why they may not be all that the customer has; absent where that is certain. */
  uncertain?: string;
  /** When it is decided upon, in milliseconds since 1970: what was submitted lately may not be listed yet. */
  at: number;
  /** The customer's submissions in the activity log, the oldest first. Absent where it was not asked, or could not be read. */
  logged?: readonly LoggedSubmission[];
}

export type Observed = Looked<Seen>;

export const NONE = "None";

type Defaulted = Inputs & Required<Pick<Inputs, keyof typeof DEFAULTS>>;

export function withDefaults(inputs: Inputs): Defaulted {
  return {
    ...inputs,
    adoptExisting: inputs.adoptExisting ?? DEFAULTS.adoptExisting,
    waitForVetting: inputs.waitForVetting ?? DEFAULTS.waitForVetting,
    vettingTimeoutSeconds: inputs.vettingTimeoutSeconds ?? DEFAULTS.vettingTimeoutSeconds,
    vettingPollIntervalSeconds: inputs.vettingPollIntervalSeconds ?? DEFAULTS.vettingPollIntervalSeconds,
    onDenied: inputs.onDenied ?? DEFAULTS.onDenied,
  };
}

/** The inputs as they are recorded: a code that was sent stays, encrypted, for Microsoft's words may repeat it. */
export function withSentCode<Given extends Inputs>(
  inputs: Given,
  recorded: Pick<Inputs, "validationCode"> | undefined,
): Given {
  const { validationCode } = recorded ?? {};
  return inputs.validationCode === undefined && validationCode !== undefined
    ? { ...inputs, validationCode }
    : inputs;
}

export function resourceId(inputs: { customerId: string; qualification: string }): string {
  return `${inputs.customerId}/${inputs.qualification}`;
}
