import type { Customer, PartnerCenterClient } from "../../../provider/partnercenter";
import { json, type Recorded, type Scripted, scriptedServer, type ScriptedServer } from "./server";
import { allOf, clientOf, errorOf } from "./support";

let server: ScriptedServer | undefined;
let client: PartnerCenterClient | undefined;

afterEach(async () => {
  client?.close();
  await server?.close();
  client = server = undefined;
});

async function serve(script: readonly Scripted[] | ((request: Recorded, index: number) => Scripted)) {
  server = await scriptedServer(script);
  client = clientOf(server.url);
  return { server, client };
}

const item = (name: string) => ({
  id: `id-of-${name}`,
  companyProfile: { domain: `${name}.onmicrosoft.com`, companyName: name },
});
const nextLink = (uri: string, token?: string) => ({
  next: {
    uri,
    method: "GET",
    headers: token === undefined ? [] : [{ key: "MS-ContinuationToken", value: token }],
  },
});
const page = (names: string[], links: object = {}) => json({ totalCount: 9, items: names.map(item), links });

const names = async (customers: AsyncIterable<Customer>) =>
  (await allOf(customers)).map(({ companyName }) => companyName);

const links: [string, string][] = [
  ["without the version", "/customers?size=2&seekOperation=Next"],
  ["with the version", "/v1/customers?size=2&seekOperation=Next"],
  ["with another host", "https://elsewhere.example/v1/customers?size=2&seekOperation=Next"],
];

test.each(links)("three pages by links %s and their tokens, to the same host", async (_, uri) => {
  const { server, client } = await serve([
    page(["a", "b"], nextLink(uri, "first==")),
    page(["c", "d"], nextLink(uri, "second==")),
    page(["e"]),
  ]);
  const call = { pageSize: 2, correlationId: "7d2456fd-2d79-46d0-9f8e-5d7ecd5f8745" };
  expect(await names(client.customers.getCustomers(undefined, call))).toEqual(["a", "b", "c", "d", "e"]);
  expect(server.requests.map(({ path }) => path)).toEqual([
    "/v1/customers?size=2",
    "/v1/customers?size=2&seekOperation=Next",
    "/v1/customers?size=2&seekOperation=Next",
  ]);
  expect(server.requests.map(({ headers }) => headers["ms-continuationtoken"])).toEqual([
    undefined,
    "first==",
    "second==",
  ]);
  expect(new Set(server.requests.map(({ headers }) => headers["ms-correlationid"]))).toEqual(
    new Set([call.correlationId]),
  );
  expect(new Set(server.requests.map(({ headers }) => headers["ms-requestid"])).size).toBe(3);
});

test("pages are read as they are consumed", async () => {
  const { server, client } = await serve([page(["a"], nextLink("/customers?seekOperation=Next", "t"))]);
  for await (const { companyName } of client.customers.getCustomers()) {
    expect(companyName).toBe("a");
    break;
  }
  expect(server.requests).toHaveLength(1);
});

test("a page that fails once is asked for again, with its token", async () => {
  const { server, client } = await serve([
    page(["a"], nextLink("/customers?seekOperation=Next", "t")),
    "drop",
    page(["b"]),
  ]);
  expect(await names(client.customers.getCustomers())).toEqual(["a", "b"]);
  expect(server.requests.map(({ headers }) => headers["ms-continuationtoken"])).toEqual([
    undefined,
    "t",
    "t",
  ]);
});

test("links that go in a circle end with an error", async () => {
  const { server, client } = await serve([page(["a"], nextLink("/customers?seekOperation=Next", "t"))]);
  const error = await errorOf(names(client.customers.getCustomers()));
  expect(error).toMatchObject({ name: "NotUnderstoodError" });
  expect(error.message).toContain(error.correlationId);
  expect(server.requests).toHaveLength(2);
});

test.each(["/v1/invoices?x=1", "/v1/customers/../agreements", "http://[", "customers/all"])(
  "a link to %s is not followed",
  async (uri) => {
    const { server, client } = await serve([page(["a"], nextLink(uri, "t"))]);
    expect(await errorOf(names(client.customers.getCustomers()))).toMatchObject({
      name: "NotUnderstoodError",
    });
    expect(server.requests).toHaveLength(1);
  },
);

test("a token that can't be a header is not sent", async () => {
  const { server, client } = await serve([
    page(["a"], nextLink("/customers?seekOperation=Next", "a\r\nAuthorization: b")),
    page(["b"]),
  ]);
  expect(await names(client.customers.getCustomers())).toEqual(["a", "b"]);
  expect(server.requests[1]?.headers["ms-continuationtoken"]).toBeUndefined();
});

const failsFiltered = (all: Scripted[], status = 500) => {
  let answered = 0;
  return ({ path }: Recorded) =>
    path.includes("filter=") ? { status } : (all[answered++] ?? ("drop" as const));
};

test("a search that fails with 500 is done over all pages", async () => {
  const { server, client } = await serve(
    failsFiltered([
      page(["Contoso", "Fabrikam"], nextLink("/customers?seekOperation=Next", "t")),
      page(["contoso-east", "northwind"]),
    ]),
  );
  expect(await names(client.customers.getCustomers({ field: "CompanyName", startsWith: "CONTOSO" }))).toEqual(
    ["Contoso", "contoso-east"],
  );
  expect(server.requests.filter(({ path }) => !path.includes("filter="))).toHaveLength(2);
});

test.each([503, 400, 403])("a search that fails with %d fails", async (status) => {
  const { client } = await serve(failsFiltered([page(["Contoso"])], status));
  expect(
    await errorOf(names(client.customers.getCustomers({ field: "Domain", startsWith: "c" }))),
  ).toMatchObject({ httpStatus: status });
});

test("a search by what the list does not show is not done here", async () => {
  const { client } = await serve(failsFiltered([page(["Contoso"])]));
  expect(
    await errorOf(names(client.customers.getCustomers({ field: "IndirectReseller", startsWith: "x" }))),
  ).toMatchObject({ name: "ServerError" });
});

test("of domains that begin alike, the one that is the same", async () => {
  const { client } = await serve([page(["contoso", "contoso2"]), page(["contoso2"]), page([])]);
  const find = () => client.customers.findCustomerByDomain("contoso.onmicrosoft.COM");
  expect((await find())?.id).toBe("id-of-contoso");
  expect(await find()).toBeUndefined();
  expect(await find()).toBeUndefined();
});

test("a domain is found on a later page of a list that can't be searched", async () => {
  const { client } = await serve(
    failsFiltered([
      page(["a"], nextLink("/v1/customers?seekOperation=Next", "t")),
      page(["b"], nextLink("/v1/customers?seekOperation=Next", "u")),
      page(["contoso"]),
    ]),
  );
  expect((await client.customers.findCustomerByDomain("contoso.onmicrosoft.com"))?.id).toBe("id-of-contoso");
});
