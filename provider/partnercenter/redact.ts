import { merged, type Range, type Secret, secretOf, secretsIn } from "./secretForms";
import { visible } from "./fold";

/** What stands in the place of everything that is not allowed to be shown. */
export const REDACTED = "REDACTED";

/** Properties whose values may be shown: the API's own words about an error, and a qualification. Everything else may not. */
const SHOWN = new Set(
  [
    [
      "code",
      "statusCode",
      "status",
      "message",
      "description",
      "errorName",
      "error",
      "error_codes",
      "isRetryable",
    ],
    ["source", "totalCount", "objectType"],
    [
      "qualification",
      "qualifications",
      "vettingStatus",
      "vettingReason",
      "vettingCreateDate",
      "vettingCreatedDate",
    ],
  ]
    .flat()
    .map((key) => key.toLowerCase()),
);

/** Containers are walked through under these keys only; under any other key even their shape is hidden. */
const CONTAINERS = new Set(["items", "attributes", "data", "qualifications", "innererror", "error"]);

/** Things that look like a credential whoever they belong to, and what stands in their place. */
const CREDENTIALS: readonly (readonly [RegExp, string])[] = [
  // A JSON web token, a header, a form's field.
  [/\beyJ[\w-]{5,}(?:\.[\w-]*){1,4}/g, REDACTED],
  [/\b(?:bearer|basic)\s+[\w.~+/=-]{8,}/gi, REDACTED],
  [
    /\b(client_secret|client_assertion|refresh_token|access_token|id_token|password|assertion)(["']?\s*[=:]\s*["']?)[^\s"'&,;}]+/gi,
    `$1$2${REDACTED}`,
  ],
  // A validation code, of which nobody here may know: in a sentence a word with a digit, in a query of the older contracts.
  [
    /\b(validation[\s_-]?(?:code|id)["']?(?:\s+(?:is|was|of|number|no\.?|with|value))?\s*[=:#]?\s*["'“”‘’«(<[]*)(?=[^\s"'“”‘’»)>\],;&]*\d)[^\s"'“”‘’»)>\],;&]+/gi,
    `$1${REDACTED}`,
  ],
  [/([?&]code=)[^\s"'&#<>]+/gi, `$1${REDACTED}`],
];

/** Shorter ones occur within other words by chance: they are looked for as a word of its own. */
const SHORTEST_WITHIN_WORDS = 4;

/** Longer texts are cut before they are looked through, for what looks like a credential is slow to tell in megabytes. */
const LONGEST_TEXT = 20_000;
/** No secret is longer; at the end of what was cut there may be a part of one, which is not recognised. */
const LONGEST_SECRET = 8192;

/** So many texts are remembered with what is shown of them: the same few are shown for hundreds of customers. */
const REMEMBERED = 1000;
const LONGEST_REMEMBERED = 2000;

/** Whose words a text is. */
export type Kind =
  /** Microsoft's own: every secret is looked for, and what looks like one. */
  | "words"
  /** Ours, with Microsoft's words in it. Short secrets are not looked for: ours are full of short words and numbers. */
  | "ours"
  /** A name, or anything else that nobody made out of what was sent: only a secret that can't stand there by chance. */
  | "name";

const SHORTEST: Readonly<Record<Kind, number>> = { words: 1, ours: 4, name: 8 };

/** Takes the secrets that this process knows out of texts. Holds them; is never shown itself. */
export class Redactor {
  readonly #known = new Map<string, Secret>();
  readonly #shown = new Map<string, string>();

  constructor(secrets: Iterable<string | undefined> = []) {
    for (const secret of secrets) this.add(secret);
  }

  /** Makes one more secret known. It is found in each form in which an answer may repeat it: see secretForms.ts. */
  add(secret: string | undefined): void {
    if (secret === undefined || secret === "" || this.#known.has(secret)) return;
    this.#known.set(secret, secretOf(secret));
    this.#shown.clear();
  }

  /** The text without any secret, invisible characters or line breaks, and not longer than `longest`. */
  text(text: string, longest = 300): string {
    return cut(this.#clean(text, "words"), longest);
  }

  /** The same of any length, for a text of this kind. Lines of ours stay lines. */
  whole(text: string, kind: Kind = "words"): string {
    const lines = kind === "words" ? [text] : text.split("\n");
    return lines.map((line) => this.#clean(line, kind)).join("\n");
  }

  /** A text that may be compared or used: as it is, but for a secret that can't stand there by chance. */
  name(text: string): string {
    return this.#withoutKnown(text, "name");
  }

  /** A parsed answer for an error's text: known keys with their values, of the others only that they were there. */
  value(value: unknown, longest = 300): string {
    return this.text(JSON.stringify(this.#parts(value)) ?? "nothing", longest);
  }

  #clean(text: string, kind: Kind): string {
    const key = `${kind} ${text}`;
    const known = this.#shown.get(key);
    if (known !== undefined) return known;
    // Before it is cut: half a secret is not recognised any more.
    const clean = this.#withoutSecrets(text, kind);
    if (this.#shown.size >= REMEMBERED) this.#shown.clear();
    if (text.length <= LONGEST_REMEMBERED) this.#shown.set(key, clean);
    return clean;
  }

  #withoutKnown(text: string, kind: Kind): string {
    const secrets = [...this.#known.values()].filter(({ length }) => length >= SHORTEST[kind]);
    return replaced(text, secretsIn(text, secrets, SHORTEST_WITHIN_WORDS));
  }

  #withoutSecrets(text: string, kind: Kind): string {
    if (text.length > LONGEST_TEXT) {
      const start = this.#withoutSecrets(text.slice(0, LONGEST_TEXT), kind);
      const longest = [...this.#known.values()].map(({ length }) => length);
      return start.slice(0, -Math.max(LONGEST_SECRET, ...longest));
    }
    const known = visible(this.#withoutKnown(text, kind));
    if (kind === "name") return known;
    return CREDENTIALS.reduce((clean, [form, shown]) => clean.replace(form, shown), known);
  }

  #parts(value: unknown, depth = 0): unknown {
    if (depth > 4) return REDACTED;
    if (Array.isArray(value)) return value.slice(0, 3).map((entry) => this.#parts(entry, depth + 1));
    if (typeof value === "string" && depth === 0) return this.#clean(value, "words");
    if (typeof value !== "object" || value === null) return depth === 0 ? value : REDACTED;
    const shown: [string, unknown][] = Object.entries(value)
      .slice(0, 20)
      .map(([key, property]: [string, unknown]) => [
        this.text(key, 40),
        this.#property(key.toLowerCase(), property, depth),
      ]);
    return Object.fromEntries(shown);
  }

  #property(key: string, property: unknown, depth: number): unknown {
    if (typeof property === "object" && property !== null) {
      return CONTAINERS.has(key) ? this.#parts(property, depth + 1) : REDACTED;
    }
    if (!SHOWN.has(key)) return REDACTED;
    return typeof property === "string" ? this.text(property) : property;
  }

  /** Nothing of it is ever printed. */
  toJSON(): string {
    return REDACTED;
  }
}

function cut(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

/** The text with a mark in the place of each range. */
function replaced(text: string, ranges: readonly Range[]): string {
  let shown = "";
  let done = 0;
  // What was taken out before stays: a secret that stands within the mark by chance would make it grow.
  const marks = [...text.matchAll(MARKS)].map(({ 0: mark, index }): Range => [index, index + mark.length]);
  for (const [start, end] of merged([...ranges, ...marks])) {
    shown += text.slice(done, start) + REDACTED;
    done = end;
  }
  return shown + text.slice(done);
}

const MARKS = new RegExp(REDACTED, "g");

/**
 * Whether two texts of Microsoft's are the same, as far as they are shown. What is known as a secret differs from run to
 * run: what was taken out of one may stand in the other, and may be anything.
 */
export function sameWords(a: string | undefined, b: string | undefined): boolean {
  const [first, second] = [a, b].map((text) => visible(text ?? "").toLowerCase()) as [string, string];
  return first === second || covers(first, second) || covers(second, first);
}

/** Whether a text is the shown one with something in the place of each mark. */
function covers(shown: string, text: string): boolean {
  const [first = "", ...others] = shown.split(REDACTED.toLowerCase());
  const last = others.pop();
  if (last === undefined || !text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  for (const part of others) {
    const found = text.indexOf(part, at + 1);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at < text.length - last.length;
}
