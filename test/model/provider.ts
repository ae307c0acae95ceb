import type * as lifecycle from "../../provider/customerQualification";
import type { dynamicProvider } from "../../provider/dynamic";
import type { TransportFailure } from "../../provider/partnercenter/transportFailure";
import type { Session } from "../../provider/session";

/** What the model runs: the provider as it is, or one with a bug put in. */
export interface Provider {
  lifecycle: typeof lifecycle;
  dynamicProvider: typeof dynamicProvider;
  Session: typeof Session;
  TransportFailure: typeof TransportFailure;
}
