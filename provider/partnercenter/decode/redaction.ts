import {
  canonicalAddressStatus,
  canonicalQualification,
  canonicalVettingStatus,
  isKnownName,
} from "../names";
import { REDACTED, type Redactor } from "../redact";
import { parseVettingDate } from "./dates";
import { withoutSecretsInside } from "./documents";

/**
 * What a reader gets of the texts of an answer: here, and nowhere else, so that none of them can forget it. A property that
 * is not named here counts as a name. Keys are taken in any case.
 */

/** Microsoft's own words. */
const WORDS = new Set(["vettingreason", "validationmessage", "message"]);

/** Microsoft's words within ours. */
const OURS = new Set(["submissionerror"]);

/** One of a few known values, or a date; what is not one of them is words. */
const KNOWN: Readonly<Record<string, (text: string) => boolean>> = {
  qualification: (text) => isKnownName(canonicalQualification(text.trim())),
  vettingstatus: (text) => isKnownName(canonicalVettingStatus(text.trim())),
  vettingcreatedate: isDate,
  vettingcreateddate: isDate,
  status: (text) => isKnownName(canonicalAddressStatus(text.trim())),
};

/**
 * What is compared, sent back or led to must be as it came, and some of it is a secret for who asked for it: the codes and
 * the password. Of these, a billing profile is shown and recorded as names are: `asRecorded`.
 */
const EXACT = new Set([
  ...[
    "id",
    "tenantid",
    "customerid",
    "partnerid",
    "commerceid",
    "associatedpartnerid",
    "userid",
    "templateid",
  ],
  ...["domain", "username", "password", "validationid", "etag", "links", "organizationregistrationnumber"],
  ...[
    "billingprofile",
    "defaultaddress",
    "companyname",
    "email",
    "culture",
    "language",
    "firstname",
    "lastname",
  ],
]);

/** Documents of an unpublished form, of the activity log: any of it may be a secret. */
const DOCUMENTS = new Set(["resourceoldvalue", "resourcenewvalue", "customizeddata", "otherproperties"]);

/** Within these there are names. */
const NAMES = new Set(["companyprofile", "primarycontact"]);

/** An answer, or what was decoded of one, without the secrets that are known by now. What holds none is the same object. */
export function withoutSecrets<T>(value: T, redactor: Redactor): T {
  return shown(value, redactor, { key: "qualification", exact: EXACT }) as T;
}

/** The same of what is recorded or was: nothing of it is sent back, so that names are all that is not named above. */
export function asRecorded<T>(value: T, redactor: Redactor, key: string): T {
  return shown(value, redactor, { key, exact: NOTHING }) as T;
}

const NOTHING: ReadonlySet<string> = new Set();

interface Place {
  /** In lower case; of a text alone, such as the contract of 2018 answers with, a qualification's. */
  key: string;
  exact: ReadonlySet<string>;
}

/** No answer of this API is nested as deeply, and nothing there is read. */
const DEEPEST = 20;

function shown(value: unknown, redactor: Redactor, { key, exact }: Place, depth = 0): unknown {
  if (depth > DEEPEST) return REDACTED;
  if (DOCUMENTS.has(key)) return withoutSecretsInside(value, redactor);
  if (typeof value === "string") return shownText(value, redactor, key);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    const entries = value.map((entry: unknown) => shown(entry, redactor, { key, exact }, depth + 1));
    return entries.every((entry, index) => entry === value[index]) ? value : entries;
  }
  let changed = false;
  const properties = Object.entries(value).map(([name, property]: [string, unknown]) => {
    const inner = name.toLowerCase();
    const within = NAMES.has(inner) ? namesOf(exact) : exact;
    const result = exact.has(inner)
      ? property
      : shown(property, redactor, { key: inner, exact: within }, depth + 1);
    changed ||= result !== property;
    return [name, result] as const;
  });
  return changed ? Object.fromEntries(properties) : value;
}

const OF_A_PERSON = ["companyname", "email", "firstname", "lastname"];
const namesOf = (exact: ReadonlySet<string>): ReadonlySet<string> =>
  new Set([...exact].filter((name) => !OF_A_PERSON.includes(name)));

function shownText(text: string, redactor: Redactor, key: string): string {
  const isKnown = Object.hasOwn(KNOWN, key) ? KNOWN[key] : undefined;
  if (isKnown?.(text)) return text;
  if (isKnown !== undefined || WORDS.has(key)) return redactor.whole(text);
  return OURS.has(key) ? redactor.whole(text, "ours") : redactor.name(text);
}

/** Digits in the order of a date: `Date` itself reads a date into many a sentence. */
function isDate(text: string): boolean {
  return (
    /^\s*\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[\sT:][\dZ:.\s+-]*)?(?:\s?(?:AM|PM))?(?:\s?(?:UTC|GMT))?\s*$/i.test(
      text,
    ) && parseVettingDate(text) !== undefined
  );
}
