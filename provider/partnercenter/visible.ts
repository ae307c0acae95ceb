/**
 * What a reader does not see: marks that reorder a line, tags, and all that has no width, joiners among it. Between the
 * characters of a secret it would hide the secret from a search, and in a line the line from its reader.
 */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu;

/** Controls and white space. */
const BLANKS = /[\p{Cc}\s]+/gu;

export const isUnseen = (character: string): boolean => character.replace(UNSEEN, "") === "";

/** A text as one line of what can be seen: controls and white space are a space, and what else is not seen goes. */
export function visible(text: string): string {
  return text.replace(UNSEEN, "").replace(BLANKS, " ").trim();
}
