import { addressProblems, registrationProblems } from "../../../../provider/resources/customer/country";
import { creationProblems, validate } from "../../../../provider/resources/customer/schema";
import type { CountryRules } from "../../../../provider/partnercenter";
import { UNKNOWN } from "../../../../provider/engineValues";

const id = "8F9A1C52-1D0E-4C5E-9A43-0A9F5B0C7D11";
const whole = {
  domain: "Contoso.onmicrosoft.com",
  companyName: "Contoso",
  email: "head@contoso.example",
  culture: "sv-SE",
  language: "sv",
  address: { country: "se", addressLine1: "Storgatan 1" },
};
const failures = (news: Record<string, unknown>): string[] =>
  validate(news).failures.map(({ property, reason }) => `${property}|${reason}`);

describe("validate", () => {
  test("valid inputs pass, spelled as the API spells them", () => {
    const { inputs, failures: none } = validate({
      ...whole,
      customerId: id,
      associatedPartnerId: id,
      __provider: "x",
    });
    expect(none).toEqual([]);
    expect(inputs).toEqual({
      ...whole,
      domain: "contoso.onmicrosoft.com",
      customerId: id.toLowerCase(),
      associatedPartnerId: id.toLowerCase(),
      address: { country: "SE", addressLine1: "Storgatan 1" },
    });
  });

  test.each<[string, unknown, string]>([
    ["domain", "contoso", "must be a domain name"],
    ["domain", "https://contoso.onmicrosoft.com", "must be a domain name"],
    ["customerId", "contoso", "must be the tenant id of an existing customer, a GUID"],
    ["companyName", "C", "two characters or more"],
    ["companyName", "--", "two characters or more"],
    ["email", "head", "must be an e-mail address"],
    ["email", "someone@microsoft.com", "not one of Microsoft's"],
    ["culture", "sv", "must be a culture"],
    ["language", "svenska språket", "must be a language"],
    ["associatedPartnerId", "reseller", "must be the indirect reseller's tenant id, a GUID"],
    ["enableGDAPByDefault", "no", "must be true or false"],
    ["onDelete", "delete", "must be one of keep, removeRelationship, deleteSandboxCustomer"],
    ["address", "Storgatan 1", "must be an address"],
  ])("%s %p is refused", (property, value, reason) => {
    const [only, ...others] = failures({ ...whole, [property]: value });
    expect(others).toEqual([]);
    expect(only).toContain(`${property}|`);
    expect(only).toContain(reason);
  });

  test("every problem is listed at once, those of the address too", () => {
    const found = failures({
      companyName: "C",
      email: "x",
      address: { country: "UK", addressLine1: "", firstName: "x".repeat(51), zip: "1" },
      extra: 1,
    });
    expect(found.map((failure) => failure.split(/[|:]/).filter(Boolean)[0])).toEqual(
      expect.arrayContaining([
        "domain",
        "companyName",
        "email",
        "address.country",
        "address.addressLine1",
        "address.firstName",
        "address.zip",
        "extra",
      ]),
    );
    expect(found).toContain("address.country|must be GB for the United Kingdom, not UK");
  });

  test("unknown values are not judged, wherever they hide", () => {
    const { unknown, failures: none } = validate({
      ...whole,
      domain: UNKNOWN,
      address: { country: UNKNOWN, addressLine1: 1 },
    });
    expect(none).toEqual([]);
    expect([...unknown].sort()).toEqual(["address", "domain"]);
  });
});

test.each([
  ["contoso.onmicrosoft.com", true],
  ["abcdefghijklmnopqrstuvwxyz1.onmicrosoft.com", true],
  ["abcdefghijklmnopqrstuvwxyz12.onmicrosoft.com", false],
  ["contoso.partner.onmschina.cn", true],
  ["contoso.ccsctp.net", true],
  ["contoso.com", false],
  ["-contoso.onmicrosoft.com", false],
])("a customer can be created with the domain %s: %s", (domain, can) => {
  expect(creationProblems({ ...whole, domain }).map(({ property }) => property)).toEqual(
    can ? [] : ["domain"],
  );
});

test("a customer named by its id needs nothing else", () => {
  expect(creationProblems({ customerId: id })).toEqual([]);
});

describe("a country's rules", () => {
  const rules: CountryRules = {
    iso2Code: "US",
    isStateRequired: true,
    supportedStatesList: ["WA", "OR"],
    supportedLanguagesList: [],
    supportedCulturesList: [],
    isPostalCodeRequired: true,
    postalCodeRegex: "^\\d{5}$",
    isCityRequired: true,
    phoneNumberRegex: "^\\d{10}$",
    countryCallingCodesList: [],
  };
  const us = {
    country: "US",
    addressLine1: "One Microsoft Way",
    city: "Redmond",
    state: "wa",
    postalCode: "98052",
  };
  const found = (address: Record<string, string>, more: Partial<CountryRules> = {}): string[] =>
    addressProblems({ address }, { ...rules, ...more }).map(({ property }) => property);

  test("say what an address lacks and what has a wrong form", () => {
    expect(found(us)).toEqual([]);
    expect(found({ country: "US", addressLine1: "x" })).toEqual([
      "address.city",
      "address.state",
      "address.postalCode",
    ]);
    expect(found({ ...us, state: "Washington", postalCode: "ABC", phoneNumber: "1" })).toEqual([
      "address.state",
      "address.postalCode",
      "address.phoneNumber",
    ]);
  });

  test("states are listed for four countries only; a pattern that is .NET's alone is left to the API", () => {
    expect(found({ ...us, country: "SE", state: "Skåne" })).toEqual([]);
    expect(found({ ...us, postalCode: "ABC" }, { postalCodeRegex: "(?i)^[a-z]{3}$(?<n-m>)" })).toEqual([]);
  });

  test("say whether a registration number and a phone number are needed; the published list where they don't", () => {
    const needed = (country: string, more: object, of: Partial<CountryRules> = {}): string[] =>
      registrationProblems({ address: { country, addressLine1: "x", ...more } }, { ...rules, ...of }).map(
        ({ property }) => property,
      );
    expect(needed("SE", {})).toEqual([]);
    expect(needed("BR", {})).toEqual(["organizationRegistrationNumber", "address.phoneNumber"]);
    expect(needed("BR", { phoneNumber: "1" })).toEqual(["organizationRegistrationNumber"]);
    expect(needed("SE", {}, { customerOrganizationRegistrationNumberRequired: true })).toEqual([
      "organizationRegistrationNumber",
    ]);
    const [wrong] = registrationProblems(
      {
        address: { country: "PL", addressLine1: "x", phoneNumber: "1" },
        organizationRegistrationNumber: "abc",
      },
      {
        ...rules,
        customerOrganizationRegistrationNumberRegex: "^\\d+$",
        customerOrganizationRegistrationNumberSample: "123",
      },
    );
    expect(wrong?.reason).toBe('has not the form of PL, such as 123, ^\\d+$; found "abc"');
  });
});
