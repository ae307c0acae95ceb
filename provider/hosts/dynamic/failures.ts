import { PartialFailure, Refused } from "../../failure";
import { wellFormed, type Properties } from "../../engineValues";
import { FAILED, isRecorded } from "../../lifecycle/recorded";
import { isPartnerCenterError } from "../../lifecycle/outage";

/**
 * What a user should read of an error. The server prints the stack of an error of check, diff, read and delete: ours
 * have none, for they are no crash. A crash keeps its stack, since it is a bug of ours.
 *
 * @param kept - what the state shall keep, as the engine takes it
 */
export function asTold(
  error: unknown,
  kept: (properties: object) => Properties,
  news?: Properties,
  olds?: Properties,
): unknown {
  if (error instanceof PartialFailure) {
    // Where there is nothing new to record the state stays as it is: the engine would go on to make an update of what
    // has failed, also once all is well.
    if (olds && isRecorded(error, olds)) return quiet(error);
    // Without `__provider` in the properties, refresh and destroy would fail for ever.
    const carried = { __lookAhead: olds?.["__lookAhead"], __provider: news?.["__provider"] };
    const properties = kept({ ...error.properties, ...carried, [FAILED]: true });
    return Object.assign(quiet(error), { id: error.id, properties, reasons: error.reasons.map(wellFormed) });
  }
  if (error instanceof Refused || isPartnerCenterError(error)) return quiet(error);
  if (error instanceof Error) error.message = wellFormed(error.message);
  return error;
}

function quiet({ message }: Error): Error {
  const error = new Error(wellFormed(message));
  error.name = "";
  error.stack = "";
  return error;
}
