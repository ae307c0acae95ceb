"use strict";
// A browser for what looks at the emulator's page: its tests and its pictures. None is downloaded.

const { spawnSync } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { commandOnPath } = require("./project");

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/**
 * Some systems have a command of that name that only says where to get the browser.
 *
 * @param {string} file
 */
const isBrowser = (file) => spawnSync(file, ["--version"], { timeout: 30_000 }).status === 0;

/** The Chromium that CHROMIUM_PATH names, or the first one on PATH that runs; undefined where there is none. */
function findBrowser(env = process.env) {
  const named = env.CHROMIUM_PATH;
  if (named) return fs.existsSync(named) ? named : undefined;
  for (const name of NAMES) {
    const file = commandOnPath(name, env);
    if (file !== undefined && isBrowser(file)) return file;
  }
  return undefined;
}

const ARGUMENTS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Chromium's sandbox does not work for root.
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

/**
 * Starts it without a window, with a profile of its own. Resolves to the browser's context and what ends it and removes
 * the profile.
 *
 * @param {string} executablePath
 * @param {Parameters<import("playwright-core").BrowserType["launchPersistentContext"]>[1]} [options]
 */
async function openBrowser(executablePath, options = {}) {
  const { chromium } = require("playwright-core");
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), "partnercenter-browser-"));
  const removed = () => fs.rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  try {
    const context = await chromium.launchPersistentContext(profile, {
      executablePath,
      headless: true,
      args: ARGUMENTS,
      // The emulator makes its own certificate.
      ignoreHTTPSErrors: true,
      ...options,
    });
    const close = async () => {
      await context.close();
      removed();
    };
    return { context, close };
  } catch (error) {
    removed();
    throw error;
  }
}

module.exports = { findBrowser, openBrowser };
