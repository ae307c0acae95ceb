import type { Address, NewCustomer, PartnerCenterClient } from "../../../provider/partnercenter";
import { type Scripted, scriptedServer, type ScriptedServer } from "./server";
import { clientOf, CUSTOMER } from "./support";

/* What the tests of documented requests and answers have in common. */

let server: ScriptedServer | undefined;
let client: PartnerCenterClient | undefined;

afterEach(async () => {
  client?.close();
  await server?.close();
  client = server = undefined;
});

/** A server with this script, and a client of it that tries once; both end with the test. */
export async function serve(...script: Scripted[]) {
  server = await scriptedServer(script);
  client = clientOf(server.url, { maxAttempts: 1 });
  return { server, client };
}

export const ADDRESS: Address = {
  firstName: "Tania",
  lastName: "Carr",
  addressLine1: "One Microsoft Way",
  city: "Redmond",
  state: "WA",
  postalCode: "98052",
  country: "US",
};
export const PROFILE = {
  email: "tania@example.com",
  culture: "en-US",
  language: "en",
  companyName: "Contoso",
  defaultAddress: ADDRESS,
};
export const NEW: NewCustomer = {
  domain: "contoso.ccsctp.net",
  enableGDAPByDefault: false,
  billingProfile: PROFILE,
};
export const ETAG = "-4242348048554929329";
export const TEMPLATE_ID = "117a77b0-9360-443b-8795-c6dedc750cf9";
export const CONTACT = {
  firstName: "Tania",
  lastName: "Carr",
  email: "tania@example.com",
  phoneNumber: "4255550101",
};
export const AGREED = "2018-06-14T00:00:00.000Z";

/** As answers print it: without the phone number as an empty text, with links and attributes. */
export const PRINTED_PROFILE = {
  id: "d17c0275-da92-5c33-9032-782ef1d0b69b",
  ...PROFILE,
  defaultAddress: { ...ADDRESS, phoneNumber: "" },
  links: { self: { uri: `/customers/${CUSTOMER}/profiles/billing`, method: "GET", headers: [] } },
  attributes: { etag: ETAG, objectType: "CustomerBillingProfile" },
};
export const READ_PROFILE = { id: PRINTED_PROFILE.id, ...PROFILE, etag: ETAG };
export const COMPANY = {
  tenantId: CUSTOMER,
  domain: "contoso.ccsctp.net",
  attributes: { objectType: "CustomerCompanyProfile" },
};
export const LISTED = {
  id: CUSTOMER,
  companyProfile: { ...COMPANY, companyName: "Contoso" },
  relationshipToPartner: "reseller",
  attributes: { objectType: "Customer" },
};
export const READ_LISTED = {
  id: CUSTOMER,
  domain: "contoso.ccsctp.net",
  companyName: "Contoso",
  relationshipToPartner: "reseller",
};
export const COLLECTION = { links: {}, attributes: { objectType: "Collection" } };
export const US_RULES = {
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
export const REGISTRATION_RULES = {
  customerOrganizationRegistrationNumberRegex: "^\\d{10}$",
  customerOrganizationRegistrationNumberSample: "1234567890",
  customerOrganizationRegistrationNumberRequired: true,
  customerOrganizationPhoneNumberRequired: true,
};

/** A request of a page, and what comes of its answer. */
export interface Documented {
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

export const GET = "GET";
export const customerPath = `/v1/customers/${CUSTOMER}`;
/** One test for each: what is sent, and what is read. */
export function testDocumented(documented: readonly Documented[]): void {
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
}
