import type {
  Address,
  NewCustomer,
  PartnerCenterClient,
  PartnerCenterError,
} from "../../../provider/partnercenter";
import { type Scripted, scriptedServer, type ScriptedServer } from "./server";
import { allOf, clientOf, CUSTOMER, errorOf } from "./support";

/* The documented requests and answers of customers, billing profiles, domains, addresses, country rules and agreements. */

let server: ScriptedServer | undefined;
let client: PartnerCenterClient | undefined;

afterEach(async () => {
  client?.close();
  await server?.close();
  client = server = undefined;
});

async function serve(...script: Scripted[]) {
  server = await scriptedServer(script);
  client = clientOf(server.url, { maxAttempts: 1 });
  return { server, client };
}

const ADDRESS: Address = {
  firstName: "Tania",
  lastName: "Carr",
  addressLine1: "One Microsoft Way",
  city: "Redmond",
  state: "WA",
  postalCode: "98052",
  country: "US",
};
const PROFILE = {
  email: "tania@example.com",
  culture: "en-US",
  language: "en",
  companyName: "Contoso",
  defaultAddress: ADDRESS,
};
const NEW: NewCustomer = {
  domain: "contoso.ccsctp.net",
  enableGDAPByDefault: false,
  billingProfile: PROFILE,
};
const ETAG = "-4242348048554929329";
const TEMPLATE_ID = "117a77b0-9360-443b-8795-c6dedc750cf9";
const CONTACT = {
  firstName: "Tania",
  lastName: "Carr",
  email: "tania@example.com",
  phoneNumber: "4255550101",
};
const AGREED = "2018-06-14T00:00:00.000Z";

/** As answers print it: without the phone number as an empty text, with links and attributes. */
const PRINTED_PROFILE = {
  id: "d17c0275-da92-5c33-9032-782ef1d0b69b",
  ...PROFILE,
  defaultAddress: { ...ADDRESS, phoneNumber: "" },
  links: { self: { uri: `/customers/${CUSTOMER}/profiles/billing`, method: "GET", headers: [] } },
  attributes: { etag: ETAG, objectType: "CustomerBillingProfile" },
};
const READ_PROFILE = { id: PRINTED_PROFILE.id, ...PROFILE, etag: ETAG };
const COMPANY = {
  tenantId: CUSTOMER,
  domain: "contoso.ccsctp.net",
  attributes: { objectType: "CustomerCompanyProfile" },
};
const LISTED = {
  id: CUSTOMER,
  companyProfile: { ...COMPANY, companyName: "Contoso" },
  relationshipToPartner: "reseller",
  attributes: { objectType: "Customer" },
};
const READ_LISTED = {
  id: CUSTOMER,
  domain: "contoso.ccsctp.net",
  companyName: "Contoso",
  relationshipToPartner: "reseller",
};
const COLLECTION = { links: {}, attributes: { objectType: "Collection" } };
const US_RULES = {
  iso2Code: "US",
  defaultCulture: "en-US",
  isStateRequired: true,
  supportedStatesList: ["CA", "WA"],
  supportedLanguagesList: ["en", "es"],
  supportedCulturesList: ["en-US", "es-US"],
  isPostalCodeRequired: true,
  postalCodeRegex: "^\\d{5}(-\\d{4})?$",
  isCityRequired: true,
  isVatIdSupported: false,
  phoneNumberRegex: "^\\d{10}$",
  isTaxIdSupported: true,
  isTaxIdOptional: true,
  countryCallingCodesList: ["1"],
};
const REGISTRATION_RULES = {
  customerOrganizationRegistrationNumberRegex: "^\\d{10}$",
  customerOrganizationRegistrationNumberSample: "1234567890",
  customerOrganizationRegistrationNumberRequired: true,
  customerOrganizationPhoneNumberRequired: true,
};

interface Documented {
  page: string;
  call: (client: PartnerCenterClient) => Promise<unknown>;
  method: string;
  path: string;
  /** The body sent; absent: none. */
  body?: unknown;
  headers?: Record<string, string>;
  status?: number;
  answer?: unknown;
  result: unknown;
}

const GET = "GET";
const customerPath = `/v1/customers/${CUSTOMER}`;
const created = {
  id: CUSTOMER,
  commerceId: "0a4ce58a-6f96-4273-8035-d9c7d31b9ba4",
  companyProfile: COMPANY,
  billingProfile: PRINTED_PROFILE,
  enableGDAPByDefault: false,
  relationshipToPartner: "none",
  userCredentials: { userName: "admin", password: "=;;n.=s9Z" },
  attributes: { objectType: "Customer" },
};
const readCreated = {
  id: CUSTOMER,
  commerceId: created.commerceId,
  domain: COMPANY.domain,
  companyName: "Contoso",
  relationshipToPartner: "none",
  billingProfile: READ_PROFILE,
  userName: "admin",
  password: "=;;n.=s9Z",
};

const documented: Documented[] = [
  {
    page: "Create a customer",
    call: (of) => of.customers.createCustomer(NEW),
    method: "POST",
    path: "/v1/customers",
    body: {
      enableGDAPByDefault: false,
      companyProfile: { domain: NEW.domain },
      billingProfile: PROFILE,
    },
    status: 201,
    answer: created,
    result: { customer: readCreated, found: false, sent: true },
  },
  {
    page: "Create a customer, answered with 200 and without credentials, as the REST specification has it",
    call: (of) => of.customers.createCustomer(NEW),
    method: "POST",
    path: "/v1/customers",
    body: { enableGDAPByDefault: false, companyProfile: { domain: NEW.domain }, billingProfile: PROFILE },
    answer: { ...LISTED, userCredentials: { userName: "admin", password: { length: 9 } } },
    result: { customer: { ...READ_LISTED, userName: "admin" }, found: false, sent: true },
  },
  {
    page: "Create a customer for an indirect reseller",
    call: (of) =>
      of.customers.createCustomer({
        ...NEW,
        associatedPartnerId: "484e548c-f5f3-4528-93a9-c16c6373cb59",
        organizationRegistrationNumber: "1234567890",
      }),
    method: "POST",
    path: "/v1/customers",
    body: {
      enableGDAPByDefault: false,
      associatedPartnerId: "484e548c-f5f3-4528-93a9-c16c6373cb59",
      companyProfile: { domain: NEW.domain, organizationRegistrationNumber: "1234567890" },
      billingProfile: PROFILE,
    },
    status: 201,
    answer: {
      ...created,
      relationshipToPartner: "reseller",
      allowDelegatedAccess: true,
      associatedPartnerId: "484e548c-f5f3-4528-93a9-c16c6373cb59",
    },
    result: {
      customer: {
        ...readCreated,
        relationshipToPartner: "reseller",
        allowDelegatedAccess: true,
        associatedPartnerId: "484e548c-f5f3-4528-93a9-c16c6373cb59",
      },
      found: false,
      sent: true,
    },
  },
  {
    page: "Get a customer by ID",
    call: (of) => of.customers.getCustomer(CUSTOMER),
    method: GET,
    path: customerPath,
    answer: {
      ...LISTED,
      commerceId: created.commerceId,
      companyProfile: {
        ...LISTED.companyProfile,
        organizationRegistrationNumber: "123",
        address: ADDRESS,
        email: "a@example.com",
      },
      billingProfile: PRINTED_PROFILE,
      allowDelegatedAccess: true,
      customDomains: [COMPANY.domain],
    },
    result: {
      ...READ_LISTED,
      commerceId: created.commerceId,
      organizationRegistrationNumber: "123",
      allowDelegatedAccess: true,
      billingProfile: READ_PROFILE,
    },
  },
  {
    page: "Get a customer by ID, in PascalCase with nulls",
    call: (of) => of.customers.getCustomer(CUSTOMER),
    method: GET,
    path: customerPath,
    answer: { Id: CUSTOMER, CommerceId: null, CompanyProfile: null, BillingProfile: null },
    result: { id: CUSTOMER },
  },
  {
    page: "Get a list of customers",
    call: (of) => allOf(of.customers.getCustomers(undefined, { pageSize: 40 })),
    method: GET,
    path: "/v1/customers?size=40",
    answer: { totalCount: 1, items: [LISTED], ...COLLECTION },
    result: [READ_LISTED],
  },
  {
    page: "Get a list of customers, none",
    call: (of) => allOf(of.customers.getCustomers()),
    method: GET,
    path: "/v1/customers",
    answer: { totalCount: 0, items: [], ...COLLECTION },
    result: [],
  },
  {
    page: "Get a list of customers filtered by a search field",
    call: (of) => allOf(of.customers.getCustomers({ field: "CompanyName", startsWith: "Cont" })),
    method: GET,
    path: "/v1/customers?filter=%7B%22Field%22%3A%22CompanyName%22%2C%22Value%22%3A%22Cont%22%2C%22Operator%22%3A%22starts_with%22%7D",
    answer: { totalCount: 1, items: [LISTED], ...COLLECTION },
    result: [READ_LISTED],
  },
  {
    page: "Get a customer's billing profile",
    call: (of) => of.customers.getBillingProfile(CUSTOMER),
    method: GET,
    path: `${customerPath}/profiles/billing`,
    answer: PRINTED_PROFILE,
    result: READ_PROFILE,
  },
  {
    page: "Get a customer's billing profile, incomplete",
    call: (of) => of.customers.getBillingProfile(CUSTOMER),
    method: GET,
    path: `${customerPath}/profiles/billing`,
    answer: { companyName: "Contoso", email: null, attributes: { etag: 5920358838484612 } },
    result: {
      email: "",
      culture: "",
      language: "",
      companyName: "Contoso",
      defaultAddress: { addressLine1: "", country: "" },
    },
  },
  {
    page: "Update a customer's billing profile",
    call: (of) => of.customers.updateBillingProfile(CUSTOMER, READ_PROFILE, ETAG),
    method: "PUT",
    path: `${customerPath}/profiles/billing`,
    headers: { "if-match": `"${ETAG}"` },
    body: {
      id: READ_PROFILE.id,
      ...PROFILE,
      attributes: { etag: ETAG, objectType: "CustomerBillingProfile" },
    },
    answer: { ...PRINTED_PROFILE, attributes: { etag: "5920358838484612121" } },
    result: { ...READ_PROFILE, etag: "5920358838484612121" },
  },
  {
    page: "Remove a reseller relationship with a customer",
    call: (of) => of.customers.removeRelationship(CUSTOMER),
    method: "PATCH",
    path: customerPath,
    body: { relationshipToPartner: "none", attributes: { objectType: "Customer" } },
    answer: { Id: null, CompanyProfile: null, RelationshipToPartner: "none" },
    result: undefined,
  },
  {
    page: "Delete a customer account from the integration sandbox",
    call: (of) => of.customers.deleteSandboxCustomer(CUSTOMER),
    method: "DELETE",
    path: customerPath,
    status: 204,
    result: undefined,
  },
  {
    page: "Verify domain availability, in use",
    call: (of) => of.customers.isDomainAvailable("contoso.onmicrosoft.com"),
    method: "HEAD",
    path: "/v1/domains/contoso.onmicrosoft.com",
    result: false,
  },
  {
    page: "Verify domain availability, available",
    call: (of) => of.customers.isDomainAvailable("contoso.onmicrosoft.com"),
    method: "HEAD",
    path: "/v1/domains/contoso.onmicrosoft.com",
    status: 404,
    result: true,
  },
  {
    page: "Get market-specific validation data, as recorded",
    call: (of) => of.customers.getCountryRules("us"),
    method: GET,
    path: "/v1/countryvalidationrules/US",
    answer: { ...US_RULES, ...REGISTRATION_RULES, attributes: { objectType: "CountryValidationRules" } },
    result: { ...US_RULES, ...REGISTRATION_RULES },
  },
  {
    page: "Get market-specific validation data, as printed",
    call: (of) => of.customers.getCountryRules("US"),
    method: GET,
    path: "/v1/countryvalidationrules/US",
    answer: {
      iso2Code: "US",
      defaultCulture: "en-US",
      isStateRequired: true,
      states: { value: ["CA", "WA"] },
      supportedLanguages: { value: ["en"] },
      supportedCultures: { value: ["en-US"] },
      isPostalCodeRequired: true,
      isCityRequired: true,
      countryCallingCodes: { value: ["1"] },
    },
    result: {
      iso2Code: "US",
      defaultCulture: "en-US",
      isStateRequired: true,
      supportedStatesList: ["CA", "WA"],
      supportedLanguagesList: ["en"],
      supportedCulturesList: ["en-US"],
      isPostalCodeRequired: true,
      isCityRequired: true,
      countryCallingCodesList: ["1"],
    },
  },
  {
    page: "Validate an address, VerifiedShippable",
    call: (of) => of.customers.validateAddress(ADDRESS),
    method: "POST",
    path: "/v1/validations/address",
    body: ADDRESS,
    answer: {
      originalAddress: ADDRESS,
      suggestedAddresses: [{ ...ADDRESS, postalCode: "98052-8300" }],
      status: "VerifiedShippable",
    },
    result: {
      status: "VerifiedShippable",
      suggestedAddresses: [{ ...ADDRESS, postalCode: "98052-8300" }],
    },
  },
  {
    page: "Validate an address, StreetPartial, spelt as in the page's table",
    call: (of) => of.customers.validateAddress(ADDRESS),
    method: "POST",
    path: "/v1/validations/address",
    body: ADDRESS,
    answer: { status: "Street partial", validationMessage: "Address field invalid for property: 'City'" },
    result: {
      status: "StreetPartial",
      suggestedAddresses: [],
      message: "Address field invalid for property: 'City'",
    },
  },
  {
    page: "Validate an address, until 2021",
    call: (of) => of.customers.validateAddress(ADDRESS),
    method: "POST",
    path: "/v1/validations/address",
    body: ADDRESS,
    result: { status: "Verified", suggestedAddresses: [] },
  },
  {
    page: "Get agreement metadata for Microsoft Customer Agreement",
    call: (of) => of.agreements.getAgreementTemplates(),
    method: GET,
    path: "/v1/agreements?agreementType=MicrosoftCustomerAgreement",
    answer: {
      totalCount: 1,
      items: [
        {
          templateId: TEMPLATE_ID,
          agreementType: "MicrosoftCustomerAgreement",
          agreementLink: "https://aka.ms/customeragreement",
          versionRank: 0,
        },
      ],
      ...COLLECTION,
    },
    result: [
      {
        templateId: TEMPLATE_ID,
        agreementType: "MicrosoftCustomerAgreement",
        agreementLink: "https://aka.ms/customeragreement",
        versionRank: 0,
      },
    ],
  },
  {
    page: "Get agreement metadata, a bare array as in the REST specification",
    call: (of) => of.agreements.getAgreementTemplates("MicrosoftCloudAgreement"),
    method: GET,
    path: "/v1/agreements?agreementType=MicrosoftCloudAgreement",
    answer: [
      { templateId: "998b88de-aa99-4388-a42c-1b3517d49490", agreementType: "MicrosoftCloudAgreement" },
    ],
    result: [
      { templateId: "998b88de-aa99-4388-a42c-1b3517d49490", agreementType: "MicrosoftCloudAgreement" },
    ],
  },
  {
    page: "Get confirmation of customer acceptance of Microsoft Customer Agreement",
    call: (of) => of.agreements.getCustomerAgreements(CUSTOMER),
    method: GET,
    path: `${customerPath}/agreements?agreementType=MicrosoftCustomerAgreement`,
    answer: {
      totalCount: 1,
      items: [
        {
          primaryContact: CONTACT,
          templateId: TEMPLATE_ID,
          dateAgreed: "2019-08-26T00:00:00",
          type: "MicrosoftCustomerAgreement",
          agreementLink: "https://aka.ms/customeragreement",
        },
      ],
    },
    result: [
      {
        primaryContact: CONTACT,
        templateId: TEMPLATE_ID,
        dateAgreed: "2019-08-26T00:00:00",
        type: "MicrosoftCustomerAgreement",
        agreementLink: "https://aka.ms/customeragreement",
      },
    ],
  },
  {
    page: "Confirm customer acceptance of the Microsoft Customer Agreement",
    call: (of) =>
      of.agreements.confirmCustomerAgreement(CUSTOMER, {
        templateId: TEMPLATE_ID,
        primaryContact: CONTACT,
        dateAgreed: AGREED,
      }),
    method: "POST",
    path: `${customerPath}/agreements`,
    body: {
      primaryContact: CONTACT,
      templateId: TEMPLATE_ID,
      dateAgreed: AGREED,
      type: "MicrosoftCustomerAgreement",
    },
    status: 201,
    answer: {
      userId: "3d6f2c09-eb40-48ca-a4b3-d24c9c007531",
      primaryContact: CONTACT,
      templateId: TEMPLATE_ID,
      dateAgreed: AGREED,
      type: "MicrosoftCustomerAgreement",
    },
    result: {
      alreadyConfirmed: false,
      agreement: {
        userId: "3d6f2c09-eb40-48ca-a4b3-d24c9c007531",
        primaryContact: CONTACT,
        templateId: TEMPLATE_ID,
        dateAgreed: AGREED,
        type: "MicrosoftCustomerAgreement",
      },
    },
  },
  {
    page: "Confirm customer acceptance, a minute ago by default",
    call: (of) =>
      of.agreements.confirmCustomerAgreement(CUSTOMER, { templateId: TEMPLATE_ID, primaryContact: CONTACT }),
    method: "POST",
    path: `${customerPath}/agreements`,
    body: {
      primaryContact: CONTACT,
      templateId: TEMPLATE_ID,
      dateAgreed: "2025-12-31T23:59:00.000Z",
      type: "MicrosoftCustomerAgreement",
    },
    status: 201,
    result: { alreadyConfirmed: false },
  },
  ...[400, 409, 500, 200].map((status) => ({
    page: `Confirm customer acceptance, again, answered with ${status}`,
    call: (of: PartnerCenterClient) =>
      of.agreements.confirmCustomerAgreement(CUSTOMER, {
        templateId: TEMPLATE_ID,
        primaryContact: CONTACT,
        dateAgreed: AGREED,
      }),
    method: "POST",
    path: `${customerPath}/agreements`,
    body: {
      primaryContact: CONTACT,
      templateId: TEMPLATE_ID,
      dateAgreed: AGREED,
      type: "MicrosoftCustomerAgreement",
    },
    status,
    answer: {
      code: 600061,
      message: "m",
      description: "d",
      errorName: "PartnerConfirmedAgreementAlreadyExists",
      isRetryable: false,
      parameters: {},
      errorMessageExtended: "InternalErrorCode=600061",
    },
    result: { alreadyConfirmed: true },
  })),
  ...[true, false].map((isSigned) => ({
    page: `Get the status of a customer's direct acceptance, ${isSigned}`,
    call: (of: PartnerCenterClient) => of.agreements.isDirectlySigned(CUSTOMER),
    method: GET,
    path: `${customerPath}/directSignedMicrosoftCustomerAgreementStatus`,
    answer: { isSigned },
    result: isSigned,
  })),
];

test.each(documented)("$page", async ({ call, method, path, body, headers, status, answer, result }) => {
  const printed = answer === undefined ? "" : JSON.stringify(answer);
  const { server, client } = await serve({ status: status ?? 200, body: printed });
  expect(await call(client)).toEqual(result);
  expect(server.requests).toHaveLength(1);
  expect(server.requests[0]).toMatchObject({
    method,
    path,
    headers: {
      ...headers,
      authorization: expect.stringMatching(/^Bearer /) as string,
      "ms-requestid": expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      "ms-correlationid": expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    },
  });
  const sent = server.requests[0]?.body ?? "";
  expect(sent === "" ? undefined : (JSON.parse(sent) as unknown)).toEqual(body);
});

/** Byte order marks and UTF-16 were seen on the billing profile's answers. */
test.each([
  ["a byte order mark", Buffer.from(`\uFEFF${JSON.stringify(PRINTED_PROFILE)}`)],
  ["UTF-16", Buffer.from(`\uFEFF${JSON.stringify(PRINTED_PROFILE)}`, "utf16le")],
])("a billing profile with %s", async (_, body) => {
  const { client } = await serve({ status: 200, body });
  expect(await client.customers.updateBillingProfile(CUSTOMER, READ_PROFILE, ETAG)).toEqual(READ_PROFILE);
});

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
