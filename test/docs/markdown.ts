/** Pieces of Markdown as GitHub shows it. */

/** A text as a cell of a table: one line, no bar. */
export const cell = (text: string): string =>
  text
    .trim()
    .replace(/\s*\n\s*/g, " ")
    .replace(/(?<!\\)\|/g, "\\|");

/** A table; columns that are empty in every row are left out, but for the first one. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const kept = head.map((_, column) => column === 0 || rows.some((row) => (row[column] ?? "") !== ""));
  const line = (cells: readonly string[]): string =>
    `| ${cells
      .filter((_, column) => kept[column])
      .map(cell)
      .join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** The anchor that GitHub gives a heading. */
export const anchorOf = (heading: string): string =>
  heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replace(/\s/g, "-");

/** A text with its parts between `<!-- made: name -->` and `<!-- end -->` made anew; every part must be there. */
export function withMadeParts(text: string, parts: Readonly<Record<string, string>>): string {
  let result = text;
  for (const [name, part] of Object.entries(parts)) {
    const begin = `<!-- made: ${name} -->\n`;
    const from = result.indexOf(begin);
    const to = result.indexOf("\n<!-- end -->", from);
    if (from < 0 || to < 0) throw new Error(`There is no part "${name}" in the page.`);
    result = `${result.slice(0, from + begin.length)}\n${part}\n${result.slice(to)}`;
  }
  return result;
}
