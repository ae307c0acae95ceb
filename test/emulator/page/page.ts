// The emulator's page, as a person with a browser uses it: found by role and label.
import type { Page } from "playwright-core";
import type { CustomerSeed, Emulator } from "../../../emulator/index";
import { describeInBrowser, endPages, startBrowser, stopBrowser } from "../browser";
import { call, CUSTOMER, EDUCATION, OTHER_CUSTOMER, QUALIFICATIONS, started, stopAll } from "../calls";

/** Tests of the page, with one browser for all of them. */
export function describePage(name: string, tests: () => void): void {
  jest.setTimeout(60_000);
  describeInBrowser(name, () => {
    beforeAll(startBrowser, 60_000);
    afterAll(stopBrowser);
    afterEach(async () => {
      try {
        await endPages();
      } finally {
        await stopAll();
      }
    });
    tests();
  });
}

export const SCHOOL: CustomerSeed = {
  id: CUSTOMER,
  companyName: "Contoso School",
  domain: "school.onmicrosoft.com",
};
export const CITY: CustomerSeed = { id: OTHER_CUSTOMER, companyName: "City of Northwind" };

/** So many schools, with ids in their order. */
export const schools = (count: number): (CustomerSeed & { id: string })[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `00000000-0000-4000-8000-${String(index + 1).padStart(12, "0")}`,
    companyName: `School ${index + 1}`,
    domain: `s${index + 1}.example`,
  }));

/** With a school whose Education is in review. */
export async function submitted(options: Parameters<typeof started>[0] = {}): Promise<Emulator> {
  const emulator = await started({ customers: [SCHOOL, CITY], ...options });
  expect((await call(emulator, "POST", QUALIFICATIONS, { body: EDUCATION })).status).toBe(201);
  return emulator;
}

/** What the API answers of the school. */
export const listed = async (emulator: Emulator) => (await call(emulator, "GET", QUALIFICATIONS)).json;

export const education = (page: Page) => page.getByRole("listitem", { name: "Education of Contoso School" });
export const requestOf = (page: Page, id: string) => page.locator(".request").filter({ hasText: id });
export const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
export const clipboard = (page: Page) => page.evaluate<string>("navigator.clipboard.readText()");

/** Opens everything that is shown on demand. */
export async function openAll(page: Page): Promise<void> {
  for (const summary of await page.locator("summary").all()) await summary.click();
  // Those that are found by a state that a click changes would be fewer with each.
  for (const opener of await page.locator(".opener").all()) await opener.click();
}

export const said = (page: Page, text: string | RegExp) =>
  page.getByRole("status").filter({ hasText: text }).waitFor();
