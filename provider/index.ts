import type { dynamic } from "@pulumi/pulumi";
import * as customerQualificationLifecycle from "./customerQualification";
import { dynamicProvider } from "./dynamic";

/**
 * What the text in the state requires (`pulumi-partnercenter/provider`). The names exported here stand for ever: a
 * state written by any release calls them to be refreshed or destroyed.
 */
export const customerQualification: dynamic.ResourceProvider = dynamicProvider(
  customerQualificationLifecycle,
);
