import { visible } from "../provider/partnercenter/fold";

/**
 * How texts look in a terminal: names of companies come in all scripts, and from outside.
 */

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * East Asian Width W and F (Unicode Standard Annex 11), in blocks; what is not assigned in them counts as wide, too. Of
 * the libraries that know this, those that are kept are ES modules, which Node 22 can't require before 22.12.
 */
const WIDE = new RegExp(
  "[\\u1100-\\u115f\\u2329\\u232a\\u2630-\\u2637\\u268a-\\u268f\\u2e80-\\u303e" +
    "\\u3041-\\ua4cf\\ua960-\\ua97c\\uac00-\\ud7a3\\uf900-\\ufaff\\ufe10-\\ufe19" +
    "\\ufe30-\\ufe6b\\uff01-\\uff60\\uffe0-\\uffe6" +
    "\\u{16fe0}-\\u{18dff}\\u{1aff0}-\\u{1b2ff}\\u{1d300}-\\u{1d376}\\u{1f200}-\\u{1f265}\\u{20000}-\\u{3fffd}]",
  "u",
);
/** Combining marks, formats, and the vowels and finals of Hangul, which join the consonant before them. */
const ZERO = /[\p{Mn}\p{Me}\p{Cf}\p{Cc}\u1160-\u11ff]/u;
const EMOJI = /\p{Emoji_Presentation}|\ufe0f/u;

/** Columns that a text takes in a terminal. */
export function displayWidth(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += graphemeWidth(segment);
  return width;
}

function graphemeWidth(grapheme: string): number {
  if (EMOJI.test(grapheme)) return 2;
  let width = 0;
  for (const character of grapheme) width += ZERO.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}

/**
 * A text from outside as one line that a terminal shows as it is: controls, which could move the cursor or colour what
 * follows, and marks that reorder it, are replaced, and what has no width goes.
 */
export function printable(text: string): string {
  return visible(text.replace(/\s+/g, " ").replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, "\ufffd"));
}

/** So much of a name is shown within a sentence. */
const LONGEST_NAME = 120;

/** The name of somebody's company within a sentence. */
export function shownName(name: string): string {
  const text = printable(name);
  return text.length > LONGEST_NAME ? `${text.slice(0, LONGEST_NAME - 3)}...` : text;
}

/** Fills up with spaces, at the end or in front. */
export function pad(text: string, width: number, alignRight = false): string {
  const spaces = " ".repeat(Math.max(0, width - displayWidth(text)));
  return alignRight ? spaces + text : text + spaces;
}

/** Ids are copied and searched for: they stay whole, even where a line becomes too long. */
const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/** The width that a text needs at least: that of its ids. */
export function leastWidth(text: string): number {
  return Math.max(0, ...text.split(" ").map((word) => (ID.test(word) ? displayWidth(word) : 0)));
}

/** Breaks a text into lines of at most this width: between words, and within those that are longer, ids excepted. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").flatMap((each) => pieces(each, Math.max(1, width)))) {
    const longer = line === "" ? word.text : `${line}${word.joined ? "" : " "}${word.text}`;
    if (line !== "" && displayWidth(longer) > width) {
      lines.push(line.trimEnd());
      line = word.text;
    } else line = longer;
  }
  return line === "" ? lines : [...lines, line];
}

/** Graphemes, and the characters of those that are too wide themselves, such as chained consonants. */
const segments = (word: string, width: number): string[] =>
  [...graphemes.segment(word)].flatMap(({ segment }) =>
    graphemeWidth(segment) <= width ? [segment] : [...segment],
  );

/** A word, or the pieces of one that is too long; `joined`: it continues the piece before it. */
function pieces(word: string, width: number): { text: string; joined: boolean }[] {
  if (displayWidth(word) <= width || ID.test(word)) return [{ text: word, joined: false }];
  const parts: string[] = [];
  let part = "";
  for (const segment of segments(word, width)) {
    if (part !== "" && displayWidth(part) + graphemeWidth(segment) > width) {
      parts.push(part);
      part = "";
    }
    part += segment;
  }
  return [...parts, part].map((text, index) => ({ text, joined: index > 0 }));
}

/** The beginning of a text that is too wide for so many columns, with a sign that it goes on. */
export function cut(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let kept = "";
  let left = width - 1;
  for (const { segment } of graphemes.segment(text)) {
    left -= graphemeWidth(segment);
    if (left < 0) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}
