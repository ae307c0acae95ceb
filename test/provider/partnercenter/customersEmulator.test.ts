import { PartnerCenterClient } from "../../../provider/partnercenter";
import { calls, client, emulator, NEW, SEED } from "./sandbox";
import { allOf, errorOf } from "./support";

/* Customers that are there, against Partner Center in one process, over TLS. */

// Each test starts an emulator of its own, certificate included: slow where many share a machine.
jest.setTimeout(30_000);

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
