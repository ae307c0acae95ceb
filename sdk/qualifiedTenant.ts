import * as pulumi from "@pulumi/pulumi";
import { failWith, unnamed } from "./arguments";
import { Customer } from "./customer";
import type { CustomerArgs } from "./customerArgs";
import { CustomerAgreement } from "./customerAgreement";
import type { CustomerAgreementArgs } from "./customerAgreement";
import { CustomerQualification } from "./customerQualification";
import type { CustomerQualificationArgs, QualificationName } from "./customerQualificationArgs";
import {
  mistakesInTenant,
  unusedInTenant,
  tenantOf,
  type Makers,
  type TenantInputs,
} from "../provider/declared/tenant";
import { warnOfComponent } from "./timeouts";

/** The agreement of a {@link QualifiedTenant}: the inputs of a {@link CustomerAgreement} without its customer. */
export type TenantAgreementArgs = Omit<CustomerAgreementArgs, "customerId">;

/** A qualification of a {@link QualifiedTenant}: the inputs of a {@link CustomerQualification} without its customer. */
export interface TenantQualificationArgs<Name extends QualificationName = QualificationName> extends Omit<
  CustomerQualificationArgs<Name>,
  "customerId" | "qualification"
> {
  /**
   * Which one: a plain value, for the resource is named after it. Each at most once.
   *
   * @changing makes another resource; Microsoft keeps the old qualification for ever
   */
  qualification: Name;
}

/** A list of qualifications, each with nothing of another one, as far as the program names them in so many words. */
export type TenantQualifications<Names extends readonly QualificationName[]> = {
  [Index in keyof Names]: TenantQualificationArgs<Names[Index] & QualificationName>;
};

/** The inputs of a {@link QualifiedTenant}. One of `customer` and `customerId` is required. */
export interface QualifiedTenantArgs<Names extends readonly QualificationName[] = QualificationName[]> {
  /**
   * The customer to create, or to adopt by its domain.
   *
   * @changing as for a {@link Customer}
   */
  customer?: CustomerArgs | undefined;
  /**
   * The tenant id, a GUID, of a customer that is managed elsewhere, or by hand.
   *
   * @changing replaces the agreement and the qualifications; Microsoft keeps the old customer's for ever
   */
  customerId?: pulumi.Input<string> | undefined;
  /**
   * The agreement to read, and to wait for if it says so. `{}` reads the Microsoft Customer Agreement; left out, none.
   *
   * @changing as for a {@link CustomerAgreement}
   */
  agreement?: TenantAgreementArgs | undefined;
  /**
   * The qualifications. Education and GovernmentCommunityCloud exclude each other: with both, neither is submitted.
   *
   * @changing a new entry is submitted once, or adopted; one that is taken out is forgotten, and Microsoft keeps it
   */
  qualifications: TenantQualifications<Names>;
}

/**
 * One customer with everything that it needs before something is sold to it: the customer, its agreement, its
 * qualifications, each a resource of its own named `<name>-customer`, `<name>-agreement`, `<name>-education`, ….
 *
 * The customer comes first. The qualifications do not wait for the agreement: Microsoft vets without it, and asks for it
 * with the first order only. All of them get `customer.id`, so that an update of the customer never makes them look like
 * replacements.
 *
 * @example
 * ```ts
 * const school = new QualifiedTenant("school", {
 *   customer: { domain: "contoso.onmicrosoft.com", companyName: "Contoso School", … },
 *   agreement: {},
 *   qualifications: [{ qualification: "Education", educationSegment: "K12", waitForVetting: true }],
 * });
 * export const tenantId = school.customerId;
 * ```
 */
export class QualifiedTenant<Names extends readonly QualificationName[] = QualificationName[]>
  extends pulumi.ComponentResource
{
  /** The type token, as it stands in every state. */
  static readonly type = "partnercenter:index:QualifiedTenant";

  /** The customer's tenant id. Stays known in a preview while the customer is being updated. */
  readonly customerId: pulumi.Output<string>;
  /** The customer, if it is declared here. */
  readonly customer: Customer | undefined;
  /** The agreement, if it is declared. */
  readonly agreement: CustomerAgreement | undefined;
  /** The qualifications that are declared, by their names. */
  readonly qualifications: { readonly [Name in QualificationName]?: CustomerQualification };
  /** The tenant's domain, if the customer is declared here. */
  readonly domain: pulumi.Output<string | undefined>;
  /** The first administrator's name; undefined where `adminPassword` is. */
  readonly adminUserName: pulumi.Output<string | undefined>;
  /** The first administrator's password, a secret; undefined unless this resource created the customer. */
  readonly adminPassword: pulumi.Output<string | undefined>;
  /** Whether the customer had accepted the agreement when it was last recorded; undefined without `agreement`. */
  readonly agreementAccepted: pulumi.Output<boolean | undefined>;
  /** The vetting statuses when they were last recorded, by qualification; "" where Microsoft gives none. */
  readonly vettingStatuses: pulumi.Output<{ [qualification: string]: string }>;
  /** Whether all qualifications were approved, or listed without a status, when they were last recorded. */
  readonly qualified: pulumi.Output<boolean>;

  /** Whether an object is a `QualifiedTenant`, also of another copy of this package. */
  static override isInstance(object: unknown): object is QualifiedTenant {
    return (
      pulumi.ComponentResource.isInstance(object) &&
      (object as { __pulumiType?: string }).__pulumiType === QualifiedTenant.type
    );
  }

  /**
   * @param name the resource's name in this program, and the beginning of its children's
   * @param args what is desired
   * @param opts Pulumi's resource options; `provider` takes a {@link Provider} for all of it
   */
  constructor(name: string, args: QualifiedTenantArgs<Names>, opts?: pulumi.ComponentResourceOptions) {
    failWith("QualifiedTenant", name, [...unnamed(name), ...mistakesInTenant(args)]);
    super(QualifiedTenant.type, name, {}, opts);
    warnOfComponent("QualifiedTenant", name, opts);
    for (const unused of unusedInTenant(args))
      void pulumi.log.warn(`QualifiedTenant ${name}: ${unused} It is left out.`, this);
    const { customer, agreement, qualifications, outputs } = tenantOf(
      NODE_CLASSES,
      name,
      args as unknown as TenantInputs,
      this,
    );
    this.customer = customer;
    this.agreement = agreement;
    this.qualifications = Object.fromEntries(qualifications);
    this.customerId = outputs.customerId;
    this.domain = outputs.domain;
    this.adminUserName = outputs.adminUserName;
    this.adminPassword = outputs.adminPassword;
    this.agreementAccepted = outputs.agreementAccepted;
    this.vettingStatuses = outputs.vettingStatuses;
    this.qualified = outputs.qualified;
    this.registerOutputs(outputs);
  }
}

interface NodeResources {
  customer: Customer;
  agreement: CustomerAgreement;
  qualification: CustomerQualification;
}

/** Takes over what the plugin has made of the same component. The plugin's schema has the alias for the other direction. */
const alsoOfPlugin = (type: string, opts?: pulumi.CustomResourceOptions): pulumi.CustomResourceOptions => ({
  ...opts,
  aliases: [{ type: `partnercenter:index:${type}` }],
});

const NODE_CLASSES: Makers<NodeResources> = {
  customer: (name, args: CustomerArgs, opts) => new Customer(name, args, alsoOfPlugin("Customer", opts)),
  agreement: (name, args: CustomerAgreementArgs, opts) =>
    new CustomerAgreement(name, args, alsoOfPlugin("CustomerAgreement", opts)),
  qualification: (name, args: CustomerQualificationArgs, opts) =>
    new CustomerQualification(name, args, alsoOfPlugin("CustomerQualification", opts)),
};
