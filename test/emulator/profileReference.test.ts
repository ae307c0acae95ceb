import { VirtualClock } from "../../emulator/index";
import { CUSTOMER, exchange, stopAll } from "./calls";

// What the pages print about addresses, an account's status and the rules of a country: see tenantReference.test.ts.

afterEach(stopAll);

test("Validate an address: VerifiedShippable", async () => {
  const originalAddress = {
    country: "US",
    city: "Redmond",
    state: "WA",
    addressLine1: "1 Microsoft Way",
    postalCode: "98052",
  };
  const answer = await exchange("POST", "/v1/validations/address", {
    body: {
      AddressLine1: "1 Microsoft Way",
      City: "Redmond",
      State: "WA",
      PostalCode: "98052",
      Country: "US",
    },
  });
  expect(answer).toMatchObject({ status: 200 });
  expect(answer.json).toEqual({
    originalAddress,
    suggestedAddresses: [{ ...originalAddress, postalCode: "98052-8300" }],
    status: "VerifiedShippable",
  });
});

test("Validate an address: StreetPartial", async () => {
  const originalAddress = {
    country: "US",
    city: "Redmond",
    state: "WA",
    addressLine1: "Microsoft Way",
    postalCode: "98052",
  };
  const answer = await exchange("POST", "/v1/validations/address", { body: originalAddress });
  expect(answer.json).toEqual({
    originalAddress,
    suggestedAddresses: [{ ...originalAddress, addressLine1: "1 Microsoft Way", postalCode: "98052-6399" }],
    status: "StreetPartial",
    validationMessage: "Address field invalid for property: 'Region', 'PostalCode', 'City'",
  });
});

test.each(["Allowed", "UnderReview", "NotAllowed", "Unknown", "Not Ready"] as const)(
  "Retrieve the validation status of a customer: %s",
  async (status) => {
    const answer = await exchange("GET", `/v1/customers/${CUSTOMER}/validationStatus?type=account`, {
      emulator: {
        clock: new VirtualClock(Date.parse("2021-07-14T18:02:00Z")),
        customers: [{ id: CUSTOMER, accountStatus: status }],
      },
    });
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.json).toEqual({ type: "account", status, lastUpdateDateTime: "2021-07-14T18:02:00" });
  },
);

test("Retrieve the validation status of a customer: 404", async () => {
  const answer = await exchange("GET", `/v1/customers/${CUSTOMER}/validationStatus?type=account`);
  expect(answer).toMatchObject({ status: 404 });
  expect(answer.json).toEqual({
    code: 600074,
    message: `Account Status for the customer, ${CUSTOMER} was not found.`,
    description: `Account Status for the customer, ${CUSTOMER} was not found.`,
    errorName: "AccountStatusNotFound",
    isRetryable: false,
    errorMessageExtended: "InternalErrorCode=600074",
  });
});

test("the rules of a country, with the keys that were recorded", async () => {
  const answer = await exchange("GET", "/v1/countryvalidationrules/US");
  expect(answer.status).toBe(200);
  expect(Object.keys(answer.json as object)).toEqual(
    expect.arrayContaining([
      "iso2Code",
      "defaultCulture",
      "isStateRequired",
      "supportedStatesList",
      "supportedLanguagesList",
      "supportedCulturesList",
      "isPostalCodeRequired",
      "postalCodeRegex",
      "isCityRequired",
      "isVatIdSupported",
      "phoneNumberRegex",
      "isTaxIdSupported",
      "isTaxIdOptional",
      "countryCallingCodesList",
    ]),
  );
  expect(answer.json).toMatchObject({
    iso2Code: "US",
    defaultCulture: "en-US",
    isStateRequired: true,
    supportedStatesList: expect.arrayContaining(["AK", "DC", "WY"]) as string[],
    supportedCulturesList: ["en-US", "es-US"],
    postalCodeRegex: "^\\d{5}(-\\d{4})?$",
    customerOrganizationRegistrationNumberRequired: false,
    attributes: { objectType: "CountryValidationRules" },
  });
});
