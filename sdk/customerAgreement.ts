import * as pulumi from "@pulumi/pulumi";
import { AGREEMENT } from "../provider/declared/contradictions";
import { prepared } from "./resource";

/** An agreement between a customer and Microsoft; `MicrosoftCloudAgreement` is the legacy one. */
export type AgreementType = "MicrosoftCustomerAgreement" | "MicrosoftCloudAgreement";

/** The partner's attestation that a person of the customer has accepted. */
export interface AgreementAttestation {
  /** The person who accepted for the customer, 1 to 50 characters. */
  firstName: pulumi.Input<string>;
  /** The same person's, 1 to 50 characters. */
  lastName: pulumi.Input<string>;
  /** The person's e-mail address; Microsoft writes to it. */
  email: pulumi.Input<string>;
  /** The person's phone number, up to 50 characters. */
  phoneNumber?: pulumi.Input<string> | undefined;
  /**
   * When they accepted: a date of ISO 8601, not in the future.
   *
   * @defaultValue a minute before it is sent
   */
  dateAgreed?: pulumi.Input<string> | undefined;
}

/** The inputs of a {@link CustomerAgreement}. */
export interface CustomerAgreementArgs {
  /**
   * The customer: its tenant id, a GUID. Pass `customer.id`.
   *
   * @changing replaces the resource, which only forgets the old one
   */
  customerId: pulumi.Input<string>;
  /**
   * Which agreement; `MicrosoftCloudAgreement` is the legacy one.
   *
   * @defaultValue `MicrosoftCustomerAgreement`
   * @changing replaces the resource, which only forgets the old one
   */
  agreementType?: pulumi.Input<AgreementType> | undefined;
  /**
   * Whether `up` waits until the customer has accepted, and a preview calls everything else a drift. With `false` it is
   * only recorded whether the customer has, and a line says what the customer must do.
   *
   * @defaultValue `false`
   * @changing in place, at the next `up`
   */
  waitForAcceptance?: pulumi.Input<boolean> | undefined;
  /**
   * Longest wait for the customer, in whole seconds from 1 to 2592000 (30 days). When it has passed, `up` fails, and the
   * next one waits on. A smaller `customTimeouts` (`create` or `update`) of the resource's options counts in its place.
   *
   * @defaultValue `3600`
   * @changing in place; no call to the API
   */
  acceptanceTimeoutSeconds?: pulumi.Input<number> | undefined;
  /**
   * Time between two looks while waiting, in whole seconds from 1 to 86400.
   *
   * @defaultValue `60`
   * @changing in place; no call to the API
   */
  acceptancePollIntervalSeconds?: pulumi.Input<number> | undefined;
  /**
   * Confirms for the customer that it has accepted. **Microsoft ended this for most accounts on 5 January 2026**; where it
   * did, `up` fails and says so. Sent while no acceptance is listed ("Confirm customer acceptance of the Microsoft
   * Customer Agreement").
   *
   * @changing confirms, while no acceptance is listed; else recorded in place
   */
  attestation?: pulumi.Input<AgreementAttestation> | undefined;
}

const hasDefaultType = ({ agreementType = "MicrosoftCustomerAgreement" }: CustomerAgreementArgs): boolean =>
  agreementType === "MicrosoftCustomerAgreement";

/**
 * Whether a customer has accepted its agreement with Microsoft, without which nothing can be ordered for it.
 *
 * **Nothing here accepts for the customer.** It reads both ways that Microsoft offers (the partner's attestation, and the
 * customer's own signature in the Microsoft 365 admin center), can wait, and says what the customer must do. Needs an
 * App+User login; with an application's own login, previews go on without a look. Public cloud only. Destroying the
 * resource only forgets it. The id is `{customerId}/{agreementType}`.
 *
 * @example
 * ```ts
 * const agreement = new CustomerAgreement("agreement", { customerId: contoso.id });
 * export const accepted = agreement.accepted;
 * ```
 * @see "Get confirmation of customer acceptance of Microsoft Customer Agreement" and "Get the status of a customer's
 * direct acceptance of the Microsoft Customer Agreement" of the Partner Center REST reference
 */
export class CustomerAgreement extends pulumi.CustomResource {
  /** The type token, as it stands in every state. */
  static readonly type = "pulumi-nodejs:dynamic/partnercenter:CustomerAgreement";

  /** The customer's tenant id, in lower case. */
  declare readonly customerId: pulumi.Output<string>;
  /** As declared. */
  declare readonly agreementType: pulumi.Output<AgreementType | undefined>;
  /** As declared. */
  declare readonly waitForAcceptance: pulumi.Output<boolean | undefined>;
  /** As declared, in seconds. */
  declare readonly acceptanceTimeoutSeconds: pulumi.Output<number | undefined>;
  /** As declared, in seconds. */
  declare readonly acceptancePollIntervalSeconds: pulumi.Output<number | undefined>;
  /** As declared. */
  declare readonly attestation: pulumi.Output<
    | { firstName: string; lastName: string; email: string; phoneNumber?: string; dateAgreed?: string }
    | undefined
  >;
  /** Whether the customer had accepted when it was last recorded. */
  declare readonly accepted: pulumi.Output<boolean>;
  /** `attested` by the partner or `signedByCustomer`; undefined while not accepted. */
  declare readonly acceptedHow: pulumi.Output<"attested" | "signedByCustomer" | undefined>;
  /** The date of an attested acceptance as the API wrote it; without a zone it is UTC. */
  declare readonly dateAgreed: pulumi.Output<string | undefined>;
  /** Where the agreement can be read. */
  declare readonly agreementLink: pulumi.Output<string | undefined>;

  /**
   * Reads whether a customer has accepted; nothing is attested or waited for.
   *
   * @param name the resource's name in this program
   * @param id `{customerId}/{agreementType}`
   * @throws (on `up` and preview) when it can't be read; a preview looks at all others before it fails
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    opts?: pulumi.CustomResourceOptions,
  ): CustomerAgreement {
    return new CustomerAgreement(name, undefined, { ...opts, id });
  }

  /** Whether an object is a `CustomerAgreement`, also of another copy of this package. */
  static override isInstance(object: unknown): object is CustomerAgreement {
    return (
      pulumi.CustomResource.isInstance(object) &&
      (object as { __pulumiType?: string }).__pulumiType === CustomerAgreement.type
    );
  }

  /**
   * @param name the resource's name in this program
   * @param args what is desired; `undefined` only with `opts.id`, as `get` does
   * @param opts Pulumi's resource options; `provider` takes a {@link Provider}
   */
  constructor(
    name: string,
    args: CustomerAgreementArgs | undefined,
    opts: pulumi.CustomResourceOptions = {},
  ) {
    const {
      arguments: passed,
      constructed,
      failed,
    } = prepared({
      className: "CustomerAgreement",
      type: CustomerAgreement.type,
      provider: "customerAgreement",
      kind: AGREEMENT,
      name,
      args,
      opts,
      inputs: {
        customerId: undefined,
        agreementType: undefined,
        waitForAcceptance: undefined,
        acceptanceTimeoutSeconds: undefined,
        acceptancePollIntervalSeconds: undefined,
        attestation: undefined,
        ...args,
      },
      outputs: {
        accepted: undefined,
        acceptedHow: undefined,
        dateAgreed: undefined,
        agreementLink: undefined,
      },
      wait: {
        forWhat: "the customer",
        input: "waitForAcceptance",
        // With an attestation nothing is waited for.
        on: args?.attestation === undefined && args?.waitForAcceptance,
      },
      customer: [args?.customerId],
      what: args?.agreementType ?? "MicrosoftCustomerAgreement",
      lookFor: args && hasDefaultType(args) ? args.customerId : undefined,
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
