"use strict";
// One at a time, over processes: a file with the number of the process that holds it.

const fs = require("node:fs");
const { setTimeout: sleep } = require("node:timers/promises");
const { errorCode } = require("./project");

/** @param {number | undefined} pid - none runs under NaN, nor where there is none */
function isAlive(pid) {
  if (pid === undefined) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Someone else's process is alive too.
    return errorCode(error) === "EPERM";
  }
}

/** @param {string} file */
function tryLock(file) {
  try {
    fs.writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw error;
  }
}

/**
 * The process that holds the lock: NaN while it is being written, undefined where there is no lock any more.
 *
 * @param {string} file
 */
function holder(file) {
  try {
    return Number.parseInt(fs.readFileSync(file, "utf8"), 10);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

/**
 * Takes away the lock of a dead process.
 *
 * @param {string} file
 */
function removeDead(file) {
  const aside = `${file}-${process.pid}`;
  try {
    fs.renameSync(file, aside);
  } catch (error) {
    // Someone else has removed it.
    if (errorCode(error) === "ENOENT") return;
    throw error;
  }
  // Where someone else was quicker still, this is a new lock: it goes back.
  if (isAlive(holder(aside))) fs.renameSync(aside, file);
  else fs.rmSync(aside);
}

/**
 * Runs `work` while holding the lock. A lock whose holder is dead counts as free.
 *
 * @template T
 * @param {string} file
 * @param {{ log: import("./project").Log; waiting: string; everyMs?: number }} options
 * @param {() => Promise<T>} work
 */
async function withLock(file, { log, waiting, everyMs = 1000 }, work) {
  let told = false;
  while (!tryLock(file)) {
    const pid = holder(file);
    if (pid === undefined) continue;
    if (!Number.isNaN(pid) && !isAlive(pid)) {
      removeDead(file);
      continue;
    }
    if (!told)
      log(`${waiting} (process ${pid}; if that is something else, remove ${file}): waiting for it ...`);
    told = true;
    await sleep(everyMs);
  }
  try {
    return await work();
  } finally {
    fs.rmSync(file, { force: true });
  }
}

module.exports = { withLock };
