// What a preview says of all submissions, whatever was decided in between, and however often.
import fc from "fast-check";
import { DeclaredCustomers } from "../../../../provider/lifecycle/declaredCustomers";
import { Notices } from "../../../../provider/lifecycle/notices";
import { Session } from "../../../../provider/lifecycle/session";
import { count } from "../../../../provider/resources/customerQualification/tally";

type Decided = "submit" | "unknown" | "other";
const DECISIONS = {
  submit: { kind: "submit", request: 1 },
  unknown: "unknown",
  other: { kind: "notLooked", why: "", edited: false },
} as const;

/** Decides one after the other, and answers with what was told. */
async function told(
  decisions: readonly [resource: number, what: Decided][],
  declared: number,
): Promise<string[]> {
  const lines: string[] = [];
  const notices = new Notices(({ text }) => Promise.resolve(void lines.push(text)));
  const session = new Session(() => undefined, {}, new DeclaredCustomers(), notices);
  session.previewing = true;
  for (const [resource, what] of decisions) {
    const desired = { customerId: `customer-${resource}`, qualification: "Education" };
    await notices.about({ urn: `urn::${resource}`, name: `${resource}`, declared }, () =>
      Promise.resolve(void count(session, DECISIONS[what], { desired })),
    );
  }
  await notices.shown();
  return lines;
}

const summary = (what: readonly Decided[]): string | undefined => {
  const [sure, perhaps] = (["submit", "unknown"] as const).map(
    (one) => what.filter((other) => other === one).length,
  );
  if (sure === 0 && perhaps === 0) return undefined;
  const more =
    perhaps === 0 ? "" : `, and up to ${perhaps} more where only \`pulumi up\` will know the customer`;
  return `This program would spend ${sure} verification ${sure === 1 ? "request" : "requests"} in all${more}. A qualification can't be taken back.`;
};

test("nothing before as many are decided as are declared", async () => {
  expect(await told([[0, "submit"]], 2)).toEqual([]);
  expect(
    await told(
      [
        [0, "submit"],
        [0, "submit"],
      ],
      2,
    ),
  ).toEqual([]);
  expect(
    await told(
      [
        [0, "submit"],
        [1, "other"],
      ],
      2,
    ),
  ).toEqual([summary(["submit"])]);
});

test("property: the last word counts what was decided last of each, and is said once", async () => {
  const decision = fc.tuple(fc.nat(3), fc.constantFrom<Decided>("submit", "unknown", "other"));
  await fc.assert(
    fc.asyncProperty(fc.array(decision, { maxLength: 20 }), async (changes) => {
      const all = [0, 1, 2, 3].map((resource): [number, Decided] => [resource, "submit"]);
      const last = new Map([...all, ...changes]);
      const lines = await told([...all, ...changes, ...last], 4);
      expect(lines[0]).toBe(summary(["submit", "submit", "submit", "submit"]));
      for (const [place, line] of lines.entries()) expect(line).not.toBe(lines[place - 1]);
      const expected = summary([...last.values()]);
      if (expected !== undefined) expect(lines.at(-1)).toBe(expected);
    }),
  );
});
