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

/** Things that look like a credential whoever they belong to: a JSON web token, a bearer header, a form field. */
const CREDENTIALS = [
  /\beyJ[\w-]{5,}(?:\.[\w-]*){1,4}/g,
  /\b(?:bearer|basic)\s+[\w.~+/=-]{8,}/gi,
  /\b(client_secret|client_assertion|refresh_token|access_token|id_token|password|assertion)(["']?\s*[=:]\s*["']?)[^\s"'&,;}]+/gi,
];

/** Shorter ones occur by chance in any text, and no secret of this API is that short. */
const SHORTEST_SECRET = 4;

/** Longer texts are cut before they are looked through, for what looks like a credential is slow to tell in megabytes. */
const LONGEST_TEXT = 20_000;
/** No secret is longer; at the end of what was cut there may be a part of one, which is not recognised. */
const LONGEST_SECRET = 8192;

/** Takes the secrets that this process knows out of texts. Holds them; is never shown itself. */
export class Redactor {
  readonly #forms = new Map<string, string[]>();

  constructor(secrets: Iterable<string | undefined> = []) {
    for (const secret of secrets) this.add(secret);
  }

  /** Makes one more secret known, in each form in which an answer may repeat it. */
  add(secret: string | undefined): void {
    if (secret === undefined || secret.length < SHORTEST_SECRET || this.#forms.has(secret)) return;
    const uri = encodeURIComponent(secret.replace(/\p{Cs}/gu, "\uFFFD"));
    const forms = [
      secret,
      uri,
      uri.replaceAll("%20", "+"),
      JSON.stringify(secret).slice(1, -1),
      escapeHtml(secret),
      Buffer.from(secret).toString("base64"),
    ];
    this.#forms.set(secret, [...new Set(forms)]);
  }

  /** The text without any secret, control characters or line breaks, and not longer than `longest`. */
  text(text: string, longest = 300): string {
    // Before it is cut: half a secret is not recognised any more.
    const clean = this.#withoutSecrets(text)
      .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
      .trim();
    return clean.length <= longest ? clean : `${clean.slice(0, longest).replace(/[\uD800-\uDBFF]$/, "")}…`;
  }

  /** A parsed answer for an error's text: known keys with their values, of the others only that they were there. */
  value(value: unknown, longest = 300): string {
    return this.text(JSON.stringify(this.#shown(value)) ?? "nothing", longest);
  }

  #withoutSecrets(text: string): string {
    const forms = [...this.#forms.values()].flat().sort((a, b) => b.length - a.length);
    if (text.length > LONGEST_TEXT) {
      const start = this.#withoutSecrets(text.slice(0, LONGEST_TEXT));
      return start.slice(0, -Math.max(LONGEST_SECRET, forms[0]?.length ?? 0));
    }
    let clean = text;
    for (const form of forms) clean = clean.replaceAll(form, REDACTED);
    const [token, header, field] = CREDENTIALS as [RegExp, RegExp, RegExp];
    return clean.replace(token, REDACTED).replace(header, REDACTED).replace(field, `$1$2${REDACTED}`);
  }

  #shown(value: unknown, depth = 0): unknown {
    if (depth > 4) return REDACTED;
    if (Array.isArray(value)) return value.slice(0, 3).map((entry) => this.#shown(entry, depth + 1));
    if (typeof value === "string" && depth === 0) return this.#withoutSecrets(value);
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
      return CONTAINERS.has(key) ? this.#shown(property, depth + 1) : REDACTED;
    }
    if (!SHOWN.has(key)) return REDACTED;
    return typeof property === "string" ? this.text(property) : property;
  }

  /** Nothing of it is ever printed. */
  toJSON(): string {
    return REDACTED;
  }
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
