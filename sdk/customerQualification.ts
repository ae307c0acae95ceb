import * as pulumi from "@pulumi/pulumi";
import { QUALIFICATION } from "../provider/declared/contradictions";
import type {
  CustomerQualificationArgs,
  EducationSegment,
  QualificationName,
  VettingStatus,
} from "./customerQualificationArgs";
import { prepared } from "./resource";

/**
 * A special qualification of a customer of yours in Microsoft Partner Center.
 *
 * It submits once, when it is created, nothing is there, and Microsoft's activity log of the last 90 days shows no earlier
 * submission; what is there is adopted. After that it submits only when `resubmit` changes. Microsoft vets for days, may deny with a reason, and a qualification can never be taken back:
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
  /** As declared, or as it was sent where the program no longer gives it; a secret. The API does not return it. */
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
   * When this resource made its last submission, whatever became of it, in ISO 8601 (UTC): by Microsoft's date where the answer
   * gives the time, and else by this machine's clock. Also when this machine made the one that the resource took over before it was
   * listed. Null where it made none, or an older release did not note it.
   */
  declare readonly submittedAt: pulumi.Output<string | null>;

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
    const {
      arguments: passed,
      constructed,
      failed,
    } = prepared({
      className: "CustomerQualification",
      type: CustomerQualification.type,
      provider: "customerQualification",
      kind: QUALIFICATION,
      name,
      args,
      opts,
      inputs: {
        customerId: undefined,
        qualification: undefined,
        educationSegment: undefined,
        website: undefined,
        adoptExisting: undefined,
        waitForVetting: undefined,
        vettingTimeoutSeconds: undefined,
        vettingPollIntervalSeconds: undefined,
        resubmit: undefined,
        onDenied: undefined,
        ...args,
        // Wrapped here, for the engine encrypts only what the program calls a secret.
        validationCode: args?.validationCode === undefined ? undefined : pulumi.secret(args.validationCode),
      },
      outputs: {
        vettingStatus: undefined,
        vettingReason: undefined,
        vettingCreateDate: undefined,
        submissions: undefined,
        submissionError: undefined,
        submittedAt: undefined,
      },
      // Named only where there is one: it is stored with every resource.
      secrets: args?.validationCode === undefined ? undefined : ["validationCode"],
      wait: { forWhat: "the vetting", input: "waitForVetting", on: args?.waitForVetting },
      customer: [args?.customerId],
      what: args?.qualification,
      lookFor: args?.customerId,
    });
    try {
      super(...passed);
    } catch (error) {
      failed(error);
      throw error;
    }
    constructed(this);
  }
}
