import * as pulumi from "@pulumi/pulumi";
import { kindOf, notInputs } from "./inputs";

/**
 * What a `QualifiedTenant` consists of, whoever declares it: the Node class with the dynamic provider's resources, or the
 * plugin, for a program in any language, with its own.
 */

/** What of its resources a tenant passes on. */
export interface TenantResources {
  customer: pulumi.Resource & {
    id: pulumi.Output<string>;
    domain: pulumi.Output<string | undefined>;
    adminUserName: pulumi.Output<string | undefined>;
    adminPassword: pulumi.Output<string | undefined>;
  };
  agreement: pulumi.Resource & { accepted: pulumi.Output<boolean | undefined> };
  qualification: pulumi.Resource & { vettingStatus: pulumi.Output<string | null | undefined> };
}

/** What makes one of them. */
export type Makers<Made extends TenantResources> = {
  readonly [Kind in keyof TenantResources]: (
    name: string,
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- The arguments are the resource's own to judge.
    args: any,
    opts: pulumi.CustomResourceOptions,
  ) => Made[Kind];
};

/** The inputs, as far as the tenant itself looks at them. One that is null is left out. */
export interface TenantInputs {
  customer?: object | null | undefined;
  customerId?: pulumi.Input<string> | null | undefined;
  agreement?: object | null | undefined;
  qualifications: readonly { qualification: string }[];
}

const INPUTS: readonly string[] = [
  "customer",
  "customerId",
  "agreement",
  "qualifications",
] satisfies (keyof TenantInputs)[];

const SUFFIXES: Readonly<Record<string, string>> = {
  Education: "education",
  GovernmentCommunityCloud: "government-community-cloud",
  StateOwnedEntity: "state-owned-entity",
};

/** Declares the resources below their tenant: the customer first, and `customer.id` for all others. */
export function tenantOf<Made extends TenantResources>(
  make: Makers<Made>,
  name: string,
  args: TenantInputs,
  parent: pulumi.Resource,
) {
  const child = { parent };
  const customer = args.customer ? make.customer(`${name}-customer`, args.customer, child) : undefined;
  const customerId = customer?.id ?? args.customerId ?? "";
  const agreement = args.agreement
    ? make.agreement(`${name}-agreement`, { ...args.agreement, customerId }, child)
    : undefined;
  const declared = args.qualifications.map((one) => {
    const suffixed = `${name}-${SUFFIXES[one.qualification] ?? one.qualification}`;
    return [one.qualification, make.qualification(suffixed, { ...one, customerId }, child)] as const;
  });
  const statuses = pulumi.all(
    declared.map(([qualification, { vettingStatus }]) =>
      vettingStatus.apply((status) => [qualification, status ?? ""] as const),
    ),
  );
  const outputs = {
    customerId: pulumi.output(customerId),
    domain: pulumi.output(customer?.domain),
    adminUserName: pulumi.output(customer?.adminUserName),
    adminPassword: pulumi.secret(customer?.adminPassword),
    agreementAccepted: pulumi.output(agreement?.accepted),
    vettingStatuses: statuses.apply((entries): { [qualification: string]: string } =>
      Object.fromEntries(entries),
    ),
    qualified: statuses.apply((entries) => entries.every(([, status]) => /^(approved)?$/i.test(status))),
  };
  return { customer, agreement, qualifications: declared, outputs };
}

/** What its resources can't say: mistakes in the declaration itself, all at once. */
export function mistakesInTenant(args: TenantInputs): string[] {
  const none = notInputs("its arguments", args);
  if (none.length > 0)
    return [`${none.join("")} Give one of \`customer\` and \`customerId\`, and \`qualifications\`.`];
  const { customer, customerId, agreement, qualifications } = args;
  return [
    ...(isGiven(customer) === isGiven(customerId) ? ["give one of `customer` and `customerId`."] : []),
    ...(isGiven(customer) ? notInputs("`customer`", customer) : []),
    ...(isGiven(agreement) ? notInputs("`agreement`", agreement) : []),
    ...(Array.isArray(qualifications)
      ? mistakesInQualifications(qualifications as TenantInputs["qualifications"])
      : [
          '`qualifications` must be a list, such as `[{ qualification: "Education" }]`, and a plain one; ' +
            `found ${kindOf(qualifications)}.`,
        ]),
  ];
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

/**
 * What is given and would not be used, in arguments without {@link mistakesInTenant}: what is no input, and a part's own customer,
 * whose place the tenant's takes. The Node class of a released version took it without a word, so there it is a warning.
 */
export function unusedInTenant(args: TenantInputs): string[] {
  const { agreement, qualifications, customerId } = args;
  const unknown = Object.entries(args).filter(([name, value]) => !INPUTS.includes(name) && isGiven(value));
  const parts = [
    ["agreement", agreement] as const,
    ...qualifications.map((one, index) => [`qualifications[${index}]`, one] as const),
  ];
  const ofOthers = parts.filter(([, part]) =>
    isOfAnother((part ?? {}) as { customerId?: unknown }, customerId),
  );
  return [
    ...unknown.map(([name]) => `\`${name}\` is not an input; the inputs are ${INPUTS.join(", ")}.`),
    ...ofOthers.map(
      ([part]) =>
        `\`${part}.customerId\` is not an input: all parts are of the tenant's \`customer\` or \`customerId\`.`,
    ),
  ];
}

function isOfAnother({ customerId: own }: { customerId?: unknown }, ofTenant: unknown): boolean {
  if (!isGiven(own)) return false;
  return typeof own === "string" && typeof ofTenant === "string"
    ? own.toLowerCase() !== ofTenant.toLowerCase()
    : own !== ofTenant;
}

function mistakesInQualifications(qualifications: TenantInputs["qualifications"]): string[] {
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
