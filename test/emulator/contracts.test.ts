import {
  call,
  getQualifications,
  OTHER_CUSTOMER,
  postQualification,
  QUALIFICATION,
  qualificationsOf,
  started,
  stopAll,
} from "./calls";

afterEach(stopAll);

describe("contracts", () => {
  test("that of 2021 is refused by default, as since May 2023", async () => {
    const emulator = await started();
    expect((await postQualification(emulator, { Qualification: "Education" })).status).toBe(400);
  });

  test("that of 2021 beside the current one: both bodies pass, a code comes in the query", async () => {
    const emulator = await started({ contracts: ["qualifications", "qualifications-2021"] });
    expect((await postQualification(emulator, { Qualification: "Education" })).status).toBe(201);
    const path = `${qualificationsOf(OTHER_CUSTOMER)}`;
    const body = { Qualification: "GovernmentCommunityCloud" };
    expect((await call(emulator, "POST", path, { body })).status).toBe(400);
    expect((await call(emulator, "POST", `${path}?code=123456`, { body })).status).toBe(201);
    expect(emulator.submissions().map(({ contract }) => contract)).toEqual([
      "qualifications-2021",
      "qualifications-2021",
    ]);
  });

  test("that of 2018: an integer, one name, no vetting", async () => {
    const emulator = await started();
    expect((await call(emulator, "GET", QUALIFICATION)).json).toBe("none");
    expect(await call(emulator, "PUT", QUALIFICATION, { body: "1" })).toMatchObject({
      status: 200,
      json: "education",
    });
    expect((await call(emulator, "GET", QUALIFICATION)).json).toBe("education");
    expect((await getQualifications(emulator)).json).toEqual([
      { qualification: "Education", vettingStatus: "Approved" },
    ]);
  });

  test.each(["0", "2", "4", "9", '"Education"', "3"])(
    "that of 2018 refuses %s without a code",
    async (body) => {
      const emulator = await started();
      expect((await call(emulator, "PUT", QUALIFICATION, { body })).status).toBe(400);
      expect(emulator.submissions()).toEqual([]);
    },
  );

  test("that of 2018 refuses for good with a bare text", async () => {
    const emulator = await started({ maxVerifications: 0 });
    const answer = await call(emulator, "PUT", QUALIFICATION, { body: "1" });
    expect(answer).toMatchObject({ status: 400, json: "Customer tagging denied." });
  });

  test("one that is switched off is not found", async () => {
    const emulator = await started({ contracts: ["qualification-2018"] });
    expect((await getQualifications(emulator)).status).toBe(404);
    emulator.change({ contracts: ["qualifications"] });
    expect((await call(emulator, "GET", QUALIFICATION)).status).toBe(404);
  });
});
