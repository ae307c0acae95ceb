import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findBrowser } from "../../tools/browser";

const folder = mkdtempSync(join(tmpdir(), "partnercenter-browsers-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A command that ends with this code. */
function command(name: string, code: number): string {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\nexit ${code}\n`);
  chmodSync(file, 0o755);
  return file;
}

const onPosix = process.platform === "win32" ? test.skip : test;

onPosix("the browser that is named, else the first on PATH that runs", () => {
  const PATH = folder;
  expect(findBrowser({ PATH })).toBeUndefined();
  command("chromium", 1);
  expect(findBrowser({ PATH })).toBeUndefined();
  const chrome = command("google-chrome", 0);
  expect(findBrowser({ PATH })).toBe(chrome);
  const chromium = command("chromium", 0);
  expect(findBrowser({ PATH })).toBe(chromium);
  expect(findBrowser({ PATH, CHROMIUM_PATH: chrome })).toBe(chrome);
  expect(findBrowser({ PATH, CHROMIUM_PATH: join(folder, "none") })).toBeUndefined();
});
