import type { PartnerCenterClient, PartnerCenterError } from "../../../provider/partnercenter";
import {
  ADDRESS,
  CONTACT,
  ETAG,
  NEW,
  PRINTED_PROFILE,
  PROFILE,
  READ_PROFILE,
  serve,
  TEMPLATE_ID,
} from "./documented";
import { allOf, CUSTOMER, errorOf } from "./support";

/* What is refused, or says nothing, of customers, billing profiles, domains, country rules and agreements. */

type Refused = [what: string, status: number, body: unknown, error: Partial<PartnerCenterError>];

const nested = {
  code: 2007,
  description: "{&quot;code&quot;:60071,&quot;description&quot;:&quot;ZipCityInvalid&quot;}",
};
const refusals: Refused[] = [
  ["an address", 400, nested, { name: "AddressInvalidError", code: "60071", description: "ZipCityInvalid" }],
  ["an address, unnested", 400, { code: "2007", description: "bad" }, { name: "AddressInvalidError" }],
  ["a number where none is supported", 400, { code: 600002 }, { name: "RegistrationNumberError" }],
  ["a missing number", 400, { code: 600049 }, { name: "RegistrationNumberError" }],
  ["a number in the wrong form", 400, { code: 600050 }, { name: "RegistrationNumberError" }],
  ["a missing phone number", 400, { code: 600051 }, { name: "PhoneNumberMissingError" }],
  ["an unknown reseller", 404, { code: 800015 }, { name: "AssociatedPartnerError" }],
  ["no indirect reseller", 400, { code: 800016 }, { name: "AssociatedPartnerError" }],
  ["a full sandbox", 400, { code: 800018 }, { name: "SandboxLimitError", scope: "partner" }],
  ["a domain", 400, { code: 900147 }, { name: "DomainInvalidError" }],
  ["a conflict", 409, { code: 3000, description: "not available" }, { name: "InvalidRequestError" }],
];

test.each(refusals)("a creation that is refused for %s", async (_, status, body, error) => {
  const { server, client } = await serve({ status, body: JSON.stringify(body) });
  const thrown = await errorOf(client.customers.createCustomer(NEW));
  expect(thrown).toMatchObject({ scope: "customer", ...error, creation: "refused", httpStatus: status });
  expect(thrown.submission).toBeUndefined();
  expect(server.requests).toHaveLength(1);
});

test.each([
  ["400 with 2055", 400, { code: 2055, description: "Etag is no longer valid." }],
  ["412", 412, {}],
])("a stale etag, %s", async (_, status, body) => {
  const { client } = await serve({ status, body: JSON.stringify(body) });
  const stale = client.customers.updateBillingProfile(CUSTOMER, READ_PROFILE, ETAG);
  expect(await errorOf(stale)).toMatchObject({ name: "StaleEtagError", httpStatus: status });
});

test("an update whose answer can't be read is read", async () => {
  const { server, client } = await serve(
    { status: 200, body: "" },
    { status: 200, body: JSON.stringify(PRINTED_PROFILE) },
  );
  expect(await client.customers.updateBillingProfile(CUSTOMER, READ_PROFILE, ETAG)).toEqual(READ_PROFILE);
  expect(server.requests.map(({ method }) => method)).toEqual(["PUT", "GET"]);
});

const unavailable: [number, string][] = [
  [401, "UnauthorizedError"],
  [403, "ForbiddenError"],
  [429, "ThrottledError"],
  [500, "ServerError"],
  [302, "RedirectError"],
];

test.each(unavailable)("%d says nothing of a domain", async (status, name) => {
  const { client } = await serve({ status });
  expect(await errorOf(client.customers.isDomainAvailable("contoso.onmicrosoft.com"))).toMatchObject({
    name,
    httpStatus: status,
  });
});

test.each([400, 404])("a country without rules, %d", async (status) => {
  const { server, client } = await serve({ status, body: '{"code":1000}' });
  const unknown = await errorOf(client.customers.getCountryRules("UK"));
  expect(unknown).toMatchObject({ name: "CountryNotFoundError", httpStatus: status, code: "1000" });
  expect(unknown.message).toContain("GB");
  expect(await errorOf(client.customers.getCountryRules("../x"))).toMatchObject({
    name: "CountryNotFoundError",
  });
  expect(server.requests).toHaveLength(1);
});

const NONSENSE = ["", "{}", "[]", "null", '"text"', "<html></html>", '{"items":{}}'];
const reads: [string, (of: PartnerCenterClient) => Promise<unknown>, understood: string[]][] = [
  ["a customer", (of) => of.customers.getCustomer(CUSTOMER), []],
  ["the customers", (of) => allOf(of.customers.getCustomers()), ["[]"]],
  ["a billing profile", (of) => of.customers.getBillingProfile(CUSTOMER), []],
  ["a country's rules", (of) => of.customers.getCountryRules("US"), []],
  ["an address", (of) => of.customers.validateAddress(ADDRESS), [""]],
  ["templates", (of) => of.agreements.getAgreementTemplates(), ["[]"]],
  ["agreements", (of) => of.agreements.getCustomerAgreements(CUSTOMER), ["[]"]],
  ["a direct signature", (of) => of.agreements.isDirectlySigned(CUSTOMER), []],
];

test.each(reads)("%s: an answer that says nothing is an error", async (_, read, understood) => {
  for (const body of NONSENSE.filter((one) => !understood.includes(one))) {
    const { client, server } = await serve({ status: 200, body });
    expect(await errorOf(read(client))).toMatchObject({ name: "NotUnderstoodError", httpStatus: 200 });
    client.close();
    await server.close();
  }
});

test.each(["", "../x", "a/b", "a?b", "contoso .com"])("%j becomes no part of a path", async (text) => {
  const { server, client } = await serve({ status: 200 });
  const { customers, agreements } = client;
  expect(await errorOf(customers.isDomainAvailable(text))).toMatchObject({ name: "DomainInvalidError" });
  expect(await errorOf(customers.createCustomer({ ...NEW, domain: text }))).toMatchObject({
    name: "DomainInvalidError",
    creation: "notTaken",
  });
  for (const call of [
    customers.getCustomer(text),
    customers.getBillingProfile(text),
    customers.updateBillingProfile(text, PROFILE, ETAG),
    customers.removeRelationship(text),
    customers.deleteSandboxCustomer(text),
    agreements.getCustomerAgreements(text),
    agreements.isDirectlySigned(text),
    agreements.confirmCustomerAgreement(text, { templateId: TEMPLATE_ID, primaryContact: CONTACT }),
  ]) {
    expect(await errorOf(call)).toMatchObject({ name: "InvalidCustomerIdError" });
  }
  expect(server.requests).toEqual([]);
});
