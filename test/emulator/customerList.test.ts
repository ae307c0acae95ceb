import { type Emulator, type EmulatorOptions, VirtualClock } from "../../emulator/index";
import { call, CUSTOMER, newCustomer, OTHER_CUSTOMER, started, stopAll } from "./calls";

afterEach(stopAll);

interface Page {
  totalCount: number;
  items: { id: string }[];
  links: { next?: { uri: string; method: string; headers: { key: string; value: string }[] } };
}

const idOf = (at: number) => `00000000-0000-4000-8000-${String(at).padStart(12, "0")}`;

/** So many customers, of which every third is of a reseller. */
const many = (count: number, options: EmulatorOptions = {}) =>
  started({
    ...options,
    customers: Array.from({ length: count }, (_, at) => ({
      id: idOf(at),
      domain: `school${at}.onmicrosoft.com`,
      companyName: at % 2 === 0 ? `School ${at}` : `Office ${at}`,
      ...(at % 3 === 0 && { associatedPartnerId: OTHER_CUSTOMER }),
    })),
  });

const list = async (emulator: Emulator, query: string, headers: Record<string, string> = {}) =>
  call(emulator, "GET", `/v1/customers${query}`, { headers });

/** Follows the links as a client does: `next.uri` below /v1, with the header that it names. */
async function all(emulator: Emulator, query: string): Promise<{ pages: number[]; ids: string[] }> {
  const pages: number[] = [];
  const ids: string[] = [];
  let page = (await list(emulator, query)).json as Page;
  for (;;) {
    pages.push(page.items.length);
    ids.push(...page.items.map(({ id }) => id));
    expect(page.totalCount).toBe(page.items.length);
    const { next } = page.links;
    if (next === undefined) return { pages, ids };
    expect(next.uri).toContain("seekOperation=Next");
    const path = next.uri.startsWith("/v1/") ? next.uri : `/v1${next.uri}`;
    const headers = Object.fromEntries(next.headers.map(({ key, value }) => [key, value]));
    page = (await call(emulator, "GET", path, { headers })).json as Page;
  }
}

const filter = (field: string, value: string, operator = "starts_with") =>
  `filter=${encodeURIComponent(JSON.stringify({ Field: field, Value: value, Operator: operator }))}`;

describe("pages", () => {
  test.each([
    [7, 3, [3, 3, 1]],
    [6, 3, [3, 3]],
    [2, 3, [2]],
    [0, 3, [0]],
  ])("%d customers by %d: %j", async (count, size, pages) => {
    const emulator = await many(count);
    const found = await all(emulator, `?size=${size}`);
    expect(found.pages).toEqual(pages);
    expect(found.ids).toEqual(Array.from({ length: count }, (_, at) => idOf(at)));
  });

  test("the link names its method and its header, and has the version if it is asked for", async () => {
    const emulator = await many(3);
    const next = async () => ((await list(emulator, "?size=2")).json as Page).links.next;
    expect(await next()).toEqual({
      uri: "/customers?size=2&seekOperation=Next",
      method: "GET",
      headers: [{ key: "MS-ContinuationToken", value: expect.stringMatching(/^[\w+/]+=*$/) as string }],
    });
    emulator.change({ versionedLinks: true });
    expect((await next())?.uri).toBe("/v1/customers?size=2&seekOperation=Next");
    expect((await all(emulator, "?size=2")).ids).toHaveLength(3);
  });

  test("a search is continued, its filter in the link", async () => {
    const emulator = await many(9);
    const query = `?size=2&${filter("CompanyName", "school")}`;
    expect(((await list(emulator, query)).json as Page).links.next?.uri).toContain("&filter=%7B");
    expect(await all(emulator, query)).toEqual({ pages: [2, 2, 1], ids: [0, 2, 4, 6, 8].map(idOf) });
  });

  test("one without a size is as large as can be", async () => {
    const emulator = await many(501);
    expect((await all(emulator, "")).pages).toEqual([500, 1]);
    expect((await all(emulator, "?size=1000")).pages).toEqual([500, 1]);
  });

  test.each([
    ["a size of 0", "?size=0", {}, 3000],
    ["a size that is none", "?size=all", {}, 3000],
    ["no token", "?seekOperation=Next", {}, 3000],
    ["a token of nobody's", "?seekOperation=Next", { "MS-ContinuationToken": "AQAAAA==" }, 3000],
    ["another way to seek", "?seekOperation=Last", {}, 900126],
  ])("refused: %s", async (_name, query, headers, code) => {
    const emulator = await many(3);
    expect(await list(emulator, query, headers as Record<string, string>)).toMatchObject({
      status: 400,
      json: { code },
    });
  });
});

describe("searches", () => {
  test.each([
    ["CompanyName", "Office", [1, 3]],
    ["companyname", "office 3", [3]],
    ["Domain", "SCHOOL4.", [4]],
    ["Domain", "chool", []],
    ["IndirectReseller", OTHER_CUSTOMER, [0, 3]],
    ["IndirectCloudSolutionProvider", OTHER_CUSTOMER, [0, 3]],
  ])("%s starts with %s", async (field, value, found) => {
    const emulator = await many(5);
    expect((await all(emulator, `?size=40&${filter(field, value)}`)).ids).toEqual(found.map(idOf));
  });

  test.each([
    ["another operator", filter("CompanyName", "a", "contains"), 2000],
    ["another field", filter("Email", "a"), 2000],
    ["no JSON", "filter=CompanyName", 3000],
    ["no field", "filter=%7B%7D", 3000],
  ])("refused: %s", async (_name, query, code) => {
    const emulator = await many(1);
    expect(await list(emulator, `?${query}`)).toMatchObject({ status: 400, json: { code } });
  });

  test("by domain, where it fails as has been seen", async () => {
    const emulator = await many(1, { domainSearch: "fails" });
    expect(await list(emulator, `?${filter("Domain", "school")}`)).toMatchObject({
      status: 500,
      json: { code: 800003 },
    });
    expect((await list(emulator, `?${filter("CompanyName", "school")}`)).status).toBe(200);
  });

  test("one that is behind does not show a customer that was just created", async () => {
    const clock = new VirtualClock();
    const emulator = await started({ clock, listBehindMs: 60_000 });
    const { status, json } = await call(emulator, "POST", "/v1/customers", { body: newCustomer() });
    expect(status).toBe(201);
    expect((await all(emulator, "")).ids).toEqual([CUSTOMER, OTHER_CUSTOMER]);
    clock.advance(60_000);
    expect((await all(emulator, "")).ids).toEqual([CUSTOMER, OTHER_CUSTOMER, (json as { id: string }).id]);
  });

  test("those whose relationship ended are not listed", async () => {
    const emulator = await started();
    emulator.loseRelationship(CUSTOMER);
    expect((await all(emulator, "")).ids).toEqual([OTHER_CUSTOMER]);
  });
});
