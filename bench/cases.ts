// What is measured: one case is one program against one Partner Center, one sample is one operation of one system.

export const OPERATIONS = ["up", "preview", "refresh", "drift", "destroy"] as const;
/**
 * `up`: the first one, without the preview that `pulumi up` shows before it. `preview`: plain. `refresh`:
 * `preview --refresh`. `drift`: a plain preview after one vetting was denied. `destroy`: likewise without its preview.
 */
export type Operation = (typeof OPERATIONS)[number];

export const SYSTEMS = ["ours", "plugin", "yaml", "floor", "usual", "restapi", "restful", "bare"] as const;
/** Ours, with its two hosts: the Node classes and the plugin, whose program is in TypeScript, or in YAML; a resource that does nothing; the usual dynamic provider; Terraform with either provider; a bare script. */
export type System = (typeof SYSTEMS)[number];

const PULUMI_SYSTEMS = ["ours", "plugin", "yaml", "floor", "usual"] as const satisfies readonly System[];
export type PulumiSystem = (typeof PULUMI_SYSTEMS)[number];
export const isPulumi = (system: System): system is PulumiSystem =>
  PULUMI_SYSTEMS.some((one) => one === system);

export const CUSTOMER_IDS = ["literal", "output", "customer"] as const;
/**
 * Where `customerId` comes from: a text in the program, the output of a pass-through resource (alike in all systems),
 * or our own Customer resource (and the pass-through in the others, which then do less).
 */
export type CustomerIdSource = (typeof CUSTOMER_IDS)[number];

export const PROGRAMS = ["js", "ts"] as const;

export interface Case {
  /** How many qualifications. */
  size: number;
  latencyMs: number;
  customerId: CustomerIdSource;
  /** Qualifications of one customer: 1 or 2. */
  perCustomer: 1 | 2;
  /** How the program is run: compiled before, or as TypeScript by ts-node. */
  program: (typeof PROGRAMS)[number];
  /** `raised`: nothing is throttled. `default`: Microsoft's 500 a minute, and our own default. */
  budget: "raised" | "default";
  /** Variables of the engine that a user could set, such as PULUMI_PARALLEL_DIFF; none by default. */
  variables: Record<string, string>;
  /** Options of the commands that a user could give, such as `--parallel 50`. */
  flags: string[];
}

export const ORDINARY: Omit<Case, "size" | "latencyMs"> = {
  customerId: "literal",
  perCustomer: 1,
  program: "js",
  budget: "raised",
  variables: {},
  flags: [],
};

/** One text for a case: what was measured under the same text can be compared. */
export function caseKey(one: Case): string {
  const parts = [`${one.size} at ${one.latencyMs} ms`];
  if (one.customerId !== "literal") parts.push(`customerId ${one.customerId}`);
  if (one.perCustomer !== 1) parts.push(`${one.perCustomer} per customer`);
  if (one.program !== "js") parts.push(one.program);
  if (one.budget !== "raised") parts.push(`${one.budget} budget`);
  for (const [name, value] of Object.entries(one.variables).sort()) parts.push(`${name}=${value}`);
  parts.push(...one.flags);
  return parts.join(", ");
}

/** The tenant ids of a case, the same each time. */
export function customersOf({ size, perCustomer }: Pick<Case, "size" | "perCustomer">): string[] {
  return Array.from(
    { length: Math.ceil(size / perCustomer) },
    (_, index) => `5ca1ab1e-0000-4000-8000-${(index + 1).toString(16).padStart(12, "0")}`,
  );
}

/** A customer as Partner Center has it: all that is its own follows from the tenant id, so that a state can be made to fit. */
export function seedOf(id: string): { id: string; commerceId: string; domain: string } {
  return {
    id,
    commerceId: id.replace(/^.{8}/, "c033e4ce"),
    domain: `contoso${id.slice(-12)}.onmicrosoft.com`,
  };
}

export function qualificationsOf({ perCustomer }: Pick<Case, "perCustomer">): string[] {
  return ["Education", "StateOwnedEntity"].slice(0, perCustomer);
}
