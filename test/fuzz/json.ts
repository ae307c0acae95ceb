// JSON texts that are nearly those of the API: what a value would look like with parts missing, wrong, huge, deep,
// twice, or of another type, and its bytes with another encoding, cut, or with something around them.
import * as fc from "fast-check";

type Node = { entries: [key: string, value: Node][] } | { items: Node[] } | { raw: string };

function nodeOf(value: unknown): Node {
  if (Array.isArray(value)) return { items: value.map(nodeOf) };
  if (typeof value !== "object" || value === null) return { raw: JSON.stringify(value) };
  return { entries: Object.entries(value).map(([key, entry]) => [key, nodeOf(entry)]) };
}

function print(node: Node): string {
  if ("raw" in node) return node.raw;
  if ("items" in node) return `[${node.items.map(print).join(",")}]`;
  return `{${node.entries.map(([key, value]) => `${JSON.stringify(key)}:${print(value)}`).join(",")}}`;
}

/** What may stand anywhere in an answer, as JSON text. */
const HOSTILE: readonly string[] = [
  ...["null", "true", "false", "0", "-1", "1.5", "1e400", "123456789012345678901234567890"],
  ...['""', '" "', '"None"', '"none"', '"Approved"', '"Denied"', '"Education"', '"1"'],
  ...["[]", "{}", "[[]]", "[{}]", "[null]", '{"items":[]}', '{"qualifications":[]}'],
  ...['{"__proto__":{"qualification":"None"}}', '{"constructor":{"prototype":{}}}', '{"toString":1}'],
  ...['"\\ud800"', '"\\u0000\\u001b[31m\\r\\n"', '"<script>"', '"=cmd"', '"${1}"', '"2026-99-99T99:99:99Z"'],
  JSON.stringify("a".repeat(20_000)),
  `${"[".repeat(5000)}${"]".repeat(5000)}`,
  `${'{"a":'.repeat(3000)}1${"}".repeat(3000)}`,
  `[${"1,".repeat(2000)}1]`,
];

interface Mutation {
  /** Which node of the document, in order, from 0 to 1. */
  at: number;
  kind: "remove" | "replace" | "wrap" | "asText" | "twice" | "keyCase" | "rename" | "anything";
  /** What stands there instead, or beside it. */
  hostile: string;
  anything: unknown;
  first: boolean;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  kind: fc.constantFrom(
    ...(["remove", "replace", "wrap", "asText", "twice", "keyCase", "rename", "anything"] as const),
  ),
  hostile: fc.constantFrom(...HOSTILE),
  anything: fc.jsonValue({ maxDepth: 3 }),
  first: fc.boolean(),
});

/** Changes one node; the root can be changed, too. */
function mutate(root: Node, change: Mutation): Node {
  const target = Math.floor(change.at * count(root));
  let index = -1;
  const visit = (node: Node): Node[] => {
    index += 1;
    if (index === target) return changed(node, change);
    if ("items" in node) return [{ items: node.items.flatMap(visit) }];
    if ("raw" in node) return [node];
    return [{ entries: node.entries.flatMap((entry) => visitEntry(entry)) }];
  };
  const visitEntry = ([key, value]: [string, Node]): [string, Node][] => {
    const isTarget = index + 1 === target;
    const values = visit(value);
    if (isTarget && change.kind === "keyCase") {
      const other = change.first ? key.toUpperCase() : key.toLowerCase();
      return [...values.map((one): [string, Node] => [other, one])];
    }
    if (isTarget && change.kind === "rename") return [[change.first ? "__proto__" : `${key}s`, value]];
    return values.map((one): [string, Node] => [key, one]);
  };
  return visit(root)[0] ?? { raw: "" };
}

function changed(node: Node, { kind, hostile, anything, first }: Mutation): Node[] {
  const other = { raw: hostile };
  switch (kind) {
    case "remove":
      return [];
    case "replace":
      return [other];
    case "wrap":
      return [first ? { items: [node] } : { entries: [["value", node]] }];
    case "asText":
      return [{ raw: JSON.stringify(print(node)) }];
    case "twice":
      return first ? [other, node] : [node, other];
    case "anything":
      return [{ raw: JSON.stringify(anything) }];
    case "keyCase":
    case "rename":
      return [node];
  }
}

function count(node: Node): number {
  if ("items" in node) return 1 + node.items.reduce((sum, one) => sum + count(one), 0);
  return "raw" in node ? 1 : 1 + node.entries.reduce((sum, [, one]) => sum + count(one), 0);
}

/** Texts that differ from one of these values' JSON in one place to four. */
export const nearly = (...values: unknown[]): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(...values), fc.array(mutation, { minLength: 1, maxLength: 4 }))
    .map(([value, changes]) => print(changes.reduce(mutate, nodeOf(value))));

const PAGE = "<html><head><title>502 Bad Gateway</title></head><body>sign in</body></html>";

/** The bytes of a text as something on the way may leave them. */
export const bytesOf = (text: fc.Arbitrary<string>): fc.Arbitrary<Buffer> =>
  fc.oneof(
    { weight: 6, arbitrary: text.map((one) => Buffer.from(one)) },
    {
      weight: 3,
      arbitrary: fc
        .tuple(text, fc.constantFrom("bom", "utf16", "utf16be", "utf16 without mark", "latin1"))
        .map(([one, encoding]) => {
          if (encoding === "bom") return Buffer.from(`\ufeff${one}`);
          if (encoding === "latin1") return Buffer.from(one, "latin1");
          const wide = Buffer.from(encoding === "utf16 without mark" ? one : `\ufeff${one}`, "utf16le");
          return encoding === "utf16be" ? wide.swap16() : wide;
        }),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(text, fc.double({ min: 0, max: 1, noNaN: true }))
        .map(([one, share]) => Buffer.from(one).subarray(0, Math.floor(one.length * share))),
    },
    {
      weight: 2,
      arbitrary: text
        .chain((one) =>
          fc.constantFrom(PAGE, `${PAGE}${one}`, `${one}${one}`, `${one},`, `/* ${one} */`, `// ${one}`, " "),
        )
        .map((one) => Buffer.from(one)),
    },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)) },
  );
