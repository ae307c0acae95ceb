import { type Emulator, VirtualClock } from "../../emulator/index";
import { call, CUSTOMER, OTHER_CUSTOMER, started, stopAll } from "./calls";

afterEach(stopAll);

const PATH = `/v1/customers/${CUSTOMER}/agreements`;
const AGREEMENT = {
  primaryContact: { firstName: "Tania", lastName: "Carr", email: "someone@example.com" },
  templateId: "117a77b0-9360-443b-8795-c6dedc750cf9",
  dateAgreed: "2025-06-14T00:00:00.000Z",
  type: "MicrosoftCustomerAgreement",
};
const confirm = (emulator: Emulator, changes: object = {}, headers: Record<string, string> = {}) =>
  call(emulator, "POST", PATH, { body: { ...AGREEMENT, ...changes }, headers });
const attesting = () =>
  started({ partnerAttestation: true, clock: new VirtualClock(Date.parse("2025-12-31T12:00:00Z")) });

test("a partner's confirmation ended in January 2026", async () => {
  const emulator = await started();
  expect(await confirm(emulator)).toMatchObject({ status: 403, json: { code: 600006 } });
  expect(emulator.agreements(CUSTOMER)).toEqual([]);
  emulator.change({ partnerAttestation: true });
  expect((await confirm(emulator)).status).toBe(201);
});

test("is listed under its type only, with its link and without who confirmed it", async () => {
  const emulator = await attesting();
  await confirm(emulator, { dateAgreed: "2025-06-14T01:30:00+02:00" });
  const listed = async (query: string) =>
    ((await call(emulator, "GET", `${PATH}${query}`)).json as { items: unknown[] }).items;
  expect(await listed("?agreementType=MicrosoftCustomerAgreement")).toEqual([
    {
      primaryContact: AGREEMENT.primaryContact,
      templateId: AGREEMENT.templateId,
      dateAgreed: "2025-06-13T23:30:00",
      type: AGREEMENT.type,
      agreementLink: "https://aka.ms/customeragreement",
    },
  ]);
  expect(await listed("?agreementType=*")).toHaveLength(1);
  expect(await listed("")).toEqual([]);
  expect((await call(emulator, "GET", `${PATH}?agreementType=Other`)).json).toMatchObject({ code: 900126 });
  expect(emulator.agreements(OTHER_CUSTOMER)).toEqual([]);
});

test.each([
  ["firstName", "Anna"],
  ["lastName", "Smith"],
  ["email", "other@example.com"],
  ["phoneNumber", "1234567890"],
])("another one is taken only when the contact differs: %s", async (key, value) => {
  const emulator = await attesting();
  await confirm(emulator);
  expect(await confirm(emulator, { dateAgreed: "2025-07-01T00:00:00Z" })).toMatchObject({
    status: 409,
    json: { code: 600061, errorName: "PartnerConfirmedAgreementAlreadyExists" },
  });
  expect(
    (await confirm(emulator, { primaryContact: { ...AGREEMENT.primaryContact, [key]: value } })).status,
  ).toBe(201);
  expect(emulator.agreements(CUSTOMER)).toHaveLength(2);
});

test("a repeated MS-RequestId is the same call", async () => {
  const emulator = await attesting();
  const headers = { "MS-RequestId": "94e4e214-6b06-4fb7-96d1-94d559f9b47f" };
  emulator.faultNext({ method: "POST" }, { kind: "status500After" });
  expect((await confirm(emulator, {}, headers)).status).toBe(500);
  expect((await confirm(emulator, {}, headers)).status).toBe(201);
  expect(emulator.agreements(CUSTOMER)).toHaveLength(1);
});

test.each<[string, object, number, string]>([
  ["a date in the future", { dateAgreed: "2025-12-31T12:00:01Z" }, 3000, "future"],
  ["a date in the future without a zone", { dateAgreed: "2025-12-31T12:00:01" }, 3000, "future"],
  ["a date that is none", { dateAgreed: "yesterday" }, 3000, "no date"],
  ["no date", { dateAgreed: null }, 3000, "dateAgreed is required"],
  ["no contact", { primaryContact: null }, 3000, "primaryContact is required"],
  ["no e-mail", { primaryContact: { firstName: "a", lastName: "b" } }, 3000, "email is required"],
  ["another's template", { templateId: "998b88de-aa99-4388-a42c-1b3517d49490" }, 3000, "TemplateId"],
  ["another type", { type: "EnterpriseAgreement" }, 900126, "EnterpriseAgreement"],
])("refused: %s", async (_name, changes, code, description) => {
  const emulator = await attesting();
  expect(await confirm(emulator, changes)).toMatchObject({
    status: 400,
    json: { code, description: expect.stringContaining(description) as string },
  });
  expect(emulator.agreements(CUSTOMER)).toEqual([]);
});

test("now is not the future", async () => {
  const emulator = await attesting();
  expect((await confirm(emulator, { dateAgreed: "2025-12-31T12:00:00Z" })).status).toBe(201);
});

test("the customer accepts by itself", async () => {
  const emulator = await started();
  const signed = async (customerId: string) =>
    (await call(emulator, "GET", `/v1/customers/${customerId}/directSignedMicrosoftCustomerAgreementStatus`))
      .json;
  expect(await signed(CUSTOMER)).toEqual({ isSigned: false });
  emulator.acceptAgreement(CUSTOMER);
  expect(await signed(CUSTOMER)).toEqual({ isSigned: true });
  expect(await signed(OTHER_CUSTOMER)).toEqual({ isSigned: false });
});

test("all templates are those of both types", async () => {
  const emulator = await started();
  expect((await call(emulator, "GET", "/v1/agreements?agreementType=*")).json).toMatchObject({
    totalCount: 2,
  });
  expect((await call(emulator, "GET", "/v1/agreements?agreementType=Other")).json).toMatchObject({
    code: 900126,
  });
});
