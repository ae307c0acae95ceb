import * as pulumi from "@pulumi/pulumi";

/** A resource without a system behind it, whose id is the output that others take. */
export class PassThrough extends pulumi.CustomResource {
  constructor(name: string, args: { customerId: string }, _kind?: string) {
    const text =
      "exports.handler = () => ({ create: async (inputs) => ({ id: inputs.customerId, outs: inputs }) });";
    super("pulumi-nodejs:dynamic/bench:Tenant", name, { ...args, __provider: text });
  }
}
