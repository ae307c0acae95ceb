"use strict";
// The line that `npm test` ends with, from what jest has reported.

const fs = require("node:fs");

/**
 * @typedef Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 *
 * @typedef Report - what is read of jest's
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {number} numRuntimeErrorTestSuites
 */

/**
 * Test counts of one jest report. A test file that could not be run is one failure.
 *
 * @param {Report} report
 * @returns {Counts}
 */
function countsOf(report) {
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * Counts of a jest run from the file that it was to report into and its exit code: a run without a report, or one that
 * failed although no test did (a handle left open, a threshold), is one failure.
 *
 * @param {string} file
 * @param {number} code
 */
function countsOfRun(file, code) {
  const report = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : undefined;
  const counts = report === undefined ? { passed: 0, failed: 0, skipped: 0 } : countsOf(report);
  if (counts.failed === 0 && (code !== 0 || report === undefined)) counts.failed = 1;
  return counts;
}

/**
 * Adds up.
 *
 * @param {Counts[]} all
 * @returns {Counts}
 */
function total(all) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped } of all) {
    sum.passed += passed;
    sum.failed += failed;
    sum.skipped += skipped;
  }
  return sum;
}

/**
 * The last line: "12 passed, 0 failed", with ", 1 skipped" only where some were.
 *
 * @param {Counts} counts
 */
function lastLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/**
 * 0 only when nothing failed and something was tested.
 *
 * @param {Counts} counts
 */
function exitCode({ passed, failed }) {
  return failed === 0 && passed > 0 ? 0 : 1;
}

module.exports = { countsOf, countsOfRun, total, lastLine, exitCode };
