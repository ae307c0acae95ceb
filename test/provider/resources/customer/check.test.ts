import { look } from "../../../../provider/resources/customerQualification/observe";
import * as lifecycle from "../../../../provider/resources/customer";
import { Refused } from "../../../../provider/failure";
import { creationRequests, school } from "../../../engine/support/tenants";
import { domain, emulator, id, newSession, said, thrown } from "./support";

describe("check", () => {
  const check = (news: Record<string, unknown>, olds: Record<string, unknown> = {}, session = newSession()) =>
    lifecycle.check(session, olds, news);

  test("holds an address against the rules of its country, read once for all customers", async () => {
    const session = newSession();
    const bad = { country: "US", addressLine1: "x", city: "Seattle", postalCode: "ABC" };
    const one = await check(school(domain, { address: bad }), {}, session);
    const two = await check(
      school("fabrikam.onmicrosoft.com", { address: { ...bad, country: "ZZ" } }),
      {},
      session,
    );
    await check(school("tailspin.onmicrosoft.com", { address: bad }), {}, session);
    expect(one.failures.map(({ property }) => property)).toEqual(["address.state", "address.postalCode"]);
    expect(two.failures).toEqual([
      { property: "address.country", reason: "Partner Center has no rules for ZZ" },
    ]);
    expect(emulator.requests.filter(({ path }) => path.includes("countryvalidationrules"))).toHaveLength(2);
  });

  test("an address with a line that is none is still held against the rules", async () => {
    const bad = { country: "SE", addressLine1: "x", city: "Malmö", postalCode: "ABC", street: "x" };
    const { failures } = await check(school(domain, { address: bad }));
    expect(failures.map(({ property, reason }) => property || reason)).toEqual([
      "address.street: is not an input",
      "address.postalCode",
    ]);
  });

  test("a domain whose customer has just left is a drift: the program names no id that could be wrong", async () => {
    const session = newSession();
    session.previewing = true;
    emulator.addCustomer(id, { domain });
    emulator.faultShare(
      { path: "/profiles/billing" },
      { kind: "status", status: 403, body: { code: "20002" } },
      1,
    );
    expect(await check({ domain }, {}, session)).toMatchObject({
      failures: [],
      inputs: { drift: { notObserved: expect.stringContaining("20002") as string } },
    });
  });

  test("names everything that a creation lacks; what is there already lacks nothing", async () => {
    const { failures } = await check({ domain });
    expect(failures.map(({ property }) => property)).toEqual([
      "companyName",
      "email",
      "culture",
      "language",
      "address",
    ]);
    emulator.addCustomer(id, { domain });
    const there = await check({ domain });
    expect(there).toEqual({ inputs: { domain }, failures: [] });
  });

  test("a domain that is taken, or a customer that can't be read, is a drift and no failure", async () => {
    emulator.takeDomain(domain);
    expect(await check(school(domain))).toMatchObject({
      failures: [],
      inputs: {
        drift: {
          domain: "available => taken",
          nextStep: expect.stringContaining("another domain") as string,
        },
      },
    });
    emulator.addCustomer(id, { domain: "tailspin.onmicrosoft.com" });
    emulator.loseRelationship(id);
    expect(await check({ customerId: id })).toMatchObject({
      failures: [],
      inputs: { drift: { relationshipToPartner: "reseller => none" } },
    });
    emulator.restoreRelationship(id);
    emulator.faultShare(
      { path: "/profiles/billing" },
      { kind: "status", status: 403, body: { code: 2032 } },
      1,
    );
    expect(await check({ domain: "tailspin.onmicrosoft.com" })).toMatchObject({
      failures: [],
      inputs: { drift: { notObserved: expect.stringContaining("2032") as string } },
    });
  });

  test("a new tenant's password that Microsoft repeats is in no drift, and redacted in the line", async () => {
    const { outs } = await lifecycle.create(newSession(), school(domain));
    const password = String(outs.adminPassword);
    const body = { code: 3000, description: `pw ${password}` };
    emulator.faultShare({ path: "/profiles/billing" }, { kind: "status", status: 400, body }, 1);
    const session = newSession();
    const inputs = school(domain);
    const { inputs: checked } = await check(inputs, inputs, session);
    expect(checked).toHaveProperty(
      "drift.notObserved",
      expect.stringMatching(/HTTP 400, code 3000 \(MS-Corr/),
    );
    expect(JSON.stringify(checked)).not.toContain(password);
    await lifecycle.diff(session, { ...outs }, checked);
    expect(said.join("")).toContain('code 3000: "pw REDACTED"');

    emulator.faultShare({ path: "/v1/customers/" }, { kind: "status", status: 409, body }, 1);
    const other = newSession();
    await check({ customerId: id }, { customerId: id }, other);
    const created = { customerId: outs.customerId };
    const outage = await thrown(check(created, created, other));
    expect(outage).toBeInstanceOf(Refused);
    expect(outage.message).toMatch(/HTTP 409, code 3000 \(MS-Corr/);
    expect(outage.message).not.toContain(password);
  });

  test("an address that mail does not reach is said before the creation", async () => {
    await check(
      school(domain, {
        address: { country: "SE", addressLine1: "Storgatan", city: "Malmö", postalCode: "211 34" },
      }),
    );
    expect(said.join("")).toMatch(
      /WARNING Customer: Microsoft did not verify the address .*StreetPartial.*can't be deleted/,
    );
  });

  test("while an up creates, check leaves the look to create, which says the same and refuses the same", async () => {
    const session = newSession();
    session.creating = true;
    const partly = school(domain, {
      address: { country: "SE", addressLine1: "Storgatan", city: "Malmö", postalCode: "211 34" },
    });
    for (const news of [partly, { customerId: id }, { domain: "lacks.onmicrosoft.com" }]) {
      const { failures, inputs } = await lifecycle.check(session, {}, news);
      expect(failures).toEqual([]);
      expect(inputs).not.toHaveProperty("drift");
    }
    expect(emulator.requests.filter(({ path }) => !path.includes("countryvalidationrules"))).toEqual([]);

    await lifecycle.create(session, partly);
    expect(said.join("")).toMatch(/no customer has this domain\. It is created: a tenant/);
    expect(said.join("")).toMatch(/WARNING Customer: Microsoft did not verify the address/);
    expect(await thrown(lifecycle.create(session, { customerId: id }))).toBeInstanceOf(Refused);
    const lacks = await thrown(lifecycle.create(session, { domain: "lacks.onmicrosoft.com" }));
    expect(lacks.message).toMatch(/companyName/);
    expect(creationRequests(emulator)).toHaveLength(1);
  });

  test("an address that can't be asked about ends the creation before it, and the error says whose it is", async () => {
    const session = newSession();
    session.creating = true;
    emulator.faultShare({ path: /address/ }, { kind: "status", status: 401 }, 1);
    const error = await thrown(lifecycle.create(session, school(domain)));
    expect(error).toBeInstanceOf(Refused);
    expect(error.message).toMatch(/contoso\.onmicrosoft\.com: could not be observed.*Nothing was changed/s);
    expect(creationRequests(emulator)).toEqual([]);
  });

  test("what check was told of an address holds for create, though something else has failed since", async () => {
    const session = newSession();
    await lifecycle.check(session, {}, school(domain));
    emulator.faultShare({ path: /qualifications/ }, { kind: "status", status: 401 }, 1);
    await thrown(look(session, id));
    emulator.clearFaults();
    await lifecycle.create(session, school(domain));
    expect(emulator.creations).toHaveLength(1);
    expect(emulator.requests.filter(({ path }) => /address/.test(path))).toHaveLength(1);
  });

  test("without `liveDiff` nothing is asked", async () => {
    await check(school(domain), {}, newSession({ "partnercenter:liveDiff": "false" }));
    expect(emulator.requests).toEqual([]);
  });
});
