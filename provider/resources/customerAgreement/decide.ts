import { withDefaults, type Inputs, type Observed, type Recorded } from "./model";
import { INPUT_NAMES } from "./schema";

/**
 * The one rule of this resource. Everything that a preview shows and everything that `up` does comes from here.
 *
 * Only the customer can accept; nothing here does it for them. What a program may ask is to wait for it, or, where an
 * account still has it, that the partner attests it.
 */
export type Decision =
  /** As desired and as recorded. `moved`: the record is older than what is there. */
  | { kind: "nothing"; moved: boolean }
  /** Write what was observed and edited into the state; Microsoft is not told. */
  | { kind: "record" }
  /** One confirmation that the customer has accepted; the same one is taken once. */
  | { kind: "attest" }
  /** Wait for the customer, then record. */
  | { kind: "wait" }
  | { kind: "notObserved"; why: string }
  | { kind: "notLooked"; why: string; edited: boolean };

export function decide(desired: Inputs, recorded: Recorded | undefined, observed: Observed): Decision {
  if (observed.kind === "notObserved") return observed;
  const edited = recorded === undefined || isEdited(desired, recorded);
  if (observed.kind === "notLooked") return { ...observed, edited };
  const { acceptance } = observed;
  const { waitForAcceptance, attestation } = withDefaults(desired);
  if (!acceptance.accepted) {
    if (attestation !== undefined) return { kind: "attest" };
    if (waitForAcceptance) return { kind: "wait" };
  }
  const moved = recorded?.accepted !== acceptance.accepted;
  // Whoever asked for the acceptance wants it in the state.
  const asked = waitForAcceptance || attestation !== undefined;
  return edited || (moved && asked) ? { kind: "record" } : { kind: "nothing", moved };
}

export function isEdited(desired: Inputs, recorded: Recorded): boolean {
  const [now, then] = [withDefaults(desired), withDefaults(recorded)];
  return INPUT_NAMES.some((name) => asText(now[name]) !== asText(then[name]));
}

function asText(value: unknown): string | undefined {
  return typeof value === "object" && value !== null
    ? JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : JSON.stringify(value);
}
