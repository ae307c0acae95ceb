import type { dynamic } from "@pulumi/pulumi";
import { dynamicProvider } from "./dynamic";

/**
 * What the text in the state requires (`pulumi-partnercenter/provider`). The names exported here stand for ever: a
 * state written by any release calls them to be refreshed or destroyed.
 */
export declare const customerQualification: dynamic.ResourceProvider;
export declare const customer: dynamic.ResourceProvider;
export declare const customerAgreement: dynamic.ResourceProvider;

/* eslint-disable @typescript-eslint/no-require-imports --
   A process is started for every pulumi operation: of the resources, only those that a program has are loaded. */
lazily("customerQualification", () =>
  dynamicProvider(require("./customerQualification") as typeof import("./customerQualification")),
);
lazily("customer", () => dynamicProvider(require("./customer") as typeof import("./customer")));
lazily("customerAgreement", () =>
  dynamicProvider(require("./customerAgreement") as typeof import("./customerAgreement")),
);

function lazily(name: string, load: () => dynamic.ResourceProvider): void {
  let loaded: dynamic.ResourceProvider | undefined;
  Object.defineProperty(exports, name, { enumerable: true, get: () => (loaded ??= load()) });
}
