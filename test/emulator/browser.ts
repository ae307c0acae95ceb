// A real browser on the emulator's page and on reports, and what every page is held to: no error, no violation of its policy, no
// request that leaves this machine.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { BrowserContext, Locator, Page } from "playwright-core";
import { findBrowser, openBrowser } from "../../tools/browser";
import type { Emulator } from "../../emulator/index";

const executable = findBrowser();

/** Tests that need a browser; without one they are skipped, and counted as such. */
export function describeInBrowser(name: string, tests: () => void): void {
  if (executable === undefined)
    describe.skip(`${name}: skipped, there is no Chromium (CHROMIUM_PATH or PATH)`, tests);
  else describe(name, tests);
}

let browser: { context: BrowserContext; close: () => Promise<void> };
let problems: string[] = [];
let expected: RegExp[] = [];

/** Console errors that a test brings about on purpose. */
export function expectErrors(...patterns: RegExp[]): void {
  expected = patterns;
}

export async function startBrowser(): Promise<void> {
  browser = await openBrowser(executable as string, {
    viewport: { width: 1280, height: 900 },
    permissions: ["clipboard-read", "clipboard-write"],
    timezoneId: "UTC",
    locale: "en-GB",
  });
  const { context } = browser;
  context.setDefaultTimeout(20_000);
  await context.addInitScript({ path: join(__dirname, "inPage.js") });
  context.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") problems.push(message.text());
  });
  context.on("weberror", (error) => problems.push(String(error.error())));
  context.on("request", (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (protocol !== "file:" && hostname !== "127.0.0.1" && hostname !== "localhost")
      problems.push(`asked ${request.url()}`);
  });
}

export const stopBrowser = (): Promise<void> | undefined => browser?.close();

/** The emulator's page, once it shows what the emulator has. */
export async function opened(emulator: Emulator, path = "/emulator"): Promise<Page> {
  const page = await browser.context.newPage();
  await page.goto(`${emulator.url}${path}`);
  await page.getByText("Connected", { exact: true }).waitFor();
  return page;
}

/** A file of this machine, as somebody opens it who was sent it. */
export async function openedFile(file: string): Promise<Page> {
  const page = await browser.context.newPage();
  await page.goto(pathToFileURL(file).href);
  return page;
}

/** Ends the pages of a test, and says what was wrong with them. */
export async function endPages(): Promise<void> {
  for (const page of browser.context.pages()) {
    if (/^(http|file):/.test(page.url()))
      problems.push(...(await page.evaluate<string[]>("policyViolations")));
    await page.close();
  }
  const found = problems.filter((problem) => !expected.some((pattern) => pattern.test(problem)));
  problems = [];
  expected = [];
  expect(found).toEqual([]);
}

/** Presses a key until this has the focus; every stop on the way must show that it has it. */
export async function tabTo(page: Page, target: Locator, key = "Tab"): Promise<void> {
  await target.waitFor();
  for (let stops = 0; stops < 200; stops += 1) {
    await page.keyboard.press(key);
    if (!(await page.evaluate("focusIsVisible()"))) {
      const where = await page.evaluate("document.activeElement.outerHTML.slice(0, 120)");
      throw new Error(`the focus can't be seen on ${String(where)}`);
    }
    if (await hasFocus(target)) return;
  }
  throw new Error(`no ${key} leads to ${String(target)}`);
}

/** What axe-core has against the page, as a line each. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"));
  const run =
    "axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })" +
    ".then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`))";
  return page.evaluate<string[]>(run);
}

export function hasFocus(target: Locator): Promise<boolean> {
  type InPage = { ownerDocument: { activeElement: unknown } };
  return target.evaluate((element: InPage) => element === element.ownerDocument.activeElement);
}
