"use strict";
// The order in which Jest starts the test files. Without times of an earlier run it goes by their size, and on a fresh clone
// a short file that runs for minutes would come last, alone.
const { default: Sequencer } = require("@jest/test-sequencer");

const SLOWEST = [
  ...["model/mutations", "engine/docs", "engine/death", "engine/manyTenants", "engine/docsExamples"],
  ...["engine/nights", "engine/secrets", "engine/removals", "engine/replacements", "engine/removalsAsked"],
];
const rank = ({ path }) => {
  const found = SLOWEST.findIndex((name) => path.replaceAll("\\", "/").endsWith(`/test/${name}.test.ts`));
  return found < 0 ? SLOWEST.length : found;
};

module.exports = class SlowestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((a, b) => rank(a) - rank(b));
  }
};
