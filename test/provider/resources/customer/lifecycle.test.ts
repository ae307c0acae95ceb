import { look } from "../../../../provider/resources/customerQualification/observe";
import { startEmulator, type Emulator } from "../../../../emulator";
import * as lifecycle from "../../../../provider/resources/customer";
import { PartialFailure, Refused } from "../../../../provider/failure";
import { Session } from "../../../../provider/lifecycle/session";
import { changes, creationRequests, school } from "../../../engine/support/tenants";

/** The resource against the emulator: what is sent, what is recorded, and what is said. */

const domain = "contoso.onmicrosoft.com";
const id = "00000000-0000-4000-8000-000000000001";

let emulator: Emulator;
let said: string[];
const sessions: Session[] = [];

/** As a `pulumi` command of its own. */
function newSession(settings: Record<string, string> = {}): Session {
  const all: Record<string, string> = {
    "partnercenter:accessToken": emulator.accessToken(),
    "partnercenter:apiBaseUrl": emulator.url,
    "partnercenter:requestsPerMinute": "100000",
    ...settings,
  };
  const session = new Session((key) => all[key]);
  sessions.push(session);
  return session;
}

beforeEach(async () => {
  emulator = await startEmulator({ tls: false, customers: [] });
  said = [];
  jest.spyOn(process.stdout, "write").mockImplementation((text) => said.push(String(text)) > 0);
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

describe("the billing profile", () => {
  const declared = {
    domain,
    email: "new@contoso.example",
    address: { country: "US", addressLine1: "1 Main St", addressLine2: "" },
  };
  beforeEach(() => {
    emulator.addCustomer(id, {
      domain,
      billingProfile: { firstName: "Keep", defaultAddress: { addressLine2: "Floor 2" } },
    });
  });

  test("what is declared is updated, an empty text removes, and the rest is sent back as it was read", async () => {
    await lifecycle.create(newSession(), declared);
    const put = emulator.requests.find(({ method }) => method === "PUT");
    expect(put?.headers["if-match"]).toMatch(/^"-?\d{19}"$/);
    expect(JSON.parse(put?.body ?? "")).toMatchObject({
      firstName: "Keep",
      email: "new@contoso.example",
      companyName: "Contoso",
      defaultAddress: {
        addressLine1: "1 Main St",
        city: "Redmond",
        postalCode: "98052",
        phoneNumber: "4255550101",
      },
      attributes: { etag: expect.stringMatching(/^-?\d{19}$/) as string },
    });
    expect(emulator.customer(id).billingProfile.defaultAddress).not.toHaveProperty("addressLine2");
    expect(emulator.customer(id).billingProfile.firstName).toBe("Keep");
  });

  test("a stale etag is read again, once; twice fails and changes nothing", async () => {
    emulator.faultNext({ method: "PUT" }, { kind: "error", error: "staleEtag" });
    const { outs } = await lifecycle.create(newSession(), declared);
    expect(outs).toMatchObject({ email: "new@contoso.example" });
    expect(changes(emulator)).toHaveLength(2);

    emulator.faultNext({ method: "PUT" }, { kind: "error", error: "staleEtag" }, 2);
    const before = emulator.customer(id).billingProfile;
    const error = await thrown(
      lifecycle.update(newSession(), { ...outs }, { ...declared, email: "again@contoso.example" }),
    );
    expect(error.message).toMatch(/has changed since it was read/);
    expect(changes(emulator)).toHaveLength(4);
    expect(emulator.customer(id).billingProfile).toEqual(before);
  });

  test("an update that was taken, and whose answer was lost, is not made twice", async () => {
    emulator.faultNext({ method: "PUT" }, { kind: "status500After" });
    await lifecycle.create(newSession(), declared);
    expect(emulator.customer(id).billingProfile).toMatchObject({ email: "new@contoso.example" });
  });

  test("an adoption whose update fails is in the state", async () => {
    emulator.faultShare(
      { method: "PUT" },
      { kind: "status", status: 403, body: { code: 1002, description: "Authorization Failed" } },
      1,
    );
    const error = await thrown(lifecycle.create(newSession(), declared));
    expect(error).toBeInstanceOf(PartialFailure);
    expect(error).toMatchObject({
      id,
      properties: { customerId: id, adopted: true, email: "admin@contoso.example" },
    });
  });
});

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

describe("read", () => {
  test("a refresh keeps a customer that is gone, and the password of one that is there", async () => {
    const { id: created, outs } = await lifecycle.create(newSession(), school(domain));
    emulator.changeBillingProfile(created, { email: "other@contoso.example" });
    const refreshed = await lifecycle.read(newSession(), created, { ...outs });
    expect(refreshed).toMatchObject({
      id: created,
      props: { email: "other@contoso.example", adminPassword: outs.adminPassword },
    });
    emulator.loseRelationship(created);
    const gone = await lifecycle.read(newSession(), created, { ...refreshed.props });
    expect(gone).toMatchObject({
      id: created,
      props: { relationshipToPartner: "none", adminPassword: outs.adminPassword },
    });
  });

  test("a `get` reads, is gone when it is gone, and fails where there is nothing", async () => {
    emulator.addCustomer(id, { domain });
    const got = await lifecycle.read(newSession(), id, {});
    expect(got.props).toMatchObject({
      customerId: id,
      domain,
      adopted: null,
      adminPassword: null,
      relationshipToPartner: "reseller",
    });
    emulator.loseRelationship(id);
    expect(await lifecycle.read(newSession(), id, { ...got.props })).toEqual({ id: "", props: {} });
    expect((await thrown(lifecycle.read(newSession(), id, {}))).message).toMatch(/nothing to get/);
    expect((await thrown(lifecycle.read(newSession(), "contoso", {}))).message).toMatch(
      /is not a customer's tenant id/,
    );
  });
});

test("a removal that was done already is no error; one that Microsoft refuses is", async () => {
  const { outs } = await lifecycle.create(
    newSession(),
    school(domain, { onDelete: "deleteSandboxCustomer" }),
  );
  const error = await thrown(Promise.resolve(lifecycle.delete(newSession(), { ...outs })));
  expect(error.message).toMatch(/not supported in this environment|sandbox/i);
  emulator.loseRelationship(String(outs.customerId));
  await lifecycle.delete(newSession(), { ...outs });
});
