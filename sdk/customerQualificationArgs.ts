import type * as pulumi from "@pulumi/pulumi";

/** A special qualification that a partner can request for a customer ("Update a customer's qualifications"). */
export type QualificationName = "Education" | "GovernmentCommunityCloud" | "StateOwnedEntity";

/** What kind of school ("Update a customer's qualifications", request body). */
export type EducationSegment = "K12" | "HigherEducation";

/**
 * Microsoft's word for how a vetting stands. The set is open: Microsoft adds words. `None` is what is no longer listed.
 */
export type VettingStatus = "InReview" | "Approved" | "Denied" | "None" | (string & Record<never, never>);

/** What belongs to one qualification only: nothing else, where another one is named in so many words. */
export type OnlyFor<Owner extends QualificationName, Name extends QualificationName, Value> = [Name] extends [
  Exclude<QualificationName, Owner>,
]
  ? undefined
  : Value;

/**
 * The inputs of a `CustomerQualification`. A preview names every mistake in them at once.
 *
 * Where a program names the qualification in so many words, an input that belongs to another one does not compile. Where it
 * is read from somewhere, all inputs compile, and the preview refuses what does not fit.
 */
export interface CustomerQualificationArgs<Name extends QualificationName = QualificationName> {
  /**
   * The customer: its tenant id, a GUID ("Microsoft ID" on the customer's account page). Kept in lower case. A preview fails
   * over one that is none of yours, until the resource is in the state.
   * Pass `customer.id`, which stays known while the customer is being updated.
   *
   * @changing replaces the resource; Microsoft keeps the old customer's qualification for ever
   */
  customerId: pulumi.Input<string>;
  /**
   * Which one. Education and GovernmentCommunityCloud exclude each other: a program that declares both for one customer
   * fails, and submits neither. Each may stand beside StateOwnedEntity, as a resource of its own.
   *
   * @changing replaces the resource; Microsoft keeps the old qualification for ever
   */
  qualification: pulumi.Input<Name>;
  /**
   * What kind of school. Education only, and required there by a submission; not demanded of a qualification that is
   * already there, since the API never returns it ("Update a customer's qualifications", request body).
   *
   * @changing recorded in place; Microsoft is not told before the next submission
   */
  educationSegment?: pulumi.Input<OnlyFor<"Education", Name, EducationSegment>> | undefined;
  /**
   * The school's website, a URL or a host name such as `contoso.edu`. Education only, optional, and highly
   * recommended by Microsoft.
   *
   * @changing recorded in place; Microsoft is not told before the next submission
   */
  website?: pulumi.Input<OnlyFor<"Education", Name, string>> | undefined;
  /**
   * The partner's validation code for Government Community Cloud, 1 to 100 characters without white space. Required
   * there by a submission, and checked against the partner's own codes before it is submitted: a preview fails over one
   * that is not among them or is used up, where a new resource would be submitted with it. A secret: it is encrypted in
   * the state however it is given ("Get a partner's validation codes").
   *
   * @changing recorded in place; Microsoft is not told before the next submission. Left out, it stays in the record as it was
   * sent, for Microsoft's words may repeat it, and that is no change
   */
  validationCode?: pulumi.Input<OnlyFor<"GovernmentCommunityCloud", Name, string>> | undefined;
  /**
   * Whether a qualification that is already there is taken over without a submission. With `false` the create fails;
   * after a crash it then also refuses its own submission.
   *
   * @defaultValue `true`
   * @changing no effect once created
   */
  adoptExisting?: pulumi.Input<boolean> | undefined;
  /**
   * Whether `up` waits until the vetting is approved, and a preview calls everything else a drift. With `false`,
   * requested is enough. A vetting takes days.
   *
   * @defaultValue `false`
   * @changing in place, at the next `up`; never submits
   */
  waitForVetting?: pulumi.Input<boolean> | undefined;
  /**
   * Longest wait for the vetting, in whole seconds from 1 to 2592000 (30 days). When it has passed, `up` fails with
   * the resource in the state as submitted, and the next `up` waits on without a submission. A smaller `customTimeouts`
   * (`create` or `update`) of the resource's options counts in its place.
   *
   * @defaultValue `3600`
   * @changing in place; no call to the API
   */
  vettingTimeoutSeconds?: pulumi.Input<number> | undefined;
  /**
   * Time between two looks while waiting, in whole seconds from 1 to 86400.
   *
   * @defaultValue `60`
   * @changing in place; no call to the API
   */
  vettingPollIntervalSeconds?: pulumi.Input<number> | undefined;
  /**
   * Asks for one more submission when its value changes, after a denial or when the qualification is no longer
   * listed: any text of 1 to 200 characters, such as a date. Set on a new resource, it asks for a submission of what is not
   * listed although Microsoft's activity log shows that somebody has submitted it before. Never submits over a denial that
   * is there when the resource is created or is newer than any that an `up` has reported, over a conflict, past the limit of
   * submissions, when something is in review or approved, or when it is removed.
   *
   * @changing **submits once**, where the description above does not rule it out; else recorded in place
   */
  resubmit?: pulumi.Input<string> | undefined;
  /**
   * What a qualification that is denied, no longer listed or displaced by a conflicting one does to `up`: `fail`, or
   * `warn`, which records it, prints it and goes on, so that one customer never holds up the others. What only a
   * refresh has found stays a drift until an `up` has reported it.
   *
   * @defaultValue `fail`
   * @changing in place; no call to the API
   */
  onDenied?: pulumi.Input<"fail" | "warn"> | undefined;
}
