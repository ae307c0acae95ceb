import { inspect } from "node:util";
import fc from "fast-check";
import { REDACTED, Redactor } from "../../../provider/partnercenter/redact";

/** Distinct enough not to occur in any other part of a text. */
const secret = fc
  .string({
    minLength: 8,
    maxLength: 40,
    unit: fc.constantFrom(..."abcXYZ019&<>\"'\\ /+=%é😀".split(/(?:)/u)),
  })
  .map((text) => `§${text}§`);

const wrap = (value: string): fc.Arbitrary<unknown> =>
  fc.letrec<{ node: unknown; leaf: unknown }>((tie) => ({
    leaf: fc.oneof(
      fc.constant(value),
      fc.constant(`before ${value} after`),
      fc.constant(encodeURIComponent(value)),
      fc.constant(JSON.stringify({ description: value })),
      fc.constant(Buffer.from(value).toString("base64")),
      fc.string(),
      fc.integer(),
    ),
    node: fc.oneof(
      { maxDepth: 6 },
      tie("leaf"),
      fc.array(tie("node"), { maxLength: 4 }),
      fc.dictionary(
        fc.oneof(
          fc.constantFrom("code", "description", "message", "items", "error", "Qualification"),
          fc.string(),
          fc.constant(value),
        ),
        tie("node"),
        { maxKeys: 4 },
      ),
    ),
  })).node;

const forms = (value: string) => [value, encodeURIComponent(value), Buffer.from(value).toString("base64")];

test("no known secret ever, whatever the nesting, in any form, in any length", () => {
  const nested = secret.chain((value) =>
    fc.tuple(fc.constant(value), wrap(value), fc.integer({ min: 1, max: 400 })),
  );
  fc.assert(
    fc.property(nested, ([value, body, longest]) => {
      const shown = new Redactor([value]).value(body, longest);
      for (const form of forms(value)) expect(shown).not.toContain(form);
      // Not the better part of one either, from a cut in its middle.
      expect(shown).not.toContain(value.slice(0, Math.ceil(value.length * 0.7)));
    }),
    { numRuns: 500 },
  );
});

test("no known secret in a text, wherever it stands and wherever the text is cut", () => {
  fc.assert(
    fc.property(
      secret,
      fc.string(),
      fc.string(),
      fc.integer({ min: 1, max: 100 }),
      (value, before, after, longest) => {
        for (const form of forms(value)) {
          const shown = new Redactor([value]).text(before + form + after, longest);
          expect(shown).not.toContain(value.slice(0, 6));
        }
      },
    ),
  );
});

test("several secrets, one of them the beginning of another", () => {
  const redactor = new Redactor(["abcdef", "abcdefghi", undefined, ""]);
  expect(redactor.text("x abcdefghi y abcdef z")).toBe(`x ${REDACTED} y ${REDACTED} z`);
});

test.each([
  ["a token", "got eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl here", `got ${REDACTED} here`],
  ["a bearer header", "Authorization: Bearer 0.AXoAabcdefgh", `Authorization: ${REDACTED}`],
  [
    "a form",
    "grant_type=x&refresh_token=0.abc&client_secret=p~q",
    `grant_type=x&refresh_token=${REDACTED}&client_secret=${REDACTED}`,
  ],
  ["JSON", '{"access_token":"abc"}', `{"access_token":"${REDACTED}"}`],
])("what looks like %s is not shown, whoever it belongs to", (_, text, expected) => {
  expect(new Redactor().text(text)).toBe(expected);
});

test("of a body only what is known to be harmless is shown", () => {
  const body = {
    code: 1,
    description: "d",
    domain: "private",
    items: [{ id: "private", qualification: "Education" }],
  };
  expect(JSON.parse(new Redactor().value(body))).toEqual({
    code: 1,
    description: "d",
    domain: REDACTED,
    items: [{ id: REDACTED, qualification: "Education" }],
  });
});

test("a text is one line and not too long, and never ends in half a character", () => {
  const redactor = new Redactor();
  expect(redactor.text(" a\r\nb\u001b[31m\u2028c ")).toBe("a b [31m c");
  expect(redactor.text("x".repeat(1000))).toBe(`${"x".repeat(300)}…`);
  expect(redactor.text("😀😀", 3)).toBe("😀…");
});

test("a redactor is never shown itself", () => {
  const redactor = new Redactor(["the-secret"]);
  expect(inspect(redactor, { showHidden: true, depth: 9 }) + JSON.stringify({ redactor })).not.toContain(
    "the-secret",
  );
});
