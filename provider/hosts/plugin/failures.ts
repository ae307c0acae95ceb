import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { PartialFailure, Refused } from "../../failure";
import { wellFormed } from "../../engineValues";
import { isPartnerCenterError } from "../../lifecycle/outage";
import { Any, grpc, type Metadata, type status, type Struct } from "./rpc";

/** How a call that fails is answered. */

/** An error as gRPC answers it. */
export class Failed extends Error {
  override readonly name = "Failed";
  constructor(
    readonly details: string,
    readonly code: status = grpc.status.UNKNOWN,
    readonly metadata?: Metadata,
  ) {
    super(details);
  }
}

/** What the engine shows of an error: its message. The stack of a crash goes to the log of the engine, for it is a bug of ours. */
export function failed(error: unknown): Failed {
  if (error instanceof Failed) return error;
  const message = error instanceof Error ? error.message : String(error);
  const isCrash = !(
    error instanceof Refused ||
    error instanceof PartialFailure ||
    isPartnerCenterError(error)
  );
  if (isCrash && error instanceof Error) console.error(wellFormed(error.stack ?? message));
  return new Failed(wellFormed(message));
}

/** The resource enters the state, or stays in it, with what is known of it by now. */
export function failedInPart({ message, id, reasons }: PartialFailure, properties: Struct): Failed {
  const detail = new ErrorResourceInitFailed();
  detail.setId(id);
  detail.setProperties(properties);
  detail.setReasonsList(reasons.map(wellFormed));
  detail.setRefreshBeforeUpdate(true);
  const packed = new Any();
  packed.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const answer = new Status();
  answer.setCode(grpc.status.UNKNOWN);
  answer.setMessage(wellFormed(message));
  answer.addDetails(packed);
  const metadata = new grpc.Metadata();
  metadata.add("grpc-status-details-bin", Buffer.from(answer.serializeBinary()));
  return new Failed(wellFormed(message), grpc.status.UNKNOWN, metadata);
}

/** The same error with what may be shown of it: it is one that was thrown for this call alone. */
export function shownAs(error: unknown, shown: (text: string) => string): unknown {
  if (!(error instanceof Error)) return error;
  const message = shown(error.message);
  return message === error.message
    ? error
    : Object.assign(error, { message, stack: shown(error.stack ?? message) });
}
