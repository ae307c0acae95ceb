import {
  NONE,
  type Inputs,
  type Observed,
  type Recorded,
} from "../../../../provider/resources/customerQualification/model";
import type { LoggedSubmission } from "../../../../provider/resources/customerQualification/activityLogRecords";
import type { CustomerQualificationItem } from "../../../../provider/partnercenter";

/** Every combination of desired, recorded and observed that a person can meet, by name. */

export const CUSTOMER = "8f9a1c52-1d0e-4c5e-9a43-0a9f5b0c7d11";
export const DATE = "2026-11-02T08:00:00Z";
export const NEWER = "2026-11-19T08:00:00Z";
/** When it is decided. */
export const NOW = Date.parse("2026-11-20T08:00:00Z");
export const minutesAgo = (minutes: number): number => NOW - minutes * 60_000;
export const submitted = (minutes: number) => ({ submittedAt: new Date(minutesAgo(minutes)).toISOString() });
export const REASON = "Not an Education Customer";
export const LIMITS = { maxSubmissions: 3 };

const education = { customerId: CUSTOMER, qualification: "Education" };
const base: Inputs = { ...education, educationSegment: "K12" };

export const DESIRED: Record<string, Inputs> = {
  plain: base,
  waitForVetting: { ...base, waitForVetting: true },
  "onDenied: warn": { ...base, onDenied: "warn" },
  "website edited": { ...base, website: "contoso.edu" },
  "resubmit changed": { ...base, resubmit: "1" },
  "resubmit changed, onDenied: warn": { ...base, resubmit: "1", onDenied: "warn" },
  "adoptExisting: false": { ...base, adoptExisting: false },
};

const item = (
  vettingStatus?: string,
  more: Partial<CustomerQualificationItem> = {},
): CustomerQualificationItem => ({
  qualification: "Education",
  vettingStatus,
  ...more,
});
const gcc: CustomerQualificationItem = {
  qualification: "GovernmentCommunityCloud",
  vettingStatus: "Approved",
};
const denied = (vettingCreateDate?: string): CustomerQualificationItem =>
  item("Denied", { vettingReason: REASON, vettingCreateDate });

/** What the activity log shows; it is asked only where nothing else keeps from a submission. */
const logged = (...submissions: Partial<LoggedSubmission>[]): Observed => ({
  kind: "seen",
  items: [],
  at: NOW,
  logged: submissions.map((one) => ({
    customerId: CUSTOMER,
    qualification: "Education",
    at: Date.parse(DATE),
    operationStatus: "succeeded",
    userPrincipalName: "colleague@partner.example",
    applicationId: "Partner Center Web App",
    ...one,
  })),
});

export const OBSERVED: Record<string, Observed> = {
  nothing: { kind: "seen", at: NOW, items: [] },
  "None listed": { kind: "seen", at: NOW, items: [item(NONE)] },
  InReview: { kind: "seen", at: NOW, items: [item("InReview", { vettingCreateDate: DATE })] },
  Approved: { kind: "seen", at: NOW, items: [item("Approved")] },
  "no status": { kind: "seen", at: NOW, items: [item()] },
  "a status nobody knows yet": {
    kind: "seen",
    at: NOW,
    items: [item("Escalated", { vettingCreateDate: DATE })],
  },
  Denied: { kind: "seen", at: NOW, items: [denied(DATE)] },
  "Denied, newer": { kind: "seen", at: NOW, items: [denied(NEWER)] },
  "Denied, a minute ago": {
    ...{ kind: "seen", at: NOW },
    items: [denied(new Date(minutesAgo(1)).toISOString())],
  },
  "Revoked, newer": { kind: "seen", at: NOW, items: [{ ...denied(NEWER), vettingStatus: "Revoked" }] },
  "GCC instead": { kind: "seen", at: NOW, items: [gcc] },
  "GCC denied": { kind: "seen", at: NOW, items: [{ ...gcc, vettingStatus: "Denied" }] },
  "State-owned beside nothing": { kind: "seen", at: NOW, items: [{ qualification: "StateOwnedEntity" }] },
  "nothing, and the log shows a submission of it": logged({}),
  "nothing, and the log shows one of a qualification that it does not say": logged({
    qualification: undefined,
  }),
  "nothing, and the log shows one of it of 20 minutes ago": logged({ at: minutesAgo(20) }),
  "nothing, and the log shows one of 20 minutes ago that it does not say": logged({
    qualification: undefined,
    at: minutesAgo(20),
  }),
  "nothing, and the log shows three of GCC": logged(
    ...[1, 2, 3].map((minute) => ({
      qualification: "GovernmentCommunityCloud",
      at: Date.parse(DATE) + minute * 60_000,
    })),
  ),
  "nothing, and the log shows one that failed, and one of a State-owned entity": logged(
    { operationStatus: "failed" },
    { qualification: "StateOwnedEntity" },
  ),
  "not observed": { kind: "notObserved", why: "No relationship." },
  "not looked": { kind: "notLooked", why: "Off." },
};

const sent: Recorded = { ...base, submissions: 1 };
export const RECORDED: Record<string, Recorded | undefined> = {
  "nothing (create)": undefined,
  InReview: { ...sent, vettingStatus: "InReview", vettingCreateDate: DATE },
  "InReview, submitted less than an hour ago": {
    ...{ ...sent, vettingStatus: "InReview", ...submitted(59) },
    vettingCreateDate: submitted(59).submittedAt,
  },
  Approved: { ...sent, vettingStatus: "Approved" },
  Denied: { ...sent, vettingStatus: "Denied", vettingReason: REASON, vettingCreateDate: DATE },
  "Denied, with `onDenied: warn`": { ...sent, ...denied(DATE), onDenied: "warn" },
  "Denied, with `onDenied: warn`, and found by a refresh only": {
    ...sent,
    ...denied(DATE),
    onDenied: "warn",
    reported: { vettingStatus: "Approved" },
  },
  "Denied, adopted": {
    ...sent,
    vettingStatus: "Denied",
    vettingReason: REASON,
    vettingCreateDate: DATE,
    submissions: 0,
  },
  "Denied the third time": {
    ...sent,
    vettingStatus: "Denied",
    vettingReason: REASON,
    vettingCreateDate: DATE,
    submissions: 3,
  },
  None: { ...sent, vettingStatus: NONE },
  "refused by the API": { ...sent, vettingStatus: NONE, submissionError: "Customer tagging denied." },
  "outcome unknown": { ...sent, submissionError: "No answer came." },
};
