import { createHash, randomBytes, randomUUID } from "node:crypto";

/** An address ("Utility resources", Address). */
export interface Address {
  /** Two letters, ISO 3166. */
  country: string;
  region?: string;
  city?: string;
  state?: string;
  addressLine1: string;
  addressLine2?: string;
  postalCode?: string;
  firstName?: string;
  middleName?: string;
  lastName?: string;
  phoneNumber?: string;
}

/** What a partner says of a customer for its bills ("Customer resources", CustomerBillingProfile). */
export interface BillingProfileValues {
  firstName?: string;
  lastName?: string;
  email: string;
  /** As "en-US". */
  culture: string;
  language: string;
  companyName: string;
  defaultAddress: Address;
}

/** A billing profile as it is kept. */
export interface BillingProfile extends BillingProfileValues {
  id: string;
  /** A number of 64 bits with its sign, as a text; another one after each change. */
  etag: string;
}

/** What a seed says of it; the rest is filled in. */
export type BillingProfileSeed = Partial<Omit<BillingProfile, "defaultAddress">> & {
  defaultAddress?: Partial<Address>;
};

let etags = 0;

/** The pages print numbers of 19 digits, some with a sign: here every other one has it, so that both are met. */
export function newEtag(): string {
  const number = 4n * 10n ** 18n + (randomBytes(8).readBigUInt64BE() % (5n * 10n ** 18n));
  etags += 1;
  return String(etags % 2 === 0 ? number : -number);
}

/** The profile of a customer that nobody described: at the address that the pages use. */
export function seededProfile(seed: BillingProfileSeed, companyName: string): BillingProfile {
  return {
    id: randomUUID(),
    email: "admin@contoso.example",
    culture: "en-US",
    language: "en",
    companyName,
    etag: newEtag(),
    ...seed,
    defaultAddress: {
      country: "US",
      city: "Redmond",
      state: "WA",
      addressLine1: "One Microsoft Way",
      postalCode: "98052",
      firstName: "Tania",
      lastName: "Carr",
      phoneNumber: "4255550101",
      ...seed.defaultAddress,
    },
  };
}

/** A domain for a customer that was given none: always the same one for the same id. */
export function seededDomain(customerId: string): string {
  const digest = createHash("sha256").update(customerId.toLowerCase()).digest("hex");
  return `contoso${digest.slice(0, 12)}.onmicrosoft.com`;
}
