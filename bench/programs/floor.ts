// The floor: a dynamic resource with the same inputs that does nothing. Its text stands for itself, as ours does, so
// that it has as few bytes; whatever the engine, the program's process and the state cost, it costs here too.
import * as pulumi from "@pulumi/pulumi";
import { CUSTOMER_OUTPUTS, type QualificationArgs, undefinedOf } from "./arguments";
import { PassThrough } from "./tenant";

export class Qualification extends pulumi.CustomResource {
  constructor(name: string, args: QualificationArgs) {
    const text =
      'exports.handler = () => ({ create: async (i) => ({ id: i.customerId + "/" + i.qualification, outs: i }) });';
    super("pulumi-nodejs:dynamic/bench:Qualification", name, { ...args, __provider: text });
  }
}

/** A customer that is looked at as ours is, with the same properties, a secret among them; its type is as long. */
class LookedAt extends pulumi.CustomResource {
  constructor(name: string, args: { customerId: string }) {
    const text = 'exports.handler = () => require("the-floor-that-looks/provider").customer;';
    super(
      "pulumi-nodejs:dynamic/benchmeasured:Customer",
      name,
      { ...undefinedOf(CUSTOMER_OUTPUTS), ...args, __provider: text },
      { additionalSecretOutputs: ["adminPassword"] },
    );
  }
}

export class Tenant {
  readonly id: pulumi.Output<string>;
  constructor(name: string, args: { customerId: string }, kind: "output" | "customer") {
    this.id = kind === "customer" ? new LookedAt(name, args).id : new PassThrough(name, args).id;
  }
}
