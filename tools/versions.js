"use strict";
// Versions of tools, compared.

/**
 * "v3.259.0" or "go1.26.8" as [3, 259, 0], or undefined where it is no version.
 *
 * @param {string} text
 */
function parseVersion(text) {
  const found = /(\d+)\.(\d+)(?:\.(\d+))?/.exec(text);
  return found === null ? undefined : found.slice(1).map((part) => Number(part ?? 0));
}

/**
 * Whether version `text` is at least `least`; false where `text` is no version.
 *
 * @param {string} text
 * @param {string} least
 */
function atLeast(text, least) {
  const have = parseVersion(text);
  const want = parseVersion(least);
  if (have === undefined || want === undefined) return false;
  const at = have.findIndex((part, index) => part !== want[index]);
  return at < 0 || Number(have[at]) > Number(want[at]);
}

module.exports = { parseVersion, atLeast };
