import { type Emulator, VirtualClock } from "../../emulator/index";
import { billingOf, call, CUSTOMER, started, stopAll } from "./calls";

afterEach(stopAll);

const get = (emulator: Emulator, path: string) => call(emulator, "GET", path);

describe("the billing profile", () => {
  type Profile = Record<string, unknown> & { attributes: { etag: string }; companyName: string };
  const read = async (emulator: Emulator) => (await get(emulator, billingOf(CUSTOMER))).json as Profile;
  const put = (emulator: Emulator, body: unknown, headers: Record<string, string> = {}) =>
    call(emulator, "PUT", billingOf(CUSTOMER), { body, headers });

  test("is answered with its own link", async () => {
    const emulator = await started();
    expect((await read(emulator)).links).toEqual({
      self: { uri: `/customers/${CUSTOMER}/profiles/billing`, method: "GET", headers: [] },
    });
  });

  test("is replaced whole, and its etag changes", async () => {
    const emulator = await started();
    emulator.changeBillingProfile(CUSTOMER, { firstName: "Tania" });
    const before = await read(emulator);
    const { etag } = before.attributes;
    const sent = { ...before, firstName: undefined, companyName: "Wingtip" };
    const answer = await put(emulator, sent, { "If-Match": `"${etag}"` });
    expect(answer).toMatchObject({ status: 200, json: { companyName: "Wingtip" } });
    const after = await read(emulator);
    expect(after).not.toHaveProperty("firstName");
    expect(after.attributes.etag).not.toBe(etag);
    expect((answer.json as Profile).attributes.etag).toBe(after.attributes.etag);
    // The organization keeps its own name.
    expect((await get(emulator, `/v1/customers/${CUSTOMER}`)).json).toMatchObject({
      companyProfile: { companyName: "Contoso" },
      billingProfile: { companyName: "Wingtip" },
    });
  });

  test.each<[string, string | undefined, string | undefined, number]>([
    ["both", '"E"', "E", 200],
    ["the header alone", '"E"', undefined, 200],
    ["the body alone, as Microsoft's clients do", undefined, "E", 200],
    ["neither", undefined, undefined, 400],
    ["the header stale", '"1"', "E", 400],
    ["the body stale", '"E"', "1", 400],
    ["the header without quotes", "E", "E", 400],
  ])("etag: %s", async (_name, header, inBody, status) => {
    const emulator = await started();
    const before = await read(emulator);
    const { etag } = before.attributes;
    const answer = await put(
      emulator,
      { ...before, attributes: { etag: inBody?.replace("E", etag), objectType: "CustomerBillingProfile" } },
      header === undefined ? {} : { "If-Match": header.replace("E", etag) },
    );
    expect(answer.status).toBe(status);
    if (status !== 200) {
      expect(answer.json).toMatchObject({ code: 2055, description: "Etag is no longer valid." });
      expect((await read(emulator)).attributes.etag).toBe(etag);
    }
  });

  test("somebody else's change makes an etag stale, also told with 412", async () => {
    const emulator = await started();
    const before = await read(emulator);
    emulator.changeBillingProfile(CUSTOMER, { defaultAddress: { city: "Seattle" } });
    expect(await put(emulator, before)).toMatchObject({ status: 400, json: { code: 2055 } });
    emulator.change({ staleEtagStatus: 412 });
    expect((await put(emulator, before)).status).toBe(412);
    const fresh = await read(emulator);
    expect(fresh).toMatchObject({ defaultAddress: { city: "Seattle", addressLine1: "One Microsoft Way" } });
    expect((await put(emulator, fresh)).status).toBe(200);
  });

  test("what is not allowed in a new one is not in a changed one", async () => {
    const emulator = await started();
    const before = await read(emulator);
    expect((await put(emulator, { ...before, email: undefined })).json).toMatchObject({ code: 3000 });
    const defaultAddress = { ...(before.defaultAddress as object), postalCode: "1" };
    expect((await put(emulator, { ...before, defaultAddress })).json).toMatchObject({ code: 2007 });
  });
});

describe("the rules of countries", () => {
  const rules = async (country: string) => {
    const emulator = await started();
    return get(emulator, `/v1/countryvalidationrules/${country}`);
  };

  test.each([
    ["US", true, true, false],
    ["CA", true, true, false],
    ["SE", false, true, false],
    ["GB", false, true, false],
    ["DE", false, true, false],
    ["BR", true, true, true],
    ["IN", false, true, true],
    ["PL", false, true, true],
    ["am", false, false, true],
    ["FR", false, false, false],
  ])("%s", async (country, state, postalCode, registration) => {
    expect((await rules(country)).json).toMatchObject({
      iso2Code: country.toUpperCase(),
      defaultCulture: expect.stringMatching(/^[a-z]{2}-[A-Z]{2}$/) as string,
      isStateRequired: state,
      isPostalCodeRequired: postalCode,
      customerOrganizationRegistrationNumberRequired: registration,
      customerOrganizationPhoneNumberRequired: registration,
    });
  });

  test("the samples of registration numbers fit their patterns", async () => {
    for (const country of ["BR", "IN", "PL", "AM"]) {
      const { json } = await rules(country);
      const found = json as Record<string, string>;
      expect(found.customerOrganizationRegistrationNumberSample).toMatch(
        new RegExp(found.customerOrganizationRegistrationNumberRegex ?? "(?!)"),
      );
    }
  });

  test("UK is no country", async () => {
    expect(await rules("UK")).toMatchObject({
      status: 404,
      json: { description: "No validation rules were found for the country/region UK" },
    });
  });
});

describe("addresses", () => {
  const validate = (emulator: Emulator, address: Record<string, unknown>) =>
    call(emulator, "POST", "/v1/validations/address", {
      body: { addressLine1: "1 Street", city: "City", country: "SE", postalCode: "111 22", ...address },
    });

  test.each<[string, Record<string, unknown>, string, string | undefined]>([
    ["found", {}, "VerifiedShippable", undefined],
    ["without its postal code", { postalCode: "" }, "None", "'PostalCode'"],
    ["with a postal code of elsewhere", { postalCode: "98052" }, "VerifiedShippable", undefined],
    ["with a wrong postal code", { postalCode: "98-052" }, "None", "'PostalCode'"],
    ["with a state that its country has none of", { state: "Stockholm" }, "VerifiedShippable", undefined],
    ["in no country", { country: "UK" }, "None", "'Country'"],
    ["of a wrong state", { country: "CA", state: "WA", postalCode: "K1A 0B1" }, "None", "'State'"],
  ])("%s", async (_name, address, status, message) => {
    const emulator = await started();
    const answer = await validate(emulator, address);
    expect(answer).toMatchObject({ status: 200, json: { status } });
    const { validationMessage, suggestedAddresses } = answer.json as {
      validationMessage?: string;
      suggestedAddresses: unknown[];
    };
    expect(validationMessage ?? "").toContain(message ?? "");
    expect(suggestedAddresses).toHaveLength(status === "None" ? 0 : 1);
  });

  test("as until 2021: nothing, or a document within a document", async () => {
    const emulator = await started({ addressValidation: "until2021" });
    expect(await validate(emulator, {})).toMatchObject({ status: 200, text: "" });
    expect(await validate(emulator, { postalCode: "1" })).toMatchObject({
      status: 400,
      json: { code: 2007 },
    });
  });

  test("without a street it is no address", async () => {
    const emulator = await started();
    expect((await validate(emulator, { addressLine1: null })).json).toMatchObject({ code: 3000 });
  });
});

describe("the validation status of the account", () => {
  const path = `/v1/customers/${CUSTOMER}/validationStatus`;

  test("comes, changes and goes", async () => {
    const emulator = await started({ clock: new VirtualClock(Date.parse("2021-07-14T18:02:00Z")) });
    expect((await get(emulator, `${path}?type=account`)).status).toBe(404);
    emulator.setAccountStatus(CUSTOMER, "UnderReview");
    expect((await get(emulator, `${path}?type=Account`)).json).toMatchObject({ status: "UnderReview" });
    emulator.setAccountStatus(CUSTOMER, undefined);
    expect((await get(emulator, `${path}?type=account`)).json).toMatchObject({ code: 600074 });
  });

  test.each(["", "?type=tax"])("of another type: %j", async (query) => {
    const emulator = await started();
    expect((await get(emulator, `${path}${query}`)).json).toMatchObject({ code: 900126 });
  });
});
