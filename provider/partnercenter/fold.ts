/**
 * What a reader does not see: marks that reorder a line, tags, and all that has no width, joiners among it. Between the
 * characters of a secret it would hide the secret from a search, and in a line the line from its reader.
 */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu;

/** Controls and white space. */
const BLANKS = /[\p{Cc}\s]+/gu;

export const isUnseen = (character: string): boolean => character.replace(UNSEEN, "") === "";

/** A text as one line of what can be seen: controls and white space are a space, and what else is not seen goes. */
export function visible(text: string): string {
  return text.replace(UNSEEN, "").replace(BLANKS, " ").trim();
}

/**
 * A text as it is compared with secrets: percent-encoding, the escapes of JSON and the entities of HTML and XML are
 * undone, also of one within another, letters are small, `+` and any white space are one space, and what is not seen is
 * left out. `starts` and `ends` say where each of its characters stands in the text itself.
 */
export interface Folded {
  text: string;
  starts: readonly number[];
  ends: readonly number[];
}

/** One character of the text so far, and where it comes from. */
interface Piece {
  text: string;
  start: number;
  end: number;
}

/** Encoded so often within one another, and no more. */
const DEEPEST = 6;

export function fold(text: string): Folded {
  let pieces: Piece[] = Array.from({ length: text.length }, (_, index) => ({
    text: text[index] ?? "",
    start: index,
    end: index + 1,
  }));
  for (let depth = 0; depth < DEEPEST; depth++) {
    const decoded = decodedOnce(pieces);
    if (decoded === undefined) break;
    pieces = decoded;
  }
  return folded(pieces);
}

const ENCODED =
  /(?:%[0-9a-f]{2})+|\\u[0-9a-f]{4}|\\u\{[0-9a-f]{1,6}\}|\\x[0-9a-f]{2}|\\["\\/'bfnrt]|&#x[0-9a-f]{1,6};?|&#\d{1,7};?|&(?:quot|amp|lt|gt|apos|nbsp|plus|percnt|equals|sol|bsol|colon|num);/gi;

const ENTITIES: Readonly<Record<string, string>> = {
  quot: '"',
  amp: "&",
  lt: "<",
  gt: ">",
  apos: "'",
  nbsp: " ",
  plus: "+",
  percnt: "%",
  equals: "=",
  sol: "/",
  bsol: "\\",
  colon: ":",
  num: "#",
};

/** Undefined where nothing is encoded. */
function decodedOnce(pieces: readonly Piece[]): Piece[] | undefined {
  const text = pieces.map((piece) => piece.text).join("");
  const decoded: Piece[] = [];
  let done = 0;
  for (const { 0: encoded, index } of text.matchAll(ENCODED)) {
    decoded.push(...pieces.slice(done, index));
    for (const { text: character, from, to } of charactersOf(encoded)) {
      const [start, end] = [pieces[index + from]?.start ?? 0, pieces[index + to - 1]?.end ?? 0];
      decoded.push(
        ...Array.from({ length: character.length }, (_, unit) => ({
          text: character[unit] ?? "",
          start,
          end,
        })),
      );
    }
    done = index + encoded.length;
  }
  return done === 0 ? undefined : [...decoded, ...pieces.slice(done)];
}

interface Character {
  text: string;
  from: number;
  to: number;
}

function charactersOf(encoded: string): Character[] {
  if (encoded.startsWith("%")) return charactersOfBytes(encoded);
  return [{ text: characterOf(encoded), from: 0, to: encoded.length }];
}

function characterOf(encoded: string): string {
  const [hex] = /(?<=^(?:\\u\{?|\\x|&#x))[0-9a-f]+/i.exec(encoded) ?? [];
  if (hex !== undefined) return ofCodePoint(parseInt(hex, 16), encoded);
  const [digits] = /(?<=^&#)\d+/.exec(encoded) ?? [];
  if (digits !== undefined) return ofCodePoint(Number(digits), encoded);
  if (encoded.startsWith("&")) return ENTITIES[encoded.slice(1, -1).toLowerCase()] ?? encoded;
  const escaped = encoded.slice(1);
  return /[bfnrt]/.test(escaped) ? " " : escaped;
}

const ofCodePoint = (point: number, encoded: string): string =>
  point <= 0x10ffff ? String.fromCodePoint(point) : encoded;

/** Bytes of UTF-8; one that is none stands for itself. */
function charactersOfBytes(encoded: string): Character[] {
  const bytes = Buffer.from(encoded.replaceAll("%", ""), "hex");
  const characters: Character[] = [];
  for (let at = 0; at < bytes.length;) {
    const lead = bytes[at] ?? 0;
    const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
    const text = bytes.toString("utf8", at, at + length);
    const whole = [...text].length === 1 && text !== "\ufffd";
    const taken = whole ? length : 1;
    characters.push({
      text: whole ? text : String.fromCharCode(lead),
      from: 3 * at,
      to: 3 * (at + taken),
    });
    at += taken;
  }
  return characters;
}

function folded(pieces: readonly Piece[]): Folded {
  let text = "";
  const starts: number[] = [];
  const ends: number[] = [];
  for (let index = 0; index < pieces.length; index++) {
    const piece = pieces[index] as Piece;
    if (isUnseenAt(pieces, index)) continue;
    const blank = /[+\s\p{Cc}]/u.test(piece.text);
    if (blank && text.endsWith(" ")) continue;
    const small = blank ? " " : piece.text.toLowerCase();
    text += small;
    for (let unit = 0; unit < small.length; unit++) {
      starts.push(piece.start);
      ends.push(piece.end);
    }
  }
  return { text, starts, ends };
}

/** Some of it, such as tags, is a pair of surrogates. */
function isUnseenAt(pieces: readonly Piece[], index: number): boolean {
  const { text } = pieces[index] as Piece;
  if (!/\p{Cs}/u.test(text)) return isUnseen(text);
  const [before, after] = [pieces[index - 1]?.text ?? "", pieces[index + 1]?.text ?? ""];
  return isUnseen(/[\ud800-\udbff]/.test(text) ? text + after : before + text);
}
