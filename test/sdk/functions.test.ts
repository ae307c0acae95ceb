import * as pulumi from "@pulumi/pulumi";
import { startEmulator, type Emulator } from "../../emulator";
import { callFunction, type FunctionName } from "../../provider/functions";
import type { PartnerCenterClient } from "../../provider/partnercenter";
import * as sdk from "../../sdk";

/** The functions against the emulator, in the program's own process. */

const [contoso, fabrikam] = ["00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"];
const stranger = "00000000-0000-4000-8000-000000000009";

let emulator: Emulator;
const environment = { ...process.env };

beforeAll(async () => {
  emulator = await startEmulator({
    tls: false,
    customers: [
      { id: contoso, domain: "contoso.onmicrosoft.com", companyName: "Contoso" },
      { id: fabrikam, domain: "fabrikam.onmicrosoft.com", companyName: "Fabrikam", agreementAccepted: true },
    ],
    validationCodes: [
      {
        organizationName: "Agency",
        validationId: "GCC-123456",
        maxCreates: 5,
        remainingCreates: 4,
      },
    ],
  });
  emulator.setQualification(contoso, { qualification: "Education", vettingStatus: "InReview" });
  Object.assign(process.env, emulator.environment);
  await pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => ({ id: name, state: inputs as Record<string, unknown> }),
    call: () => ({}),
  });
});
afterAll(async () => {
  process.env = environment;
  await emulator.close();
});

/** What an output comes to, and whether it is a secret. */
function settled<T>(output: pulumi.Output<T>): Promise<{ value: T; secret: boolean }> {
  return new Promise((resolve) => {
    output.apply((value) => void pulumi.isSecret(output).then((secret) => resolve({ value, secret })));
  });
}

test("getCustomer: by id, by domain, and as an output", async () => {
  const expected = {
    customerId: contoso,
    domain: "contoso.onmicrosoft.com",
    companyName: "Contoso",
    relationshipToPartner: "reseller",
    email: "admin@contoso.example",
    culture: "en-US",
    language: "en",
    address: { country: "US", city: "Redmond" },
  };
  expect(await sdk.getCustomer({ customerId: contoso })).toMatchObject(expected);
  expect(await sdk.getCustomer({ domain: "CONTOSO.onmicrosoft.com" })).toMatchObject(expected);
  const output = sdk.getCustomerOutput({ customerId: pulumi.output(contoso) });
  expect(await settled(output)).toMatchObject({ value: expected, secret: false });
  // What depends on a secret is one.
  expect(await settled(sdk.getCustomerOutput({ customerId: pulumi.secret(contoso) }))).toMatchObject({
    secret: true,
  });
});

test("getCustomers: all pages, filtered or not", async () => {
  const all = await sdk.getCustomers({ pageSize: 1 });
  expect(all.customers).toEqual([
    {
      customerId: contoso,
      domain: "contoso.onmicrosoft.com",
      companyName: "Contoso",
      relationshipToPartner: "reseller",
    },
    {
      customerId: fabrikam,
      domain: "fabrikam.onmicrosoft.com",
      companyName: "Fabrikam",
      relationshipToPartner: "reseller",
    },
  ]);
  const filter = { field: "CompanyName", startsWith: "fab" } as const;
  expect((await sdk.getCustomers({ filter })).customers.map(({ customerId }) => customerId)).toEqual([
    fabrikam,
  ]);
  const { value } = await settled(sdk.getCustomersOutput({ filter: pulumi.output(filter) }));
  expect(value.customers).toHaveLength(1);
  expect((await sdk.getCustomers()).customers).toHaveLength(2);
});

test("getQualificationHistory: who submitted, in the time that is asked for", async () => {
  emulator.partnerCenter.activity.add({
    customerId: fabrikam,
    operationType: "update_customer_qualification",
    userPrincipalName: "colleague@partner.example",
    applicationId: "Partner Center Web App",
    customizedData: [{ key: "Qualification", value: "education" }],
    at: Date.now() - 2 * 86_400_000,
  });
  const submission = {
    qualification: "Education",
    operationDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
    operationStatus: "succeeded",
    userPrincipalName: "colleague@partner.example",
    applicationId: "Partner Center Web App",
  };
  expect(await sdk.getQualificationHistory({ customerId: fabrikam })).toEqual({ submissions: [submission] });
  expect(await sdk.getQualificationHistory({ customerId: contoso })).toEqual({ submissions: [] });
  const since = new Date().toISOString().slice(0, 10);
  const output = sdk.getQualificationHistoryOutput({ customerId: pulumi.output(fabrikam), since });
  expect((await settled(output)).value).toEqual({ submissions: [] });
});

test("getCustomerQualifications and getCustomerAgreements", async () => {
  const { qualifications } = await sdk.getCustomerQualifications({ customerId: contoso });
  expect(qualifications).toMatchObject([{ qualification: "Education", vettingStatus: "InReview" }]);
  expect((await settled(sdk.getCustomerQualificationsOutput({ customerId: fabrikam }))).value).toEqual({
    qualifications: [],
  });
  expect(await sdk.getCustomerAgreements({ customerId: fabrikam })).toEqual({
    agreements: [],
    signedByCustomer: true,
  });
  const cloud = { customerId: fabrikam, agreementType: "MicrosoftCloudAgreement" } as const;
  expect((await settled(sdk.getCustomerAgreementsOutput(cloud))).value).toEqual({ agreements: [] });
});

test("checkDomainAvailability", async () => {
  expect(await sdk.checkDomainAvailability({ domain: "contoso.onmicrosoft.com" })).toEqual({
    available: false,
  });
  const free = sdk.checkDomainAvailabilityOutput({ domain: pulumi.output("tailspin.onmicrosoft.com") });
  expect((await settled(free)).value).toEqual({ available: true });
});

test("getValidationCodes: in clear for the program, a secret as an output", async () => {
  const expected = {
    validationCodes: [
      { validationId: "GCC-123456", organizationName: "Agency", maxCreates: 5, remainingCreates: 4 },
    ],
  };
  expect(await sdk.getValidationCodes()).toEqual(expected);
  expect(await settled(sdk.getValidationCodesOutput())).toEqual({ value: expected, secret: true });
});

test("an explicit provider's login is used, and what it answers is no secret", async () => {
  const other = await startEmulator({
    tls: false,
    customers: [{ id: stranger, domain: "wingtip.onmicrosoft.com" }],
  });
  try {
    const provider = new sdk.Provider("wingtip", {
      accessToken: pulumi.output(other.accessToken()),
      apiBaseUrl: other.url,
    });
    expect((await sdk.getCustomers({}, { provider })).customers).toMatchObject([{ customerId: stranger }]);
    const { value, secret } = await settled(sdk.getCustomersOutput({}, { provider }));
    expect(value.customers).toHaveLength(1);
    expect(secret).toBe(false);
  } finally {
    await other.close();
  }
});

describe("what a program without types hands to a function is a mistake of the program", () => {
  type AnyFunction = (args?: unknown) => Promise<unknown>;
  const none = /its arguments must be an object with inputs; found nothing\./;
  const id = /customerId: must be the customer's tenant id, a GUID; it is not set\./;
  test.each<[string, AnyFunction, unknown, RegExp]>([
    ["getCustomer", sdk.getCustomer as AnyFunction, undefined, none],
    ["getCustomer", sdk.getCustomer as AnyFunction, {}, /give one of `customerId` and `domain`/],
    [
      "getCustomer",
      sdk.getCustomer as AnyFunction,
      { domain: null },
      /give one of `customerId` and `domain`/,
    ],
    [
      "getCustomer",
      sdk.getCustomer as AnyFunction,
      { domain: 5 },
      /domain: must be a domain, such as contoso\.onmicrosoft\.com; found a number\./,
    ],
    [
      "getCustomer",
      sdk.getCustomer as AnyFunction,
      { customerId: pulumi.secret(contoso) },
      /`customerId`: found an output: use the function's Output form\./,
    ],
    ["getCustomers", sdk.getCustomers as AnyFunction, "s3cret", /its arguments must be .*found a string\./],
    [
      "getCustomers",
      sdk.getCustomers as AnyFunction,
      { filter: { field: "s3cret" }, pageSize: 0 },
      /filter\.field: must be one of CompanyName, .*; found another text; filter\.startsWith: must be a text; it is not set; pageSize: must be a whole number from 1 on; found a number\./,
    ],
    [
      "getCustomers",
      sdk.getCustomers as AnyFunction,
      { filter: [] },
      /filter: must be what to search by, with field and startsWith; found a list\./,
    ],
    ["getCustomerQualifications", sdk.getCustomerQualifications as AnyFunction, null, none],
    ["getCustomerQualifications", sdk.getCustomerQualifications as AnyFunction, {}, id],
    [
      "getCustomerQualifications",
      sdk.getCustomerQualifications as AnyFunction,
      { customerId: "" },
      /customerId: must be .* a GUID; found an empty text\./,
    ],
    ["checkDomainAvailability", sdk.checkDomainAvailability as AnyFunction, {}, /domain: must be a domain/],
    [
      "getQualificationHistory",
      sdk.getQualificationHistory as AnyFunction,
      { since: "yesterday" },
      /customerId: must be .*; it is not set; since: must be a day such as 2026-11-01; found another text\./,
    ],
    ["getCustomerAgreements", sdk.getCustomerAgreements as AnyFunction, undefined, none],
    ["getCustomerAgreements", sdk.getCustomerAgreements as AnyFunction, {}, id],
    [
      "getCustomerAgreements",
      sdk.getCustomerAgreements as AnyFunction,
      { customerId: contoso, agreementType: "s3cret" },
      /agreementType: must be one of MicrosoftCustomerAgreement, MicrosoftCloudAgreement; found another text\./,
    ],
    [
      "getCustomer",
      sdk.getCustomer as AnyFunction,
      { customerId: "s3cret" },
      /customerId: must be .*, a GUID; found another text\./,
    ],
    [
      "getQualificationHistory",
      sdk.getQualificationHistory as AnyFunction,
      { customerId: "s3cret", since: "2030-01-01" },
      /customerId: must be .*; since: must be a day of the activity log: .* until today .*; found another text\./,
    ],
    [
      "getCustomerQualifications",
      sdk.getCustomerQualifications as AnyFunction,
      { customerID: "s3cret" },
      /customerId: must be .*; customerID: is not an input\. The inputs are customerId\./,
    ],
    [
      "getCustomers",
      sdk.getCustomers as AnyFunction,
      { filter: { field: "Domain", startsWith: pulumi.output("s3cret") } },
      /`filter\.startsWith`: found an output: use/,
    ],
    [
      "checkDomainAvailability",
      sdk.checkDomainAvailability as AnyFunction,
      { domain: () => "s3cret" },
      /domain: must be a domain, .*; found a function\./,
    ],
  ])("%s", async (name, call, args, expected) => {
    emulator.clearRequests();
    const error = await call(args).then(
      () => undefined,
      (thrown: Error) => thrown,
    );
    expect(pulumi.RunError.isInstance(error)).toBe(true);
    expect(error?.message).toMatch(expected);
    expect(error?.message.startsWith(`${name}: `)).toBe(true);
    expect(error?.message).not.toContain("s3cret");
    // What Pulumi shows of an error inside an output.
    expect(error?.stack).toBe(error?.message);
    expect(emulator.requests).toEqual([]);
  });

  test.each<[FunctionName, Record<string, unknown>]>([
    ["getCustomer", { customerId: "nope" }],
    ["getCustomer", { domain: "a b" }],
    ["getCustomers", { filter: { field: "Name", startsWith: 1, endsWith: "x" }, pageSize: 0 }],
    ["getCustomerQualifications", { customerId: 1n }],
    ["getQualificationHistory", { customerId: contoso, since: "2026-11-31" }],
    ["getQualificationHistory", { customerId: contoso, since: 20261101 }],
    ["getCustomerAgreements", { customerId: contoso, agreementType: "MCA", extra: true }],
  ])("%s with %p is refused alike in every language", async (name, args) => {
    const client = undefined as unknown as PartnerCenterClient;
    const said = async (call: () => Promise<unknown>): Promise<string | undefined> => {
      const error = await Promise.resolve()
        .then(call)
        .catch((thrown: Error) => thrown);
      // Only the plugin is told which arguments are secrets, and shows the others.
      return (error as Error).message.replace(/; found [^;.]*/g, "");
    };
    const here = await said(() => (sdk[name] as AnyFunction)(args));
    expect(here).toMatch(new RegExp(`^${name}: .*: (must be|is not)`));
    expect(here).toBe(await said(() => callFunction(name, client, args)));
  });

  test("what is no argument is left out with a warning, as a released version took it", async () => {
    const warn = jest.spyOn(pulumi.log, "warn").mockResolvedValue();
    await sdk.getCustomerQualifications({ customerId: contoso, customerID: "s3cret" } as {
      customerId: string;
    });
    expect(warn.mock.calls).toEqual([
      ["getCustomerQualifications: customerID: is not an input. The inputs are customerId. It is left out."],
    ]);
    warn.mockRestore();
  });

  test("null is an argument that is left out", async () => {
    const given = { filter: null, pageSize: null } as unknown as sdk.GetCustomersArgs;
    expect((await sdk.getCustomers(given)).customers).toHaveLength(2);
  });
});

test.each<[string, () => Promise<unknown>, RegExp]>([
  [
    "a customer of somebody else",
    () => sdk.getCustomer({ customerId: stranger }),
    /^Reading customer .*HTTP 404/,
  ],
  [
    "a domain that nobody has",
    () => sdk.getCustomer({ domain: "x.onmicrosoft.com" }),
    /none of this partner's customers has the domain/,
  ],
  ["neither or both", () => sdk.getCustomer({}), /give one of `customerId` and `domain`/],
])("%s: an error that is shown without a trace", async (_, call, message) => {
  const error = await call().then(
    () => undefined,
    (thrown: Error) => thrown,
  );
  expect(pulumi.RunError.isInstance(error)).toBe(true);
  expect(error?.message).toMatch(message);
  expect(error?.stack).toBe(error?.message);
});
