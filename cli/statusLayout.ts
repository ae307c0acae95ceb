import { cut, displayWidth, leastWidth } from "./displayText";
import { type Column, fitColumns, headingLine, type Row, rowLines } from "./table";

/** What the table shows of one qualification, or of a customer alone. */
export interface Entry {
  name?: string;
  id: string;
  /** Qualification, status, age; empty where there is none. */
  vetting: readonly [string, string, string];
  below: readonly string[];
}

export interface Layout {
  heading: string[];
  lines: (entries: readonly Entry[]) => string[];
  /** Those of customers alone, without a vetting. */
  alone: (entries: readonly Entry[]) => string[];
}

const VETTING: readonly Column[] = [
  { heading: "Qualification" },
  { heading: "Status" },
  { heading: "Age", alignRight: true },
];
const CUSTOMER: Column = { heading: "Customer" };
const ID: Column = { heading: "Customer id" };

/** What a name is cut to at least, where the id is left away. */
const LEAST_NAME = 20;

/** One that fits: name and id side by side, the name alone on one line, or all of it one above the other. */
export function layoutOf(entries: readonly Entry[], width: number): Layout {
  const one = (text: string) => (text === "" ? [] : [text]);
  const named = entries.some(({ name }) => name !== undefined);
  const isUnique = uniqueNames(entries);
  const room = roomForNames(entries, width);
  const layouts: {
    columns: Column[];
    least: number;
    row: (entry: Entry) => readonly string[][];
    below?: (entry: Entry) => readonly string[];
  }[] = [
    {
      columns: [CUSTOMER, ID, ...VETTING],
      least: 30,
      row: ({ name, id, vetting }) => [one(name ?? ""), [id], ...vetting.map(one)],
    },
    {
      columns: [CUSTOMER, ...VETTING],
      least: LEAST_NAME,
      row: ({ name, id, vetting }) => [one(name === undefined ? id : cut(name, room)), ...vetting.map(one)],
      below: ({ name, id, below }) =>
        name === undefined || (below.length === 0 && isUnique(name))
          ? below
          : [[id, ...below.slice(0, 1)].join("  "), ...below.slice(1)],
    },
    {
      columns: [ID, ...VETTING],
      least: 0,
      row: ({ id, vetting }) => [[id], ...vetting.map(one)],
    },
  ];
  for (const { columns, least, row, below } of named ? layouts.slice(0, 2) : layouts.slice(2)) {
    const rows = (some: readonly Entry[]): Row[] =>
      some.map((entry) => ({ cells: row(entry), below: below?.(entry) ?? entry.below }));
    const widths = fitColumns(columns, rows(entries), width, least);
    if (widths === undefined) continue;
    const lines = (some: readonly Entry[]): string[] => rowLines(columns, rows(some), widths, width);
    return {
      heading: [headingLine(columns, widths)],
      lines,
      alone: below === undefined ? lines : (some) => aloneLines(some, width),
    };
  }
  const stacked = ({ name, id, vetting, below }: Entry): Row => ({
    cells: [one(name ?? "")],
    below: [id, ...one(vetting.filter((text) => text !== "").join("  ")), ...below],
  });
  const lines = (some: readonly Entry[]): string[] => rowLines([CUSTOMER], some.map(stacked), [width], width);
  return { heading: [], lines, alone: lines };
}

/** The id beside the name, which is cut where there is no room for all of it. */
function aloneLines(entries: readonly Entry[], width: number): string[] {
  const columns = [CUSTOMER, ID];
  const room = Math.max(LEAST_NAME, width - 2 - Math.max(0, ...entries.map(({ id }) => displayWidth(id))));
  const rows = entries.map(({ name, id, below }): Row => {
    return { cells: [name === undefined ? [] : [cut(name, room)], [id]], below };
  });
  return rowLines(columns, rows, fitColumns(columns, rows, width) ?? [room, width], width);
}

/** Whether a name is one customer's alone, among those that are shown. */
function uniqueNames(entries: readonly Entry[]): (name: string) => boolean {
  const ids = new Map<string, Set<string>>();
  for (const { name, id } of entries) {
    if (name !== undefined) ids.set(name, (ids.get(name) ?? new Set()).add(id));
  }
  return (name) => (ids.get(name)?.size ?? 0) < 2;
}

/** What the other columns leave; an id, where there is no name, is never cut. */
function roomForNames(entries: readonly Entry[], width: number): number {
  const columns = VETTING.map(({ heading }, index) =>
    Math.max(displayWidth(heading), ...entries.map(({ vetting }) => displayWidth(vetting[index] ?? ""))),
  );
  const ids = entries.map(({ name, id }) => (name === undefined ? leastWidth(id) : 0));
  return Math.max(LEAST_NAME, ...ids, width - columns.reduce((sum, one) => sum + one + 2, 0));
}
