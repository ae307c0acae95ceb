import type { PartnerCenterError } from "./errors/PartnerCenterError";

/** The special qualifications that a partner can request for a customer ("Update a customer's qualifications"). */
export const QUALIFICATION_NAMES = ["Education", "GovernmentCommunityCloud", "StateOwnedEntity"] as const;

/** A special qualification that can be requested. None and Nonprofit can be read but not set. */
export type QualificationName = (typeof QUALIFICATION_NAMES)[number];

/**
 * One qualification of a customer, as a read returns it ("Get a customer's qualifications").
 * A customer without any has no item at all.
 */
export interface CustomerQualificationItem {
  /** Education, GovernmentCommunityCloud, StateOwnedEntity or Nonprofit; a value nobody knows yet is kept as it came. */
  qualification: string;
  /** InReview, Approved or Denied; other values are kept as they came. Absent if the API gives none, as for a State-owned entity. */
  vettingStatus?: string;
  /** Microsoft's words for a denial, such as "Not an Education Customer". */
  vettingReason?: string;
  /** When the vetting was asked for: the text as it came, since not all of the API's date formats can be parsed. */
  vettingCreateDate?: string;
}

/** What a read of a customer's qualifications shows, and whether that is certain. */
export interface QualificationsAnswer {
  /** What Microsoft lists; empty: none. */
  items: CustomerQualificationItem[];
  /**
   * Why the answer does not say for certain all that the customer has, such as a status other than 200, an error's code
   * beside the list, or a name that is not documented. Absent where it does. A submission must not rest on one that has it.
   */
  uncertain?: string;
}

/** What is submitted: the body table of "Update a customer's qualifications". */
export interface QualificationRequest {
  /** Which one. */
  qualification: QualificationName;
  /** K12 or HigherEducation. Required for Education by the API; sent by the default contract only. */
  educationSegment?: string;
  /** The school's website. Education only; sent by the default contract only. */
  website?: string;
  /** The partner's Government Community Cloud validation code, a secret. Required by the API for GovernmentCommunityCloud. */
  validationCode?: string;
}

/** What a submission came to. */
export interface SubmissionResult {
  /** The qualification as Microsoft now lists it. */
  item: CustomerQualificationItem;
  /** True when the submission's own answer never came or could not be read, and a read afterwards showed it. */
  found: boolean;
  /**
   * False when nothing of it was sent that may have been taken: it had to wait for its turn, and a read before it was
   * sent showed this item, which somebody else has brought about.
   */
  sent: boolean;
}

/** One of the partner's Government Community Cloud validation codes ("Get a partner's validation codes"). */
export interface ValidationCode {
  /** The partner's id, as the API writes it. */
  partnerId?: string;
  /** Whose code it is, as Microsoft names it. */
  organizationName?: string;
  /** The code itself: treat it as a secret. A text of digits. */
  validationId: string;
  /** How many customers may be qualified with the code; absent when the API does not tell. */
  maxCreates?: number;
  /** How many of them are left; absent when the API does not tell. */
  remainingCreates?: number;
  /** Opaque. */
  eTag?: string;
}

/** The validation code that a customer was qualified with (swagger: "Gets validation used for specified customer"). */
export interface CustomerValidationCode {
  /** The partner's id, as the API writes it. */
  partnerId?: string;
  /** The customer's tenant id. */
  customerId?: string;
  /** Whose code it is, as Microsoft names it. */
  organizationName?: string;
  /** The code itself: treat it as a secret. */
  validationId: string;
  /** Opaque. */
  eTag?: string;
}

/** What any call accepts. */
export interface CallOptions {
  /** MS-CorrelationId to send, a GUID; the same one may serve all calls of one operation. Made when absent, shown in every error. */
  correlationId?: string;
  /** Ends the call, also while it waits. */
  signal?: AbortSignal;
  /** Whether a read goes before others while they wait for the budget of requests, as a submission does. Default `false`. */
  urgent?: boolean;
  /** Called when a request of it is sent, after it has waited for its turn; again at each attempt. */
  onSend?: () => void;
}

/** What a read of a customer's qualifications accepts besides. */
export interface ObserveOptions extends CallOptions {
  /**
   * Whether the answer must be certain, as a submission asks for: one that is not is asked for again by the retry policy,
   * and is then an error. Default `false`.
   */
  certain?: boolean;
}

/** What a call that can't be undone accepts besides. */
export interface OnceOnlyOptions extends CallOptions {
  /**
   * Ends the call as long as nothing of it may have been taken: while it waits for a token, for its turn, or for the
   * end of a throttling. What was sent is seen through.
   */
  stop?: AbortSignal;
}

/** Which of several requests of the same qualification a submission is. */
export interface SubmissionAsk {
  /** The number of the request, from 1, as far as the caller knows. */
  request: number;
  /** Why it is asked for once more: any text that differs from those of earlier requests. */
  resubmit?: string;
}

/** What a submission accepts besides. */
export interface SubmitOptions extends OnceOnlyOptions {
  /**
   * What is asked for. MS-RequestId is then made of it, of the partner, the customer and what is sent: the same ask has the
   * same id in whichever process or machine it is repeated, and where Microsoft knows the id again, it is taken once.
   * Absent: each call has an id of its own.
   */
  ask?: SubmissionAsk;
  /** Called when an attempt was certainly not taken, and another one is waited for: until then nothing of it is under way. */
  onNotTaken?: () => void;
  /** The item for this qualification that was there before the submission, so that it isn't taken for its result. */
  before?: CustomerQualificationItem;
}

/** Whether the API takes a login. */
export interface AccessCheck {
  /** Whether the sign-in had multifactor authentication; absent where the API did not say. An app-only login needs none. */
  mfaCompliant?: boolean;
  /** Why the API refused the call. */
  refusal?: PartnerCenterError;
  /** MS-CorrelationId of the call. */
  correlationId: string;
}
