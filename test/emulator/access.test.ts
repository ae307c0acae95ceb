import type { Emulator, EmulatorOptions } from "../../emulator/index";
import {
  call,
  CUSTOMER,
  EDUCATION,
  getQualifications,
  OTHER_CUSTOMER,
  QUALIFICATIONS,
  qualificationsOf,
  started,
  stopAll,
} from "./calls";

afterEach(stopAll);

describe("who may", () => {
  test.each<[string, Parameters<Emulator["accessToken"]>[0] | null, number, number, number | undefined]>([
    ["nobody", null, 401, 401, 800001],
    ["an ended token", "expired", 401, 401, 400],
    ["a token of another tenant", "otherTenant", 401, 401, 400],
    ["a token for another audience", "wrongAudience", 401, 401, 900420],
    ["a user without multifactor authentication", "withoutMfa", 401, 401, 900421],
    ["a user without the role", "withoutRole", 403, 403, 900308],
    ["an application", "appOnly", 200, 403, 900329],
    ["a user", "appUser", 200, 201, undefined],
  ])("%s", async (_name, kind, getStatus, postStatus, code) => {
    const emulator = await started();
    const token = kind === null ? null : emulator.accessToken(kind);
    expect((await getQualifications(emulator, token)).status).toBe(getStatus);
    const answer = await call(emulator, "POST", QUALIFICATIONS, { token, body: EDUCATION });
    expect(answer.status).toBe(postStatus);
    if (code !== undefined)
      expect(answer.json).toMatchObject({ code, description: expect.any(String) as string });
    expect(emulator.submissions()).toHaveLength(postStatus === 201 ? 1 : 0);
  });

  test("a token that nobody issued, or that was changed or revoked", async () => {
    const emulator = await started();
    const token = emulator.accessToken();
    for (const wrong of ["x", "a.b.c", `${token}x`, token.replace(/^[^.]+/, "e30")]) {
      expect(await getQualifications(emulator, wrong)).toMatchObject({ status: 401, json: { code: 400 } });
    }
    emulator.revokeAccessTokens();
    expect((await getQualifications(emulator, token)).status).toBe(401);
    expect((await getQualifications(emulator)).status).toBe(200);
  });

  test("multifactor authentication is asked for in three forms", async () => {
    const emulator = await started();
    const token = emulator.accessToken("withoutMfa");
    emulator.change({ mfa: { form: "empty" } });
    expect(await getQualifications(emulator, token)).toMatchObject({ status: 401, text: "" });
    emulator.change({ mfa: { form: "reasonPhrase" } });
    const old = await getQualifications(emulator, token);
    expect(old).toMatchObject({ status: 401, reason: "Unauthorized - MFA required", text: "" });
    expect(old.headers["www-authenticate"]).toBe('Bearer error="invalid_token"');
    emulator.change({ mfa: "notRequired" });
    expect((await getQualifications(emulator, token)).status).toBe(200);
  });

  test("it is asked for of a share of the calls, the same ones each time", async () => {
    const outcomes = async () => {
      const emulator = await started({ mfa: { form: "code", share: 0.5 }, seed: 7 });
      const token = emulator.accessToken("withoutMfa");
      const statuses: number[] = [];
      for (let call = 0; call < 20; call += 1)
        statuses.push((await getQualifications(emulator, token)).status);
      return statuses;
    };
    const first = await outcomes();
    expect(new Set(first)).toEqual(new Set([200, 401]));
    expect(await outcomes()).toEqual(first);
  });

  test("asked with ValidateMfa, the API tells whether the token would do", async () => {
    const emulator = await started({ mfa: "notRequired" });
    const compliance = async (kind: "appUser" | "withoutMfa" | "appOnly") => {
      const token = emulator.accessToken(kind);
      const headers = { ValidateMfa: "true" };
      return (await call(emulator, "GET", QUALIFICATIONS, { token, headers })).headers.ismfacompliant;
    };
    expect(await compliance("appUser")).toBe("true");
    expect(await compliance("withoutMfa")).toBe("false");
    expect(await compliance("appOnly")).toBe("true");
    expect((await getQualifications(emulator)).headers.ismfacompliant).toBeUndefined();
  });
});

describe("customers", () => {
  const STRANGER = "11111111-2222-4333-8444-555555555555";

  test.each<[string, EmulatorOptions, string, number, number]>([
    ["unknown", {}, STRANGER, 404, 60003],
    ["unknown, told as no relationship", { unknownCustomer: "noRelationship" }, STRANGER, 403, 20002],
    ["no GUID", {}, "contoso", 400, 900118],
  ])("%s", async (_name, options, id, status, code) => {
    const emulator = await started(options);
    expect(await call(emulator, "GET", qualificationsOf(id))).toMatchObject({ status, json: { code } });
    expect(await call(emulator, "POST", qualificationsOf(id), { body: EDUCATION })).toMatchObject({ status });
  });

  test("whose relationship ended, and came back", async () => {
    const emulator = await started();
    emulator.loseRelationship(CUSTOMER);
    const answer = await getQualifications(emulator);
    expect(answer).toMatchObject({
      status: 403,
      json: {
        code: 20002,
        description: "No relationship between caller and account.",
        data: [],
        source: "PartnerFD",
      },
    });
    expect((await call(emulator, "GET", qualificationsOf(OTHER_CUSTOMER))).status).toBe(200);
    emulator.restoreRelationship(CUSTOMER);
    expect((await getQualifications(emulator)).status).toBe(200);
  });

  test("added and removed while it runs; ids in any case", async () => {
    const emulator = await started();
    emulator.addCustomer(STRANGER);
    expect((await call(emulator, "GET", qualificationsOf(STRANGER.toUpperCase()))).status).toBe(200);
    emulator.removeCustomer(STRANGER);
    expect((await call(emulator, "GET", qualificationsOf(STRANGER))).status).toBe(404);
    expect(() => emulator.addCustomer("contoso")).toThrow("GUID");
    expect(() => emulator.qualifications(STRANGER)).toThrow("no customer");
  });

  test("other paths and methods", async () => {
    const emulator = await started();
    expect((await call(emulator, "GET", "/v1/nothing")).status).toBe(404);
    expect((await call(emulator, "DELETE", QUALIFICATIONS)).status).toBe(405);
  });
});
