import { inspect } from "node:util";
import type { Fault } from "../../../emulator";
import { DEFAULT_RESELLER } from "../../../emulator/options";
import { calls, client, emulator, NEW, reconnect, SEED } from "./sandbox";
import { errorOf } from "./support";

/* The creation of customers, against Partner Center in one process, over TLS. */

// Each test starts an emulator of its own, certificate included: slow where many share a machine.
jest.setTimeout(30_000);

test("a customer from its domain to its end", async () => {
  const { customers } = client;
  expect(await customers.isDomainAvailable(NEW.domain)).toBe(true);
  const { customer, found } = await customers.createCustomer(NEW);
  expect(found).toBe(false);
  expect(customer.userName).toBe("admin");
  expect(customer.password).toBe(emulator.customer(customer.id).adminPassword);
  expect(await customers.isDomainAvailable(NEW.domain)).toBe(false);

  const read = await customers.getCustomer(customer.id);
  expect(read).toMatchObject({ id: customer.id, domain: NEW.domain, commerceId: customer.commerceId });
  expect(read).not.toHaveProperty("password");
  expect(await customers.findCustomerByDomain(NEW.domain.toUpperCase())).toMatchObject({ id: customer.id });

  const { etag = "", ...profile } = await customers.getBillingProfile(customer.id);
  expect(profile).toEqual({ id: profile.id, ...NEW.billingProfile });
  const changed = { ...profile, email: "new@contoso.example" };
  const updated = await customers.updateBillingProfile(customer.id, changed, etag);
  expect(updated).toEqual({ ...changed, etag: updated.etag });
  expect(updated.etag).not.toBe(etag);

  await customers.deleteSandboxCustomer(customer.id);
  expect(await errorOf(customers.getCustomer(customer.id))).toMatchObject({ name: "CustomerNotFoundError" });
  expect(await errorOf(customers.deleteSandboxCustomer(customer.id))).toMatchObject({
    name: "CustomerNotFoundError",
  });
  expect(emulator.creations).toHaveLength(1);
});

const faults: [string, Fault, boolean][] = [
  ["refuse", { kind: "refuse" }, false],
  ["dropAfter", { kind: "dropAfter" }, true],
  ["status500After", { kind: "status500After" }, true],
  ["statusAfter", { kind: "statusAfter", status: 408 }, true],
  ["redirected", { kind: "statusAfter", status: 302 }, true],
  ["stallAfter", { kind: "stallAfter" }, true],
  ["cutBody", { kind: "cutBody", afterBytes: 40 }, true],
  ["body", { kind: "body", body: '{"id":' }, true],
  ["throttle", { kind: "throttle", retryAfter: 1 }, false],
  ["bom", { kind: "bom" }, false],
  ["utf16", { kind: "utf16" }, false],
];

describe.each([true, false])("with MS-RequestId %s", (idempotent) => {
  test.each(faults)("%s: one tenant, and known", async (_, fault, found) => {
    emulator.change({ idempotent });
    reconnect({ requestTimeoutMs: fault.kind === "stallAfter" ? 2000 : 60_000 });
    emulator.faultNext({ method: "POST", path: "/v1/customers" }, fault);
    const result = await client.customers.createCustomer(NEW);
    expect(result.found).toBe(found);
    expect(result.customer.password === undefined).toBe(found);
    expect(emulator.creations).toHaveLength(1);
    expect(emulator.creations[0]).toMatchObject({ customerId: result.customer.id });
  });
});

test.each<[string, Fault, number]>([
  ["dropBefore", { kind: "dropBefore" }, 0],
  ["status", { kind: "status", status: 503 }, 0],
  ["status500After", { kind: "status500After" }, 1],
  ["dropAfter", { kind: "dropAfter" }, 1],
  ["delay", { kind: "delay", ms: 60_000 }, 1],
])("%s, and a list that is behind: asked for once, and not known", async (_, fault, created) => {
  emulator.change({ idempotent: false, listBehindMs: 60_000 });
  emulator.faultNext({ method: "POST" }, fault);
  reconnect({ requestTimeoutMs: fault.kind === "delay" ? 2000 : 60_000 });
  const error = await errorOf(client.customers.createCustomer(NEW));
  expect(error).toMatchObject({ creation: "unknown" });
  expect(error.message).toContain("It was not sent again");
  expect(emulator.creations).toHaveLength(created);
  expect(calls().filter((method) => method === "POST")).toHaveLength(1);
});

test("created, its answer lost, and every look fails: not known, no second tenant, no password in the error", async () => {
  emulator.faultNext({ method: "POST" }, { kind: "dropAfter" });
  emulator.faultShare({ method: "GET" }, { kind: "status", status: 503 }, 1);
  const error = await errorOf(client.customers.createCustomer(NEW));
  expect(error).toMatchObject({ creation: "unknown", name: "ConnectionLostError" });
  expect(emulator.creations).toHaveLength(1);
  const { customerId } = emulator.creations[0] ?? { customerId: "" };
  const password = emulator.customer(customerId).adminPassword ?? "none";
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(password);
});

test("a domain that somebody else has", async () => {
  emulator.takeDomain(NEW.domain);
  expect(await client.customers.isDomainAvailable(NEW.domain)).toBe(false);
  expect(await client.customers.findCustomerByDomain(NEW.domain)).toBeUndefined();
  expect(await errorOf(client.customers.createCustomer(NEW))).toMatchObject({ creation: "refused" });
  // After a lost attempt nobody can tell, though nothing of ours is listed.
  emulator.faultNext({ method: "POST" }, { kind: "dropBefore" });
  expect(await errorOf(client.customers.createCustomer(NEW))).toMatchObject({ creation: "unknown" });
  expect(emulator.creations).toEqual([]);
});

test("for an indirect reseller", async () => {
  const { customer } = await client.customers.createCustomer({
    ...NEW,
    associatedPartnerId: DEFAULT_RESELLER,
  });
  expect(customer).toMatchObject({
    associatedPartnerId: DEFAULT_RESELLER,
    relationshipToPartner: "reseller",
  });
  const stranger = { ...NEW, domain: "other.onmicrosoft.com", associatedPartnerId: SEED };
  expect(await errorOf(client.customers.createCustomer(stranger))).toMatchObject({
    name: "AssociatedPartnerError",
    creation: "refused",
  });
});

test("an application reads and creates, and what it may not do is said so", async () => {
  reconnect({ login: { kind: "accessToken", accessToken: emulator.accessToken("appOnly") } });
  const { customer } = await client.customers.createCustomer(NEW);
  expect((await client.customers.getBillingProfile(customer.id)).companyName).toBe("Contoso School");
  for (const refused of [
    client.customers.removeRelationship(customer.id),
    client.agreements.getAgreementTemplates(),
    client.agreements.isDirectlySigned(customer.id),
  ]) {
    expect(await errorOf(refused)).toMatchObject({ name: "AppOnlyNotSupportedError", scope: "partner" });
  }
});
