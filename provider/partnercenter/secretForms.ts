import { fold, type Folded } from "./fold";

/** From, and up to but without, in UTF-16 units of a text. */
export type Range = readonly [start: number, end: number];

/** A secret as it is looked for. */
export interface Secret {
  readonly length: number;
  /** Without its encodings, in small letters. */
  readonly folded: string;
  /** As it is written by those who encode it the usual way, in small letters. */
  readonly forms: readonly string[];
}

export function secretOf(secret: string): Secret {
  const uri = encodeURIComponent(secret.replace(/\p{Cs}/gu, "\uFFFD"));
  const forms = [
    secret,
    uri,
    uri.replaceAll("%20", "+"),
    JSON.stringify(secret).slice(1, -1),
    secret.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`),
  ].map((form) => form.toLowerCase());
  return { length: secret.length, folded: fold(secret).text.trim(), forms: [...new Set(forms)] };
}

/**
 * Where a text holds one of the secrets: as it is, in other letters, percent-encoded, in JSON's escapes, in entities, in
 * any mixture of these and one within another, with invisible characters in between, or within base64, as in the header
 * of a Basic login. One that is shorter than `shortestWithinWords` counts as a word of its own only.
 */
export function secretsIn(text: string, known: readonly Secret[], shortestWithinWords: number): Range[] {
  // No encoding makes one shorter.
  const secrets = known.filter(({ folded }) => folded.length <= text.length);
  if (secrets.length === 0) return [];
  const whole = text.length > LONGEST_DECODED ? NOTHING : fold(text);
  const plain = plainly(text);
  const ranges = secrets.flatMap(({ length, folded, forms }) => {
    const asWord = length < shortestWithinWords;
    // The usual forms for themselves: what stands beside one may look like a part of another encoding.
    return [...forms.flatMap((form) => find(plain, form, asWord)), ...find(whole, folded, asWord)];
  });
  return [
    ...ranges,
    ...inBase64(
      text,
      secrets.filter(({ length }) => length >= shortestWithinWords),
    ),
  ];
}

/** In longer texts, which nobody reads, only the usual forms are looked for. */
const LONGEST_DECODED = 20_000;
const NOTHING: Folded = { text: "", starts: [], ends: [] };

/** In small letters, without anything decoded. */
function plainly(text: string): Folded {
  const small = text.toLowerCase();
  const same = small.length === text.length ? small : text;
  const units = Array.from({ length: text.length + 1 }, (_, index) => index);
  return { text: same, starts: units, ends: units.slice(1) };
}

function find({ text, starts, ends }: Folded, secret: string, asWord: boolean): Range[] {
  if (secret === "") return [];
  const ranges: Range[] = [];
  for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1)) {
    const after = at + secret.length;
    if (asWord && (isWord(text[at - 1]) || isWord(text[after]))) continue;
    ranges.push([starts[at] ?? 0, ends[after - 1] ?? 0]);
  }
  return ranges;
}

const isWord = (character: string | undefined): boolean =>
  character !== undefined && /[\p{L}\p{N}_]/u.test(character);

const BASE64 = /[A-Za-z0-9+/_-]{6,}={0,2}/g;

/** Runs of base64 that a secret is in, wherever in them the encoding began. */
function inBase64(text: string, secrets: readonly Secret[]): Range[] {
  const runs = secrets.length === 0 ? [] : [...text.matchAll(BASE64)];
  return runs
    .filter(({ 0: run }) =>
      [0, 1, 2, 3].some((offset) => {
        const bytes = Buffer.from(run.slice(offset), "base64");
        return (["utf8", "utf16le"] as const).some((encoding) => holdsOne(bytes.toString(encoding), secrets));
      }),
    )
    .map(({ 0: run, index }): Range => [index, index + run.length]);
}

function holdsOne(decoded: string, secrets: readonly Secret[]): boolean {
  const small = decoded.toLowerCase();
  return secrets.some(({ forms }) => forms.some((form) => small.includes(form)));
}

/** The ranges in their order, those that overlap as one. */
export function merged(ranges: readonly Range[]): Range[] {
  const result: Range[] = [];
  for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last && start < last[1]) result[result.length - 1] = [last[0], Math.max(last[1], end)];
    else result.push([start, end]);
  }
  return result;
}
