// The plugin's resource, as the SDK that Pulumi generates of its schema registers it.
import * as pulumi from "@pulumi/pulumi";
import type { QualificationArgs } from "./arguments";

export { PassThrough as Tenant } from "./tenant";

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
    ];
    super(
      "partnercenter:index:CustomerQualification",
      name,
      { ...Object.fromEntries(outputs.map((output) => [output, undefined])), ...args },
      {
        aliases: [{ type: "pulumi-nodejs:dynamic/partnercenter:CustomerQualification" }],
        additionalSecretOutputs: ["validationCode"],
        version: "0.1.0",
      },
    );
  }
}
