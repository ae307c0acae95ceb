"use strict";
// Versions of tools, compared.

/** "v3.259.0" or "go1.26.8" as [3, 259, 0], or undefined where it is no version. */
function parseVersion(text) {
  const found = /(\d+)\.(\d+)(?:\.(\d+))?/.exec(text);
  return found === null ? undefined : found.slice(1).map((part) => Number(part ?? 0));
}

/** Whether version `text` is at least `least`; false where `text` is no version. */
function atLeast(text, least) {
  const have = parseVersion(text);
  const want = parseVersion(least);
  if (have === undefined) return false;
  for (let i = 0; i < 3; i++) {
    if (have[i] !== want[i]) return have[i] > want[i];
  }
  return true;
}

module.exports = { parseVersion, atLeast };
