import * as pulumi from "@pulumi/pulumi";

interface OrderArgs {
  customerId: pulumi.Input<string>;
  offer: pulumi.Input<string>;
  quantity: pulumi.Input<number>;
}

interface Inputs {
  customerId: string;
  offer: string;
  quantity: number;
}

/** Stands for your own ordering system: put its calls here. */
const provider: pulumi.dynamic.ResourceProvider<Inputs, Inputs> = {
  create: async (inputs) => ({ id: `${inputs.customerId}/${inputs.offer}`, outs: inputs }),
};

/** An order for a customer. */
export class Order extends pulumi.dynamic.Resource {
  constructor(name: string, args: OrderArgs, opts?: pulumi.CustomResourceOptions) {
    super(provider, name, { ...args }, opts);
  }
}
