import { DEFAULT_CUSTOMERS } from "../../emulator";
import type { Args, Declared } from "./engine";
import { VALIDATION_CODES } from "./steps";

export const CUSTOMERS = DEFAULT_CUSTOMERS;
export const QUALIFICATIONS = ["Education", "GovernmentCommunityCloud", "StateOwnedEntity"] as const;

/** What a program may declare. */
export interface Slot extends Declared {
  /** Of which of the two stacks. */
  stack: 0 | 1;
}

/**
 * The copy is of the first, as by a row copied by mistake; where a program has two providers, it and the county are the
 * second one's. The twins are another stack's, for the same customer.
 */
export const SLOTS: readonly Slot[] = [
  slot("school", 0, { qualification: "Education", educationSegment: "K12" }),
  slot("county", 0, { qualification: "GovernmentCommunityCloud", validationCode: VALIDATION_CODES[0] }, 1),
  slot("library", 1, { qualification: "Education", educationSegment: "HigherEducation" }),
  slot("harbour", 0, { qualification: "StateOwnedEntity" }),
  slot("copy", 0, { qualification: "Education", educationSegment: "K12" }, 1),
  slot("twin", 0, { qualification: "Education", educationSegment: "K12" }, 0, 1),
  slot(
    "twinCounty",
    0,
    { qualification: "GovernmentCommunityCloud", validationCode: VALIDATION_CODES[1] },
    0,
    1,
  ),
];

function slot(
  name: string,
  customer: number,
  args: Omit<Args, "customerId">,
  provider = 0,
  stack: 0 | 1 = 0,
): Slot {
  const waits = { vettingTimeoutSeconds: 300, vettingPollIntervalSeconds: 60 };
  const customerId = CUSTOMERS[customer] ?? "";
  return { name, unknown: [], provider, stack, args: { customerId, ...args, ...waits } };
}

const ONLY_FOR: Partial<Record<keyof Args, string>> = {
  educationSegment: "Education",
  website: "Education",
  validationCode: "GovernmentCommunityCloud",
};

/** A mistake in the program is another test's matter. */
export const fits = ({ qualification }: Args, name: keyof Args): boolean =>
  (ONLY_FOR[name] ?? qualification) === qualification;
