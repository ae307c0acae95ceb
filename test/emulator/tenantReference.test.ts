import { DEFAULT_RESELLER } from "../../emulator/index";
import { call, CUSTOMER, exchange, GUID, started, stopAll } from "./calls";

// Every request and answer about customers that the pages print, from the API's side. What they print as
// "<customer-tenant-id>" or "<etag>", and ids that the API makes, have values here.

afterEach(stopAll);

const ETAG = expect.stringMatching(/^-?\d{19}$/) as string;

test("Create a customer", async () => {
  const answer = await exchange("POST", "/v1/customers", {
    body: {
      enableGDAPByDefault: false,
      CompanyProfile: { Domain: "xyz.ccsctp.net" },
      BillingProfile: {
        Culture: "EN-US",
        Email: "test@outlook.com",
        Language: "en",
        CompanyName: "test company",
        DefaultAddress: {
          FirstName: "Test",
          LastName: "Test",
          AddressLine1: "One Microsoft Way",
          City: "Redmond",
          State: "WA",
          PostalCode: "98052",
          Country: "US",
        },
      },
    },
  });
  expect(answer.status).toBe(201);
  const { id } = answer.json as { id: string };
  expect(answer.json).toEqual({
    id: GUID,
    commerceId: GUID,
    companyProfile: {
      tenantId: id,
      domain: "xyz.ccsctp.net",
      attributes: { objectType: "CustomerCompanyProfile" },
    },
    billingProfile: {
      id: GUID,
      email: "test@outlook.com",
      culture: "en-US",
      language: "en",
      companyName: "test company",
      defaultAddress: {
        country: "US",
        city: "Redmond",
        state: "WA",
        addressLine1: "One Microsoft Way",
        postalCode: "98052",
        firstName: "Test",
        lastName: "Test",
        phoneNumber: "",
      },
      attributes: { etag: ETAG, objectType: "CustomerBillingProfile" },
    },
    enableGDAPByDefault: false,
    relationshipToPartner: "none",
    userCredentials: { userName: "admin", password: expect.stringMatching(/.{9}/) as string },
    attributes: { objectType: "Customer" },
  });
});

test("Create a customer for an indirect reseller", async () => {
  const answer = await exchange("POST", "/v1/customers", {
    body: {
      Id: null,
      CommerceId: null,
      CompanyProfile: {
        TenantId: null,
        Domain: "WingtipToys678152504.onmicrosoft.com",
        CompanyName: null,
        Attributes: { ObjectType: "CustomerCompanyProfile" },
      },
      BillingProfile: {
        Id: null,
        FirstName: null,
        LastName: null,
        Email: "Gena@wingtiptoys.com",
        Culture: "EN-US",
        Language: "En",
        CompanyName: "Wingtip Toys678152504",
        DefaultAddress: {
          Country: "US",
          Region: null,
          City: "Redmond",
          State: "WA",
          AddressLine1: "One Microsoft Way",
          AddressLine2: null,
          PostalCode: "98052",
          FirstName: "Gena",
          LastName: "Soto",
          PhoneNumber: "4255550101",
        },
        Attributes: { ObjectType: "CustomerBillingProfile" },
      },
      RelationshipToPartner: "none",
      AllowDelegatedAccess: null,
      UserCredentials: null,
      CustomDomains: null,
      AssociatedPartnerId: DEFAULT_RESELLER,
      Attributes: { ObjectType: "Customer" },
    },
  });
  expect(answer.status).toBe(201);
  const { id } = answer.json as { id: string };
  expect(answer.json).toEqual({
    id: GUID,
    commerceId: GUID,
    companyProfile: {
      tenantId: id,
      domain: "WingtipToys678152504.onmicrosoft.com",
      companyName: "Wingtip Toys678152504",
      links: { self: { uri: `/customers/${id}/profiles/company`, method: "GET", headers: [] } },
      attributes: { objectType: "CustomerCompanyProfile" },
    },
    billingProfile: {
      id: GUID,
      email: "Gena@wingtiptoys.com",
      culture: "en-US",
      language: "En",
      companyName: "Wingtip Toys678152504",
      defaultAddress: {
        country: "US",
        city: "Redmond",
        state: "WA",
        addressLine1: "One Microsoft Way",
        postalCode: "98052",
        firstName: "Gena",
        lastName: "Soto",
        phoneNumber: "4255550101",
      },
      attributes: { etag: ETAG, objectType: "CustomerBillingProfile" },
    },
    relationshipToPartner: "reseller",
    // Printed as true, in 2017; since the end of 2023 new customers come without delegated access.
    allowDelegatedAccess: false,
    userCredentials: { userName: "admin", password: expect.stringMatching(/.{8}/) as string },
    associatedPartnerId: DEFAULT_RESELLER,
    attributes: { objectType: "Customer" },
  });
});

const PRINTED = {
  id: "eebd1b55-5360-4438-a11d-5c06918c3014",
  commerceId: "99e6a635-48e7-424d-9059-c9db944e3c54",
  domain: "abcdefgh1234.ccsctp.net",
  companyName: "1kl as kjk",
  billingProfile: {
    id: "eeada110-69d6-4cc9-b093-75feb7ca9d3f",
    firstName: "d0d89d776d03471c819bf772191ed728",
    lastName: "kjk",
    email: "a@a.com",
    culture: "en-US",
    language: "en",
    companyName: "1kl as kjkA",
    defaultAddress: {
      country: "US",
      city: "redmond",
      state: "WA",
      addressLine1: "1 ms way",
      postalCode: "98052",
      firstName: "1kl as",
      lastName: "kjk",
      phoneNumber: "1234567890",
    },
    etag: "-4242348048554929329",
  },
};

test.each([true, false])("Get a customer by ID, with delegated access: %s", async (delegatedAccess) => {
  const { id, billingProfile } = PRINTED;
  const { etag, ...profile } = billingProfile;
  const answer = await exchange("GET", `/v1/customers/${id}`, {
    emulator: { customers: [{ ...PRINTED, delegatedAccess }] },
  });
  expect(answer.status).toBe(200);
  expect(answer.json).toEqual({
    id,
    commerceId: PRINTED.commerceId,
    companyProfile: {
      tenantId: id,
      domain: PRINTED.domain,
      companyName: PRINTED.companyName,
      // The page's second address differs in its case and in its region; here it is the first one.
      ...(delegatedAccess && { address: profile.defaultAddress, email: "a@a.com" }),
      links: { self: { uri: `/customers/${id}/profiles/company`, method: "GET", headers: [] } },
      attributes: { objectType: "CustomerCompanyProfile" },
    },
    billingProfile: {
      ...profile,
      links: { self: { uri: `/customers/${id}/profiles/billing`, method: "GET", headers: [] } },
      attributes: { etag, objectType: "CustomerBillingProfile" },
    },
    relationshipToPartner: "reseller",
    allowDelegatedAccess: delegatedAccess,
    ...(delegatedAccess && { customDomains: [PRINTED.domain] }),
    links: { self: { uri: `/customers/${id}`, method: "GET", headers: [] } },
    attributes: { objectType: "Customer" },
  });
});

test("Get a list of customers", async () => {
  const ids = ["b44bb1fb-c595-45b0-9e09-d657365580bf", "45c44870-ef77-4fdd-b6fe-3dacb075cff2"];
  const answer = await exchange("GET", "/v1/customers?size=40", {
    emulator: { customers: ids.map((id, at) => ({ id, domain: `domain${at}`, companyName: "companyName" })) },
  });
  expect(answer.status).toBe(200);
  expect(answer.json).toEqual({
    totalCount: 2,
    items: ids.map((id, at) => ({
      id,
      companyProfile: {
        tenantId: id,
        domain: `domain${at}`,
        companyName: "companyName",
        attributes: { objectType: "CustomerCompanyProfile" },
      },
      relationshipToPartner: "reseller",
      // Not on the page, but on the wire.
      links: { self: { uri: `/customers/${id}`, method: "GET", headers: [] } },
      attributes: { objectType: "Customer" },
    })),
    links: { self: { uri: "/v1/customers?size=40", method: "GET", headers: [] } },
    attributes: { objectType: "Collection" },
  });
});

test("Update a customer's billing profile", async () => {
  const address = { addressLine1: "One Microsoft Way", firstName: "FirstName", lastName: "LastName" };
  const answer = await exchange("PUT", `/v1/customers/${CUSTOMER}/profiles/billing`, {
    emulator: {
      customers: [
        { id: CUSTOMER, billingProfile: { id: "a58ceba5-60ac-48e4-a0bc-2a855811807a", etag: "-1" } },
      ],
    },
    headers: { "If-Match": '"-1"' },
    body: {
      Id: "a58ceba5-60ac-48e4-a0bc-2a855811807a",
      FirstName: "FirstName",
      LastName: "LastName",
      Email: "email@sample.com",
      Culture: "en-US",
      Language: "en",
      CompanyName: "CompanyName",
      DefaultAddress: {
        Country: "US",
        Region: null,
        City: "Redmond",
        State: "WA",
        AddressLine1: address.addressLine1,
        AddressLine2: null,
        PostalCode: "98052",
        FirstName: address.firstName,
        LastName: address.lastName,
        PhoneNumber: "4255555555",
      },
      Links: {
        Self: { Uri: `/v1/customers/${CUSTOMER}/profiles/billing`, Method: "GET", Headers: [] },
      },
      Attributes: { Etag: "-1", ObjectType: "CustomerBillingProfile" },
    },
  });
  expect(answer.status).toBe(200);
  expect(answer.json).toEqual({
    id: "a58ceba5-60ac-48e4-a0bc-2a855811807a",
    firstName: "FirstName",
    lastName: "LastName",
    email: "email@sample.com",
    culture: "en-US",
    language: "en",
    companyName: "CompanyName",
    defaultAddress: {
      country: "US",
      city: "Redmond",
      state: "WA",
      ...address,
      postalCode: "98052",
      phoneNumber: "4255555555",
    },
    links: { self: { uri: `/v1/customers/${CUSTOMER}/profiles/billing`, method: "GET", headers: [] } },
    attributes: { etag: ETAG, objectType: "CustomerBillingProfile" },
  });
});

test("Remove a reseller relationship with a customer", async () => {
  const answer = await exchange("PATCH", `/v1/customers/${CUSTOMER}/`, {
    body: { relationshipToPartner: "none", attributes: { objectType: "Customer" } },
  });
  expect(answer.status).toBe(200);
  expect(answer.json).toEqual({
    Id: null,
    CommerceId: null,
    CompanyProfile: null,
    BillingProfile: null,
    RelationshipToPartner: "none",
    AllowDelegatedAccess: null,
    UserCredentials: null,
    CustomDomains: null,
    AssociatedPartnerId: null,
    Attributes: { ObjectType: "Customer" },
  });
});

test("Delete a customer account from the integration sandbox", async () => {
  const emulator = await started({ sandbox: true });
  const answer = await call(emulator, "DELETE", `/v1/customers/${CUSTOMER}`);
  expect(answer).toMatchObject({ status: 204, text: "" });
  expect((await call(emulator, "GET", `/v1/customers/${CUSTOMER}`)).status).toBe(404);
});

test.each([
  ["in use", 200],
  ["available", 404],
])("Verify domain availability: %s", async (what, status) => {
  const answer = await exchange("HEAD", "/v1/domains/contoso.onmicrosoft.com", {
    emulator: {
      customers: what === "in use" ? [{ id: CUSTOMER, domain: "contoso.onmicrosoft.com" }] : [],
    },
  });
  expect(answer).toMatchObject({ status, text: "" });
});
