/** A JSON value, or the fact that there was none. */
export type ParsedJson = { ok: true; value: unknown } | { ok: false };

/**
 * Reads JSON, and the JSON of the reference pages, whose examples carry comments and trailing commas.
 */
export function parseJson(text: string): ParsedJson {
  const strict = tryParse(text);
  return strict.ok ? strict : tryParse(withoutTrailingCommas(withoutComments(text)));
}

function tryParse(text: string): ParsedJson {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch {
    return { ok: false };
  }
}

// What is never closed is taken to the end of the text: looked for again from every later start, it takes hours.
const STRING = '"(?:[^"\\\\]|\\\\.)*"?';
const COMMENT_OR_STRING = new RegExp(`${STRING}|//[^\\n\\r]*|/\\*[\\s\\S]*?(?:\\*/|$)`, "g");
const COMMA_OR_STRING = new RegExp(`${STRING}|,(?=\\s*[}\\]])`, "g");

const keepStrings = (match: string) => (match.startsWith('"') ? match : "");

function withoutComments(text: string): string {
  return text.replace(COMMENT_OR_STRING, keepStrings);
}

function withoutTrailingCommas(text: string): string {
  return text.replace(COMMA_OR_STRING, keepStrings);
}

/** An object's own properties under lower-case keys, or undefined for anything that is not an object. */
export function lowerCaseKeys(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const properties = new Map<string, unknown>();
  for (const [key, property] of Object.entries(value)) {
    // The exact spelling comes first in documented answers; a second spelling of a key does not replace it.
    if (!properties.has(key.toLowerCase())) properties.set(key.toLowerCase(), property);
  }
  return properties;
}
