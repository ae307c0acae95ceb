import { call, CUSTOMER, exchange, GUID, started, stopAll } from "./calls";

// Every request and answer about agreements that the pages print: see tenantReference.test.ts.

afterEach(stopAll);

const CONTACT = {
  firstName: "Tania",
  lastName: "Carr",
  email: "someone@example.com",
  phoneNumber: "1234567890",
};
const AGREEMENT = {
  primaryContact: CONTACT,
  templateId: "117a77b0-9360-443b-8795-c6dedc750cf9",
  dateAgreed: "2018-06-14T00:00:00.000Z",
  type: "MicrosoftCustomerAgreement",
};

test.each([
  [
    "the Microsoft Customer Agreement",
    "?agreementType=MicrosoftCustomerAgreement",
    "117a77b0-9360-443b-8795-c6dedc750cf9",
    "MicrosoftCustomerAgreement",
    "https://aka.ms/customeragreement",
  ],
  [
    "Microsoft Cloud Agreement",
    "",
    "998b88de-aa99-4388-a42c-1b3517d49490",
    "MicrosoftCloudAgreement",
    "https://learn.microsoft.com/partner-center/agreements",
  ],
])("Get agreement metadata for %s", async (_name, query, templateId, agreementType, agreementLink) => {
  const answer = await exchange("GET", `/v1/agreements${query}`);
  expect(answer).toMatchObject({ status: 200 });
  expect(answer.json).toEqual({
    totalCount: 1,
    items: [{ templateId, agreementType, agreementLink, versionRank: 0 }],
    attributes: { objectType: "Collection" },
  });
});

test("Confirm customer acceptance of the Microsoft Customer Agreement, and again", async () => {
  const emulator = await started({ partnerAttestation: true });
  const path = `/v1/customers/${CUSTOMER}/agreements`;
  const answer = await call(emulator, "POST", path, { body: AGREEMENT });
  expect(answer).toMatchObject({ status: 201 });
  expect(answer.json).toEqual({ userId: GUID, ...AGREEMENT });
  expect((await call(emulator, "POST", path, { body: AGREEMENT })).json).toEqual({
    code: 600061,
    message: "A partner confirmed agreement already exists for the customer.",
    description: "A partner confirmed agreement already exists for the customer.",
    errorName: "PartnerConfirmedAgreementAlreadyExists",
    isRetryable: false,
    parameters: {},
    errorMessageExtended: "InternalErrorCode=600061",
  });
});

test("Get confirmation of customer acceptance of Microsoft Cloud Agreement", async () => {
  const emulator = await started({ partnerAttestation: true });
  const path = `/v1/customers/${CUSTOMER}/agreements`;
  const templateId = "998b88de-aa99-4388-a42c-1b3517d49490";
  const dates = ["2018-07-28", "2017-08-01"];
  for (const [at, date] of dates.entries()) {
    const primaryContact = { ...CONTACT, phoneNumber: `123456789${at}` };
    const type = "MicrosoftCloudAgreement";
    const body = { primaryContact, templateId, type, dateAgreed: `${date}T00:00:00.000Z` };
    expect((await call(emulator, "POST", path, { body })).status).toBe(201);
  }
  expect((await call(emulator, "GET", path)).json).toEqual({
    totalCount: 2,
    items: dates.map((date, at) => ({
      primaryContact: { ...CONTACT, phoneNumber: `123456789${at}` },
      templateId,
      dateAgreed: `${date}T00:00:00`,
      type: "MicrosoftCloudAgreement",
      agreementLink: "https://learn.microsoft.com/partner-center/agreements",
    })),
    attributes: { objectType: "Collection" },
  });
});

test.each([false, true])(
  "Get the status of direct acceptance of the Microsoft Customer Agreement: %s",
  async (isSigned) => {
    const answer = await exchange(
      "GET",
      `/v1/customers/${CUSTOMER}/directSignedMicrosoftCustomerAgreementStatus`,
      { emulator: { customers: [{ id: CUSTOMER, agreementAccepted: isSigned }] } },
    );
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.json).toEqual({ isSigned });
  },
);
