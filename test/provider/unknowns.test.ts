// What a preview does not know yet goes back to the engine as it came, and nowhere else.
import * as fc from "fast-check";
import { validate as agreement } from "../../provider/customerAgreement/schema";
import { validInputs as agreementToAct } from "../../provider/customerAgreement/create";
import { validate as customer } from "../../provider/customer/schema";
import { validInputs as customerToAct } from "../../provider/customer/create";
import { decide } from "../../provider/customerQualification/decide";
import { validate as qualification } from "../../provider/customerQualification/schema";
import { validInputs as qualificationToAct } from "../../provider/customerQualification/create";
import { UNKNOWN } from "../../provider/unknown";

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

const RESOURCES = [
  { name: "a qualification", validate: qualification, toAct: qualificationToAct, whole: school },
  { name: "a customer", validate: customer, toAct: customerToAct, whole: tenant },
  { name: "an agreement", validate: agreement, toAct: agreementToAct, whole: accepted },
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
  expect(decide(inputs, undefined, { kind: "seen", items: [] }, limits)).toMatchObject({ kind: "submit" });
  const denied = { qualification: "Education", vettingStatus: "Denied" };
  const recorded = { ...school, vettingStatus: "Denied", submissions: 1, resubmit: "1" };
  expect(decide(inputs, recorded, { kind: "seen", items: [denied] }, limits)).toMatchObject({
    kind: "submit",
    request: 2,
  });
});
