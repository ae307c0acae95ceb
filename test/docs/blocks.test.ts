import { readFileSync } from "node:fs";
import { join } from "node:path";
import { blocksOf, notPrinted } from "./blocks";
import { markdownFiles } from "./links";
import { root } from "./upToDate";

test("a page's blocks are told apart by their language and the comment before them", () => {
  const page = [
    "<!-- run: begin in the guide's folder -->",
    "```console",
    "pulumi up",
    "```",
    '<!-- run: second terminal until "listens on" -->',
    "",
    "```bash",
    "partnercenter emulator",
    "```",
    "<!-- run: exit code 7 -->",
    "```sh",
    "pulumi preview --expect-no-changes",
    "```",
    "<!-- output -->",
    "```text",
    "+ drift",
    "```",
    "<!-- run: skip: it needs a real account -->",
    "```console",
    "login",
    "```",
    "<!-- run: a person signs in -->",
    "```console",
    "login",
    "```",
    "- in a list",
    "",
    "  <!-- file: a/b.js -->",
    "  ```js",
    "  if (x) {",
    "    y();",
    "  }",
    "  ```",
    "<!-- file: b.js instead of b.ts, tsconfig.json -->",
    "```js",
    "z();",
    "```",
    "```ts",
    "only read",
    "```",
  ].join("\n");
  expect(blocksOf(page)).toEqual([
    { kind: "begin", line: 1 },
    { kind: "commands", text: "pulumi up", line: 2, run: { how: "here", exitCode: 0 } },
    {
      kind: "commands",
      text: "partnercenter emulator",
      line: 7,
      run: { how: "secondTerminal", until: "listens on" },
    },
    {
      kind: "commands",
      text: "pulumi preview --expect-no-changes",
      line: 11,
      run: { how: "here", exitCode: 7 },
    },
    { kind: "output", text: "+ drift", line: 15 },
    { kind: "commands", text: "login", line: 19, run: { how: "skip", reason: "it needs a real account" } },
    { kind: "commands", text: "login", line: 23, run: { how: "signIn" } },
    { kind: "file", text: "if (x) {\n  y();\n}\n", line: 29, path: "a/b.js" },
    { kind: "file", text: "z();\n", line: 35, path: "b.js", insteadOf: ["b.ts", "tsconfig.json"] },
  ]);
});

test.each([
  ["<!-- run: skip: -->\n```console\nx\n```", "Line 2: not understood: run: skip:"],
  ["<!-- run: sometimes -->\n```console\nx\n```", "Line 2: not understood"],
  ["<!-- run: exit code 7 -->\n```ts\nx\n```", "Line 2: not understood before a block"],
  ["```console\nx", "has no end"],
])("%j is a mistake", (page, why) => {
  expect(() => blocksOf(page)).toThrow(why);
});

test.each([
  ["a\nc", "a\nb\nc", undefined],
  ["c\na", "a\nb\nc", "a"],
  ["a  b", "a b", undefined],
  ["one … three", "one two three", undefined],
  ["one … four", "one two three", "one … four"],
  ["at 2026-01-01T10:00:00Z, 3 s", "at 2027-05-05T11:11:11.123Z, 14 s", undefined],
  ["a long line that the page\nbreaks", "a long line that the page breaks", undefined],
])("%j shown, %j printed: %j is missing", (shown, printed, missing) => {
  expect(notPrinted(shown, printed)).toBe(missing);
});

// Where the package is not installed, npx fetches whatever has its name in the public registry, and runs it.
test("no command of a page is started by npx", () => {
  const commands = markdownFiles(root).flatMap((file) =>
    blocksOf(readFileSync(join(root, file), "utf8")).filter(({ kind }) => kind === "commands"),
  );
  expect(commands.length).toBeGreaterThan(40);
  expect(commands.filter((block) => "text" in block && /\bnpx\b/.test(block.text))).toEqual([]);
});
