import { readFileSync } from "node:fs";
import { join } from "node:path";
import { releaseProblems } from "../../tools/release";

const changelog = "# Changelog\n\n## 1.2.3 - 2026-11-21\n\n- Something.\n\n## 1.2.2\n\n- Before.\n";

test.each([
  ["v1.2.3", "1.2.3", changelog, []],
  ["1.2.3", "1.2.3", changelog, ["the tag is 1.2.3, and package.json says 1.2.3"]],
  ["v1.2.4", "1.2.3", changelog, ["the tag is v1.2.4, and package.json says 1.2.3"]],
  ["v1.2.2", "1.2.2", changelog, ['the first section of CHANGELOG.md is "1.2.3 - 2026-11-21", not 1.2.2']],
  [
    "v1.2.3",
    "1.2.3",
    "## Unreleased\n\n- x\n",
    ['the first section of CHANGELOG.md is "Unreleased", not 1.2.3'],
  ],
  ["v1.2.3", "1.2.3", "## [1.2.3]\n\n## 1.2.2\n\n- x\n", ["CHANGELOG.md says nothing of 1.2.3"]],
  ["v1.2.3", "1.2.3", "", ['the first section of CHANGELOG.md is "", not 1.2.3']],
])("tag %s, version %s", (tag, version, text, problems) => {
  expect(releaseProblems({ tag, version, changelog: text })).toEqual(problems);
});

test("the changelog of this repository has the form that is looked for", () => {
  const text = readFileSync(join(__dirname, "../../CHANGELOG.md"), "utf8");
  const version = /^## \[?(\d+\.\d+\.\d+)/m.exec(text)?.[1] ?? "";
  const released = text.slice(text.indexOf(`## ${version}`));
  expect(releaseProblems({ tag: `v${version}`, version, changelog: released })).toEqual([]);
});
