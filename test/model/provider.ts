import type * as lifecycle from "../../provider/resources/customerQualification";
import type { Interrupted } from "../../provider/lifecycle/cancellation";
import type { dynamicProvider } from "../../provider/hosts/dynamic/dynamicProvider";
import type { TransportFailure } from "../../provider/partnercenter/transportFailure";
import type { Session } from "../../provider/lifecycle/session";

/** What the model runs: the provider as it is, or one with a bug put in. */
export interface Provider {
  lifecycle: typeof lifecycle;
  dynamicProvider: typeof dynamicProvider;
  Session: typeof Session;
  TransportFailure: typeof TransportFailure;
  Interrupted: typeof Interrupted;
}
