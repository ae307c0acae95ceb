// What tests use of browser.js.
import type { BrowserContext, LaunchOptions } from "playwright-core";

export function findBrowser(env?: NodeJS.ProcessEnv): string | undefined;
export function openBrowser(
  executablePath: string,
  options?: LaunchOptions & Parameters<import("playwright-core").Browser["newContext"]>[0],
): Promise<{ context: BrowserContext; close: () => Promise<void> }>;
