import type { Emulator, EmulatorOptions } from "../../emulator/index";
import {
  billingOf,
  call,
  createCustomer,
  createdCustomer,
  CUSTOMER,
  failure,
  newCustomer,
  OTHER_CUSTOMER,
  started,
  stopAll,
} from "./calls";

afterEach(stopAll);

const get = (emulator: Emulator, path: string, token?: string) => call(emulator, "GET", path, { token });

describe("who may", () => {
  const SCENARIOS: [string, string, unknown, "both" | "user"][] = [
    ["POST", "/v1/customers", newCustomer(), "both"],
    ["GET", "/v1/customers", undefined, "both"],
    ["GET", `/v1/customers/${CUSTOMER}`, undefined, "both"],
    ["PATCH", `/v1/customers/${CUSTOMER}`, { relationshipToPartner: "none" }, "user"],
    ["DELETE", `/v1/customers/${CUSTOMER}`, undefined, "both"],
    ["GET", billingOf(CUSTOMER), undefined, "both"],
    ["HEAD", `/v1/domains/a.onmicrosoft.com`, undefined, "both"],
    ["GET", "/v1/countryvalidationrules/SE", undefined, "both"],
    ["POST", "/v1/validations/address", newCustomer().billingProfile.defaultAddress, "both"],
    ["GET", `/v1/customers/${CUSTOMER}/validationStatus?type=account`, undefined, "user"],
    ["GET", "/v1/agreements", undefined, "user"],
    ["GET", `/v1/customers/${CUSTOMER}/agreements`, undefined, "user"],
    ["POST", `/v1/customers/${CUSTOMER}/agreements`, {}, "user"],
    ["GET", `/v1/customers/${CUSTOMER}/directSignedMicrosoftCustomerAgreementStatus`, undefined, "user"],
  ];

  test.each(SCENARIOS)("%s %s", async (method, path, body, who) => {
    const emulator = await started({ sandbox: true });
    const outcome = async (kind: "appOnly" | "withoutRole") => {
      const { json } = await call(emulator, method, path, { body, token: emulator.accessToken(kind) });
      return (json as { code?: number } | undefined)?.code;
    };
    if (who === "user") {
      expect(await outcome("appOnly")).toBe(900329);
      expect(await outcome("withoutRole")).toBe(900308);
    } else {
      if (/^.v1.customers/.test(path)) expect(await outcome("withoutRole")).toBe(900308);
      expect(await outcome("appOnly")).toBeUndefined();
    }
    expect((await call(emulator, method, path, { body, token: null })).status).toBe(401);
  });

  test("an indirect reseller's customer needs a user", async () => {
    const emulator = await started({ indirectResellers: [OTHER_CUSTOMER] });
    const body = { ...newCustomer(), associatedPartnerId: OTHER_CUSTOMER.toUpperCase() };
    const token = emulator.accessToken("appOnly");
    expect(await call(emulator, "POST", "/v1/customers", { body, token })).toMatchObject({
      status: 403,
      json: { code: 900329 },
    });
    expect((await createCustomer(emulator, body)).status).toBe(201);
  });
});

describe("the end of a customer", () => {
  test("a relationship that is removed stays removed, and the domain stays taken", async () => {
    const emulator = await started({ customers: [{ id: CUSTOMER, domain: "contoso.onmicrosoft.com" }] });
    const path = `/v1/customers/${CUSTOMER}`;
    expect(
      (await call(emulator, "PATCH", path, { body: { relationshipToPartner: "reseller" } })).json,
    ).toMatchObject({ code: 3000 });
    await call(emulator, "PATCH", path, { body: { RelationshipToPartner: "None" } });
    expect(await get(emulator, path)).toMatchObject({ status: 403, json: { code: 20002 } });
    expect((await get(emulator, "/v1/customers")).json).toMatchObject({ items: [] });
    expect((await call(emulator, "HEAD", "/v1/domains/contoso.onmicrosoft.com")).status).toBe(200);
    emulator.restoreRelationship(CUSTOMER);
    expect((await get(emulator, path)).status).toBe(200);
  });

  test("deleted in a sandbox only, and not with an address that nobody finds", async () => {
    const emulator = await started();
    expect(await call(emulator, "DELETE", `/v1/customers/${CUSTOMER}`)).toMatchObject({
      status: 400,
      json: { code: 900127 },
    });
    emulator.change({ sandbox: true });
    const { id } = await createdCustomer(emulator, newCustomer("a.ccsctp.net", { addressLine1: "Nowhere" }));
    expect((await call(emulator, "DELETE", `/v1/customers/${id}`)).status).toBe(400);
    expect((await call(emulator, "DELETE", `/v1/customers/${CUSTOMER}`)).status).toBe(204);
    expect((await call(emulator, "DELETE", `/v1/customers/${CUSTOMER}`)).json).toMatchObject({ code: 60003 });
  });
});

test("a change, a removal and a deletion whose answers never came are settled by the same MS-RequestId", async () => {
  const emulator = await started({ sandbox: true });
  const profile = (await get(emulator, billingOf(CUSTOMER))).json as { attributes: { etag: string } };
  const twice = async (method: string, path: string, body?: unknown) => {
    const headers = { "MS-RequestId": `037db222-6d8e-4d7f-ba78-${method.padEnd(12, "0")}` };
    emulator.faultNext({ method }, { kind: "dropAfter" });
    expect(await failure(call(emulator, method, path, { body, headers }))).toBe("ECONNRESET");
    const again = await call(emulator, method, path, { body, headers });
    // Another id is another call.
    const other = await call(emulator, method, path, { body });
    return [again.status, other.status];
  };
  expect(await twice("PUT", billingOf(CUSTOMER), profile)).toEqual([200, 400]);
  expect(await twice("PATCH", `/v1/customers/${CUSTOMER}`, { relationshipToPartner: "none" })).toEqual([
    200, 403,
  ]);
  expect(await twice("DELETE", `/v1/customers/${OTHER_CUSTOMER}`)).toEqual([204, 404]);
});

test("customers begin with a domain, a name and a profile, and no two share a domain", async () => {
  const options: EmulatorOptions = {
    customers: [
      { id: CUSTOMER, domain: "fabrikam.onmicrosoft.com", companyName: "Fabrikam" },
      { id: OTHER_CUSTOMER, billingProfile: { defaultAddress: { city: "Seattle" } } },
    ],
  };
  const emulator = await started(options);
  expect(emulator.customer(CUSTOMER)).toMatchObject({
    domain: "fabrikam.onmicrosoft.com",
    companyName: "Fabrikam",
    billingProfile: { companyName: "Fabrikam" },
  });
  const { domain } = emulator.customer(OTHER_CUSTOMER);
  expect(domain).toMatch(/^contoso[0-9a-f]{12}\.onmicrosoft\.com$/);
  expect((await started()).customer(OTHER_CUSTOMER).domain).toBe(domain);
  expect(emulator.customer(OTHER_CUSTOMER).billingProfile.defaultAddress).toMatchObject({
    city: "Seattle",
    country: "US",
  });
  expect(() =>
    emulator.addCustomer("11111111-2222-4333-8444-555555555555", { domain: "Fabrikam.onmicrosoft.com" }),
  ).toThrow("is taken");
});
