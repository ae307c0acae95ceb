import { SETTING_NAMES, SETTINGS } from "./settingsTable";

/**
 * What bears this package's name and is none of its settings: it has no effect, and who set it believes that it has.
 * Names only, for a misspelt secret is a secret all the same.
 */

/** Where the command's webhook is taken from. It is no setting of the provider, which tells nobody anything. */
export const WEBHOOK_VARIABLE = "PARTNERCENTER_WEBHOOK_URL";

/** A name that means nothing here. */
export interface Unknown {
  name: string;
  /** The one that was meant, where one is near. */
  near?: string;
}

const VARIABLES: readonly string[] = [
  ...SETTING_NAMES.map((name) => SETTINGS[name].variable),
  WEBHOOK_VARIABLE,
];
const KEYS: readonly string[] = SETTING_NAMES.map((name) => `partnercenter:${name}`);

/** @param keys of the stack's configuration, with those of other packages */
export function unknownKeys(keys: readonly string[]): Unknown[] {
  return unknown(
    keys.filter((key) => key.startsWith("partnercenter:")),
    KEYS,
  );
}

/** @param environment in which what is empty is as if it were not set */
export function unknownVariables(
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
): Unknown[] {
  const set = Object.keys(environment).filter((name) => environment[name]?.trim());
  // Windows takes a variable for the same in small letters.
  const names = platform === "win32" ? set.map((name) => name.toUpperCase()) : set;
  return unknown(
    names.filter((name) => name.startsWith("PARTNERCENTER_")),
    VARIABLES,
  );
}

/** What a run warns of, a text for each. */
export function unknownSettingsTexts(
  keys: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): string[] {
  return [
    ...unknownKeys(keys).map(
      ({ name, near }) =>
        `The stack's configuration has ${name}, which is no setting and has no effect. Next: ` +
        (near === undefined
          ? `\`pulumi config rm ${name}\`; ${LISTED}`
          : `set ${near}, if that was meant, and \`pulumi config rm ${name}\`.`),
    ),
    // A variable that resembles no setting may be a pipeline's own, which takes any name. `partnercenter doctor` tells it.
    ...unknownVariables(environment).flatMap(({ name, near }) =>
      near === undefined
        ? []
        : [
            `The environment has ${name}, which is no setting and has no effect. Next: set ${near} in its place, if that was meant.`,
          ],
    ),
  ];
}

const LISTED = "docs/reference/settings.md lists the settings.";

/** The names, each with the one that was meant. */
export function namedUnknown(found: readonly Unknown[]): string {
  return found.map(({ name, near }) => (near === undefined ? name : `${name} (near: ${near})`)).join(", ");
}

function unknown(names: readonly string[], known: readonly string[]): Unknown[] {
  return names
    .filter((name) => !known.includes(name))
    .map((name) => {
      const near = nearest(name, known);
      return { name, ...(near !== undefined && { near }) };
    });
}

/** More is another word, not the same one misspelt. */
const MOST_SLIPS = 3;

function nearest(given: string, known: readonly string[]): string | undefined {
  const letters = lettersOf(given);
  const most = Math.min(MOST_SLIPS, Math.floor(letters.length / 3));
  const ranked = known
    .map((name) => ({ name, slips: slipsBetween(letters, lettersOf(name)) }))
    .sort((a, b) => a.slips - b.slips);
  return ranked.find(({ slips }) => slips <= most)?.name;
}

/** What is left of a name where neither capitals nor underscores count, nor which of the two forms it has. */
const lettersOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "")
    .replace(/^(partnercenter)+/, "");

/** How many letters are wrong, left out, too many, or changed places with the next. */
function slipsBetween(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const next = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      next[column] = Math.min(
        (last[column] ?? 0) + 1,
        (next[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (before[column - 2] ?? 0) + 1 : Infinity,
      );
    }
    [before, last] = [last, next];
  }
  return last[b.length] ?? 0;
}
