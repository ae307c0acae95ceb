// Answers that are nearly the API's, through a whole preview: it says "unchanged" only of what it has read, and read as
// there. What stands in the answer is judged by a reading of the test's own.
import * as fc from "fast-check";
import { check, diff } from "../../provider/resources/customerQualification";
import { plain } from "../../provider/engineValues";
import { Session } from "../../provider/lifecycle/session";
import { CUSTOMER, TOKEN } from "../provider/partnercenter/support";
import { inClear } from "../secretMark";
import { nearly } from "./json";
import { holds, TIMEOUT_MS } from "./runs";

jest.setTimeout(TIMEOUT_MS);
beforeEach(() => jest.spyOn(process.stdout, "write").mockImplementation(() => true));
afterEach(() => jest.restoreAllMocks());

const APPROVED = { qualification: "Education", vettingStatus: "Approved" };
const IN_REVIEW = { ...APPROVED, vettingStatus: "InReview", vettingCreateDate: "2026-11-02T08:00:00Z" };
const DENIED = { ...IN_REVIEW, vettingStatus: "Denied", vettingReason: "Not an Education Customer" };
const LISTS = [
  [APPROVED],
  [IN_REVIEW],
  [DENIED],
  [DENIED, IN_REVIEW],
  [{ qualification: "StateOwnedEntity" }, APPROVED],
  { qualifications: [APPROVED] },
  [],
];

const word = (value: unknown): string =>
  typeof value === "string" ? value.toLowerCase().replace(/[_\s-]/g, "") : "";

/** Every object of a document, at any depth, with its keys in lower case. */
function objectsIn(value: unknown): Record<string, unknown>[] {
  if (typeof value !== "object" || value === null) return [];
  const inner = Object.values(value).flatMap(objectsIn);
  if (Array.isArray(value)) return inner;
  const entries = Object.entries(value).map(([key, one]) => [key.toLowerCase(), one as unknown]);
  return [Object.fromEntries(entries) as Record<string, unknown>, ...inner];
}

/** Whether an answer can be read as one that lists Education, and not as denied or none. */
function maySayThere(text: string): boolean {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return false;
  }
  return objectsIn(document).some(
    ({ qualification, vettingstatus }) =>
      word(qualification) === "education" && !["denied", "none"].includes(word(vettingstatus)),
  );
}

/** A session whose every request is answered with this text. */
function sessionAnswered(text: string): Session {
  const settings: Record<string, string> = { "partnercenter:accessToken": TOKEN };
  const answer = { status: 200, statusText: "", headers: {}, body: Buffer.from(text) };
  const transport = { send: () => Promise.resolve(answer), close: () => undefined };
  return new Session((key) => settings[key], { transport });
}

test("unchanged is said only of what is there", async () => {
  const declared = { customerId: CUSTOMER, qualification: "Education", educationSegment: "K12" };
  let unchanged = 0;
  await holds(
    fc.asyncProperty(
      nearly(...LISTS),
      fc.constantFrom("InReview", "Approved", "Denied", "None"),
      async (text, was) => {
        const session = sessionAnswered(text);
        try {
          const olds = { ...declared, vettingStatus: was, submissions: 1 };
          const { inputs, failures } = await check(session, declared, declared);
          expect(failures).toEqual([]);
          const { changes } = await diff(session, olds, inClear(plain(inputs)));
          if (!changes) {
            unchanged += 1;
            expect(inputs).not.toHaveProperty("drift");
            expect({ text, there: maySayThere(text) }).toEqual({ text, there: true });
          }
        } finally {
          session.client.close();
        }
      },
    ),
    1000,
  );
  // Otherwise it would have said nothing.
  expect(unchanged).toBeGreaterThan(50);
});
