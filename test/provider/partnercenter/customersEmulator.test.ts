import { inspect } from "node:util";
import { type Emulator, type Fault, startEmulator } from "../../../emulator";
import { DEFAULT_RESELLER } from "../../../emulator/options";
import { type ClientSettings, type NewCustomer, PartnerCenterClient } from "../../../provider/partnercenter";
import { allOf, errorOf } from "./support";

/* Customers and agreements against Partner Center in one process, over TLS. */

// Each test starts an emulator of its own, certificate included: slow where many share a machine.
jest.setTimeout(30_000);

let emulator: Emulator;
let client: PartnerCenterClient;

beforeEach(async () => {
  emulator = await startEmulator({ customers: [], sandbox: true });
  client = connect();
});
afterEach(async () => {
  client.close();
  await emulator.close();
});

/** Retries as in earnest, in a thousandth of the time. */
function connect(settings: Partial<ClientSettings> = {}): PartnerCenterClient {
  return new PartnerCenterClient({
    login: { kind: "accessToken", accessToken: emulator.accessToken() },
    apiBaseUrl: emulator.url,
    caFile: emulator.caFile,
    proxyEnvironment: {},
    retry: { firstDelayMs: 1, longestDelayMs: 30, longestRetryAfterMs: 20 },
    ...settings,
  });
}

const NEW: NewCustomer = {
  domain: "contososchool.onmicrosoft.com",
  enableGDAPByDefault: true,
  billingProfile: {
    email: "tania@contoso.example",
    culture: "en-US",
    language: "en",
    companyName: "Contoso School",
    defaultAddress: {
      firstName: "Tania",
      lastName: "Carr",
      addressLine1: "One Microsoft Way",
      city: "Redmond",
      state: "WA",
      postalCode: "98052",
      country: "US",
    },
  },
};
const SEED = "00000000-0000-4000-8000-000000000001";
const calls = () => emulator.requests.map(({ method }) => method);

test("a customer from its domain to its end", async () => {
  const { customers } = client;
  expect(await customers.isDomainAvailable(NEW.domain)).toBe(true);
  const { customer, found } = await customers.createCustomer(NEW);
  expect(found).toBe(false);
  expect(customer.userName).toBe("admin");
  expect(customer.password).toBe(emulator.customer(customer.id).adminPassword);
  expect(await customers.isDomainAvailable(NEW.domain)).toBe(false);

  const read = await customers.getCustomer(customer.id);
  expect(read).toMatchObject({ id: customer.id, domain: NEW.domain, commerceId: customer.commerceId });
  expect(read).not.toHaveProperty("password");
  expect(await customers.findCustomerByDomain(NEW.domain.toUpperCase())).toMatchObject({ id: customer.id });

  const { etag = "", ...profile } = await customers.getBillingProfile(customer.id);
  expect(profile).toEqual({ id: profile.id, ...NEW.billingProfile });
  const changed = { ...profile, email: "new@contoso.example" };
  const updated = await customers.updateBillingProfile(customer.id, changed, etag);
  expect(updated).toEqual({ ...changed, etag: updated.etag });
  expect(updated.etag).not.toBe(etag);

  await customers.deleteSandboxCustomer(customer.id);
  expect(await errorOf(customers.getCustomer(customer.id))).toMatchObject({ name: "CustomerNotFoundError" });
  expect(await errorOf(customers.deleteSandboxCustomer(customer.id))).toMatchObject({
    name: "CustomerNotFoundError",
  });
  expect(emulator.creations).toHaveLength(1);
});

const faults: [string, Fault, boolean][] = [
  ["refuse", { kind: "refuse" }, false],
  ["dropAfter", { kind: "dropAfter" }, true],
  ["status500After", { kind: "status500After" }, true],
  ["statusAfter", { kind: "statusAfter", status: 408 }, true],
  ["redirected", { kind: "statusAfter", status: 302 }, true],
  ["stallAfter", { kind: "stallAfter" }, true],
  ["cutBody", { kind: "cutBody", afterBytes: 40 }, true],
  ["body", { kind: "body", body: '{"id":' }, true],
  ["throttle", { kind: "throttle", retryAfter: 1 }, false],
  ["bom", { kind: "bom" }, false],
  ["utf16", { kind: "utf16" }, false],
];

describe.each([true, false])("with MS-RequestId %s", (idempotent) => {
  test.each(faults)("%s: one tenant, and known", async (_, fault, found) => {
    emulator.change({ idempotent });
    client.close();
    client = connect({ requestTimeoutMs: fault.kind === "stallAfter" ? 2000 : 60_000 });
    emulator.faultNext({ method: "POST", path: "/v1/customers" }, fault);
    const result = await client.customers.createCustomer(NEW);
    expect(result.found).toBe(found);
    expect(result.customer.password === undefined).toBe(found);
    expect(emulator.creations).toHaveLength(1);
    expect(emulator.creations[0]).toMatchObject({ customerId: result.customer.id });
  });
});

test.each<[string, Fault, number]>([
  ["dropBefore", { kind: "dropBefore" }, 0],
  ["status", { kind: "status", status: 503 }, 0],
  ["status500After", { kind: "status500After" }, 1],
  ["dropAfter", { kind: "dropAfter" }, 1],
  ["delay", { kind: "delay", ms: 60_000 }, 1],
])("%s, and a list that is behind: asked for once, and not known", async (_, fault, created) => {
  emulator.change({ idempotent: false, listBehindMs: 60_000 });
  emulator.faultNext({ method: "POST" }, fault);
  client.close();
  client = connect({ requestTimeoutMs: fault.kind === "delay" ? 2000 : 60_000 });
  const error = await errorOf(client.customers.createCustomer(NEW));
  expect(error).toMatchObject({ creation: "unknown" });
  expect(error.message).toContain("It was not sent again");
  expect(emulator.creations).toHaveLength(created);
  expect(calls().filter((method) => method === "POST")).toHaveLength(1);
});

test("created, its answer lost, and every look fails: not known, no second tenant, no password in the error", async () => {
  emulator.faultNext({ method: "POST" }, { kind: "dropAfter" });
  emulator.faultShare({ method: "GET" }, { kind: "status", status: 503 }, 1);
  const error = await errorOf(client.customers.createCustomer(NEW));
  expect(error).toMatchObject({ creation: "unknown", name: "ConnectionLostError" });
  expect(emulator.creations).toHaveLength(1);
  const { customerId } = emulator.creations[0] ?? { customerId: "" };
  const password = emulator.customer(customerId).adminPassword ?? "none";
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(password);
});

test("a domain that somebody else has", async () => {
  emulator.takeDomain(NEW.domain);
  expect(await client.customers.isDomainAvailable(NEW.domain)).toBe(false);
  expect(await client.customers.findCustomerByDomain(NEW.domain)).toBeUndefined();
  expect(await errorOf(client.customers.createCustomer(NEW))).toMatchObject({ creation: "refused" });
  // After a lost attempt nobody can tell, though nothing of ours is listed.
  emulator.faultNext({ method: "POST" }, { kind: "dropBefore" });
  expect(await errorOf(client.customers.createCustomer(NEW))).toMatchObject({ creation: "unknown" });
  expect(emulator.creations).toEqual([]);
});

test("for an indirect reseller", async () => {
  const { customer } = await client.customers.createCustomer({
    ...NEW,
    associatedPartnerId: DEFAULT_RESELLER,
  });
  expect(customer).toMatchObject({
    associatedPartnerId: DEFAULT_RESELLER,
    relationshipToPartner: "reseller",
  });
  const stranger = { ...NEW, domain: "other.onmicrosoft.com", associatedPartnerId: SEED };
  expect(await errorOf(client.customers.createCustomer(stranger))).toMatchObject({
    name: "AssociatedPartnerError",
    creation: "refused",
  });
});

test("an application reads and creates, and what it may not do is said so", async () => {
  client.close();
  client = connect({ login: { kind: "accessToken", accessToken: emulator.accessToken("appOnly") } });
  const { customer } = await client.customers.createCustomer(NEW);
  expect((await client.customers.getBillingProfile(customer.id)).companyName).toBe("Contoso School");
  for (const refused of [
    client.customers.removeRelationship(customer.id),
    client.agreements.getAgreementTemplates(),
    client.agreements.isDirectlySigned(customer.id),
  ]) {
    expect(await errorOf(refused)).toMatchObject({ name: "AppOnlyNotSupportedError", scope: "partner" });
  }
});

describe.each([true, false])("a list of customers, links with the version %s", (versionedLinks) => {
  beforeEach(() => {
    emulator.change({ versionedLinks });
    for (let index = 1; index <= 5; index += 1) {
      emulator.addCustomer(`00000000-0000-4000-8000-00000000000${index}`, {
        domain: `tenant${index}.onmicrosoft.com`,
        companyName: index % 2 === 0 ? `Fabrikam ${index}` : `Contoso ${index}`,
      });
    }
  });

  const companyNames = async (...args: Parameters<PartnerCenterClient["customers"]["getCustomers"]>) =>
    (await allOf(client.customers.getCustomers(...args))).map(({ companyName }) => companyName);

  test("in three pages", async () => {
    expect(await companyNames(undefined, { pageSize: 2 })).toEqual([
      "Contoso 1",
      "Fabrikam 2",
      "Contoso 3",
      "Fabrikam 4",
      "Contoso 5",
    ]);
    expect(calls()).toEqual(["GET", "GET", "GET"]);
  });

  test("searched, in two pages", async () => {
    const filter = { field: "CompanyName", startsWith: "contoso" } as const;
    expect(await companyNames(filter, { pageSize: 2 })).toEqual(["Contoso 1", "Contoso 3", "Contoso 5"]);
    expect(calls()).toEqual(["GET", "GET"]);
  });

  test("by a domain whose search fails", async () => {
    emulator.change({ domainSearch: "fails" });
    const found = await client.customers.findCustomerByDomain("tenant5.onmicrosoft.com");
    expect(found?.companyName).toBe("Contoso 5");
  });
});

describe("a billing profile", () => {
  test.each([400, 412] as const)("that has changed meanwhile (%d)", async (staleEtagStatus) => {
    emulator.change({ staleEtagStatus });
    emulator.addCustomer(SEED);
    const { etag = "", ...profile } = await client.customers.getBillingProfile(SEED);
    emulator.changeBillingProfile(SEED, { email: "portal@contoso.example" });
    const update = client.customers.updateBillingProfile(SEED, profile, etag);
    expect(await errorOf(update)).toMatchObject({ name: "StaleEtagError", httpStatus: staleEtagStatus });
    expect((await client.customers.getBillingProfile(SEED)).email).toBe("portal@contoso.example");
  });

  test.each([
    [true, "updated"],
    [false, "StaleEtagError"],
  ])("whose update's answer is lost, with MS-RequestId %s: %s", async (idempotent, outcome) => {
    emulator.change({ idempotent });
    emulator.addCustomer(SEED);
    const { etag = "", ...profile } = await client.customers.getBillingProfile(SEED);
    emulator.faultNext({ method: "PUT" }, { kind: "dropAfter" });
    const update = client.customers.updateBillingProfile(
      SEED,
      { ...profile, email: "new@contoso.example" },
      etag,
    );
    const name = await update.then(
      () => "updated",
      (error: unknown) => (error as Error).name,
    );
    expect(name).toBe(outcome);
    expect((await client.customers.getBillingProfile(SEED)).email).toBe("new@contoso.example");
  });
});

describe.each([true, false])("an end whose answer is lost, with MS-RequestId %s", (idempotent) => {
  beforeEach(() => {
    emulator.change({ idempotent });
    emulator.addCustomer(SEED);
  });

  test("of a sandbox customer", async () => {
    emulator.faultNext({ method: "DELETE" }, { kind: "dropAfter" });
    await client.customers.deleteSandboxCustomer(SEED);
    expect(calls()).toEqual(["DELETE", "DELETE"]);
    expect(() => emulator.customer(SEED)).toThrow();
  });

  test("of a relationship", async () => {
    emulator.faultNext({ method: "PATCH" }, { kind: "dropAfter" });
    await client.customers.removeRelationship(SEED);
    expect(calls()).toEqual(["PATCH", "PATCH"]);
    expect(emulator.customer(SEED).related).toBe(false);
    expect(await errorOf(client.customers.removeRelationship(SEED))).toMatchObject({ code: "20002" });
  });
});

test("no customer is deleted outside the sandbox", async () => {
  emulator.change({ sandbox: false });
  emulator.addCustomer(SEED);
  expect(await errorOf(client.customers.deleteSandboxCustomer(SEED))).toMatchObject({
    name: "EnvironmentNotSupportedError",
  });
});

test("rules and addresses", async () => {
  const { customers } = client;
  expect(await customers.getCountryRules("US")).toMatchObject({ iso2Code: "US", isStateRequired: true });
  expect(await customers.getCountryRules("IN")).toMatchObject({
    customerOrganizationRegistrationNumberRequired: true,
    customerOrganizationPhoneNumberRequired: true,
  });
  expect(await errorOf(customers.getCountryRules("UK"))).toMatchObject({ name: "CountryNotFoundError" });
  const { defaultAddress } = NEW.billingProfile;
  expect(await customers.validateAddress(defaultAddress)).toMatchObject({ status: "VerifiedShippable" });
  expect(await customers.validateAddress({ ...defaultAddress, addressLine1: "Microsoft Way" })).toMatchObject(
    {
      status: "StreetPartial",
      suggestedAddresses: [{ addressLine1: "1 Microsoft Way" }],
    },
  );
  const wrong = { ...defaultAddress, state: "XX" };
  expect(await customers.validateAddress(wrong)).toMatchObject({ status: "None" });
  emulator.change({ addressValidation: "until2021" });
  expect(await customers.validateAddress(defaultAddress)).toEqual({
    status: "Verified",
    suggestedAddresses: [],
  });
  expect(await errorOf(customers.validateAddress(wrong))).toMatchObject({ name: "AddressInvalidError" });
});

describe("an agreement", () => {
  beforeEach(() => emulator.addCustomer(SEED));
  const contact = { firstName: "Tania", lastName: "Carr", email: "tania@contoso.example" };

  test("that the customer accepts itself", async () => {
    expect(await client.agreements.isDirectlySigned(SEED)).toBe(false);
    emulator.acceptAgreement(SEED);
    expect(await client.agreements.isDirectlySigned(SEED)).toBe(true);
    expect(await client.agreements.getCustomerAgreements(SEED)).toEqual([]);
  });

  test("that the partner confirms, once", async () => {
    emulator.change({ partnerAttestation: true });
    const [template] = await client.agreements.getAgreementTemplates();
    const confirmation = { templateId: template?.templateId ?? "", primaryContact: contact };
    emulator.faultNext({ method: "POST" }, { kind: "dropAfter" });
    const first = await client.agreements.confirmCustomerAgreement(SEED, confirmation);
    expect(first).toMatchObject({ alreadyConfirmed: false, agreement: { primaryContact: contact } });
    expect(await client.agreements.confirmCustomerAgreement(SEED, confirmation)).toEqual({
      alreadyConfirmed: true,
    });
    expect(emulator.agreements(SEED)).toHaveLength(1);
    expect(await client.agreements.getCustomerAgreements(SEED)).toMatchObject([
      { type: "MicrosoftCustomerAgreement", primaryContact: contact },
    ]);
  });

  test("that the partner confirms, and whose answer is lost, is taken once whatever the request's id", async () => {
    emulator.change({ partnerAttestation: true, idempotent: false });
    const [template] = await client.agreements.getAgreementTemplates();
    emulator.faultNext({ method: "POST" }, { kind: "dropAfter" });
    const confirmed = await client.agreements.confirmCustomerAgreement(SEED, {
      templateId: template?.templateId ?? "",
      primaryContact: contact,
    });
    expect(confirmed).toEqual({ alreadyConfirmed: true });
    expect(emulator.agreements(SEED)).toHaveLength(1);
  });

  test("that the partner may no longer confirm", async () => {
    const [template] = await client.agreements.getAgreementTemplates();
    const confirmation = { templateId: template?.templateId ?? "", primaryContact: contact };
    expect(await errorOf(client.agreements.confirmCustomerAgreement(SEED, confirmation))).toMatchObject({
      name: "ActionNotAllowedError",
      httpStatus: 403,
    });
  });
});
