// The plugin's resources, as the SDK that Pulumi generates of its schema registers them.
import * as pulumi from "@pulumi/pulumi";
import { CUSTOMER_OUTPUTS, type QualificationArgs, undefinedOf } from "./arguments";
import { PassThrough } from "./tenant";

export class Qualification extends pulumi.CustomResource {
  constructor(name: string, args: QualificationArgs) {
    const outputs = [
      "validationCode",
      "adoptExisting",
      "waitForVetting",
      "vettingTimeoutSeconds",
      "vettingPollIntervalSeconds",
      "resubmit",
      "onDenied",
      "vettingStatus",
      "vettingReason",
      "vettingCreateDate",
      "submissions",
      "submissionError",
      "submittedAt",
    ];
    super(
      "partnercenter:index:CustomerQualification",
      name,
      { ...undefinedOf(outputs), ...args },
      {
        aliases: [{ type: "pulumi-nodejs:dynamic/partnercenter:CustomerQualification" }],
        additionalSecretOutputs: ["validationCode"],
        version: "0.1.0",
      },
    );
  }
}

class Customer extends pulumi.CustomResource {
  constructor(name: string, args: { customerId: string }) {
    super(
      "partnercenter:index:Customer",
      name,
      { ...undefinedOf(CUSTOMER_OUTPUTS), ...args },
      {
        aliases: [{ type: "pulumi-nodejs:dynamic/partnercenter:Customer" }],
        additionalSecretOutputs: ["adminPassword"],
        version: "0.1.0",
      },
    );
  }
}

/** A customer that is there already, or the resource that every other system has in its place. */
export class Tenant {
  readonly id: pulumi.Output<string>;
  constructor(name: string, args: { customerId: string }, kind: "output" | "customer") {
    this.id = kind === "customer" ? new Customer(name, args).id : new PassThrough(name, args).id;
  }
}
