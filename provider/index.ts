import "./hosts/compileCache";
import type { dynamic } from "@pulumi/pulumi";
import { dynamicProvider } from "./hosts/dynamic/dynamicProvider";

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
  dynamicProvider(
    require("./resources/customerQualification") as typeof import("./resources/customerQualification"),
  ),
);
lazily("customer", () =>
  dynamicProvider(require("./resources/customer") as typeof import("./resources/customer")),
);
lazily("customerAgreement", () =>
  dynamicProvider(require("./resources/customerAgreement") as typeof import("./resources/customerAgreement")),
);

function lazily(name: string, load: () => dynamic.ResourceProvider): void {
  let loaded: dynamic.ResourceProvider | undefined;
  Object.defineProperty(exports, name, { enumerable: true, get: () => (loaded ??= load()) });
}
