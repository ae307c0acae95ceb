"use strict";
// Picks out of pulumi's output what a person watching the demo needs, word for word.

const WIDTH = 110;

/**
 * A heading and the command under it.
 *
 * @param {import("./project").Log} log
 * @param {string} title
 * @param {string[]} args
 */
function step(log, title, args) {
  if (title !== "") log(`\n${title}`);
  log(`  $ pulumi ${args.map((arg) => (/\s/.test(arg) ? `"${arg}"` : arg)).join(" ")}`);
}

/**
 * The provider's messages, the last word on the resource, the drift, the outputs and the summary.
 *
 * @param {string} output
 */
function matters(output) {
  const lines = output.split(/\r?\n/);
  const failed = lines.some((line) => /\*\*failed\*\*/.test(line));
  return [
    ...messages(lines).flatMap(wrap),
    ...lastStep(lines),
    ...block(lines, /^ +[+~-] drift\s+: \{/, /^ +\}/),
    // Of a failed update the engine prints every output as removed.
    ...(failed ? [] : block(lines, /^Outputs:/, /^$/)),
    ...block(lines, /^Resources:/, /^$/).slice(0, 4),
  ];
}

/**
 * Each message once: an error repeats the line that a preview prints, and says more.
 *
 * @param {string[]} lines
 */
function messages(lines) {
  const all = lines
    .map((line) => /((?:WARNING )?CustomerQualification [0-9a-f]{8}-.*)$/.exec(line)?.[1])
    .filter((message) => message !== undefined);
  const longest = all.filter(
    (message) => !all.some((other) => other !== message && other.startsWith(message)),
  );
  return [...new Set(longest)];
}

/**
 * A refresh that has found nothing is no step.
 *
 * @param {string[]} lines
 */
function lastStep(lines) {
  const all = lines.filter((line) => /^ [+~=-] +(pulumi-nodejs:dynamic\/)?partnercenter:/.test(line));
  const steps = all.filter((line) => !/ refresh( \(\S+\))?\s*$/.test(line));
  return steps.slice(-1).map((line) => `   ${line.trimEnd()}`);
}

/**
 * From the first line that matches `first` to the one before that which matches `after`.
 *
 * @param {string[]} lines
 * @param {RegExp} first
 * @param {RegExp} after
 */
function block(lines, first, after) {
  const start = lines.findIndex((line) => first.test(line));
  if (start < 0) return [];
  const length = lines.slice(start).findIndex((line) => after.test(line));
  const end = length < 0 ? lines.length : start + length;
  return lines.slice(start, end).map((line) => cut(`    ${line.trimEnd()}`));
}

/**
 * A file's text.
 *
 * @param {string} text
 */
function quoted(text) {
  return text
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => cut(`    | ${line}`));
}

/** @param {string} line */
function cut(line) {
  return line.length <= WIDTH ? line : `${line.slice(0, WIDTH - 4)} ...`;
}

/** @param {string} message */
function wrap(message) {
  const rows = [];
  let row = "    >";
  for (const word of message.split(" ")) {
    if (row.length + word.length >= WIDTH) {
      rows.push(row);
      row = "     ";
    }
    row += ` ${word}`;
  }
  return [...rows, row];
}

module.exports = { step, matters, quoted };
