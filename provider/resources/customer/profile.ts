import type { Address, BillingProfile } from "../../partnercenter";
import { ADDRESS_NAMES, PROFILE_NAMES, type DeclaredAddress, type Inputs } from "./model";

/**
 * The billing profile that is desired against the one that is there. Only what a program declares is compared and
 * changed: the rest is the customer's, and is sent back as it was read.
 */

/** One property that differs, `address.` before those of the address. */
export interface Change {
  property: string;
  observed: string;
  desired: string;
}

/** The API writes these in a way of its own. */
const ANY_CASE: readonly string[] = ["email", "culture", "language", "state", "country"];

export interface ProfileValues {
  companyName?: string;
  email?: string;
  culture?: string;
  language?: string;
  address?: DeclaredAddress;
}

export function profileChanges(desired: Inputs, observed: ProfileValues): Change[] {
  const change = (prefix: string, name: string, wanted: string | undefined, found = ""): Change[] =>
    wanted === undefined || same(name, wanted, found)
      ? []
      : [{ property: `${prefix}${name}`, observed: found, desired: wanted }];
  return [
    ...PROFILE_NAMES.flatMap((name) => change("", name, desired[name], observed[name])),
    ...ADDRESS_NAMES.flatMap((name) =>
      change("address.", name, desired.address?.[name], observed.address?.[name]),
    ),
  ];
}

function same(name: string, a: string, b: string): boolean {
  return ANY_CASE.includes(name) ? a.toLowerCase() === b.toLowerCase() : a === b;
}

/** A profile's values under the names of the inputs. */
export function valuesOf(profile: BillingProfile): ProfileValues {
  const { companyName, email, culture, language, defaultAddress } = profile;
  const lines = ADDRESS_NAMES.map((name) => [name, defaultAddress[name]] as const);
  return {
    companyName,
    email,
    culture,
    language,
    address: Object.fromEntries(lines.filter(([, value]) => value !== undefined && value !== "")),
  };
}

/** The profile to send: what is declared over what is there. An empty text leaves a line out. */
export function desiredProfile(desired: Inputs, observed: BillingProfile): BillingProfile {
  const { companyName, email, culture, language } = desired;
  const declared = { companyName, email, culture, language };
  return {
    ...observed,
    ...Object.fromEntries(Object.entries(declared).filter(([, value]) => value !== undefined)),
    defaultAddress: addressOf({ ...observed.defaultAddress, ...desired.address }),
  };
}

/** Without the lines that are empty. */
export function addressOf(address: DeclaredAddress): Address {
  const lines = Object.entries(address).filter(([, value]) => value !== undefined && value !== "");
  return { addressLine1: "", country: "", ...Object.fromEntries(lines) };
}
