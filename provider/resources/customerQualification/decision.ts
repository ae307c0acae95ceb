import type { CustomerQualificationItem } from "../../partnercenter";
import type { NotListedYet } from "./lately";
import type { LoggedSubmission } from "./activityLogRecords";

/** Why nothing is submitted although the qualification is not as desired. */
export type Refusal =
  /** Microsoft denied it. */
  | "denied"
  /** It was requested or held once and is not listed any more. */
  | "notListed"
  /** Neither the state nor this run knows it, but the activity log shows that somebody has submitted it. */
  | "submittedBefore"
  /** The same, less than an hour ago: it may not be listed yet. */
  | "submittedLately"
  /** Another qualification that excludes this one stands in its place. */
  | "conflict"
  /** The API refused the last submission for its content, and what would be sent has not changed. */
  | "submissionRefused"
  /** The last submission's answer never came, and nothing is listed. */
  | "submissionUnknown"
  /** Something is there, and `adoptExisting` is false. */
  | "notAdopted"
  /** The limit of submissions per customer. */
  | "limit"
  /** A submission needs an input that is not given. */
  | "incomplete";

export type Decision =
  /** As desired and as recorded. `notListedYet`: of a submission of this resource that a list may not show yet. */
  | { kind: "nothing"; notListedYet?: NotListedYet }
  /** It is as desired, and was never in this state: take it over without a submission. */
  | { kind: "adopt"; item: CustomerQualificationItem; thenWait: boolean }
  /** Write what was edited or observed into the state; Microsoft is not told. */
  | { kind: "record"; because: "edited" | "approved" | "resubmitMoot"; notListedYet?: NotListedYet }
  /** It is not as desired, and `onDenied: "warn"` says to record that and go on. */
  | {
      kind: "warn";
      because: "denied" | "notListed" | "conflict";
      request: number;
      alreadyRecorded: boolean;
      edited: boolean;
    }
  /** Requested and not approved yet: wait for the vetting, then record. */
  | { kind: "wait"; notListedYet?: NotListedYet }
  /** One POST. `request` says which verification request of this customer it would be, at least. */
  | { kind: "submit"; request: number; before?: CustomerQualificationItem }
  /** Fail without a submission. `request` is what a submission would be. */
  | {
      kind: "refuse";
      because: Refusal;
      request: number;
      missing?: "educationSegment" | "validationCode";
      /** What speaks against it in the activity log. */
      submitted?: LoggedSubmission;
    }
  /** The look failed for this customer, or was not made. */
  | { kind: "notObserved"; why: string }
  | { kind: "notLooked"; why: string; edited: boolean };

export interface Limits {
  /** Submissions per customer: Microsoft's published three, or `partnercenter:maxSubmissions`. */
  maxSubmissions: number;
}
