import * as pulumi from "@pulumi/pulumi";
import { CUSTOMER } from "../provider/declared/contradictions";
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

/** A customer's postal address ("Utility resources", Address). It must be a real one: Microsoft verifies it. */
export interface CustomerAddress {
  /** The country, two letters of ISO 3166 such as `SE`; `GB`, not `UK`. Its own rules say what else is required. */
  country: pulumi.Input<string>;
  /** Street and number, 1 to 200 characters. */
  addressLine1: pulumi.Input<string>;
  /** A second line, up to 200 characters. */
  addressLine2?: pulumi.Input<string> | undefined;
  /** Up to 200 characters; required where the country's rules say so. */
  city?: pulumi.Input<string> | undefined;
  /** State or province; in US, CA, CN and MX one that the country's rules list, such as `WA`. */
  state?: pulumi.Input<string> | undefined;
  /** Up to 50 characters, in the form that the country's rules demand. */
  postalCode?: pulumi.Input<string> | undefined;
  /** A part of the country where `state` is none, up to 200 characters. */
  region?: pulumi.Input<string> | undefined;
  /** The contact person's first name, up to 50 characters. */
  firstName?: pulumi.Input<string> | undefined;
  /** The contact person's last name, up to 50 characters. */
  lastName?: pulumi.Input<string> | undefined;
  /** Up to 50 characters, in the form that the country's rules demand; some countries require it. */
  phoneNumber?: pulumi.Input<string> | undefined;
}

/** A customer's postal address as an output. */
export interface CustomerAddressOutput {
  /** Two letters of ISO 3166. The others are as in {@link CustomerAddress}. */
  country?: string;
  /** Street and number. */
  addressLine1?: string;
  /** A second line. */
  addressLine2?: string;
  /** The city. */
  city?: string;
  /** State or province. */
  state?: string;
  /** The postal code. */
  postalCode?: string;
  /** A part of the country where `state` is none. */
  region?: string;
  /** The contact person's first name. */
  firstName?: string;
  /** The contact person's last name. */
  lastName?: string;
  /** The phone number. */
  phoneNumber?: string;
}

/** What becomes of the customer when its resource is destroyed or replaced. */
export type CustomerOnDelete = "keep" | "removeRelationship" | "deleteSandboxCustomer";

/**
 * The inputs of a {@link Customer}. To create one, all of `domain`, `companyName`, `email`, `culture`, `language` and
 * `address` are required, which a preview says. For a customer that is there already, `domain` or `customerId` is
 * enough: what is not declared stays as it is.
 */
export interface CustomerArgs {
  /**
   * The tenant's domain, such as `contoso.onmicrosoft.com`: at most 27 letters, digits and hyphens before
   * `.onmicrosoft.com` (`.partner.onmschina.cn` in 21Vianet, `.ccsctp.net` in the sandbox). Kept in lower case
   * ("Create a customer", "Verify domain availability").
   *
   * @changing replaces the customer: another tenant is created
   */
  domain?: pulumi.Input<string> | undefined;
  /**
   * The tenant id, a GUID, of a customer of yours that is there already: it is taken over, and nothing is ever created.
   *
   * @changing replaces the resource
   */
  customerId?: pulumi.Input<string> | undefined;
  /**
   * The organization's name, two characters or more, not only special ones ("Validate names and addresses").
   *
   * @changing updates the billing profile in place ("Update a customer's billing profile")
   */
  companyName?: pulumi.Input<string> | undefined;
  /**
   * The contact's e-mail address; neither Microsoft's nor your own domain's.
   *
   * @changing updates the billing profile in place
   */
  email?: pulumi.Input<string> | undefined;
  /**
   * The preferred culture, such as `sv-SE` ("Partner Center supported languages and locales").
   *
   * @changing updates the billing profile in place
   */
  culture?: pulumi.Input<string> | undefined;
  /**
   * The preferred language, such as `sv`; `zh-CHS` in 21Vianet.
   *
   * @changing updates the billing profile in place
   */
  language?: pulumi.Input<string> | undefined;
  /**
   * The address. Checked in the preview against the rules of its country ("Get market-specific validation data").
   * Lines that are not declared stay as they are; an empty text removes one.
   *
   * @changing updates the billing profile in place
   */
  address?: pulumi.Input<CustomerAddress> | undefined;
  /**
   * The organization's registration number, 1 to 100 characters: required by some countries, such as BR, IN, PL and
   * ZA, and refused by others. Only a creation takes it.
   *
   * @changing fails, since no call can change it; with `onDelete: "deleteSandboxCustomer"` the customer is deleted and
   * created again
   */
  organizationRegistrationNumber?: pulumi.Input<string> | undefined;
  /**
   * The tenant id, a GUID, of the indirect reseller that an indirect provider creates the customer for. **Left out, the
   * customer becomes the provider's own.** Only a creation takes it, by an App+User login ("Create a customer for an
   * indirect reseller").
   *
   * @changing fails, as for `organizationRegistrationNumber`
   */
  associatedPartnerId?: pulumi.Input<string> | undefined;
  /**
   * Whether the customer gets the default GDAP. Only a creation takes it. Left out, Microsoft's default applies.
   *
   * @changing recorded in place; Microsoft is not told
   */
  enableGDAPByDefault?: pulumi.Input<boolean> | undefined;
  /**
   * Whether a customer of yours that has the domain already is taken over without a creation. With `false` the create
   * fails; after a crash it then also refuses its own customer.
   *
   * @defaultValue `true`
   * @changing no effect once created
   */
  adoptExisting?: pulumi.Input<boolean> | undefined;
  /**
   * What a destroy or a replacement does: `keep` only forgets; `removeRelationship` ends the reseller relationship, for
   * which subscriptions must have been suspended ("Remove a reseller relationship with a customer");
   * `deleteSandboxCustomer` deletes the tenant for ever, in the integration sandbox only ("Delete a customer account
   * from the integration sandbox"). What counts is the value of the last `up`. It is carried out only where nothing of the
   * program declares the customer any more, no {@link CustomerQualification} or {@link CustomerAgreement} either: what was
   * renamed, replaced or declared twice is only forgotten. `pulumi destroy` carries it out in any case.
   *
   * @defaultValue `keep`
   * @changing recorded in place; it counts from the next `up` on
   */
  onDelete?: pulumi.Input<CustomerOnDelete> | undefined;
}

/**
 * A customer of yours in Microsoft Partner Center: a tenant and its billing profile.
 *
 * It is created once, when none of your customers has its domain; one that has is adopted. After that it is never
 * created again: a customer that is not yours any more is a drift and fails an `up`. A creation whose answer was lost
 * is settled by a look for the domain. Of the billing profile, what is declared is compared at every preview, shown as
 * the property `drift`, and put back by `up`.
 *
 * Each customer is declared once. A second resource of it with another billing profile fails the preview and `up` and
 * names both; one with the same values is a warning.
 *
 * The id is the customer's tenant id. Pass `customer.id` on: unlike the other outputs, it stays known in a preview while
 * the customer is being updated.
 *
 * @example
 * ```ts
 * const contoso = new Customer("contoso", {
 *   domain: "contososchool.onmicrosoft.com",
 *   companyName: "Contoso School",
 *   email: "admin@contoso.edu",
 *   culture: "en-US",
 *   language: "en",
 *   address: { addressLine1: "1 Main Street", city: "Redmond", state: "WA", postalCode: "98052", country: "US" },
 * });
 * ```
 * @see "Create a customer" and "Update a customer's billing profile" of the Partner Center REST reference
 */
export class Customer extends pulumi.CustomResource {
  /** The type token, as it stands in every state. */
  static readonly type = "pulumi-nodejs:dynamic/partnercenter:Customer";

  /** The tenant's domain. */
  declare readonly domain: pulumi.Output<string>;
  /** The tenant id, the same as `id`. */
  declare readonly customerId: pulumi.Output<string>;
  /** The name in the billing profile, when it was last recorded; so are the following four. */
  declare readonly companyName: pulumi.Output<string>;
  /** The contact's e-mail address. */
  declare readonly email: pulumi.Output<string>;
  /** The preferred culture. */
  declare readonly culture: pulumi.Output<string>;
  /** The preferred language. */
  declare readonly language: pulumi.Output<string>;
  /** The address, without the lines that are empty. */
  declare readonly address: pulumi.Output<CustomerAddressOutput>;
  /** As declared, or as the API tells. */
  declare readonly organizationRegistrationNumber: pulumi.Output<string | undefined>;
  /** As declared, or as the API tells. */
  declare readonly associatedPartnerId: pulumi.Output<string | undefined>;
  /** As declared. */
  declare readonly enableGDAPByDefault: pulumi.Output<boolean | undefined>;
  /** As declared. */
  declare readonly adoptExisting: pulumi.Output<boolean | undefined>;
  /** As declared. */
  declare readonly onDelete: pulumi.Output<CustomerOnDelete | undefined>;
  /** The customer's id in commerce calls. Undefined where the creation was settled by a look. */
  declare readonly commerceId: pulumi.Output<string | undefined>;
  /** Microsoft's word, such as `reseller` (or `none`, as a creation may answer), when it was last recorded. */
  declare readonly relationshipToPartner: pulumi.Output<string | undefined>;
  /** The name of the tenant's first administrator, such as `admin`. Undefined where `adminPassword` is. */
  declare readonly adminUserName: pulumi.Output<string | undefined>;
  /**
   * The first administrator's password, a secret: encrypted in the state and never printed. Only the answer to a creation
   * has it: undefined for a customer that was adopted, or whose creation was settled by a look.
   */
  declare readonly adminPassword: pulumi.Output<string | undefined>;
  /** Whether it was taken over instead of created. Undefined for one that `get` read. */
  declare readonly adopted: pulumi.Output<boolean | undefined>;

  /**
   * Reads a customer that is managed elsewhere; it is never created, changed or removed.
   *
   * @param name the resource's name in this program
   * @param id the customer's tenant id, a GUID
   * @throws (on `up` and preview) when it is no customer of yours, or can't be read; a preview looks at all others before
   * it fails
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): Customer {
    return new Customer(name, undefined, { ...opts, id });
  }

  /** Whether an object is a `Customer`, also of another copy of this package. */
  static override isInstance(object: unknown): object is Customer {
    return (
      pulumi.CustomResource.isInstance(object) &&
      (object as { __pulumiType?: string }).__pulumiType === Customer.type
    );
  }

  /**
   * @param name the resource's name in this program
   * @param args what is desired; `undefined` only with `opts.id`, as `get` does
   * @param opts Pulumi's resource options; `provider` takes a {@link Provider}
   */
  constructor(name: string, args: CustomerArgs | undefined, opts: pulumi.CustomResourceOptions = {}) {
    requireArguments("Customer", name, args, opts);
    requireInstalled();
    const timeouts = customTimeouts("Customer", name, opts, undefined);
    warnOfPlainSecrets();
    const restoreTraces = withoutPromiseTraces();
    try {
      super(
        Customer.type,
        name,
        {
          domain: undefined,
          customerId: undefined,
          companyName: undefined,
          email: undefined,
          culture: undefined,
          language: undefined,
          address: undefined,
          organizationRegistrationNumber: undefined,
          associatedPartnerId: undefined,
          enableGDAPByDefault: undefined,
          adoptExisting: undefined,
          onDelete: undefined,
          ...args,
          commerceId: undefined,
          relationshipToPartner: undefined,
          adminUserName: undefined,
          adminPassword: undefined,
          adopted: undefined,
          ...(args === undefined && forGet()),
          ...(args && {
            __declared: announced(Customer.type, name, opts),
            __lookAhead: lookAhead(Customer.type, args.customerId ?? args.domain, opts),
            ...(timeouts.timeouts && { __customTimeouts: timeouts.timeouts }),
            __mistake: mistakeIn({
              mistake: timeouts.mistake,
              type: Customer.type,
              name,
              kind: CUSTOMER,
              args,
              customer: [args.domain, args.customerId],
              what: "Customer",
              opts,
            }),
          }),
          __provider: providerText("customer"),
        },
        pulumi.mergeOptions({ additionalSecretOutputs: ["adminPassword"] }, timeouts.opts),
      );
    } catch (error) {
      restoreTraces(error);
      throw error;
    }
    restoreTraces();
    if (args === undefined) void failIfNotRead(this);
    tellProviders("Customer", name, [args?.domain, args?.customerId, opts.id], this.id);
  }
}
