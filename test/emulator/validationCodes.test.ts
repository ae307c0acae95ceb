import {
  call,
  CUSTOMER,
  GCC,
  OTHER_CUSTOMER,
  postQualification,
  qualificationsOf,
  started,
  stopAll,
} from "./calls";

afterEach(stopAll);

describe("validation codes", () => {
  test("the list is a bare array, the code of a customer an object", async () => {
    const emulator = await started();
    emulator.putValidationCode({
      validationId: "7",
      organizationName: "Fabrikam",
      maxCreates: null,
      remainingCreates: null,
    });
    const token = emulator.accessToken("appOnly");
    expect(await call(emulator, "GET", "/v1/customers/all/validations", { token })).toMatchObject({
      status: 200,
      json: [
        {
          validationId: "123456",
          maxCreates: 100,
          remainingCreates: 100,
          eTag: expect.stringMatching(/^W\//) as string,
        },
        { validationId: "7", organizationName: "Fabrikam", maxCreates: null, remainingCreates: null },
      ],
    });
    const ofCustomer = `/v1/customers/${CUSTOMER}/validations`;
    expect((await call(emulator, "GET", ofCustomer)).status).toBe(404);
    await postQualification(emulator, GCC);
    expect((await call(emulator, "GET", ofCustomer)).json).toMatchObject({
      customerId: CUSTOMER,
      validationId: "123456",
    });
  });

  test("a code is used up", async () => {
    const emulator = await started();
    const code = { validationId: "55", organizationName: "Fabrikam", maxCreates: 1, remainingCreates: 1 };
    emulator.putValidationCode(code);
    const body = { ...GCC, validationCode: "55" };
    expect((await postQualification(emulator, body)).status).toBe(201);
    expect((await call(emulator, "POST", qualificationsOf(OTHER_CUSTOMER), { body })).status).toBe(400);
    expect((await call(emulator, "GET", "/v1/customers/all/validations")).json).toContainEqual(
      expect.objectContaining({ validationId: "55", maxCreates: 1, remainingCreates: 0 }),
    );
  });
});
