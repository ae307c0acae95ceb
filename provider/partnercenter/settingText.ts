/** White space around a setting, as files and secret stores give it, is no part of it. */
export const trimmed = (text: string): string => text.trim();

/** Neither white space nor anything else that can't be seen. Half of a surrogate pair can't be sent. */
const NOT_IN_A_WORD = /[\s\p{Cc}\p{Cf}\p{Cs}\p{Zs}]/u;
const NOT_IN_A_PATH = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u;

/** What stands inside a setting and can't belong to it, such as "a line break". The setting itself is not repeated. */
function strayCharacter(text: string, kind: "word" | "path" = "word"): string | undefined {
  const found = (kind === "word" ? NOT_IN_A_WORD : NOT_IN_A_PATH).exec(text)?.[0];
  return found === undefined ? undefined : nameOf(found);
}

/** The same as what is wrong with the setting; `kind` as above. */
export function strayProblem(text: string, kind?: "word" | "path"): string | undefined {
  const stray = strayCharacter(text, kind);
  return stray === undefined ? undefined : `holds ${stray} inside, which can't belong to it`;
}

function nameOf(character: string): string {
  const known = NAMES[character];
  if (known !== undefined) return known;
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return `a character that can't be seen (U+${code})`;
}

const NAMES: Readonly<Record<string, string>> = {
  "\n": "a line break",
  "\r": "a line break",
  "\t": "a tab",
  " ": "a space",
};
