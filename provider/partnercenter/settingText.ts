/** White space around a setting, as files and secret stores give it, is no part of it. */
export const trimmed = (text: string): string => text.trim();

/**
 * What a text can't hold: a word neither white space nor anything else that can't be seen, a phrase the same but for
 * spaces, a path no control character. Half of a surrogate pair can't be sent.
 */
const STRAY = {
  word: /[\s\p{Cc}\p{Cf}\p{Cs}]/u,
  phrase: /(?! )[\s\p{Cc}\p{Cf}\p{Cs}]/u,
  path: /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u,
} as const;

export type TextKind = keyof typeof STRAY;

/** What stands inside a setting and can't belong to it, such as "a line break". The setting itself is not repeated. */
function strayCharacter(text: string, kind: TextKind = "word"): string | undefined {
  const found = STRAY[kind].exec(text)?.[0];
  return found === undefined ? undefined : nameOf(found);
}

/** The same as what is wrong with the setting; `kind` as above. */
export function strayProblem(text: string, kind?: TextKind): string | undefined {
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

/** What the user calls a setting. */
export type SettingName = (name: string) => string;

/** The table calls settings by their environment variables: who has set them elsewhere reads the names used there. */
export function asNamed(remedy: string, settingName: SettingName = (name) => name): string {
  return remedy.replace(/PARTNERCENTER_([A-Z_]+[A-Z])/g, (variable, rest: string) => {
    const name = rest.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
    const given = settingName(name);
    return given === name || given === `login.${name}` ? variable : given;
  });
}
