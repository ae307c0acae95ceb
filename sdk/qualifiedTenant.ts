import * as pulumi from "@pulumi/pulumi";
import { failWith, kindOf, notInputs } from "./arguments";
import { Customer } from "./customer";
import type { CustomerArgs } from "./customer";
import { CustomerAgreement } from "./customerAgreement";
import type { CustomerAgreementArgs } from "./customerAgreement";
import { CustomerQualification } from "./customerQualification";
import type { CustomerQualificationArgs, QualificationName } from "./customerQualification";
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

const SUFFIXES: { readonly [Name in QualificationName]: string } = {
  Education: "education",
  GovernmentCommunityCloud: "government-community-cloud",
  StateOwnedEntity: "state-owned-entity",
};

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
    requireValid(name, args);
    super(QualifiedTenant.type, name, {}, opts);
    warnOfComponent("QualifiedTenant", name, opts);
    const child = { parent: this };
    this.customer = args.customer && new Customer(`${name}-customer`, args.customer, child);
    const customerId = this.customer?.id ?? args.customerId ?? "";
    this.customerId = pulumi.output(customerId);
    this.agreement =
      args.agreement && new CustomerAgreement(`${name}-agreement`, { ...args.agreement, customerId }, child);
    const { qualifications } = args as unknown as QualifiedTenantArgs;
    const declared = qualifications.map((qualification) => {
      const suffixed = `${name}-${SUFFIXES[qualification.qualification]}`;
      const resource = new CustomerQualification(suffixed, { ...qualification, customerId }, child);
      return [qualification.qualification, resource] as const;
    });
    this.qualifications = Object.fromEntries(declared);
    this.domain = pulumi.output(this.customer?.domain);
    this.adminUserName = pulumi.output(this.customer?.adminUserName);
    this.adminPassword = pulumi.secret(this.customer?.adminPassword);
    this.agreementAccepted = pulumi.output(this.agreement?.accepted);
    const statuses = declared.map(([qualification, { vettingStatus }]) =>
      vettingStatus.apply((status) => [qualification, status ?? ""] as const),
    );
    const all = pulumi.all(statuses);
    this.vettingStatuses = all.apply((entries) => Object.fromEntries(entries));
    this.qualified = all.apply((entries) => entries.every(([, status]) => /^(approved)?$/i.test(status)));
    this.registerOutputs({
      customerId: this.customerId,
      domain: this.domain,
      adminUserName: this.adminUserName,
      adminPassword: this.adminPassword,
      agreementAccepted: this.agreementAccepted,
      vettingStatuses: this.vettingStatuses,
      qualified: this.qualified,
    });
  }
}

/** What its children can't say: mistakes in the declaration itself, all at once. */
function requireValid(name: string, args: unknown): void {
  failWith("QualifiedTenant", name, mistakesIn(args as QualifiedTenantArgs));
}

function mistakesIn(args: QualifiedTenantArgs): string[] {
  const none = notInputs("its arguments", args);
  if (none.length > 0)
    return [`${none.join("")} Give one of \`customer\` and \`customerId\`, and \`qualifications\`.`];
  const { customer, customerId, agreement, qualifications } = args;
  return [
    ...((customer === undefined) === (customerId === undefined)
      ? ["give one of `customer` and `customerId`."]
      : []),
    ...(customer === undefined ? [] : notInputs("`customer`", customer)),
    ...(agreement === undefined ? [] : notInputs("`agreement`", agreement)),
    ...(Array.isArray(qualifications)
      ? mistakesInQualifications(qualifications)
      : [
          '`qualifications` must be a list, such as `[{ qualification: "Education" }]`, and a plain one; ' +
            `found ${kindOf(qualifications)}.`,
        ]),
  ];
}

function mistakesInQualifications(qualifications: readonly TenantQualificationArgs[]): string[] {
  const broken = qualifications.flatMap((one, index) => notInputs(`\`qualifications[${index}]\``, one));
  if (broken.length > 0) return broken;
  const names = qualifications.map(({ qualification }) => qualification);
  return names.flatMap((one, index) => {
    if (!Object.hasOwn(SUFFIXES, one))
      return [
        `\`qualification\` must be one of ${Object.keys(SUFFIXES).join(", ")}, and a plain value; found ` +
          `${typeof one === "string" ? JSON.stringify(one) : kindOf(one)}.`,
      ];
    return names.indexOf(one) < index ? [`${one} is declared twice.`] : [];
  });
}
