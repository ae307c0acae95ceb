import { look } from "../../../../provider/resources/customerQualification/observe";
import { startEmulator, type Emulator } from "../../../../emulator";
import { Changes } from "../../../../emulator/state";
import * as lifecycle from "../../../../provider/resources/customerAgreement";
import { PartialFailure, Refused } from "../../../../provider/failure";
import { Session } from "../../../../provider/lifecycle/session";

/** The resource against the emulator: what is sent, what is recorded, and what is said. */

const customerId = "00000000-0000-4000-8000-000000000001";
const id = `${customerId}/MicrosoftCustomerAgreement`;
const attestation = { firstName: "Astrid", lastName: "Berg", email: "head@contoso.example" };
const MUST = /a global administrator of the customer signs it in the Microsoft 365 admin center/;

let emulator: Emulator;
let said: string[];
let saying: Changes;
const sessions: Session[] = [];

function newSession(kind: "appUser" | "appOnly" = "appUser"): Session {
  const settings: Record<string, string> = {
    "partnercenter:accessToken": emulator.accessToken(kind),
    "partnercenter:apiBaseUrl": emulator.url,
  };
  const session = new Session((key) => settings[key]);
  sessions.push(session);
  return session;
}

beforeEach(async () => {
  emulator = await startEmulator({ tls: false, customers: [customerId] });
  said = [];
  saying = new Changes();
  jest.spyOn(process.stdout, "write").mockImplementation((text) => {
    said.push(String(text));
    saying.happened();
    return true;
  });
});
afterEach(async () => {
  jest.restoreAllMocks();
  for (const session of sessions.splice(0)) session.client.close();
  await emulator.close();
});

const thrown = (promise: Promise<unknown>): Promise<Error> =>
  promise.then(
    () => Promise.reject(new Error("nothing was thrown")),
    (error: Error) => error,
  );
const posts = () => emulator.requests.filter(({ method }) => method === "POST");

test("not accepted and not waited for: recorded, with what the customer must do; no drift, also later", async () => {
  const session = newSession();
  const { id: made, outs } = await lifecycle.create(session, { customerId });
  expect(made).toBe(id);
  expect(outs).toMatchObject({
    accepted: false,
    acceptedHow: null,
    agreementLink: expect.stringContaining("https:"),
  });
  expect(said.join("")).toMatch(MUST);
  const later = newSession();
  expect(await lifecycle.check(later, { customerId }, { customerId })).toEqual({
    inputs: { customerId },
    failures: [],
  });
  expect(await lifecycle.diff(later, { ...outs }, { customerId })).toEqual({ changes: false, replaces: [] });
  emulator.acceptAgreement(customerId);
  const accepted = newSession();
  expect(await lifecycle.diff(accepted, { ...outs }, { customerId })).toEqual({
    changes: false,
    replaces: [],
  });
  expect(said.join("")).toMatch(
    /is accepted \(signed by the customer itself\)\. Nothing to do; `pulumi up --refresh` records it/,
  );
  expect(await lifecycle.read(accepted, id, { ...outs })).toMatchObject({
    props: { accepted: true, acceptedHow: "signedByCustomer", agreementLink: outs.agreementLink },
    inputs: { customerId },
  });
  expect(posts()).toEqual([]);
});

test("waited for: until the customer accepts, by its own hand", async () => {
  const waiting = lifecycle.create(newSession(), {
    customerId,
    waitForAcceptance: true,
    acceptancePollIntervalSeconds: 1,
  });
  await saying.until(() => said.join("").includes("waiting for the customer"));
  emulator.acceptAgreement(customerId);
  expect((await waiting).outs).toMatchObject({ accepted: true, acceptedHow: "signedByCustomer" });
});

test("waited for in vain: in the state as not accepted, shown as a drift, and waited on by the next up", async () => {
  const inputs = {
    customerId,
    waitForAcceptance: true,
    acceptanceTimeoutSeconds: 1,
    acceptancePollIntervalSeconds: 1,
  };
  const error = await thrown(lifecycle.create(newSession(), inputs));
  expect(error).toBeInstanceOf(PartialFailure);
  expect(error.message).toMatch(
    /has not accepted after 1 s \(acceptanceTimeoutSeconds\)\. It is in the state as not accepted/,
  );
  expect(error.message).toMatch(MUST);
  const { properties } = error as PartialFailure;
  expect(properties).toMatchObject({ accepted: false });
  const later = newSession();
  expect(await lifecycle.check(later, inputs, inputs)).toMatchObject({
    inputs: { drift: { accepted: "true => false", nextStep: expect.stringMatching(MUST) } },
    failures: [],
  });
  expect(await lifecycle.diff(later, { ...properties }, inputs)).toMatchObject({ changes: true });
  emulator.acceptAgreement(customerId);
  expect(await lifecycle.update(newSession(), { ...properties }, inputs)).toMatchObject({
    outs: { accepted: true },
  });
});

test("an agreement that is named is the same as the default, and is looked at", async () => {
  const before = { customerId, waitForAcceptance: true };
  const named = { ...before, agreementType: "MicrosoftCustomerAgreement" };
  for (const [olds, news] of [
    [before, named],
    [named, before],
  ] as const)
    expect(await lifecycle.check(newSession(), olds, news)).toMatchObject({
      inputs: { drift: { accepted: "true => false" } },
    });
});

test("a wait ends when the engine asks to stop", async () => {
  const session = newSession();
  const waiting = thrown(lifecycle.create(session, { customerId, waitForAcceptance: true }));
  await saying.until(() => said.join("").includes("waiting for the customer"));
  const asked = emulator.requests.length;
  session.cancellation.cancel();
  expect((await waiting).message).toMatch(/interrupted while waiting.*the next `pulumi up` waits on/);
  // Asked last, it is answered last.
  await session.client.agreements.getCustomerAgreements(customerId);
  expect(emulator.requests).toHaveLength(asked + 1);
});

test("attested where an account still can: once, with the current template", async () => {
  await emulator.close();
  emulator = await startEmulator({ tls: false, customers: [customerId], partnerAttestation: true });
  const inputs = { customerId, attestation: { ...attestation, dateAgreed: "2025-11-20T10:00:00Z" } };
  const { outs } = await lifecycle.create(newSession(), inputs);
  expect(outs).toMatchObject({ accepted: true, acceptedHow: "attested", dateAgreed: "2025-11-20T10:00:00Z" });
  expect(emulator.agreements(customerId)).toMatchObject([
    { primaryContact: attestation, type: "MicrosoftCustomerAgreement" },
  ]);
  const later = newSession();
  expect(await lifecycle.diff(later, { ...outs }, inputs)).toEqual({ changes: false, replaces: [] });
  const edited = { customerId, attestation };
  expect(await lifecycle.update(later, { ...outs }, edited)).toMatchObject({
    outs: { accepted: true, acceptedHow: "attested" },
  });
  expect(posts()).toHaveLength(1);
});

test("attested where Microsoft has ended it: fails, says so, and records nothing", async () => {
  const error = await thrown(lifecycle.create(newSession(), { customerId, attestation }));
  expect(error).toBeInstanceOf(Refused);
  expect(error.message).toMatch(
    /Microsoft ended the partner's attestation for most accounts on 5 January 2026\. Next: remove `attestation`/,
  );
});

test("an application's login looks at nothing, and lets the others be looked at; an up says what it needs", async () => {
  const session = newSession("appOnly");
  expect(await lifecycle.check(session, {}, { customerId })).toEqual({
    inputs: { customerId },
    failures: [],
  });
  expect(said.join("")).toMatch(/not looked at: agreements can be read by App\+User logins only/);
  expect(await look(session, customerId)).toEqual({ items: [] });
  const error = await thrown(lifecycle.create(newSession("appOnly"), { customerId }));
  expect(error.message).toMatch(/could not be observed.*App\+User/s);
});

test("one customer that can't be read is a drift, and never stops a refresh", async () => {
  emulator.loseRelationship(customerId);
  expect(await lifecycle.check(newSession(), {}, { customerId })).toMatchObject({
    failures: [],
    inputs: { drift: { notObserved: expect.stringContaining("20002") } },
  });
  const props = { customerId, accepted: true, acceptedHow: "signedByCustomer" };
  expect(await lifecycle.read(newSession(), id, props)).toMatchObject({ id, props });
});

test("a cloud without agreements is a mistake of the program", async () => {
  const settings: Record<string, string> = {
    "partnercenter:accessToken": "token",
    "partnercenter:environment": "China",
  };
  const session = new Session((key) => settings[key]);
  expect((await lifecycle.check(session, {}, { customerId })).failures).toEqual([
    { property: "", reason: "Partner Center has no agreements in the cloud China; remove this resource" },
  ]);
});

test("a changed customer or type is a replacement, an unknown one is not; a destroy calls nothing", async () => {
  const { outs } = await lifecycle.create(newSession(), { customerId });
  const other = "00000000-0000-4000-8000-000000000002";
  const session = newSession();
  expect(await lifecycle.diff(session, { ...outs }, { customerId: other })).toEqual({
    changes: true,
    replaces: ["customerId"],
  });
  expect(
    await lifecycle.diff(session, { ...outs }, { customerId, agreementType: "MicrosoftCloudAgreement" }),
  ).toEqual({
    changes: true,
    replaces: ["agreementType"],
  });
  const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
  expect(await lifecycle.diff(session, { ...outs }, { customerId: unknown })).toMatchObject({ replaces: [] });
  const before = emulator.requests.length;
  await lifecycle.delete(session, { ...outs });
  expect(emulator.requests).toHaveLength(before);
  expect(said.join("")).toMatch(
    /WARNING CustomerAgreement .*is not accepted; an acceptance can't be taken back/,
  );
});

test("`get` reads, whatever there is", async () => {
  emulator.acceptAgreement(customerId);
  expect(await lifecycle.read(newSession(), id, {})).toMatchObject({
    id,
    props: { customerId, accepted: true },
  });
  expect((await thrown(lifecycle.read(newSession(), customerId, {}))).message).toMatch(/is not of the form/);
});

test("while an up creates, check leaves the look to create, which says the same", async () => {
  const session = newSession();
  session.creating = true;
  expect((await lifecycle.check(session, {}, { customerId })).failures).toEqual([]);
  expect(emulator.requests).toEqual([]);
  await lifecycle.create(session, { customerId });
  expect(said.join("")).toMatch(MUST);
});

test("an attestation that is none is named in words, with its property", async () => {
  const { failures } = await lifecycle.check(newSession(), {}, { customerId, attestation: "Astrid Berg" });
  expect(failures).toEqual([
    {
      property: "attestation",
      reason: "must be who accepted for the customer, with firstName, lastName and email",
    },
  ]);
});
