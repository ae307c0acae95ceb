import { parseJson } from "./json";
import type { Decoded } from "./qualifications";
import { decodeText } from "./text";

/** Reads an answer's bytes as the JSON that a call expects. */
export function decodeBody<T>(body: Uint8Array, decode: (value: unknown) => Decoded<T>): Decoded<T> {
  const json = parseJson(decodeText(body));
  return json.ok ? decode(json.value) : { understood: false, why: "it is no JSON" };
}
