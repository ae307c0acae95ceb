import * as lifecycle from "../../../../provider/resources/customer";
import { Refused } from "../../../../provider/failure";
import { changes, creationRequests, school } from "../../../engine/support/tenants";
import { domain, emulator, id, newSession, said, thrown } from "./support";

describe("create", () => {
  test("creates once, with what is declared, and records what only the creation tells", async () => {
    const { id: created, outs } = await lifecycle.create(
      newSession(),
      school(domain, { enableGDAPByDefault: true }),
    );
    const [post] = creationRequests(emulator);
    expect(JSON.parse(post?.body ?? "")).toEqual({
      enableGDAPByDefault: true,
      companyProfile: { domain },
      billingProfile: {
        companyName: "Contoso School",
        email: "head@contoso.example",
        culture: "sv-SE",
        language: "sv",
        defaultAddress: school(domain)["address"],
      },
    });
    expect(created).toBe(emulator.creations[0]?.customerId);
    expect(outs).toMatchObject({
      customerId: created,
      adminUserName: "admin",
      adminPassword: emulator.customer(created).adminPassword,
      commerceId: emulator.customer(created).commerceId,
      adopted: false,
      address: { city: "Malmö", country: "SE" },
      organizationRegistrationNumber: null,
    });
    expect(JSON.stringify(outs)).not.toContain("etag");
    expect(said.join("")).not.toContain(String(outs.adminPassword));
  });

  test("declared twice, it is created once", async () => {
    const session = newSession();
    const both = await Promise.all([1, 2].map(() => lifecycle.create(session, school(domain))));
    expect(both[0]?.id).toBe(both[1]?.id);
    expect(emulator.creations).toHaveLength(1);
    expect(both.map(({ outs }) => outs.adopted).sort()).toEqual([false, true]);
  });

  test("an answer that never came is settled by a look: one tenant, its password lost, and a line says so", async () => {
    emulator.faultNext({ method: "POST", path: /customers$/ }, { kind: "dropAfter" });
    const { outs } = await lifecycle.create(newSession(), school(domain));
    expect(outs).toMatchObject({ adminPassword: null, adopted: false, email: "head@contoso.example" });
    expect(emulator.creations).toHaveLength(1);
    expect(said.join("")).toMatch(/found by a look.*The administrator's password is not known/);
  });

  test("where no look succeeds nothing is recorded, and the next run adopts", async () => {
    emulator.faultNext({ method: "POST", path: /customers$/ }, { kind: "dropAfter" });
    emulator.faultShare({ method: "POST", path: /customers$/ }, { kind: "status", status: 403 }, 1);
    let looks = 0;
    const session = newSession();
    const { customers } = session.client;
    const find = customers.findCustomerByDomain.bind(customers);
    // The login dies between the creation and the look.
    jest.spyOn(customers, "findCustomerByDomain").mockImplementation((name, call) => {
      looks += 1;
      if (looks === 2) emulator.revokeAccessTokens();
      return find(name, call);
    });
    const error = await thrown(lifecycle.create(session, school(domain)));
    expect(error).toBeInstanceOf(Refused);
    expect(error.message).toMatch(/a customer that was created is adopted, not created again/);
    emulator.clearFaults();
    const { outs } = await lifecycle.create(newSession(), school(domain));
    expect(outs).toMatchObject({ adopted: true, adminPassword: null });
    expect(emulator.creations).toHaveLength(1);
  });

  test.each<[string, () => void, Record<string, unknown>, RegExp]>([
    ["somebody else's domain", () => emulator.takeDomain(domain), {}, /the domain is taken/],
    [
      "another customer's domain, unasked",
      () => emulator.addCustomer(id, { domain }),
      { adoptExisting: false },
      /with the id 0{8}-.*`adoptExisting` is false/,
    ],
    ["a stranger's id", () => undefined, { customerId: id }, /is no customer of this partner/],
    [
      "an id with another domain",
      () => emulator.addCustomer(id, { domain: "fabrikam.onmicrosoft.com" }),
      { customerId: id },
      /has the domain fabrikam\.onmicrosoft\.com, not contoso/,
    ],
    [
      "nothing to create with",
      () => undefined,
      { email: undefined },
      /email: is required to create a customer/,
    ],
  ])("%s: refused, nothing is sent", async (_, arrange, more, message) => {
    arrange();
    const error = await thrown(lifecycle.create(newSession(), school(domain, more)));
    expect(error).toBeInstanceOf(Refused);
    expect(error.message).toMatch(message);
    expect(error.message).toMatch(/Next: .*Nothing was changed\. MS-CorrelationId: /);
    expect(changes(emulator)).toEqual([]);
  });

  test("a content that the API refuses is said with its remedy", async () => {
    const reseller = { associatedPartnerId: "00000000-0000-4000-8000-000000000009" };
    const error = await thrown(lifecycle.create(newSession(), school(domain, reseller)));
    expect(error.message).toMatch(
      /no indirect reseller with a partnership.*Check associatedPartnerId.*Nothing was created\./s,
    );
    expect(emulator.creations).toEqual([]);
  });
});
