// Every command of README.md and docs/ is run as it is printed, by somebody who knows nothing else.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { blocksOf, type Block } from "../docs/blocks";
import { markdownFiles } from "../docs/links";
import { root } from "./harness";
import { follow } from "./support/docs";

// A page is many commands.
jest.setTimeout(2_400_000);

const commandsOf = (file: string): Extract<Block, { kind: "commands" }>[] =>
  blocksOf(readFileSync(join(root, file), "utf8")).filter((block) => block.kind === "commands");

const pages = markdownFiles(root).filter(
  (file) => !file.startsWith("examples/") && commandsOf(file).length > 0,
);

test("the guide is among them, and one command alone is not run", () => {
  expect(pages).toEqual(expect.arrayContaining(["README.md", "docs/guide.md"]));
  const skipped = markdownFiles(root)
    .flatMap(commandsOf)
    .filter(({ run }) => run.how === "skip");
  expect(skipped.map(({ text }) => text.split(" #")[0]?.trim())).toEqual(["npm test"]);
});

test.each(pages)("%s, read from its beginning to its end", (page) =>
  follow(page, ["README.md", "CONTRIBUTING.md"].includes(page) ? "clone" : "besideClone"),
);
