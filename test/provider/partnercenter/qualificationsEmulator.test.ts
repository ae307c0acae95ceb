import { DEFAULT_CUSTOMERS, MICROSOFT_LIMITS, startEmulator } from "../../../emulator";
import { PartnerCenterClient, sameVetting } from "../../../provider/partnercenter";
import { DEFAULT_LIMITER_BOUNDS } from "../../../provider/partnercenter/budget";
import { customer, EDUCATION, emulator, GCC, withToken } from "./emulated";

/* Every request of the reference pages, against Partner Center in one process. */

// Hundreds of requests over real sockets: slow where many share a machine.
jest.setTimeout(30_000);

const [CUSTOMER] = DEFAULT_CUSTOMERS;

describe("every request of the reference pages, in the emulator's record", () => {
  test.each([
    ["qualifications", EDUCATION, "POST", "/qualifications", {}, EDUCATION],
    ["qualifications", GCC, "POST", "/qualifications", {}, GCC],
    [
      "qualifications",
      { qualification: "StateOwnedEntity" },
      "POST",
      "/qualifications",
      {},
      { qualification: "StateOwnedEntity" },
    ],
    ["qualifications-2021", EDUCATION, "POST", "/qualifications", {}, { Qualification: "Education" }],
    [
      "qualifications-2021",
      GCC,
      "POST",
      "/qualifications",
      { code: "123456" },
      { Qualification: "GovernmentCommunityCloud" },
    ],
    ["qualification-2018", EDUCATION, "PUT", "/qualification", {}, 1],
    ["qualification-2018", GCC, "PUT", "/qualification", { code: "123456" }, 3],
  ] as const)("%s: %j", async (contract, request, method, path, query, body) => {
    const client = withToken({ contract });
    const { item, found } = await client.submitCustomerQualification(customer, request);
    expect({ qualification: item.qualification, found }).toEqual({
      qualification: request.qualification,
      found: false,
    });
    const [sent] = emulator.requests.filter((recorded) => recorded.method === method);
    expect(sent).toMatchObject({ path: `/v1/customers/${customer}${path}`, query });
    expect(JSON.parse(sent?.body ?? "")).toEqual(body);
    const [listed, ...others] = await client.getCustomerQualifications(customer);
    expect(others).toEqual([]);
    // A read gives the date more exactly than the submission's answer.
    expect(listed && sameVetting(listed, item)).toBe(true);
  });

  test.each(["qualifications", "qualifications-2021"] as const)(
    "%s: vetting is followed",
    async (contract) => {
      const client = withToken({ contract });
      await client.submitCustomerQualification(customer, EDUCATION);
      emulator.deny(customer, "Education", "Not an Academic Domain");
      expect(await client.getCustomerQualifications(customer)).toMatchObject([
        { qualification: "Education", vettingStatus: "Denied", vettingReason: "Not an Academic Domain" },
      ]);
      emulator.approve(customer, "Education");
      expect(await client.getCustomerQualifications(customer)).toMatchObject([{ vettingStatus: "Approved" }]);
      emulator.vanish(customer, "Education");
      expect(await client.getCustomerQualifications(customer)).toEqual([]);
    },
  );

  test("validation codes, and the one that a customer used", async () => {
    const client = withToken();
    const [before] = await client.getValidationCodes();
    expect(before).toMatchObject({ validationId: "123456", maxCreates: 100 });
    await client.submitCustomerQualification(customer, GCC);
    const [after] = await client.getValidationCodes();
    expect(after?.remainingCreates).toBe((before?.remainingCreates ?? 0) - 1);
    expect(await client.getCustomerValidationCode(customer)).toMatchObject({
      validationId: "123456",
      customerId: customer,
    });
  });
});

test("400 customers read at once stay below Microsoft's limits", async () => {
  const limited = await startEmulator({ tls: false, throttle: MICROSOFT_LIMITS });
  const client = new PartnerCenterClient({
    login: { kind: "accessToken", accessToken: limited.accessToken() },
    apiBaseUrl: limited.url,
    burst: 400,
  });
  try {
    await Promise.all(Array.from({ length: 400 }, () => client.getCustomerQualifications(CUSTOMER)));
    expect(limited.requests.filter(({ status }) => status === 429)).toEqual([]);
    expect(limited.mostInFlight).toBeLessThanOrEqual(DEFAULT_LIMITER_BOUNDS.maxConcurrentReads);
  } finally {
    client.close();
    await limited.close();
  }
});
