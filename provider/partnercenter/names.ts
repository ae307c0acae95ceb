/** All spellings of one name fall together: GovernmentCommunityCloud, governmentcommunitycloud, government_community_cloud. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[_\s-]/g, "");
}

const KNOWN = new Set<string>();

/** Whether a name is one of those below, in its documented spelling. */
export const isKnownName = (name: string): boolean => KNOWN.has(name);

function canonicaliser(known: readonly string[]): (name: string) => string {
  for (const name of known) KNOWN.add(name);
  const byPlainName = new Map(known.map((name) => [plainName(name), name]));
  return (name) => byPlainName.get(plainName(name)) ?? name;
}

const QUALIFICATIONS = ["None", "Education", "Nonprofit", "GovernmentCommunityCloud", "StateOwnedEntity"];

/** The documented spelling of a qualification, or the name as it came. */
export const canonicalQualification = canonicaliser(QUALIFICATIONS);

/** Whether it is the documented spelling of one. */
export const isDocumentedQualification = (name: string): boolean => QUALIFICATIONS.includes(name);

/** The documented spelling of a vetting status, or the status as it came: the set is open. */
export const canonicalVettingStatus = canonicaliser(["InReview", "Approved", "Denied"]);

/** The documented spelling of an address validation's status ("Validate an address"), or the status as it came. */
export const canonicalAddressStatus = canonicaliser([
  "VerifiedShippable",
  "Verified",
  "InteractionRequired",
  "StreetPartial",
  "PremisesPartial",
  "Multiple",
  "None",
  "NotValidated",
]);
