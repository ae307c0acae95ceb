// Every command of README.md and docs/ is run as it is printed, by somebody who knows nothing else.
import { markdownFiles } from "../docs/links";
import { blocksOf } from "../docs/blocks";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./harness";
import { follow } from "./support/docs";

const pages = markdownFiles(root).filter((file) => !file.startsWith("examples/") && hasCommands(file));

function hasCommands(file: string): boolean {
  return blocksOf(readFileSync(join(root, file), "utf8")).some(({ kind }) => kind === "commands");
}

test("the guide is among them", () =>
  expect(pages).toEqual(expect.arrayContaining(["README.md", "docs/guide.md"])));

test.each(pages)("%s, read from its beginning to its end", (page) => follow(page, "besideClone"));
