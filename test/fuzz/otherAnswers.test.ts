// Answers to all other calls that are nearly the API's, over a real socket to the real client.
import * as fc from "fast-check";
import { allOf, CUSTOMER } from "../provider/partnercenter/support";
import { answerWith, type Client, outcomeOf } from "./answering";
import { bytesOf, nearly } from "./json";
import { holds, TIMEOUT_MS } from "./runs";

jest.setTimeout(TIMEOUT_MS);

const ADDRESS = { addressLine1: "Storgatan 1", city: "Malmö", postalCode: "211 34", country: "SE" };
const PROFILE = {
  id: "d17c0275-da92-5c33-9032-782ef1d0b69b",
  email: "head@contoso.example",
  culture: "sv-SE",
  language: "sv",
  companyName: "Contoso",
  defaultAddress: ADDRESS,
  attributes: { etag: "-4242348048554929329", objectType: "CustomerBillingProfile" },
};
const COMPANY = { tenantId: CUSTOMER, domain: "contoso.onmicrosoft.com", companyName: "Contoso" };
const CUSTOMER_ANSWER = {
  id: CUSTOMER,
  commerceId: CUSTOMER,
  companyProfile: COMPANY,
  billingProfile: PROFILE,
  relationshipToPartner: "reseller",
  allowDelegatedAccess: true,
};
const NEW = { domain: "contoso.onmicrosoft.com", billingProfile: PROFILE };
const PASSWORD = "Pa55-of-the-new-tenant";

/** Every other call, with a real answer to it. */
const CALLS: Record<string, { answers: unknown[]; call: (client: Client) => Promise<unknown> }> = {
  getValidationCodes: {
    answers: [
      [
        {
          partnerId: CUSTOMER,
          organizationName: "Agency",
          validationId: "123456",
          maxCreates: 5,
          remainingCreates: 1,
        },
      ],
    ],
    call: (client) => client.getValidationCodes(),
  },
  getCustomerValidationCode: {
    answers: [{ customerId: CUSTOMER, validationId: 123456, etag: "x" }],
    call: (client) => client.getCustomerValidationCode(CUSTOMER),
  },
  getCustomer: { answers: [CUSTOMER_ANSWER], call: (client) => client.customers.getCustomer(CUSTOMER) },
  getCustomers: {
    answers: [
      { totalCount: 1, items: [CUSTOMER_ANSWER], links: { self: { uri: "/customers", method: "GET" } } },
      {
        items: [CUSTOMER_ANSWER],
        links: {
          next: {
            uri: "/customers?size=1&seekOperation=Next",
            headers: [{ key: "MS-ContinuationToken", value: "abc" }],
          },
        },
      },
    ],
    call: (client) => allOf(client.customers.getCustomers()),
  },
  findCustomerByDomain: {
    answers: [{ items: [CUSTOMER_ANSWER] }],
    call: (client) => client.customers.findCustomerByDomain("contoso.onmicrosoft.com"),
  },
  getBillingProfile: { answers: [PROFILE], call: (client) => client.customers.getBillingProfile(CUSTOMER) },
  updateBillingProfile: {
    answers: [PROFILE],
    call: (client) => client.customers.updateBillingProfile(CUSTOMER, PROFILE, "etag"),
  },
  getCountryRules: {
    answers: [
      {
        iso2Code: "SE",
        isStateRequired: false,
        supportedStatesList: [],
        supportedLanguages: { value: ["sv"] },
      },
    ],
    call: (client) => client.customers.getCountryRules("SE"),
  },
  validateAddress: {
    answers: [
      {
        originalAddress: ADDRESS,
        suggestedAddresses: [ADDRESS],
        status: "Verified",
        validationMessage: "no",
      },
    ],
    call: (client) => client.customers.validateAddress(ADDRESS),
  },
  getAgreementTemplates: {
    answers: [
      { items: [{ templateId: CUSTOMER, agreementType: "MicrosoftCustomerAgreement", versionRank: 0 }] },
    ],
    call: (client) => client.agreements.getAgreementTemplates(),
  },
  getCustomerAgreements: {
    answers: [
      {
        items: [{ type: "MicrosoftCustomerAgreement", primaryContact: { firstName: "A" }, dateAgreed: "x" }],
      },
    ],
    call: (client) => client.agreements.getCustomerAgreements(CUSTOMER),
  },
  auditRecords: {
    answers: [
      {
        totalCount: 1,
        items: [
          {
            customerId: CUSTOMER,
            operationType: "update_customer_qualification",
            resourceNewValue: '{"Qualification":"Education"}',
            customizedData: [{ key: "Qualification", value: null }],
            unknown: { to: ["us"] },
          },
        ],
        links: { next: { uri: "/auditrecords?seekOperation=Next", headers: [] } },
      },
    ],
    call: (client) => allOf(client.auditRecords()),
  },
  isDirectlySigned: {
    answers: [{ isSigned: true }],
    call: (client) => client.agreements.isDirectlySigned(CUSTOMER),
  },
  createCustomer: {
    answers: [{ ...CUSTOMER_ANSWER, userCredentials: { userName: "admin", password: PASSWORD } }],
    call: (client) => client.customers.createCustomer(NEW),
  },
};

test.each(Object.entries(CALLS))("%s: a value of its type, or an error", async (_, { answers, call }) => {
  await holds(
    fc.asyncProperty(bytesOf(nearly(...answers)), async (body) => {
      answerWith(() => ({ headers: { "Content-Type": "application/json" }, body }));
      const outcome = await outcomeOf(call);
      if ("error" in outcome) expect(outcome.error.message).not.toContain(PASSWORD);
    }),
    150,
  );
});
