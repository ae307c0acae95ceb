import { client, emulator, SEED } from "./sandbox";
import { errorOf } from "./support";

/* Agreements, against Partner Center in one process, over TLS. */

// Each test starts an emulator of its own, certificate included: slow where many share a machine.
jest.setTimeout(30_000);

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
