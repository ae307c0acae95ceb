import fc from "fast-check";
import { displayWidth, printable, wrap } from "../../cli/displayText";

// After Unicode's East Asian Width (UAX 11) and general categories.
test.each([
  ["Contoso", 7],
  ["Göteborgs Skola", 15],
  ["Go\u0308teborg", 8], // combining diaeresis
  ["東京大学", 8],
  ["ﾃｽﾄ", 3], // half-width katakana
  ["Ａ＆Ｂ", 6], // full-width forms
  ["\u2329A\u232a", 5], // angle brackets that look like CJK ones
  ["\u{1f202}\u{1f23b}", 4], // squared kana and ideographs
  ["학교", 4],
  ["\u1112\u1161\u11a8\u1100\u116d", 4], // the same, decomposed
  ["โรงเรียน", 7], // one vowel stands above
  ["العربية", 7],
  ["👩\u200d🏫", 2],
  ["🇩🇪", 2],
  ["©\ufe0f", 2],
  ["\u200b", 0],
])("%j takes %i columns", (text, width) => expect(displayWidth(text)).toBe(width));

test("what could move the cursor or reorder a line is not printed", () => {
  expect(printable("\u001b[31mred\u0007 \r\nnext\tcell \u202egnp.exe\u2066 ")).toBe(
    "\ufffd[31mred\ufffd next cell \ufffdgnp.exe\ufffd",
  );
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(printable(text)).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
    }),
  );
});

test("what has no width is not printed", () => {
  expect(printable("Con\u200btoso\ufeff \u2060Ltd\u{e0041}\u200f")).toBe("Contoso Ltd");
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(printable(text)).not.toMatch(/\p{Default_Ignorable_Code_Point}/u);
    }),
  );
});

const word = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 30 })
  .map((text) => text.replace(/\s/g, "x"));
const sentence = fc
  .array(fc.oneof(word, fc.uuid()), { maxLength: 12 })
  .map((words) => printable(words.join(" ")));

test("wrapped lines hold the whole text, within the width, and ids whole", () => {
  fc.assert(
    fc.property(sentence, fc.integer({ min: 2, max: 60 }), (text, width) => {
      const lines = wrap(text, width);
      const solid = (joined: string) => joined.replaceAll(" ", "");
      expect(solid(lines.join(""))).toBe(solid(text));
      for (const line of lines) {
        expect(line).toBe(line.trim());
        if (displayWidth(line) > width)
          expect(line).toMatch(/^[^ ]*[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}[^ ]*$/i);
      }
    }),
    { numRuns: 500 },
  );
}, 60_000);

test("a line is as full as it can be", () => {
  expect(wrap("one two three four", 9)).toEqual(["one two", "three", "four"]);
  expect(wrap("東京都立大学", 5)).toEqual(["東京", "都立", "大学"]);
  expect(wrap("", 10)).toEqual([]);
  // One grapheme, and wider than the line.
  expect(wrap("𝅘𝅥𝅮x", 2)).toHaveLength(2);
});
