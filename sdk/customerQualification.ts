import * as pulumi from "@pulumi/pulumi";
import { QUALIFICATION } from "../provider/declared/contradictions";
import { requireArguments } from "./arguments";
import { mistakeIn } from "./declarations";
import { requireInstalled } from "./installation";
import { announced } from "./announce";
import { failIfNotRead, forGet } from "./get";
import { lookAhead } from "./lookAhead";
import { warnOfPlainSecrets } from "./plainSecrets";
import { providerText } from "./providerText";
import { tellProviders } from "./tellProviders";
import { customTimeouts } from "./timeouts";
import { withoutPromiseTraces } from "./traces";

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
 * The inputs of a {@link CustomerQualification}. A preview names every mistake in them at once.
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
   * @changing recorded in place; Microsoft is not told before the next submission
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
   * listed: any text of 1 to 200 characters, such as a date. Never submits when the resource is created, over a
   * denial that is newer than any that an `up` has reported, over a conflict, past the limit of submissions, when
   * something is in review or approved, or when it is removed.
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

/**
 * A special qualification of a customer of yours in Microsoft Partner Center.
 *
 * It submits once, when it is created and nothing is there; what is there is adopted. After that it submits only when
 * `resubmit` changes. Microsoft vets for days, may deny with a reason, and a qualification can never be taken back:
 * destroying the resource only forgets it. Microsoft allows about three verification requests per customer.
 *
 * Each qualification of a customer is declared once. A second resource of it with other values that are submitted, or
 * that decide about a submission, fails the preview and `up` and names both; one with the same values is a warning.
 *
 * A plain `pulumi preview` looks at Partner Center and shows what has drifted (denied, no longer listed) as the
 * property `drift`. The id is `{customerId}/{qualification}`.
 *
 * @example
 * ```ts
 * const school = new CustomerQualification("school", {
 *   customerId: "8f9a1c52-1d0e-4c5e-9a43-0a9f5b0c7d11",
 *   qualification: "Education",
 *   educationSegment: "K12",
 *   website: "https://www.contoso.edu",
 * });
 * export const vettingStatus = school.vettingStatus;
 * ```
 * @see "Update a customer's qualifications" and "Get a customer's qualifications" of the Partner Center REST reference
 */
export class CustomerQualification<Name extends QualificationName = QualificationName>
  extends pulumi.CustomResource
{
  /** The type token, as it stands in every state. */
  static readonly type = "pulumi-nodejs:dynamic/partnercenter:CustomerQualification";

  /** The customer's tenant id, in lower case. */
  declare readonly customerId: pulumi.Output<string>;
  /** As declared. */
  declare readonly qualification: pulumi.Output<QualificationName>;
  /** As declared; the API does not return it. */
  declare readonly educationSegment: pulumi.Output<EducationSegment | undefined>;
  /** As declared; the API does not return it. */
  declare readonly website: pulumi.Output<string | undefined>;
  /** As declared, a secret; the API does not return it. */
  declare readonly validationCode: pulumi.Output<string | undefined>;
  /** As declared. */
  declare readonly adoptExisting: pulumi.Output<boolean | undefined>;
  /** As declared. */
  declare readonly waitForVetting: pulumi.Output<boolean | undefined>;
  /** As declared, in seconds. */
  declare readonly vettingTimeoutSeconds: pulumi.Output<number | undefined>;
  /** As declared, in seconds. */
  declare readonly vettingPollIntervalSeconds: pulumi.Output<number | undefined>;
  /** The last value that was answered. */
  declare readonly resubmit: pulumi.Output<string | undefined>;
  /** As declared. */
  declare readonly onDenied: pulumi.Output<"fail" | "warn" | undefined>;
  /**
   * Microsoft's word when it was last recorded: `InReview`, `Approved`, `Denied`, or one that Microsoft adds; `None`
   * when it was no longer listed; null where the API gives none (State-owned entity). `Declined`, `Refused`,
   * `Rejected`, `Expired`, `Revoked` and `Withdrawn` count as a denial, in any spelling; every other word that is not
   * documented is shown, and is neither a denial nor an approval.
   */
  declare readonly vettingStatus: pulumi.Output<VettingStatus | null>;
  /** Microsoft's reason for a denial, such as "Not an Education Customer"; null without one. */
  declare readonly vettingReason: pulumi.Output<string | null>;
  /** When the vetting was requested, as the API wrote it; null where it wrote none. */
  declare readonly vettingCreateDate: pulumi.Output<string | null>;
  /** How many submissions this resource made. Null for one that `get` read. */
  declare readonly submissions: pulumi.Output<number | null>;
  /** What the API answered to the last submission when it refused it, or why its outcome is not known; else null. */
  declare readonly submissionError: pulumi.Output<string | null>;

  /**
   * Reads a qualification that is managed elsewhere; it is never submitted, changed or forgotten.
   *
   * @param name the resource's name in this program
   * @param id `{customerId}/{qualification}`
   * @throws (on `up` and preview) when the customer does not hold it, or can't be read; a preview looks at all others
   * before it fails
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    opts?: pulumi.CustomResourceOptions,
  ): CustomerQualification {
    return new CustomerQualification(name, undefined, { ...opts, id });
  }

  /** Whether an object is a `CustomerQualification`, also of another copy of this package. */
  static override isInstance(object: unknown): object is CustomerQualification {
    return (
      pulumi.CustomResource.isInstance(object) &&
      (object as { __pulumiType?: string }).__pulumiType === CustomerQualification.type
    );
  }

  /**
   * @param name the resource's name in this program
   * @param args what is desired; `undefined` only with `opts.id`, as `get` does
   * @param opts Pulumi's resource options; `provider` takes a {@link Provider}
   */
  constructor(
    name: string,
    args: CustomerQualificationArgs<Name> | undefined,
    opts: pulumi.CustomResourceOptions = {},
  ) {
    const outputs = {
      vettingStatus: undefined,
      vettingReason: undefined,
      vettingCreateDate: undefined,
      submissions: undefined,
      submissionError: undefined,
    };
    const inputs = args ?? {
      customerId: undefined,
      qualification: undefined,
    };
    requireArguments("CustomerQualification", name, args, opts);
    requireInstalled();
    const timeouts = customTimeouts("CustomerQualification", name, opts, {
      forWhat: "the vetting",
      input: "waitForVetting",
      on: args?.waitForVetting,
    });
    warnOfPlainSecrets();
    const restoreTraces = withoutPromiseTraces();
    try {
      super(
        CustomerQualification.type,
        name,
        {
          educationSegment: undefined,
          website: undefined,
          adoptExisting: undefined,
          waitForVetting: undefined,
          vettingTimeoutSeconds: undefined,
          vettingPollIntervalSeconds: undefined,
          resubmit: undefined,
          onDenied: undefined,
          ...inputs,
          // Wrapped here, for the engine encrypts only what the program calls a secret.
          validationCode: args?.validationCode === undefined ? undefined : pulumi.secret(args.validationCode),
          ...outputs,
          ...(args === undefined && forGet()),
          ...(args && {
            __declared: announced(CustomerQualification.type, name, opts),
            __lookAhead: lookAhead(CustomerQualification.type, args.customerId, opts),
            ...(timeouts.timeouts && { __customTimeouts: timeouts.timeouts }),
            __mistake: mistakeIn({
              mistake: timeouts.mistake,
              type: CustomerQualification.type,
              name,
              kind: QUALIFICATION,
              args,
              customer: [args.customerId],
              what: args.qualification,
              opts,
            }),
          }),
          __provider: providerText("customerQualification"),
        },
        // Named only where there is one: it is stored with every resource.
        args?.validationCode === undefined
          ? timeouts.opts
          : pulumi.mergeOptions({ additionalSecretOutputs: ["validationCode"] }, timeouts.opts),
      );
    } catch (error) {
      restoreTraces(error);
      throw error;
    }
    restoreTraces();
    if (args === undefined) void failIfNotRead(this);
    tellProviders("CustomerQualification", name, [args?.customerId, opts.id]);
  }
}
