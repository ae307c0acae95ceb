// The pictures are what their sources say, and the house is what the sources' imports say.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { house, IMPORTS } from "./pictures/house";
import { blocksOf } from "./blocks";
import { life } from "./pictures/life";
import { terminal } from "./pictures/terminal";
import { problemOf } from "./pictures/wellFormed";
import { root, upToDate } from "./upToDate";

const pictures = join(root, "docs", "pictures");

test.each([
  ["house", house],
  ["life", life],
])("docs/pictures/%s.svg is up to date", (name, draw) => {
  upToDate(`docs/pictures/${name}.svg`, draw());
});

/** What the guide shows of a preview with drift, which test/engine/docs.test.ts holds against the real one. */
function drift(): string {
  const blocks = blocksOf(readFileSync(join(root, "docs", "guide.md"), "utf8"));
  const at = blocks.findIndex((block) => block.kind === "output" && block.text.includes("+ drift"));
  const [command, line, shown] = blocks.slice(at - 2, at + 1);
  if (command?.kind !== "commands" || line?.kind !== "output" || shown?.kind !== "output")
    throw new Error("The guide shows no preview with drift.");
  const lines = [...line.text.split("\n"), "", ...shown.text.split("\n")];
  return terminal("A preview with drift: an approved qualification was denied", [
    `$ ${command.text}`,
    "",
    ...lines,
    "$ echo $?",
    "7",
  ]);
}

test("docs/pictures/drift.svg is what the guide shows", () => {
  upToDate("docs/pictures/drift.svg", drift());
});

test("every SVG is well-formed, small, and holds its words as text", () => {
  const files = readdirSync(pictures).filter((name) => name.endsWith(".svg"));
  expect(files).toEqual(expect.arrayContaining(["drift.svg", "house.svg", "life.svg"]));
  for (const file of files) {
    const text = readFileSync(join(pictures, file), "utf8");
    expect([file, problemOf(text)]).toEqual([file, undefined]);
    expect(text).toMatch(/<title>.+<\/title>[^]*<text /);
    expect(text).not.toMatch(/<(script|image|foreignObject)|href=|url\((?!#)/);
    expect(text.length).toBeLessThan(16_000);
  }
});

test.each([
  ["<a><b></a>", "closes something else"],
  ["<a>", "not closed"],
  ["<a/><a/>", "2 roots"],
  ["<a>&</a>", "bare &"],
  ['<a x="1" x="2"/>', "twice"],
  ["<a x=1/>", "no tag"],
])("%s is not well-formed", (text, why) => {
  expect(problemOf(text)).toContain(why);
});

/** The folder of the picture that a source file belongs to. */
const folderOf = (file: string): string => {
  const path = relative(root, file).replaceAll("\\", "/");
  return path.startsWith("provider/partnercenter/") ? "provider/partnercenter" : (path.split("/")[0] ?? "");
};

test("no source file imports what the picture of the house does not show", () => {
  const found = new Set<string>();
  for (const folder of ["sdk", "provider", "cli", "emulator"]) {
    const files = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
    for (const file of files.filter((name) => name.endsWith(".ts"))) {
      const path = join(root, folder, file);
      for (const [, target = ""] of readFileSync(path, "utf8").matchAll(
        /(?:from|require\(|import\()\s*"(\.[^"]+)"/g,
      )) {
        const [from, to] = [folderOf(path), folderOf(join(resolve(dirname(path), target), "x"))];
        if (from !== to) found.add(`${from} -> ${to}`);
      }
    }
  }
  const shown = Object.entries(IMPORTS).flatMap(([from, all]) => all.map((to) => `${from} -> ${to}`));
  expect([...found].filter((one) => !shown.includes(one))).toEqual([]);
  // What the picture shows is there as well; examples import by the package's name.
  expect(shown.filter((one) => !found.has(one))).toEqual(["examples -> sdk"]);
});
