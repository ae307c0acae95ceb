import type { CustomerQualificationItem } from "../../provider/partnercenter";
import { parseJson } from "../../provider/partnercenter/decode/json";
import { decodeText } from "../../provider/partnercenter/decode/text";

/* What a list of qualifications may look like, and what it says to whoever reads it without the client. */

export const APPROVED = {
  qualification: "Education",
  vettingStatus: "Approved",
  vettingReason: "Not an Education Customer",
  vettingCreateDate: "2026-05-01T10:00:00.000Z",
};
export const LISTS = [
  [APPROVED],
  [APPROVED, { qualification: "StateOwnedEntity", vettingStatus: null }],
  [{ ...APPROVED, vettingStatus: "InReview" }],
  [{ ...APPROVED, vettingStatus: "Denied" }],
  { qualifications: [APPROVED] },
  {
    Qualification: "GovernmentCommunityCloud",
    VettingStatus: "InReview",
    VettingCreatedDate: "09/07/2020: 00:00:00",
  },
  [{ qualification: "none" }],
  [],
];

export const plain = (text: string): string => text.toLowerCase().replace(/[_\s-]/g, "");

/** The objects that a document lists, however it wraps them; undefined: it is no list. */
export function entriesOf(document: unknown): Record<string, unknown>[] | undefined {
  const isObject = (value: unknown): value is Record<string, unknown> =>
    typeof value === "object" && value !== null && !Array.isArray(value);
  if (isObject(document)) {
    const [, wrapped] =
      Object.entries(document).find(([key]) => key.toLowerCase() === "qualifications") ?? [];
    return wrapped === undefined
      ? [document]
      : Array.isArray(wrapped) && wrapped.every(isObject)
        ? wrapped
        : undefined;
  }
  return Array.isArray(document) && document.every(isObject) ? document : undefined;
}

export const valuesOf = (entry: Record<string, unknown>, name: string): unknown[] =>
  Object.entries(entry).flatMap(([key, value]) => (key.toLowerCase() === name ? [value] : []));

/** Whether a reading says no more and no less than what stands there. */
export function expectRight(items: readonly CustomerQualificationItem[], body: Buffer): void {
  const json = parseJson(decodeText(body));
  const entries = json.ok ? entriesOf(json.value) : undefined;
  if (entries === undefined) throw new Error("it is no list of qualifications, and was read as one");
  const named = entries.filter((entry) => {
    const names = valuesOf(entry, "qualification");
    if (names.length === 0 || !names.every((name) => typeof name === "string"))
      throw new Error("an entry without a name");
    return !names.every((name) => plain(name) === "none");
  });
  expect(items).toHaveLength(named.length);
  items.forEach((item, index) => {
    const entry = named[index] ?? {};
    expect(valuesOf(entry, "qualification").map((name) => plain(String(name)))).toContain(
      plain(item.qualification),
    );
    const statuses = valuesOf(entry, "vettingstatus").map((status) =>
      typeof status === "string" ? plain(status) : "",
    );
    // Nothing is denied, approved or in review that the answer does not call so.
    if (item.vettingStatus === undefined) expect(statuses.filter((status) => status !== "")).toEqual([]);
    else expect(statuses).toContain(plain(item.vettingStatus));
    for (const text of [item.vettingStatus, item.vettingReason, item.vettingCreateDate]) {
      // It is printed, and goes into the state.
      expect(text ?? "").toMatch(/^\P{Cc}{0,1000}$/u);
    }
  });
}
