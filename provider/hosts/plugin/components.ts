import * as pulumi from "@pulumi/pulumi";
import {
  mistakesInTenant,
  unusedInTenant,
  tenantOf,
  type Makers,
  type TenantInputs,
  type TenantResources,
} from "../../declared/tenant";
import { answered, goOnWithRecords } from "./failedParts";
import { typeNamed, type TypeName } from "./lifecycles";
import { recordOf } from "./records";
import { version } from "./schema";

/**
 * The package's component for programs in any language: what the Node class `QualifiedTenant` declares, with the plugin's own
 * resources. It runs in a process of its own (construct.ts), for the SDK that it is written with keeps what it needs of a
 * program in global variables.
 */

const TENANT = "partnercenter:index:QualifiedTenant";

/** A resource as another language's SDK would register it: the aliases are those of the schema. */
function registered(type: TypeName, outputs: readonly string[]) {
  return class extends pulumi.CustomResource {
    constructor(name: string, args: object, opts: pulumi.CustomResourceOptions) {
      const token = `partnercenter:index:${type}`;
      const { lifecycle } = typeNamed(type);
      const given = Object.entries(args).map(([input, value]): [string, unknown] => [
        input,
        lifecycle.secretNames.includes(input) ? pulumi.secret(value) : value,
      ]);
      super(
        token,
        name,
        { ...Object.fromEntries(outputs.map((output) => [output, undefined])), ...Object.fromEntries(given) },
        pulumi.mergeOptions(opts, {
          aliases: [{ type: `pulumi-nodejs:dynamic/partnercenter:${type}` }],
          additionalSecretOutputs: [...lifecycle.secretNames],
          version: version(),
        }),
      );
    }
  };
}

const CustomerOfPlugin = registered("Customer", ["domain", "adminUserName", "adminPassword"]);
const AgreementOfPlugin = registered("CustomerAgreement", ["accepted"]);
const QualificationOfPlugin = registered("CustomerQualification", ["vettingStatus"]);

/** Their outputs are there because the constructor names them. */
const OF_PLUGIN: Makers<TenantResources> = {
  customer: (name, args: object, opts) =>
    new CustomerOfPlugin(name, args, opts) as unknown as TenantResources["customer"],
  agreement: (name, args: object, opts) =>
    new AgreementOfPlugin(name, args, opts) as unknown as TenantResources["agreement"],
  qualification: (name, args: object, opts) =>
    new QualificationOfPlugin(name, args, opts) as unknown as TenantResources["qualification"],
};

/** A tenant of which nothing is recorded is not qualified. */
const NOTHING_RECORDED = { vettingStatuses: {}, qualified: false };

class Tenant extends pulumi.ComponentResource {
  readonly outputs: ReturnType<typeof answered>;

  constructor(name: string, args: TenantInputs, opts: pulumi.ComponentResourceOptions) {
    super(TENANT, name, {}, opts);
    const { customer, agreement, qualifications, outputs } = tenantOf(OF_PLUGIN, name, args, this);
    const parts = [customer, agreement, ...qualifications.map(([, one]) => one)].filter(
      (part) => part !== undefined,
    );
    this.outputs = answered(outputs, parts, NOTHING_RECORDED);
    this.registerOutputs(this.outputs);
  }
}

async function construct(
  name: string,
  type: string,
  inputs: pulumi.Inputs,
  options: pulumi.ComponentResourceOptions,
): Promise<pulumi.provider.ConstructResult> {
  if (type !== TENANT) throw new Error(`${type}: is not a component of the package partnercenter.`);
  const args = inputs as unknown as TenantInputs;
  const mistakes = mistakesInTenant(args);
  if (mistakes.length === 0) mistakes.push(...unusedInTenant(args));
  if (mistakes.length > 0) throw new Error(`QualifiedTenant ${name}: ${mistakes.join(" ")}`);
  goOnWithRecords(recordOf);
  const tenant = new Tenant(name, args, options);
  return { urn: tenant.urn, state: await tenant.outputs };
}

/** Serves the calls `Construct`, as the SDK's own server does, and prints its port. */
export async function serveComponents(engine: string): Promise<void> {
  await pulumi.provider.main({ version: version(), construct }, [engine]);
}
