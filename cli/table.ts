import { displayWidth, leastWidth, pad, wrap } from "./displayText";

/** A column. All but the first are as wide as their longest text; the first takes what is left, and wraps. */
export interface Column {
  heading: string;
  alignRight?: boolean;
}

/** A row of a table. */
export interface Row {
  /** One for each column: its paragraphs, the first of them on the row's first line. */
  cells: readonly (readonly string[])[];
  /** What stands beneath it over the whole width, indented. */
  below?: readonly string[];
}

const GAP = "  ";
const INDENT = "  ";

/** Widths of the columns within a total width; undefined if they don't fit, or leave too little for the first. */
export function fitColumns(
  columns: readonly Column[],
  rows: readonly Row[],
  width: number,
  leastFirst = 0,
): number[] | undefined {
  const natural = columns.map(({ heading }, index) =>
    Math.max(displayWidth(heading), ...rows.flatMap(({ cells }) => (cells[index] ?? []).map(displayWidth))),
  );
  const [first = 0, ...others] = natural;
  const left = width - others.reduce((sum, other) => sum + GAP.length + other, 0);
  const ids = rows.flatMap(({ cells }) => (cells[0] ?? []).map(leastWidth));
  if (left < Math.min(first, Math.max(leastFirst, ...ids))) return undefined;
  return [Math.min(first, left), ...others];
}

/** The headings' line. */
export function headingLine(columns: readonly Column[], widths: readonly number[]): string {
  return lineOf(
    columns,
    columns.map(({ heading }) => heading),
    widths,
  );
}

/** The rows' lines, none longer than the width unless an id is. */
export function rowLines(
  columns: readonly Column[],
  rows: readonly Row[],
  widths: readonly number[],
  width: number,
): string[] {
  return rows.flatMap(({ cells, below = [] }) => {
    const wrapped = cells.map((paragraphs, index) =>
      paragraphs.flatMap((paragraph) => wrap(paragraph, widths[index] ?? width)),
    );
    const height = Math.max(0, ...wrapped.map(({ length }) => length));
    const lines = Array.from({ length: height }, (_, number) =>
      lineOf(
        columns,
        wrapped.map((cell) => cell[number] ?? ""),
        widths,
      ),
    );
    const beneath = below.flatMap((paragraph) => wrap(paragraph, width - INDENT.length));
    return [...lines, ...beneath.map((line) => INDENT + line)];
  });
}

function lineOf(columns: readonly Column[], texts: readonly string[], widths: readonly number[]): string {
  return texts
    .map((text, index) => pad(text, widths[index] ?? 0, columns[index]?.alignRight))
    .join(GAP)
    .trimEnd();
}
