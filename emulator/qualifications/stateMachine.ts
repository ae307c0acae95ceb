/** Qualifications that a partner may request ("Update a customer's qualifications"). */
export const REQUESTABLE = ["Education", "GovernmentCommunityCloud", "StateOwnedEntity"] as const;
export type RequestableQualification = (typeof REQUESTABLE)[number];

/** Where the vetting of one qualification can stand; None: it is not listed. */
export const VETTING_STATES = ["None", "InReview", "Approved", "Denied"] as const;
export type VettingState = (typeof VETTING_STATES)[number];

/** What moves a vetting: the partner submits, Microsoft does the rest. */
export const VETTING_EVENTS = ["submit", "approve", "deny", "vanish"] as const;
export type VettingEvent = (typeof VETTING_EVENTS)[number];

/**
 * The vetting of Education and Government Community Cloud. Absent: it can't happen.
 *
 * What a submission over an existing item does is not published; here it is taken and starts a vetting anew, the
 * costliest of the possible answers, so that a needless one shows.
 */
export const VETTING_TABLE: Readonly<Record<VettingState, Partial<Record<VettingEvent, VettingState>>>> = {
  None: { submit: "InReview" },
  InReview: { submit: "InReview", approve: "Approved", deny: "Denied", vanish: "None" },
  // "No longer an Education Customer" is a documented reason, so an approval can be taken back.
  Approved: { submit: "InReview", approve: "Approved", deny: "Denied", vanish: "None" },
  // The portal shows a denied customer as None again; support can look at it once more.
  Denied: { submit: "InReview", approve: "Approved", deny: "Denied", vanish: "None" },
};

/** State-owned entity has no vetting ("Get a customer's qualifications", State Owned Entity samples). */
export const hasVetting = (qualification: string) => qualification !== "StateOwnedEntity";

/** The documented reasons of a denial (change log of the Partner Center API). */
export const VETTING_REASONS = [
  "Not an Education Customer",
  "No longer an Education Customer",
  "Not an Education Customer - After Review",
  "Restricted being an Education Customer",
  "Not an Academic Domain",
  "Not an eligible Library",
  "Not an eligible Museum",
] as const;

/**
 * What else a customer may be while it gets a qualification: Education or Government Community Cloud, each also with
 * State-owned entity ("Get special pricing for offers", the customer types). Education with Government Community
 * Cloud is no such type; Nonprofit stands alone in that table.
 */
export function conflictOf(wanted: RequestableQualification, present: readonly string[]): string | undefined {
  return present.find(
    (other) => other !== wanted && !(COMPATIBLE[wanted] as readonly string[]).includes(other),
  );
}

const COMPATIBLE: Readonly<Record<RequestableQualification, readonly RequestableQualification[]>> = {
  Education: ["StateOwnedEntity"],
  GovernmentCommunityCloud: ["StateOwnedEntity"],
  StateOwnedEntity: ["Education", "GovernmentCommunityCloud"],
};
