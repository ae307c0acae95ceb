import type { Contract } from "./contract";
import { qualification2018 } from "./qualification2018";
import { qualifications } from "./qualifications";
import { qualifications2021 } from "./qualifications2021";

export type { Contract, ContractRequest } from "./contract";

/** The documented contracts by name; the first is the default. */
export const CONTRACT_NAMES = ["qualifications", "qualifications-2021", "qualification-2018"] as const;

/** The name of a documented contract. */
export type ContractName = (typeof CONTRACT_NAMES)[number];

export const CONTRACTS: Readonly<Record<ContractName, Contract>> = {
  qualifications,
  "qualifications-2021": qualifications2021,
  "qualification-2018": qualification2018,
};
