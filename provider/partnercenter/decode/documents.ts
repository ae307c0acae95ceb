import { REDACTED, type Redactor } from "../redact";

/**
 * Documents of Microsoft's whose form is not published, such as what a record of the activity log says was changed. What may
 * be a secret by its name goes; the rest is words.
 */
const SECRET_NAME = new RegExp(
  [
    "pass(word|phrase|code|wd)|secret|token|credential|assertion|signature",
    "(api|product|licen[cs]e|access|account|shared|private)[\\s_-]?key",
    // A validation code of Government Community Cloud; the older contracts call it just so.
    "validation[\\s_-]?(code|id)|^code$",
  ].join("|"),
  "i",
);

/** No document of this API is nested as deeply. */
const DEEPEST = 20;

/** What is shown of a document, of JSON within a text, or of words. What holds no secret is as it was. */
export function withoutSecretsInside(value: unknown, redactor: Redactor, depth = 0): unknown {
  if (depth > DEEPEST) return REDACTED;
  if (typeof value === "string") return shownText(value, redactor, depth);
  if (typeof value === "number") return redactor.whole(String(value)) === String(value) ? value : REDACTED;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    const entries = value.map((entry: unknown) => withoutSecretsInside(entry, redactor, depth + 1));
    return entries.every((entry, index) => entry === value[index]) ? value : entries;
  }
  let changed = false;
  const isSecretPair = namesSecret(value);
  const properties = Object.entries(value).map(([name, property]: [string, unknown]) => {
    const isSecret = SECRET_NAME.test(name) || (isSecretPair && name.toLowerCase() === "value");
    const shownName = redactor.whole(name);
    const result =
      isSecret && hidesSomething(property) ? REDACTED : withoutSecretsInside(property, redactor, depth + 1);
    changed ||= result !== property || shownName !== name;
    return [shownName, result] as const;
  });
  return changed ? Object.fromEntries(properties) : value;
}

const hidesSomething = (value: unknown) => value !== null && value !== undefined && value !== "";

/** Of `{ key, value }` the name is the key's value. */
function namesSecret(value: object): boolean {
  return Object.entries(value).some(
    ([name, property]) => /^(key|name)$/i.test(name) && SECRET_NAME.test(String(property)),
  );
}

function shownText(text: string, redactor: Redactor, depth: number): string {
  if (!/^\s*[[{"]/.test(text)) return redactor.whole(text);
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return redactor.whole(text);
  }
  const shown = withoutSecretsInside(document, redactor, depth + 1);
  // As it came, if it may be: written anew, a long number would lose digits.
  return shown === document ? text : JSON.stringify(shown);
}
