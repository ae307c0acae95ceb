// The report in a browser, as somebody opens the file: with five customers and with five thousand.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { pageOf } from "../../cli/report/html/page";
import type { Reading } from "../../cli/reading";
import {
  describeInBrowser,
  endPages,
  hasFocus,
  openedFile,
  startBrowser,
  stopBrowser,
  tabTo,
  violations,
} from "../emulator/browser";
import { fleetOf, id, NOW, noRelationship, WEEK_MS } from "./fleet";

jest.setTimeout(120_000);
const folder = mkdtempSync(join(tmpdir(), "partnercenter-report-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function opened(reading: Reading): Promise<Page> {
  const file = join(folder, "report.html");
  writeFileSync(file, await pageOf(reading, { now: NOW, overdueMs: WEEK_MS }));
  return openedFile(file);
}

const rows = (page: Page) => page.locator("tbody tr");
const heading = (page: Page, name: string) => page.getByRole("columnheader", { name });
const show = (page: Page, group: string) => page.getByLabel("Show").selectOption({ label: group });

const overflows = (page: Page) =>
  page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");

describeInBrowser("the report", () => {
  beforeAll(startBrowser, 60_000);
  afterAll(stopBrowser);
  afterEach(endPages);

  test("says first who needs a person, why, and what to do next", async () => {
    const page = await opened(fleetOf(15));
    const section = (name: string) => page.getByRole("region", { name });
    expect(await section("Where they stand").getByRole("link").allInnerTexts()).toEqual(
      [
        ...[/^3\s+Denied/, /^3\s+Could not be read/, /^1\s+In review for too long/, /^2\s+In review/],
        ...[/^3\s+Approved/, /^3\s+Without a qualification/],
      ].map((pattern): unknown => expect.stringMatching(pattern)),
    );
    const denied = section("Denied: 3");
    await denied.getByRole("heading", { name: "Not an Academic Domain: 1" }).waitFor();
    expect(await denied.getByText("admin center").count()).toBe(1);
    await section("Could not be read: 3").getByText("MS-CorrelationId").first().waitFor();
    const review = section("In review: 3");
    await review.getByRole("img", { name: "How long those in review have waited" }).first().waitFor();
    await review.getByRole("heading", { name: "In review for longer than 7 days: 1" }).waitFor();
    await review.getByText("The text to send").click();
    await review.getByText(`Partner tenant: ${id(999)}`).waitFor();
    await section("Verification requests used").getByText("3 of 3").waitFor();
    expect(await rows(page).count()).toBe(15);
    const link = page.getByRole("link", { name: "School 5" }).first();
    expect(await link.getAttribute("href")).toBe(
      `https://partner.microsoft.com/dashboard/v2/customers/${id(5)}/account`,
    );
  });

  test.each([
    ["light", 1280],
    ["dark", 1280],
    ["light", 360],
    ["dark", 360],
    ["light", 3840],
  ] as const)("WCAG AA, and nothing beside the window: %s, %i pixels", async (colorScheme, width) => {
    const page = await opened(fleetOf(25));
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    for (const details of await page.locator("summary").all()) await details.click();
    expect(await violations(page)).toEqual([]);
    expect(await overflows(page)).toBe(false);
  });

  test("by keyboard: to the denied ones, sorted, searched", async () => {
    const page = await opened(fleetOf(15));
    await tabTo(page, page.getByRole("link", { name: "Denied" }).first());
    await page.keyboard.press("Enter");
    expect(await rows(page).count()).toBe(3);
    await tabTo(page, heading(page, "Days").getByRole("button"));
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    expect(await heading(page, "Days").getAttribute("aria-sort")).toBe("descending");
    expect(await rows(page).first().innerText()).toContain("School 10");
    const find = page.getByRole("searchbox", { name: "Find" });
    await tabTo(page, find, "Shift+Tab");
    await page.keyboard.type("school academic");
    await page.getByText("1 of 15 rows").waitFor();
    expect(await hasFocus(find)).toBe(true);
  });

  test("5,000 customers: pages of a hundred, and on paper all that is filtered", async () => {
    const page = await opened(fleetOf(5000));
    await page.getByText("5,000 of 5,000 rows").waitFor();
    expect(await rows(page).count()).toBe(100);
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByText("Page 2 of 50").waitFor();
    await show(page, "Denied");
    await page.getByText("1,000 of 5,000 rows").waitFor();
    await page.getByRole("searchbox", { name: "Find" }).fill("library 4995");
    await page.getByRole("searchbox", { name: "Find" }).fill("library");
    const printed = Number((await page.getByText(/of 5,000 rows/).innerText()).split(" ")[0]);
    expect(printed).toBeGreaterThan(300);
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await rows(page).count()).toBe(printed);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    expect(await rows(page).count()).toBe(100);
  });

  test("names are texts: nothing in them runs, wherever they are shown", async () => {
    const name = `</script><script>window.ran = 1</script><img src=x onerror="window.ran = 1">'"&lt;`;
    const evil = [fleetOf(5), fleetOf(15)].flatMap(({ customers }) => customers);
    const customers = evil.map((customer, index) => ({
      ...customer,
      customerId: index % 2 === 0 ? id(index) : "javascript:window.ran=1",
      companyName: name,
      qualifications: customer.qualifications.map((item) => ({
        ...item,
        qualification: name,
        vettingReason: name,
      })),
      ...(customer.error && { error: noRelationship() }),
    }));
    const page = await opened(fleetOf(5, { customers, total: customers.length }));
    expect(await rows(page).first().innerText()).toContain(name);
    for (const details of await page.locator("summary").all()) await details.click();
    expect(await page.locator("img:not(.plot), script:not([id])").count()).toBe(1);
    expect(await page.locator("a[href^=javascript]").count()).toBe(0);
    expect(await page.evaluate("window.ran")).toBeUndefined();
  });

  test("where the portal's address is not known there is no link, and that is said", async () => {
    const page = await opened(fleetOf(5, { cloud: "China" }));
    expect(await page.locator("a[href^=http]").count()).toBe(0);
    await page.getByText("There are no links to Partner Center").waitFor();
  });
});
