import {
  billingOf,
  call,
  createCustomer,
  createdCustomer,
  EDUCATION,
  failure,
  newCustomer,
  OTHER_CUSTOMER,
  qualificationsOf,
  started,
  stopAll,
} from "./calls";

afterEach(stopAll);

describe("creating a customer", () => {
  test("it works with everything else at once", async () => {
    const emulator = await started();
    const { id } = await createdCustomer(emulator);
    expect(await call(emulator, "POST", qualificationsOf(id), { body: EDUCATION })).toMatchObject({
      status: 201,
    });
    emulator.approve(id, "Education");
    expect((await call(emulator, "GET", qualificationsOf(id))).json).toMatchObject([
      { vettingStatus: "Approved" },
    ]);
    expect((await call(emulator, "GET", `/v1/customers/${id}`)).json).toMatchObject({
      id,
      relationshipToPartner: "reseller",
      companyProfile: { domain: "xyz.ccsctp.net", companyName: "test company" },
    });
    expect((await call(emulator, "GET", "/v1/customers")).json).toMatchObject({ totalCount: 3 });
    expect((await call(emulator, "HEAD", "/v1/domains/XYZ.ccsctp.net")).status).toBe(200);
    expect(emulator.creations).toMatchObject([{ customerId: id, domain: "xyz.ccsctp.net" }]);
  });

  test("the password is answered once and kept for tests alone", async () => {
    const emulator = await started();
    const { id, userCredentials } = await createdCustomer(emulator);
    expect(emulator.customer(id).adminPassword).toBe(userCredentials.password);
    const answers = [
      await call(emulator, "GET", `/v1/customers/${id}`),
      await call(emulator, "GET", billingOf(id)),
      await call(emulator, "GET", "/v1/customers"),
      await call(emulator, "GET", `/emulator/customers/${id}`, { token: null }),
      await call(emulator, "GET", "/emulator/creations", { token: null }),
      await call(emulator, "GET", "/emulator/requests", { token: null }),
    ];
    for (const { status, text } of answers) {
      expect(status).toBe(200);
      expect(text).not.toContain(userCredentials.password);
    }
  });

  test("etags are texts of more digits than a number holds, with either sign, never twice", async () => {
    const emulator = await started();
    const etags: string[] = [];
    for (const prefix of ["a", "b", "c", "d"]) {
      etags.push(
        (await createdCustomer(emulator, newCustomer(`${prefix}.ccsctp.net`))).billingProfile.attributes.etag,
      );
    }
    expect(new Set(etags).size).toBe(4);
    expect(etags.filter((etag) => etag.startsWith("-"))).not.toHaveLength(0);
    expect(etags.filter((etag) => !etag.startsWith("-"))).not.toHaveLength(0);
    for (const etag of etags) expect(Math.abs(Number(etag))).toBeGreaterThan(Number.MAX_SAFE_INTEGER);
  });

  test("a repeated MS-RequestId is the same call, also when its answer never came", async () => {
    const emulator = await started();
    const headers = { "MS-RequestId": "94e4e214-6b06-4fb7-96d1-94d559f9b47f" };
    emulator.faultNext({ method: "POST" }, { kind: "dropAfter" });
    expect(await failure(createCustomer(emulator, newCustomer(), headers))).toBe("ECONNRESET");
    const again = await createCustomer(emulator, newCustomer(), headers);
    expect(again).toMatchObject({ status: 201, json: { id: emulator.creations[0]?.customerId } });
    expect((await createCustomer(emulator, newCustomer(), headers)).json).toEqual(again.json);
    expect(emulator.creations).toHaveLength(1);
  });

  test("without idempotency, or with another id, the domain is taken", async () => {
    const emulator = await started({ idempotent: false });
    const headers = { "MS-RequestId": "94e4e214-6b06-4fb7-96d1-94d559f9b47f" };
    expect((await createCustomer(emulator, newCustomer(), headers)).status).toBe(201);
    expect(await createCustomer(emulator, newCustomer("XYZ.ccsctp.net"), headers)).toMatchObject({
      status: 409,
      json: { description: expect.stringContaining("XYZ.ccsctp.net") as string },
    });
    emulator.takeDomain("fabrikam.onmicrosoft.com");
    expect((await createCustomer(emulator, newCustomer("fabrikam.onmicrosoft.com"))).status).toBe(409);
    emulator.releaseDomain("Fabrikam.onmicrosoft.com");
    expect((await createCustomer(emulator, newCustomer("fabrikam.onmicrosoft.com"))).status).toBe(201);
    expect(emulator.creations).toHaveLength(2);
  });

  const without = (part: "companyProfile" | "billingProfile", key: string) => {
    const body = newCustomer();
    return { ...body, [part]: { ...body[part], [key]: undefined } };
  };
  const withBilling = (changes: object) => {
    const body = newCustomer();
    return { ...body, billingProfile: { ...body.billingProfile, ...changes } };
  };
  const withNumber = (number: string, address: Record<string, unknown> = {}) => {
    const body = newCustomer("xyz.ccsctp.net", address);
    return { ...body, companyProfile: { ...body.companyProfile, organizationRegistrationNumber: number } };
  };
  const india = { country: "IN", state: undefined, postalCode: "110001", city: "New Delhi" };
  const phone = { phoneNumber: "9876543210" };

  test.each<[string, unknown, number, number, string]>([
    ["no body", "", 400, 3000, "no JSON"],
    ["an array", [], 400, 3000, "no object"],
    ["no company profile", { billingProfile: {} }, 400, 3000, "companyProfile is required"],
    ["no domain", without("companyProfile", "domain"), 400, 3000, "domain is required"],
    ["no e-mail", without("billingProfile", "email"), 400, 3000, "email is required"],
    ["no culture", without("billingProfile", "culture"), 400, 3000, "culture is required"],
    ["no language", without("billingProfile", "language"), 400, 3000, "language is required"],
    ["no company name", without("billingProfile", "companyName"), 400, 3000, "companyName is required"],
    ["no address", without("billingProfile", "defaultAddress"), 400, 3000, "defaultAddress is required"],
    ["a culture that is none", withBilling({ culture: "english" }), 400, 3000, "no culture"],
    ["an e-mail of Microsoft", withBilling({ email: "a@microsoft.com" }), 400, 3000, "email is not allowed"],
    ["a company name of one character", withBilling({ companyName: "A" }), 400, 3000, "companyName"],
    ["a company name of signs", withBilling({ companyName: "&& -" }), 400, 3000, "companyName"],
    ["a company name that is a number", withBilling({ companyName: 12 }), 400, 3000, "must be a text"],
    ["a domain of its own", newCustomer("contoso.com"), 400, 3000, "Domain is invalid"],
    ["a prefix of 28", newCustomer(`${"a".repeat(28)}.onmicrosoft.com`), 400, 3000, "Domain is invalid"],
    [
      "a password",
      { ...newCustomer(), userCredentials: { userName: "admin", password: "x" } },
      400,
      3000,
      "Password cannot be set",
    ],
    ["a flag that is none", { ...newCustomer(), enableGDAPByDefault: "yes" }, 400, 3000, "true or false"],
    ["the country UK", newCustomer("xyz.ccsctp.net", { country: "UK" }), 404, 1000, "country/region UK"],
    [
      "no state in the United States",
      newCustomer("a.ccsctp.net", { state: null }),
      400,
      3000,
      "State is required",
    ],
    ["no city", newCustomer("a.ccsctp.net", { city: "" }), 400, 3000, "City is required"],
    ["a wrong state", newCustomer("a.ccsctp.net", { state: "XX" }), 400, 2007, "ZipCityInvalid"],
    ["a wrong postal code", newCustomer("a.ccsctp.net", { postalCode: "1" }), 400, 2007, "ZipCityInvalid"],
    [
      "a first name of 51",
      newCustomer("a.ccsctp.net", { firstName: "a".repeat(51) }),
      400,
      3000,
      "longer than 50",
    ],
    ["no registration number", newCustomer("a.ccsctp.net", india), 400, 600049, "missing"],
    [
      "a wrong registration number",
      withNumber("1", { ...india, ...phone }),
      400,
      600050,
      "^[A-Z]{5}\\d{4}[A-Z]$",
    ],
    ["no phone number", withNumber("ABCDE1234F", india), 400, 600051, "phone number is missing"],
    [
      "an unknown partner",
      { ...newCustomer(), associatedPartnerId: "reseller" },
      404,
      800015,
      "Partner ID is not found",
    ],
    [
      "a partner that is no reseller of ours",
      { ...newCustomer(), associatedPartnerId: OTHER_CUSTOMER },
      400,
      800016,
      "Indirect Reseller",
    ],
  ])("refused: %s", async (_name, body, status, code, description) => {
    const emulator = await started();
    const answer = await createCustomer(emulator, body);
    expect(answer).toMatchObject({ status, json: { code } });
    expect((answer.json as { description: string }).description).toContain(description);
    expect(emulator.creations).toEqual([]);
  });

  test("a country with a registration number and a phone number", async () => {
    const emulator = await started();
    expect(
      (await createCustomer(emulator, withNumber("ABCDE1234F", { ...india, ...phone }))).json,
    ).toMatchObject({
      companyProfile: { organizationRegistrationNumber: "ABCDE1234F" },
      billingProfile: { defaultAddress: { country: "IN", phoneNumber: "9876543210" } },
    });
  });

  test("a registration number elsewhere: the pages contradict each other", async () => {
    const emulator = await started();
    expect((await createCustomer(emulator, withNumber("12345"))).status).toBe(201);
    emulator.change({ registrationNumberElsewhere: "refused" });
    expect((await createCustomer(emulator, withNumber("12345"))).json).toMatchObject({ code: 600002 });
  });

  test("the sandbox has room for so many customers, and a deleted one gives its room back", async () => {
    const emulator = await started({ sandbox: true, sandboxCustomers: 3 });
    const { id } = await createdCustomer(emulator);
    expect(await createCustomer(emulator, newCustomer("a.ccsctp.net"))).toMatchObject({
      status: 400,
      json: { code: 800018 },
    });
    expect((await call(emulator, "DELETE", `/v1/customers/${id}`)).status).toBe(204);
    expect((await call(emulator, "HEAD", "/v1/domains/xyz.ccsctp.net")).status).toBe(404);
    expect((await createCustomer(emulator)).status).toBe(201);
    emulator.change({ sandbox: false });
    expect((await createCustomer(emulator, newCustomer("a.ccsctp.net"))).status).toBe(201);
  });
});
