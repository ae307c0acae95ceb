"use strict";
// What a release must be before it is published: its tag is its version, and the changelog tells of it.
//   node tools/release.js v1.2.3

const fs = require("node:fs");
const path = require("node:path");
const { root } = require("./project");

/**
 * What is wrong with publishing this version under that tag, with that changelog; empty where nothing is.
 *
 * @param {{ tag: string; version: string; changelog: string }} release
 * @returns {string[]}
 */
function releaseProblems({ tag, version, changelog }) {
  const problems = [];
  if (tag !== `v${version}`) problems.push(`the tag is ${tag}, and package.json says ${version}`);
  const sections = changelog.split(/^## /m).slice(1);
  const [first = ""] = sections;
  const [heading = "", ...text] = first.split("\n");
  if (
    heading
      .trim()
      .split(/\s/)[0]
      ?.replace(/^\[|\]$/g, "") !== version
  ) {
    problems.push(`the first section of CHANGELOG.md is "${heading.trim()}", not ${version}`);
  } else if (text.join("").trim() === "") problems.push(`CHANGELOG.md says nothing of ${version}`);
  return problems;
}

module.exports = { releaseProblems };

if (require.main === module) {
  const problems = releaseProblems({
    tag: process.argv[2] ?? "",
    version: JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8")).version,
    changelog: fs.readFileSync(path.join(root, "CHANGELOG.md"), "utf8"),
  });
  for (const problem of problems) console.error(`Not to be published: ${problem}.`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
