import { inspect } from "node:util";
import fc from "fast-check";
import { REDACTED, Redactor, sameWords } from "../../../provider/partnercenter/redact";

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

const byte = (character: string): string[] =>
  [...Buffer.from(character)].map((one) => one.toString(16).padStart(2, "0"));
const units = (character: string): string[] =>
  Array.from({ length: character.length }, (_, unit) =>
    character.charCodeAt(unit).toString(16).padStart(4, "0"),
  );
const point = (character: string): number => character.codePointAt(0) ?? 0;

/** How one character of a secret may be written. */
const ENCODINGS: Readonly<Record<string, (character: string) => string>> = {
  "as it is": (character) => character,
  "another letter case": (character) =>
    character === character.toUpperCase() ? character.toLowerCase() : character.toUpperCase(),
  percent: (character) =>
    byte(character)
      .map((hex) => `%${hex.toUpperCase()}`)
      .join(""),
  "percent in small letters": (character) =>
    byte(character)
      .map((hex) => `%${hex}`)
      .join(""),
  "percent twice": (character) =>
    byte(character)
      .map((hex) => `%25${hex}`)
      .join(""),
  "a form's space": (character) => (character === " " ? "+" : character),
  "a decimal entity": (character) => `&#${point(character)};`,
  "a hexadecimal entity": (character) => `&#x${point(character).toString(16)};`,
  "an entity's entity": (character) => `&amp;#X${point(character).toString(16).toUpperCase()};`,
  "a named entity": (character) =>
    ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" })[character] ?? character,
  "an escape of JSON": (character) =>
    units(character)
      .map((hex) => `\\u${hex}`)
      .join(""),
  "JSON within JSON": (character) =>
    units(character)
      .map((hex) => `\\\\u${hex.toUpperCase()}`)
      .join(""),
  "a mark that reorders": (character) => `\u202e${character}\u2066`,
  "a joiner": (character) => `${character}\u200d`,
  "a tag": (character) => `${character}\u{e0041}`,
};

const anySecret = fc
  .string({ minLength: 4, maxLength: 30, unit: fc.constantFrom(..."abcXYZ0123456789&<>\"' /+=é😀-") })
  .filter((text) => /^[^\s+].*[^\s+]$/.test(text) && !/[\s+]{2}/.test(text));

test.each(Object.keys(ENCODINGS))("a secret of which each character is written as %s", (name) => {
  const encode = ENCODINGS[name] as (character: string) => string;
  fc.assert(
    fc.property(anySecret, (value) => {
      const text = [...value].map(encode).join("");
      expect(new Redactor([value]).text(`a ${text}: b`)).toBe(`a ${REDACTED}: b`);
    }),
  );
});

test("a secret of which each character is written in another way", () => {
  const written = anySecret.chain((value) =>
    fc.tuple(
      fc.constant(value),
      fc
        .array(fc.constantFrom(...Object.values(ENCODINGS)), { minLength: 40, maxLength: 40 })
        .map((ways) => [...value].map((character, index) => ways[index]?.(character)).join("")),
    ),
  );
  fc.assert(
    fc.property(written, ([value, text]) => {
      // An invisible character at its end is no part of it.
      expect(new Redactor([value]).text(`a ${text}: b`)).toBe(`a ${REDACTED}: b`);
    }),
    { numRuns: 1000 },
  );
});

test("a secret within base64, wherever it begins: a Basic login", () => {
  fc.assert(
    fc.property(anySecret, fc.string(), fc.string(), fc.boolean(), (value, before, after, url) => {
      const encoded = Buffer.from(`${before}${value}${after}`).toString(url ? "base64url" : "base64");
      expect(new Redactor([value]).text(`a ${encoded}: b`)).toBe(`a ${REDACTED}: b`);
    }),
  );
});

test("what is shown is shown the same once more, whatever the secret", () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { maxLength: 3 }), fc.string(), (secrets, text) => {
      const redactor = new Redactor([...secrets, "act", "redacted", "R"]);
      const shown = redactor.whole(`${text} ${secrets.join(" ")}`);
      expect(redactor.whole(shown)).toBe(shown);
    }),
  );
});

test("a secret of under four characters is taken out as a word only", () => {
  const redactor = new Redactor(["K7", "12", "é"]);
  expect(redactor.text("Code k7, K71 and 'K7' of 12; 120, 3.12, é, café")).toBe(
    `Code ${REDACTED}, K71 and '${REDACTED}' of ${REDACTED}; 120, 3.${REDACTED}, ${REDACTED}, café`,
  );
  // In texts of ours and in names they stand by chance.
  expect(redactor.whole("12 of 12 customers", "ours")).toBe("12 of 12 customers");
  expect(redactor.whole("K7 School", "name")).toBe("K7 School");
});

test("a name that equals a code, and does not look like one, stays; a long code does not stay in it", () => {
  const redactor = new Redactor(["contoso", "40718265930517284"]);
  expect(redactor.whole("Contoso", "name")).toBe("Contoso");
  expect(redactor.whole("Bearer Technologies Ltd", "name")).toBe("Bearer Technologies Ltd");
  expect(redactor.whole("Contoso 40718265930517284", "name")).toBe(`Contoso ${REDACTED}`);
});

test.each([
  ["Validation code 40718265930517284 is not valid", `Validation code ${REDACTED} is not valid`],
  ['The validationCode: "A1-b2" was used up', `The validationCode: "${REDACTED}" was used up`],
  ["validation_id=12345&x=1", `validation_id=${REDACTED}&x=1`],
  ["validation id is «77»", `validation id is «${REDACTED}»`],
  ["PUT /qualification?code=12345 failed", `PUT /qualification?code=${REDACTED} failed`],
  ["The validation code is not valid. Code 3000.", "The validation code is not valid. Code 3000."],
])("a validation code that nobody here knows: %s", (text, shown) => {
  expect(new Redactor().text(text)).toBe(shown);
});

test("the same words, whatever was known as a secret when they were shown", () => {
  const reason = "Code 1234 of 5678 is not valid";
  expect(sameWords(`Code ${REDACTED} of 5678 is not valid`, reason)).toBe(true);
  expect(sameWords(reason, `CODE ${REDACTED} of ${REDACTED} is not valid`)).toBe(true);
  expect(sameWords(undefined, "")).toBe(true);
  expect(sameWords(reason, "Code 1234 of 5678 is used up")).toBe(false);
  expect(sameWords(`Code ${REDACTED} of 5678 is not valid`, "Code  of 5678 is not valid")).toBe(false);
  expect(sameWords(REDACTED, undefined)).toBe(false);
  expect(sameWords(`${`${REDACTED} `.repeat(200)}z`, `${"x ".repeat(5000)}y`)).toBe(false);
  fc.assert(
    fc.property(fc.array(fc.string()), fc.array(fc.string({ minLength: 1 })), (parts, secrets) => {
      const filled = (gap: (index: number) => string) =>
        parts.map((part, index) => (index === 0 ? part : gap(index) + part)).join("");
      expect(
        sameWords(
          filled(() => REDACTED),
          filled((index) => `<${secrets[index % secrets.length] ?? ""}>`),
        ),
      ).toBe(true);
    }),
  );
});
