import type { Spread } from "../statistics";

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** "12.3 s" or "0.45 s". */
export function seconds(ms: number): string {
  const value = ms / 1000;
  return `${value.toFixed(value < 1 ? 2 : value < 100 ? 1 : 0)} s`;
}

/** "1.04 (1.02 to 1.07, 5 rounds)"; with one round only the value and that. */
export function ratio(spread: Spread | undefined): string {
  if (spread === undefined) return "not measured";
  const { median, least, most, count } = spread;
  const shown = (value: number): string => value.toFixed(2);
  return count === 1
    ? `${shown(median)} (1 round)`
    : `${shown(median)} (${shown(least)} to ${shown(most)}, ${count} rounds)`;
}

/** Puts `content` between the marks of that name; the text around is a person's. */
export function replacePart(document: string, name: string, content: string): string {
  const [begin, end] = [`<!-- ${name}: drawn -->`, `<!-- /${name} -->`];
  const from = document.indexOf(begin);
  const to = document.indexOf(end);
  if (from < 0 || to < from) throw new Error(`RESULTS.md has no part "${name}"`);
  return `${document.slice(0, from + begin.length)}\n\n${content}\n\n${document.slice(to)}`;
}
