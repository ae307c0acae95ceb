/**
 * Text of an answer's bytes. Partner Center has been seen to answer with a UTF-8 byte order mark and in UTF-16,
 * with or without a mark.
 */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

function encodingOf(bytes: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  // JSON starts with an ASCII character: a zero beside it can only be UTF-16 without a mark.
  if (bytes.length >= 2 && bytes.length % 2 === 0) {
    if (first !== 0 && second === 0) return "utf-16le";
    if (first === 0 && second !== 0) return "utf-16be";
  }
  return "utf-8";
}
