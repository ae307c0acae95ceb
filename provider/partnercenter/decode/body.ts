import type { Redactor } from "../redact";
import { parseJson } from "./json";
import type { Decoded } from "./qualifications";
import { decodeText } from "./text";
import { withoutSecrets } from "./words";

/** Reads an answer's bytes as the JSON that a call expects, without the secrets that its texts repeat. */
export function decodeBody<T>(
  body: Uint8Array,
  decode: (value: unknown) => Decoded<T>,
  redactor: Redactor,
): Decoded<T> {
  const json = parseJson(decodeText(body));
  return json.ok ? decode(withoutSecrets(json.value, redactor)) : { understood: false, why: "it is no JSON" };
}
