import type { QualificationItem } from "./customerQualifications";

/**
 * How qualifications are worded. `pages`: "Get a customer's qualifications" and "Update a customer's qualifications".
 * `swagger`: the REST specification, a wrapper and 200. `changeLog`: the example of the API's change log of 2020, a
 * lone object in PascalCase with a date of its own.
 */
export const ANSWER_STYLES = ["pages", "swagger", "changeLog"] as const;
export type AnswerStyle = (typeof ANSWER_STYLES)[number];

/** What the POST answers, with its status. */
export function submitted(item: QualificationItem, style: AnswerStyle): { status: number; body: unknown } {
  const { qualification, vettingStatus, vettingCreateDate } = item;
  const body = {
    qualification,
    // Whether the answer for State-owned entity carries a status is not known; its GET carries none.
    ...(vettingStatus !== undefined && { vettingStatus }),
    // "2020-12-04T20:54:24Z": whole seconds, and vettingCreateDate, where the GET says vettingCreatedDate.
    ...(vettingCreateDate !== undefined && { vettingCreateDate: wholeSeconds(vettingCreateDate) }),
  };
  if (style === "swagger") return { status: 200, body: { qualifications: [body] } };
  return { status: 201, body: style === "changeLog" ? pascalCase(body) : body };
}

/** What the GET answers; none is an empty array. */
export function listed(items: readonly QualificationItem[], style: AnswerStyle): unknown {
  if (style === "swagger") return { qualifications: items.map(asSwagger) };
  if (style === "pages") return items.map(asPage);
  // The change log shows one only; more than one is an array of the same, none an empty one: assumed.
  const objects = items.map((item) =>
    pascalCase({
      ...item,
      vettingCreateDate: undefined,
      ...(item.vettingCreateDate && { vettingCreatedDate: changeLogDate(item.vettingCreateDate) }),
    }),
  );
  return objects.length === 1 ? objects[0] : objects;
}

/**
 * As in the page's examples: Approved without a date, but for Government Community Cloud, whose date has seven digits
 * and another key.
 */
function asPage({
  qualification,
  vettingStatus,
  vettingReason,
  vettingCreateDate,
}: QualificationItem): unknown {
  const base = {
    qualification,
    ...(vettingStatus !== undefined && { vettingStatus }),
    ...(vettingReason !== undefined && { vettingReason }),
  };
  if (vettingCreateDate === undefined) return base;
  if (vettingStatus !== "Approved") return { ...base, vettingCreatedDate: vettingCreateDate };
  if (qualification === "GovernmentCommunityCloud")
    return { ...base, vettingCreateDate: sevenDigits(vettingCreateDate) };
  return base;
}

/** The specification's enum has the spelling with underscores, and one date key. */
function asSwagger({ qualification, ...rest }: QualificationItem): unknown {
  return {
    qualification:
      qualification === "GovernmentCommunityCloud" ? "government_community_cloud" : qualification,
    ...rest,
  };
}

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

const wholeSeconds = (date: string) => (ISO.test(date) ? date.replace(/\.\d+Z$/, "Z") : date);

const sevenDigits = (date: string) =>
  ISO.test(date)
    ? date.replace(/(?:\.(\d+))?Z$/, (_all, digits = "") => `.${String(digits).padEnd(7, "0")}+00:00`)
    : date;

/** "07/09/2020: 00:00:00". */
function changeLogDate(date: string): string {
  if (!ISO.test(date)) return date;
  const [year, month, day] = date.slice(0, 10).split("-");
  return `${month}/${day}/${year}: ${date.slice(11, 19)}`;
}

function pascalCase(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, property]) => property !== undefined)
      .map(([key, property]) => [key.charAt(0).toUpperCase() + key.slice(1), property]),
  );
}
