// The other resource types through the plugin, and what its schema says of all of them.
import { startEmulator, type Emulator } from "../../../../emulator";
import schema from "../../../../provider/hosts/plugin/schema.json";
import { resourceType } from "../../../../provider/hosts/plugin/lifecycles";
import { validate as validateAgreement } from "../../../../provider/resources/customerAgreement/schema";
import { validate as validateCustomer } from "../../../../provider/resources/customer/schema";
import { validate as validateQualification } from "../../../../provider/resources/customerQualification/schema";
import { providerText } from "../../../../sdk/resource";
import { isSecret, inClear } from "../../../secretMark";
import { Plugin, secret, UNKNOWN, urnOf, type Properties } from "./support";

const customerId = "8f9a1c52-1d0e-4c5e-9a43-0a9f5b0c7d11";
let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator({
    tls: false,
    customers: [{ id: customerId, domain: "contoso.onmicrosoft.com", companyName: "Contoso" }],
  });
});
afterEach(() => emulator.close());

const newSchool = {
  domain: "newschool.onmicrosoft.com",
  companyName: "New School",
  email: "head@newschool.example",
  culture: "sv-SE",
  language: "sv",
  address: { country: "SE", addressLine1: "Storgatan 1", city: "Malmö", postalCode: "211 34" },
};
const customer = urnOf("Customer", "school");
const agreement = urnOf("CustomerAgreement", "agreement");

test("a new customer: nothing is created in a preview, its password is a secret, and nested secrets stay", async () => {
  const declared = { ...newSchool, address: { ...newSchool.address, phoneNumber: secret("+46 40 123456") } };
  const preview = await Plugin.of(emulator);
  expect((await preview.check(customer, {}, declared)).failures).toEqual([]);
  const previewed = await preview.create(customer, declared, { preview: true });
  expect(previewed).toMatchObject({ id: "", outputs: { ...declared, customerId: UNKNOWN } });
  expect(inClear(previewed.outputs)["adminPassword"]).toBe(UNKNOWN);
  expect(
    emulator.requests.filter(({ method, path }) => method === "POST" && path === "/v1/customers"),
  ).toEqual([]);

  const up = await Plugin.of(emulator);
  const { inputs } = await up.check(customer, {}, declared);
  const made = await up.create(customer, inputs);
  expect(isSecret(made.outputs["adminPassword"])).toBe(true);
  expect(made.outputs["address"]).toMatchObject({ phoneNumber: secret("+46 40 123456"), city: "Malmö" });
  const state = { inputs, outputs: made.outputs };
  const changed = { ...declared, address: { ...declared.address, city: "Lund" } };
  await up.check(customer, inputs, changed);
  expect(await up.diff(customer, made.id, state, changed)).toMatchObject({
    changes: true,
    detail: { "address.city": "update" },
  });
  const { outputs } = await up.update(customer, made.id, state, changed, { preview: true });
  expect(inClear(outputs)).toMatchObject({
    customerId: made.id,
    domain: newSchool.domain,
    address: { city: "Lund" },
  });
  expect(isSecret(outputs["adminPassword"])).toBe(true);
  // What has drifted of a secret is as secret.
  emulator.changeBillingProfile(made.id, { defaultAddress: { phoneNumber: "+46 40 654321" } });
  const drifted = await (await Plugin.of(emulator)).check(customer, inputs, declared);
  expect(drifted.inputs["drift"]).toMatchObject({
    "address.phoneNumber": secret(expect.stringContaining("654321")),
  });
  const password = inClear(made.outputs)["adminPassword"] as string;
  expect(JSON.stringify([preview.logged, up.logged])).not.toContain(password);
});

test("a customer that is taken over by its id is known in the preview already", async () => {
  const preview = await Plugin.of(emulator);
  const { inputs } = await preview.check(customer, {}, { customerId });
  expect(await preview.create(customer, inputs, { preview: true })).toMatchObject({
    id: customerId,
    outputs: { customerId, domain: "contoso.onmicrosoft.com", companyName: "Contoso" },
  });
});

test("an imported customer is declared by its id alone, so that nothing of it is changed or created", async () => {
  const importing = await Plugin.of(emulator);
  const { inputs = {}, outputs } = await importing.read(customer, customerId);
  expect(inputs).toEqual({ customerId });
  expect(outputs).toMatchObject({
    customerId,
    domain: "contoso.onmicrosoft.com",
    companyName: "Contoso",
    adopted: true,
  });
  const preview = await Plugin.of(emulator);
  await preview.check(customer, inputs, inputs);
  expect(await preview.diff(customer, customerId, { inputs, outputs }, inputs)).toMatchObject({
    changes: false,
  });
  await expect(importing.read(customer, "00000000-0000-4000-8000-000000000009")).rejects.toThrow(
    "nothing to get",
  );
});

test("an agreement is read, recorded by the refresh before a run, and imported", async () => {
  const id = `${customerId}/MicrosoftCustomerAgreement`;
  const up = await Plugin.of(emulator);
  const made = await up.create(agreement, { customerId });
  expect(made).toMatchObject({ id, outputs: { accepted: false } });
  emulator.acceptAgreement(customerId);
  const state = { inputs: { customerId }, outputs: made.outputs };
  const refreshed = await (await Plugin.of(emulator)).read(agreement, id, state);
  expect(refreshed.inputs).toEqual(state.inputs);
  const moved = { accepted: true, acceptedHow: "signedByCustomer" };
  expect(refreshed.outputs).toEqual({ ...made.outputs, ...moved });
  const { inputs, ...read } = await (await Plugin.of(emulator)).read(agreement, id);
  expect(read.outputs).toMatchObject({ accepted: true });
  expect(inputs).toEqual({ customerId, agreementType: "MicrosoftCustomerAgreement" });
});

describe("the schema", () => {
  const types = schema.types as Record<string, { enum?: { value: string }[] }>;
  test.each([
    ["CustomerQualification", validateQualification, "customerQualification"],
    ["Customer", validateCustomer, "customer"],
    ["CustomerAgreement", validateAgreement, "customerAgreement"],
  ] as const)("has the inputs, words and secrets of the provider's own %s", (name, validate, text) => {
    const resource = schema.resources[`partnercenter:index:${name}`];
    const inputs = resource.inputProperties as Record<
      string,
      { $ref?: string; type?: string; secret?: boolean }
    >;
    const reasonOf = (news: Properties, begins: string, property = "") =>
      validate(news).failures.find((one) => one.property === property && one.reason.startsWith(begins))
        ?.reason;
    const listed = reasonOf({ nothing: 1 }, "nothing: ")?.replace(/^.*The inputs are /, "");
    expect(listed?.split(", ").sort()).toEqual(Object.keys(inputs).sort());
    for (const [input, { $ref = "" }] of Object.entries(inputs)) {
      const words = types[$ref.replace("#/types/", "")]?.enum?.map(({ value }) => value);
      const taken = reasonOf({ [input]: "no such word" }, "must be one of ", input);
      expect([input, words?.join(", ")]).toEqual([input, taken?.replace(/^must be one of |; found.*$/g, "")]);
    }
    const { lifecycle, text: ofState } = resourceType(urnOf(name, "any"));
    const all = { ...inputs, ...(resource.properties as typeof inputs) };
    const secrets = Object.keys(all).filter((property) => all[property]?.secret === true);
    expect(secrets).toEqual(lifecycle.secretNames);
    expect(ofState).toBe(providerText(text));
  });
});
