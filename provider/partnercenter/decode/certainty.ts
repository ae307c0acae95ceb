import type { CustomerQualificationItem } from "../models";
import { isDocumentedQualification } from "../names";
import type { HttpAnswer } from "../transport";
import { lowerCaseKeys } from "./json";
import { decodeText } from "./text";

/**
 * Why an answer that was understood does not say for certain all that a customer has; undefined where it does.
 *
 * A preview may take such an answer for what it seems to be. A submission may not: what is read as none is submitted,
 * and can't be taken back. Certain is the documented answer: 200, plain JSON of one of the documented forms, documented
 * names, nothing beside the list that says otherwise. "None" has more than one documented form: an empty list, an entry
 * that says None, and the name None of the contract of 2018.
 */
export function doubtAbout(
  { status, headers, body }: Pick<HttpAnswer, "status" | "headers" | "body">,
  items: readonly CustomerQualificationItem[],
): string | undefined {
  if (status !== 200) return `it came with HTTP ${status}, not with 200`;
  if (/rel="?next/i.test(headers.link ?? "") || headers["ms-continuationtoken"])
    return "there is another page";
  let value: unknown;
  try {
    value = JSON.parse(decodeText(body));
  } catch {
    return "it is not plain JSON";
  }
  const unknown = items.find(({ qualification }) => !isDocumentedQualification(qualification));
  if (unknown) return `it lists ${unknown.qualification}, which is not a qualification that is known`;
  return typeof value === "string" ? undefined : doubtAboutList(value);
}

function doubtAboutList(value: unknown): string | undefined {
  if (Array.isArray(value)) return firstDoubt(value);
  const properties = lowerCaseKeys(value) ?? new Map<string, unknown>();
  if (Object.keys(value as object).length !== properties.size) return "it has one property twice";
  const listed = properties.get("qualifications");
  if (!Array.isArray(listed)) return doubtAboutOne(value) ?? besides(properties, ENTRY);
  const total = properties.get("totalcount");
  if (!isEmpty(total) && total !== listed.length)
    return `it counts ${JSON.stringify(total)?.slice(0, 40)} and lists ${listed.length}`;
  const { next } = (properties.get("links") ?? {}) as { next?: unknown };
  if (!isEmpty(next)) return "there is another page";
  return besides(properties, LIST) ?? firstDoubt(listed);
}

/** What the collections of this API have beside their entries. */
const LIST = new Set(["qualifications", "totalcount", "links", "attributes"]);
/** What an entry has, or was submitted with. */
const ENTRY = new Set([
  ...["qualification", "vettingstatus", "vettingreason", "vettingcreatedate", "vettingcreateddate"],
  ...["educationsegment", "website", "links", "attributes"],
]);

/** Anything else, such as an error's code. */
function besides(properties: ReadonlyMap<string, unknown>, known: ReadonlySet<string>): string | undefined {
  const other = [...properties].find(([key, value]) => !known.has(key) && !isEmpty(value));
  return other && `there is also ${JSON.stringify(other[0].slice(0, 40))}`;
}

function firstDoubt(entries: readonly unknown[]): string | undefined {
  for (const entry of entries) {
    const doubt = doubtAboutOne(entry);
    if (doubt !== undefined) return doubt;
  }
  return undefined;
}

/** An entry that says None says nothing else. */
function doubtAboutOne(entry: unknown): string | undefined {
  const properties = lowerCaseKeys(entry) ?? new Map<string, unknown>();
  const word = (key: string): string => {
    const value = properties.get(key);
    return typeof value === "string" ? value.trim().toLowerCase() : "";
  };
  if (word("qualification") !== "none") return undefined;
  // A date that was never set is the first day of all.
  const dates = [word("vettingcreatedate"), word("vettingcreateddate")].filter(
    (date) => date !== "" && !date.startsWith("0001-01-01"),
  );
  const isNone = ["", "none"].includes(word("vettingstatus")) && word("vettingreason") === "";
  if (!isNone || dates.length > 0) return "an entry says None, and has a vetting";
  return besides(properties, ENTRY);
}

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === "";
