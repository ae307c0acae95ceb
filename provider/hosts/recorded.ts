import { isDeepStrictEqual } from "node:util";
import type { PartialFailure } from "../failure";
import { plain } from "../lifecycle/plain";

/** Whether a failed update has nothing to record that the state does not hold. */
export function isRecorded({ properties }: PartialFailure, olds: object): boolean {
  return isDeepStrictEqual(recordIn(properties), recordIn(olds));
}

/** Without what the engine and the hosts add to it. */
function recordIn(properties: object): object {
  return Object.fromEntries(Object.entries(plain(properties)).filter(([name]) => !name.startsWith("__")));
}
