import * as pulumi from "@pulumi/pulumi";
import { CUSTOMER } from "../provider/declared/contradictions";
import type { CustomerAddressOutput, CustomerArgs, CustomerOnDelete } from "./customerArgs";
import { prepared } from "./resource";

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
    const {
      arguments: passed,
      constructed,
      failed,
    } = prepared({
      className: "Customer",
      type: Customer.type,
      provider: "customer",
      kind: CUSTOMER,
      name,
      args,
      opts,
      inputs: {
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
      },
      outputs: {
        commerceId: undefined,
        relationshipToPartner: undefined,
        adminUserName: undefined,
        adminPassword: undefined,
        adopted: undefined,
      },
      secrets: ["adminPassword"],
      customer: [args?.domain, args?.customerId],
      isCustomer: true,
      what: "Customer",
      lookFor: args?.customerId ?? args?.domain,
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
