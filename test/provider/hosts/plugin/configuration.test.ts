// The provider's own inputs: the settings, of an explicit provider or of the stack's configuration.
import { startEmulator } from "../../../../emulator";
import { configured } from "../../../../provider/hosts/plugin/configuration";
import { readSettings } from "../../../../provider/settings/settings";
import { isSecret } from "../../../secretMark";
import { Plugin, secret, UNKNOWN } from "./support";

const read = (name: string, args: Record<string, unknown>, stack: object, environment = {}) =>
  readSettings(configured(name, args, JSON.stringify(stack)), environment);

test("an explicit provider's settings come before the environment, the stack's configuration after it", () => {
  const environment = { PARTNERCENTER_MAX_SUBMISSIONS: "7" };
  expect(read("partner", { maxSubmissions: 5 }, {}, environment).maxSubmissions).toBe(5);
  expect(read("default_0_1_0", { maxSubmissions: "5" }, {}, environment).maxSubmissions).toBe(7);
  expect(read("default", { maxSubmissions: "5" }, {}).maxSubmissions).toBe(5);
  // A program may call one so, and what it gives must not give way to another login.
  expect(read("defaulter", { maxSubmissions: 5 }, {}, environment).maxSubmissions).toBe(5);
});

test("the stack's configuration is today's, also where the engine goes by the one that the state recorded", () => {
  const recorded = { accessToken: "old", environment: "China", version: "0.1.0" };
  const today = { accessToken: "new" };
  expect(read("default_0_1_0", recorded, today).login).toEqual({ accessToken: "new" });
  expect(read("default_0_1_0", recorded, today).connection.environment).toBeUndefined();
  expect(read("default_0_1_0", recorded, {}).login).toEqual({ accessToken: "old" });
  expect(read("partner", recorded, today).login).toEqual({ accessToken: "old" });
});

test("an explicit provider's mistakes are named at once, without a value, and secrets are marked", async () => {
  const plugin = await Plugin.start();
  const wrong = {
    tenantID: "a",
    contract: "no such",
    liveDiff: true,
    requestsPerMinute: 0,
    version: "0.1.0",
  };
  const { failures } = await plugin.checkConfig("partner", {}, wrong);
  expect(failures.map(({ property }) => property)).toEqual(["", "", ""]);
  expect(failures.map(({ reason }) => reason)).toEqual([
    expect.stringMatching(/^contract: must be one of qualifications, /),
    "requestsPerMinute: must be a whole number from 1 to 100000",
    expect.stringMatching(/^tenantID: is not a setting\. The settings are tenantId, /),
  ]);
  const given = {
    clientSecret: "very secret",
    accessToken: UNKNOWN,
    clientId: secret("an-id"),
    maxSubmissions: "4",
  };
  expect(await plugin.checkConfig("partner", {}, given)).toEqual({
    inputs: { ...given, clientSecret: secret("very secret") },
    failures: [],
  });
  // What the environment comes before may be wrong, and is examined where it is used.
  expect((await plugin.checkConfig("default_0_1_0", {}, wrong)).failures).toEqual([]);
});

describe("what is no setting", () => {
  const variable = "PARTNERCENTER_REQUEST_PER_MINUTE";
  beforeEach(() => void (process.env[variable] = "100"));
  afterEach(() => void delete process.env[variable]);

  const warnings = async (name: string, args: Record<string, unknown>, stack?: object) => {
    const plugin = await Plugin.start({ configuration: stack && JSON.stringify(stack) });
    await plugin.configure(name, args);
    return plugin.logged
      .filter(({ severity, urn }) => severity === "warning" && urn === "")
      .map(({ message }) => /has (\S+), which is no setting/.exec(message)?.[1]);
  };

  test("is warned of with the first call of the default provider", async () => {
    const recorded = { maxNewSubmission: "1", version: "0.1.0", pluginDownloadURL: "https://example.com" };
    expect(await warnings("default_0_1_0", recorded)).toEqual(["partnercenter:maxNewSubmission", variable]);
    // Today's configuration counts, not the one that the state recorded.
    expect(await warnings("default", recorded, { maxNewSubmissions: "1", liveDif: "true" })).toEqual([
      "partnercenter:liveDif",
      variable,
    ]);
  });

  test("is refused of an explicit provider, which is not warned of the stack's as well", async () => {
    expect(await warnings("partner", { maxNewSubmissions: 1 }, { maxNewSubmission: "1" })).toEqual([]);
  });
});

test("a changed setting updates the provider, and replaces none of its resources", async () => {
  const plugin = await Plugin.start();
  const olds = { accessToken: secret("a"), maxSubmissions: "3" };
  const rotated = { accessToken: secret("b"), maxSubmissions: 3 };
  expect(await plugin.diffConfig(olds, rotated)).toEqual({
    changes: true,
    diffs: ["accessToken"],
    replaces: [],
  });
  expect(await plugin.diffConfig(olds, olds)).toMatchObject({ changes: false });
});

test("it takes secrets and outputs, and tells its schema without a configuration", async () => {
  const plugin = await Plugin.start();
  expect(await plugin.handshake()).toMatchObject({ acceptSecrets: true, acceptOutputs: true });
  await expect(plugin.invoke("getCustomers", {})).rejects.toThrow("did not configure the provider");
});

test("functions read with the provider's login, refuse what can't be meant, and keep codes secret", async () => {
  const customerId = "8f9a1c52-1d0e-4c5e-9a43-0a9f5b0c7d11";
  const emulator = await startEmulator({
    tls: false,
    customers: [{ id: customerId, domain: "contoso.onmicrosoft.com", companyName: "Contoso" }],
  });
  try {
    emulator.putValidationCode({
      validationId: "C-1",
      organizationName: "A",
      maxCreates: 2,
      remainingCreates: 1,
    });
    emulator.setQualification(customerId, { qualification: "Education", vettingStatus: "Approved" });
    const plugin = await Plugin.of(emulator);
    const found = await plugin.invoke("getCustomer", { domain: "contoso.onmicrosoft.com" });
    expect(found).toMatchObject({ customerId, companyName: "Contoso" });
    expect(await plugin.invoke("getCustomers", {})).toMatchObject({ customers: [{ customerId }] });
    expect(await plugin.invoke("getCustomerQualifications", { customerId })).toMatchObject({
      qualifications: [{ qualification: "Education", vettingStatus: "Approved" }],
    });
    const { validationCodes } = await plugin.invoke("getValidationCodes", {});
    expect(isSecret(validationCodes) && validationCodes.value).toContainEqual({
      validationId: "C-1",
      organizationName: "A",
      maxCreates: 2,
      remainingCreates: 1,
    });
    expect(await plugin.invoke("checkDomainAvailability", { domain: "contoso.onmicrosoft.com" })).toEqual({
      available: false,
    });
    expect(await plugin.invoke("getCustomerAgreements", { customerId })).toMatchObject({ agreements: [] });
    expect(await plugin.invoke("getQualificationHistory", { customerId })).toMatchObject({ submissions: [] });
    await expect(plugin.invoke("getCustomer", {})).rejects.toThrow("give one of `customerId` and `domain`");
    await expect(
      plugin.invoke("getCustomerQualifications", { customerId: secret("nobody-we-know") }),
    ).rejects.toThrow(
      /^getCustomerQualifications: customerId: must be the customer's tenant id, a GUID; found "REDACTED"/,
    );
    await expect(plugin.invoke("getSubscriptions", {})).rejects.toThrow("is not a function");
  } finally {
    await emulator.close();
  }
});
