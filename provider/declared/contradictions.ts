import { isDeepStrictEqual } from "node:util";

/** What two declarations of one program say about the same customer, and whether both can be meant. */

/** A kind of resource, and which of its inputs two declarations of the same thing must agree on. */
export interface Kind {
  /** Of these, also one that is left out differs from one that is given: what is sent, and what decides whether it is. */
  same: readonly string[];
  /** Only two values that are given can differ: what is left out stays as it is. */
  sameWhereGiven: readonly string[];
  /** As `sameWhereGiven`, but as `same` where either declaration could make it. */
  sameWhereNew: readonly string[];
  /** What is not done, for neither of the two. */
  notDone: string;
}

export const QUALIFICATION: Kind = {
  same: ["educationSegment", "website", "validationCode", "resubmit", "adoptExisting"],
  sameWhereGiven: [],
  sameWhereNew: [],
  notDone: "Neither is submitted.",
};

export const CUSTOMER: Kind = {
  same: ["adoptExisting"],
  sameWhereGiven: ["companyName", "email", "culture", "language", "address"],
  sameWhereNew: ["organizationRegistrationNumber", "associatedPartnerId", "enableGDAPByDefault"],
  notDone: "Neither is created or changed.",
};

export const AGREEMENT: Kind = {
  same: [],
  sameWhereGiven: ["attestation"],
  sameWhereNew: [],
  notDone: "Nothing is attested.",
};

/** Both for ever ("Update a customer's qualifications"): what test/sdk compares with the provider's own rule. */
const EXCLUSIVE: readonly string[] = ["Education", "GovernmentCommunityCloud"];

/** One declaration, as far as it is known. */
export interface Declaration {
  /** The resource's name, and its parent's where it has one. */
  readonly name: string;
  readonly parent: string | undefined;
  /** The qualification, the type of agreement, or "Customer"; undefined while it is an output that is not known. */
  what: string | undefined;
  /** Every input that is known; one that is not is in `pending`. */
  readonly values: Record<string, unknown>;
  readonly pending: Set<string>;
}

export interface Verdict {
  /** Why the program is mistaken. */
  mistake?: string;
  /** What a person should know, although nothing comes of it. */
  warning?: string;
}

/** Whether two qualifications, or two of anything else, of one customer concern each other. */
export function concern(a: Declaration, b: Declaration): boolean {
  return a.what !== undefined && (a.what === b.what || excludeEachOther(a, b));
}

function excludeEachOther(a: Declaration, b: Declaration): boolean {
  return (
    a.what !== b.what && [a.what, b.what].every((what) => what !== undefined && EXCLUSIVE.includes(what))
  );
}

/**
 * What is to be said of two declarations of the same customer, the earlier one first. Names inputs, and never shows
 * their values: one of them may be a secret.
 *
 * @param customer the customer's id or domain, where that is known
 */
export function judge(kind: Kind, customer: string | undefined, a: Declaration, b: Declaration): Verdict {
  const whose = customer === undefined ? "the same customer" : `customer ${customer}`;
  const [one, other] = labels(a, b);
  if (excludeEachOther(a, b)) {
    return {
      mistake:
        `The program declares ${a.what} (${one}) and ${b.what} (${other}) for ${whose}. They exclude each other ` +
        `for ever. ${kind.notDone} Next: take one of the two out of the program.`,
    };
  }
  const declared =
    `The program declares ${a.what === "Customer" ? whose : `${a.what} of ${whose}`} twice: ` +
    `${one} and ${other}`;
  const mistaken = differences(kind, a, b);
  if (mistaken.length > 0) {
    return {
      mistake:
        `${declared} differ in ${listed(mistaken)}. Chance would decide which one counts. ${kind.notDone} ` +
        "Next: take one of the two out of the program.",
    };
  }
  const names = new Set([...Object.keys(a.values), ...Object.keys(b.values)]);
  const others = [...names].filter((name) => isKnown(name, a, b) && differ(name, a, b));
  const difference = others.length === 0 ? "" : ` They differ in ${listed(others)}; each goes by its own.`;
  return { warning: `${declared}.${difference} Next: take one of the two out of the program.` };
}

/** A parent is only named where the names alone don't tell the two apart. */
function labels(a: Declaration, b: Declaration): string[] {
  return [a, b].map(({ name, parent }) =>
    a.name === b.name && parent !== undefined ? `"${name}" of "${parent}"` : `"${name}"`,
  );
}

function differences(kind: Kind, a: Declaration, b: Declaration): string[] {
  const strict = [...kind.same, ...(mayCreate(a) && mayCreate(b) ? kind.sameWhereNew : [])];
  const whereGiven = [...kind.sameWhereGiven, ...kind.sameWhereNew];
  return [
    ...strict.filter((name) => isKnown(name, a, b) && differ(name, a, b)),
    ...whereGiven.filter((name) => !strict.includes(name) && isKnown(name, a, b) && contradict(name, a, b)),
  ];
}

/** Whether a customer that is not there yet could be created by it. */
function mayCreate({ values, pending }: Declaration): boolean {
  return ["domain", "companyName"].every(
    (name) => (values[name] ?? undefined) !== undefined || pending.has(name),
  );
}

function isKnown(name: string, ...declarations: Declaration[]): boolean {
  return !declarations.some(({ pending }) => pending.has(name));
}

function differ(name: string, a: Declaration, b: Declaration): boolean {
  return !isDeepStrictEqual(normal(name, a.values[name]), normal(name, b.values[name]));
}

/** Whether two values that are given differ; of an address, whether a line does that both give. */
function contradict(name: string, { values: a }: Declaration, { values: b }: Declaration): boolean {
  const [one, other] = [normal(name, a[name]), normal(name, b[name])];
  if (one === undefined || other === undefined) return false;
  if (name !== "address" || !isRecord(one) || !isRecord(other)) return !isDeepStrictEqual(one, other);
  return Object.keys(one).some((line) => line in other && one[line] !== other[line]);
}

const IN_ANY_CASE: readonly string[] = ["domain", "customerId", "associatedPartnerId", "country"];
const DEFAULTS: Readonly<Record<string, unknown>> = { adoptExisting: true };

/** As the provider takes it: without what is left out, ids in one letter case, a default where it matters. */
function normal(name: string, value: unknown): unknown {
  if (value === undefined || value === null) return DEFAULTS[name];
  if (typeof value === "string") return IN_ANY_CASE.includes(name) ? value.toLowerCase() : value;
  if (!isRecord(value)) return value;
  const given = Object.entries(value).filter(([, one]) => one !== undefined && one !== null);
  return Object.fromEntries(given.map(([key, one]) => [key, normal(key, one)]));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const listed = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(", ");
