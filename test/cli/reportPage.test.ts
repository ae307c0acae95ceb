// The report in a browser, as somebody opens the file: with five customers and with five thousand.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { pageOf } from "../../cli/report/html/page";
import type { Change, Changes } from "../../cli/report/changes";
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

async function opened(reading: Reading, changes?: Changes): Promise<Page> {
  const file = join(folder, "report.html");
  writeFileSync(file, await pageOf(reading, { now: NOW, overdueMs: WEEK_MS }, changes));
  return openedFile(file);
}

/** So many changes, of which a third needs nobody. */
const changes = (count: number): Change[] =>
  Array.from({ length: count }, (_, number) => ({
    customer: { customerId: id(number), companyName: `School ${number}` },
    kind: (["denied", "overdue", "approved"] as const)[number % 3] ?? "other",
    qualification: "Education",
    before: { qualification: "Education", vettingStatus: "InReview" },
    after: { qualification: "Education", vettingStatus: "Approved" },
  }));

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
    // One in each bar: there is nothing between none and one.
    const numbers = review.locator(".wide g[text-anchor=end] text");
    expect(await numbers.allTextContents()).toEqual(["0", "1"]);
    await review.getByText("The text to send").click();
    await review.getByText(`Partner tenant: ${id(999)}`).waitFor();
    await section("Verification requests used").getByText("3 of 3").waitFor();
    expect(await rows(page).count()).toBe(15);
    const link = page.getByRole("link", { name: "School 5" }).first();
    expect(await link.getAttribute("href")).toBe(
      `https://partner.microsoft.com/dashboard/v2/customers/${id(5)}/account`,
    );
  });

  test("what to do stands in a phone's first window: how many, why, and what next", async () => {
    const changed = { since: "2026-11-20T12:00:00Z", changes: changes(30), notCompared: 0 };
    const page = await opened(fleetOf(300), changed);
    await page.setViewportSize({ width: 390, height: 844 });
    const toDo = page.getByRole("region", { name: "What to do" });
    expect(await toDo.getByRole("listitem").allInnerTexts()).toEqual([
      "60 denied: Not an Academic Domain (20), Not an Education Customer (20), Not an eligible Library (20). Have their profiles corrected, then resubmit.",
      "60 customers not read: How they stand is not known; see why.",
      "39 in review for longer than 7 days: Ask Microsoft's support; the text to send is ready.",
    ]);
    const { y = 0, height = 0 } = (await toDo.boundingBox()) ?? {};
    expect(y + height).toBeLessThan(844);
    await toDo.getByRole("link", { name: "30 have changed" }).click();
    const news = page.getByRole("region", { name: "What has changed" });
    // What needs nobody is counted, and shown on demand.
    await news.getByText("Approved or newly in review: 10").click();
    expect(await news.getByRole("listitem").filter({ visible: true }).count()).toBe(30);
  });

  test("nothing to do is said as well", async () => {
    const customers = fleetOf(300).customers.filter((_one, number) => number % 5 === 2);
    const page = await opened(fleetOf(0, { customers, total: customers.length }));
    await page
      .getByText(
        "Nothing: nothing was denied, all were read, and nothing is in review for longer than 7 days.",
      )
      .waitFor();
  });

  test("who is denied or late is named: apart from others of that name, with the requests used; the rest in the table", async () => {
    const { customers } = fleetOf(300);
    const same = customers.map((customer, number) =>
      number % 5 === 0 ? { ...customer, companyName: number < 30 ? "School" : `School ${number}` } : customer,
    );
    const page = await opened(fleetOf(0, { customers: same, total: 300 }));
    const denied = page.getByRole("region", { name: "Denied: 60" });
    await denied.getByText(`School (${id(15)}), Education, all 3 requests used`).waitFor();
    await denied.getByText("School 285, Education, 1 of 3 requests used").waitFor();
    await denied.getByText("Where all requests are used, ask Microsoft's partner support instead.").waitFor();
    // The remedy is said once, whatever the number.
    const unread = page.getByRole("region", { name: "Could not be read: 60" });
    expect(await unread.getByText("Check the customer's id.").count()).toBe(1);
    const review = page.getByRole("region", { name: "In review: 60" });
    await review.getByRole("link", { name: "and 19 more, in the table" }).click();
    await page.getByText("39 of 300 rows").waitFor();
    for (const text of await rows(page).allInnerTexts()) expect(text).toContain("In review for too long");
  });

  test("no word of the table's headings is broken", async () => {
    const page = await opened(fleetOf(25));
    for (const width of [1060, 1280, 1920]) {
      await page.setViewportSize({ width, height: 800 });
      const heights = await page
        .locator("th button")
        .evaluateAll((all: { offsetHeight: number }[]) => all.map(({ offsetHeight }) => offsetHeight));
      expect(new Set(heights).size).toBe(1);
      expect(await overflows(page)).toBe(false);
    }
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
    const tiles = page.getByRole("region", { name: "Where they stand" });
    await tabTo(page, tiles.getByRole("link", { name: "Denied" }));
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
