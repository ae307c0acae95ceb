// What a preview does not know yet goes back to the engine as it came, and nowhere else.
import * as fc from "fast-check";
import * as agreements from "../../../provider/resources/customerAgreement";
import * as customers from "../../../provider/resources/customer";
import * as qualifications from "../../../provider/resources/customerQualification";
import { validate as agreement } from "../../../provider/resources/customerAgreement/schema";
import { validate as customer } from "../../../provider/resources/customer/schema";
import type { Properties } from "../../../provider/engineValues";
import { validInputs } from "../../../provider/lifecycle/createAndUpdate";
import { customer as customerType } from "../../../provider/resources/customer/definition";
import { customerAgreement } from "../../../provider/resources/customerAgreement/definition";
import { customerQualification } from "../../../provider/resources/customerQualification/definition";
import { decide } from "../../../provider/resources/customerQualification/decide";
import { validate as qualification } from "../../../provider/resources/customerQualification/schema";
import { Session } from "../../../provider/lifecycle/session";
import { EXPLICIT_MARKER, readSettings, SETTING_NAMES } from "../../../provider/settings/settings";
import { UNKNOWN } from "../../../provider/engineValues";

const id = "8f9a1c52-1d0e-4c5e-9a43-0a9f5b0c7d11";
const school = { customerId: id, qualification: "Education", educationSegment: "K12" };
const tenant = {
  domain: "contoso.onmicrosoft.com",
  companyName: "Contoso",
  email: "a@contoso.example",
  culture: "sv-SE",
  language: "sv",
  address: { country: "se", addressLine1: "1" },
};
const accepted = {
  customerId: id,
  agreementType: "MicrosoftCustomerAgreement",
  attestation: { firstName: "A", lastName: "B", email: "a@contoso.example" },
};

afterEach(() => jest.restoreAllMocks());

const RESOURCES = [
  {
    name: "a qualification",
    validate: qualification,
    toAct: (news: Properties) => validInputs(customerQualification, news),
    whole: school,
  },
  {
    name: "a customer",
    validate: customer,
    toAct: (news: Properties) => validInputs(customerType, news),
    whole: tenant,
  },
  {
    name: "an agreement",
    validate: agreement,
    toAct: (news: Properties) => validInputs(customerAgreement, news),
    whole: accepted,
  },
];

const unknownValue = fc.constantFrom<unknown>(
  UNKNOWN,
  [UNKNOWN],
  { nested: { deep: [1, UNKNOWN] } },
  `https://${UNKNOWN}.example`,
);

describe.each(RESOURCES)("the inputs of $name", ({ validate, toAct, whole }) => {
  const names = Object.keys(whole);
  const withUnknown = fc
    .dictionary(fc.constantFrom(...names), unknownValue, { minKeys: 1 })
    .map((unknowns) => ({ ...whole, ...unknowns }));

  test("hold no unknown value, and the engine keeps them all", () => {
    fc.assert(
      fc.property(withUnknown, (news) => {
        const { inputs, kept, failures } = validate(news);
        expect(JSON.stringify(inputs)).not.toContain(UNKNOWN);
        expect(failures).toEqual([]);
        for (const [name, value] of Object.entries(news))
          if (JSON.stringify(value).includes(UNKNOWN)) expect(kept[name]).toEqual(value);
        expect(Object.keys(kept).sort()).toEqual(names.sort());
      }),
    );
  });

  test("are never acted on while one is unknown", () => {
    fc.assert(
      fc.property(withUnknown, (news) => {
        expect(() => toAct(news)).toThrow(/: is not known yet/);
      }),
    );
  });
});

test("a preview says that it submits where only what is sent on is not known yet", () => {
  const { inputs } = qualification({ ...school, educationSegment: UNKNOWN, resubmit: UNKNOWN });
  const limits = { maxSubmissions: 3 };
  expect(decide(inputs, undefined, { kind: "seen", at: 0, items: [] }, limits)).toMatchObject({
    kind: "submit",
  });
  const denied = { qualification: "Education", vettingStatus: "Denied" };
  const recorded = { ...school, vettingStatus: "Denied", submissions: 1, resubmit: "1" };
  expect(decide(inputs, recorded, { kind: "seen", at: 0, items: [denied] }, limits)).toMatchObject({
    kind: "submit",
    request: 2,
  });
});

describe.each(SETTING_NAMES)("a Provider whose %s is not known yet", (name) => {
  const settings: Record<string, string> = {
    [EXPLICIT_MARKER]: "true",
    "partnercenter:accessToken": "a-token",
    [`partnercenter:${name}`]: `${UNKNOWN}`,
  };
  const configured = (key: string): string | undefined => settings[key];

  test("looks at nothing, shows no resource as unchanged, and says so once", async () => {
    const said: string[] = [];
    jest.spyOn(process.stdout, "write").mockImplementation((text) => said.push(String(text)) > 0);
    const asked: string[] = [];
    const transport = {
      send: async ({ url }: { url: string }) => {
        asked.push(url);
        return { status: 200, statusText: "", headers: {}, body: Buffer.from("[]") };
      },
      close: () => undefined,
    };
    const session = new Session(configured, { transport });
    const recorded = { vettingStatus: "InReview", submissions: 1, accepted: true, adopted: false };
    for (const { lifecycle, whole } of [
      { lifecycle: qualifications, whole: school },
      { lifecycle: customers, whole: { ...tenant, customerId: id } },
      { lifecycle: agreements, whole: accepted },
    ]) {
      const created = await lifecycle.check(session, {}, whole);
      expect(created).toMatchObject({ failures: [], inputs: { drift: { notObserved: NOT_KNOWN } } });
      const checked = await lifecycle.check(session, whole, whole);
      expect(checked).toMatchObject({ failures: [], inputs: { drift: { notObserved: NOT_KNOWN } } });
      expect(await lifecycle.diff(session, { ...whole, ...recorded }, whole)).toMatchObject({
        changes: true,
        replaces: [],
      });
    }
    expect(asked).toEqual([]);
    expect(said).toEqual([expect.stringContaining("the settings of a Provider are not known")]);
  });

  test("is no login to do anything with", () => {
    expect(() => readSettings(configured, {})).toThrow(
      `the Provider's ${name}: is an output that is not known before \`pulumi up\``,
    );
    expect(() => readSettings(configured, {})).not.toThrow(/must be/);
  });
});

const NOT_KNOWN = "The settings of its Provider are not known before `pulumi up`.";
