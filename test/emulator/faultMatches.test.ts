import {
  call,
  CUSTOMER,
  getQualifications,
  OTHER_CUSTOMER,
  QUALIFICATIONS,
  qualificationsOf,
  started,
  stopAll,
} from "./calls";

afterEach(stopAll);

describe("which calls are struck", () => {
  const strike = { kind: "status", status: 418 } as const;

  test("by method, path, pattern and customer", async () => {
    const emulator = await started();
    const other = () => call(emulator, "GET", qualificationsOf(OTHER_CUSTOMER));
    for (const match of [
      { method: "get" },
      { path: "/qualifications" },
      { path: /qualifications$/ },
      { customerId: OTHER_CUSTOMER.toUpperCase() },
      { endpoint: "any" as const },
    ]) {
      emulator.faultNext(match, strike);
      expect((await other()).status).toBe(418);
      expect((await other()).status).toBe(200);
    }
    for (const match of [
      { method: "POST" },
      { path: "/validations" },
      { path: /qualification$/ },
      { customerId: CUSTOMER },
      { endpoint: "login" as const },
    ]) {
      emulator.faultNext(match, strike);
      expect((await other()).status).toBe(200);
    }
    expect(emulator.partnerCenter.faults.list()).toHaveLength(5);
    emulator.clearFaults();
    expect((await getQualifications(emulator)).status).toBe(200);
  });

  test("several faults strike in the order in which they were set, each so many times", async () => {
    const emulator = await started();
    emulator.faultNext({}, strike, 2);
    emulator.faultNext({}, { kind: "throttle" });
    const statuses: number[] = [];
    for (let index = 0; index < 4; index += 1) statuses.push((await getQualifications(emulator)).status);
    expect(statuses).toEqual([418, 418, 429, 200]);
  });

  test("a share of them, the same ones for the same seed", async () => {
    const outcomes = async (seed: number) => {
      const emulator = await started();
      emulator.faultShare({}, strike, 0.3, seed);
      const statuses: number[] = [];
      for (let index = 0; index < 60; index += 1) statuses.push((await getQualifications(emulator)).status);
      return statuses;
    };
    const first = await outcomes(5);
    const struck = first.filter((status) => status === 418).length;
    expect(struck).toBeGreaterThan(5);
    expect(struck).toBeLessThan(35);
    expect(await outcomes(5)).toEqual(first);
    expect(await outcomes(6)).not.toEqual(first);
  });

  test("an answer that nothing was taken for still has the API's headers", async () => {
    const emulator = await started();
    emulator.faultNext({}, { kind: "throttle", retryAfter: 1 });
    const headers = { "MS-RequestId": "r" };
    expect((await call(emulator, "GET", QUALIFICATIONS, { headers })).headers["ms-requestid"]).toBe("r");
  });
});
