// Every link of every Markdown file leads somewhere.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { anchorsOf, brokenLinks, linksOf, markdownFiles } from "./links";
import { root } from "./upToDate";

test("every relative link and anchor resolves; every other one is an https:// address", () => {
  const files = markdownFiles(root);
  expect(files).toEqual(expect.arrayContaining(["README.md", "CHANGELOG.md", "docs/README.md"]));
  expect(files.flatMap((file) => brokenLinks(root, file))).toEqual([]);
});

test("every page of docs/ is reached from docs/README.md, and that one from README.md", () => {
  const reached = new Set(["README.md"]);
  for (const file of reached) {
    const folder = join(root, file, "..");
    const text = markdownFiles(root).includes(file) ? linksIn(file) : [];
    for (const target of text) {
      const path = join(folder, target.split("#")[0] ?? "").slice(root.length + 1);
      if (path.endsWith(".md")) reached.add(path);
    }
  }
  expect(markdownFiles(root).filter((file) => file.startsWith("docs/") && !reached.has(file))).toEqual([]);
});

const linksIn = (file: string): string[] =>
  linksOf(readFileSync(join(root, file), "utf8"))
    .map(({ target }) => target)
    .filter((target) => !/^[a-z]+:/i.test(target) && !target.startsWith("#"));

describe("every file and folder that CONTRIBUTING.md names is there", () => {
  const text = readFileSync(join(root, "CONTRIBUTING.md"), "utf8");
  const spans = [...text.matchAll(/`([\w./-]+)`/g)].map(([, span = ""]) => span);
  const named = spans.filter((span) => /\/$|\.(ts|js|mjs|json|md|yml)$/.test(span));
  // A file without a folder is in one that is named elsewhere, or is each resource's, or one of its tests.
  const folders = [
    ...named
      .filter((name) => name.includes("/"))
      .map((name) => (name.endsWith("/") ? name : join(name, ".."))),
    ...["", "provider/resources/customerQualification", "test/provider/resources/customerQualification"],
  ];

  test.each(named)("%s", (name) => {
    expect(folders.some((folder) => existsSync(join(root, folder, name)))).toBe(true);
  });
});

test("what is no link and what leads nowhere is told apart", () => {
  const folder = mkdtempSync(join(tmpdir(), "partnercenter-links-"));
  try {
    mkdirSync(join(folder, "docs"));
    writeFileSync(
      join(folder, "docs", "other.md"),
      "# A `code` heading, with (signs)\n\n## Same\n\n## Same\n",
    );
    const lines = [
      "# Top",
      "[good](docs/other.md), [good](docs), [good](#top), [good](docs/other.md#a-code-heading-with-signs)",
      "[good](docs/other.md#same-1) [good](https://example.org/a?b=c) `[code](nowhere.md)` <!-- [x](nowhere.md) -->",
      "[bad](nowhere.md)",
      "[bad](docs/other.md#same-2)",
      "[bad](http://example.org)",
      "[bad](../out.md)",
      "[![bad](picture.svg)](docs/other.md)",
      '<img alt="bad" src="picture.png">',
      "```md",
      "[code](nowhere.md)",
      "# no heading",
      "```",
      "[bad](#no-heading)",
    ];
    writeFileSync(join(folder, "README.md"), lines.join("\n"));
    expect(brokenLinks(folder, "README.md")).toEqual([
      "README.md:4: nowhere.md is not there",
      "README.md:5: docs/other.md#same-2 names no heading of that page",
      "README.md:6: http://example.org is no https:// address",
      "README.md:7: ../out.md leads out of the repository",
      "README.md:8: picture.svg is not there",
      "README.md:14: #no-heading names no heading of that page",
      "README.md:9: picture.png is not there",
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("anchors are GitHub's", () => {
  expect([
    ...anchorsOf("# What can't be undone, and other limits\n## `up` — twice\n## A_b [link](x.md)"),
  ]).toEqual(["what-cant-be-undone-and-other-limits", "up--twice", "a_b-link"]);
});
