import {
  type Emulator,
  type EmulatorOptions,
  VETTING_EVENTS,
  VETTING_STATES,
  VETTING_TABLE,
  type VettingEvent,
  type VettingState,
  VirtualClock,
} from "../../emulator/index";
import {
  call,
  CUSTOMER,
  EDUCATION,
  GCC,
  OTHER_CUSTOMER,
  QUALIFICATION,
  QUALIFICATIONS,
  qualificationsOf,
  SOE,
  started,
  stopAll,
} from "./calls";

afterEach(stopAll);

const post = (emulator: Emulator, body: unknown, headers: Record<string, string> = {}) =>
  call(emulator, "POST", QUALIFICATIONS, { body, headers });
const get = (emulator: Emulator, token?: string | null) => call(emulator, "GET", QUALIFICATIONS, { token });

const NEXT: Record<VettingState, Record<VettingEvent, VettingState | "refused">> = {
  None: { submit: "InReview", approve: "refused", deny: "refused", vanish: "refused" },
  InReview: { submit: "InReview", approve: "Approved", deny: "Denied", vanish: "None" },
  Approved: { submit: "InReview", approve: "Approved", deny: "Denied", vanish: "None" },
  Denied: { submit: "InReview", approve: "Approved", deny: "Denied", vanish: "None" },
};

describe("the vetting", () => {
  const table = VETTING_STATES.flatMap((state) =>
    VETTING_EVENTS.map((event) => ({ state, event, next: NEXT[state][event] })),
  );

  test.each(table)("$state, $event: $next", async ({ state, event, next }) => {
    const emulator = await started();
    if (state !== "None")
      emulator.setQualification(CUSTOMER, { qualification: "Education", vettingStatus: state });
    const act = async () => {
      if (event === "submit") expect((await post(emulator, EDUCATION)).status).toBe(201);
      else emulator[event](CUSTOMER, "Education");
    };
    if (next === "refused") {
      await expect(act()).rejects.toThrow(`is None: no "${event}"`);
      expect(VETTING_TABLE[state][event]).toBeUndefined();
      return;
    }
    await act();
    expect(emulator.qualifications(CUSTOMER).map((item) => item.vettingStatus)).toEqual(
      next === "None" ? [] : [next],
    );
    expect(emulator.submissions()).toHaveLength(event === "submit" ? 1 : 0);
  });

  test("State-owned entity has none", async () => {
    const emulator = await started();
    await post(emulator, SOE);
    expect(emulator.qualifications(CUSTOMER)).toEqual([SOE]);
    expect(() => emulator.approve(CUSTOMER, "StateOwnedEntity")).toThrow("has no vetting");
    emulator.vanish(CUSTOMER, "StateOwnedEntity");
    expect((await get(emulator)).json).toEqual([]);
  });

  test("a list that is behind shows what was there before a submission", async () => {
    const clock = new VirtualClock();
    const emulator = await started({ clock, listBehindMs: 60_000 });
    const statuses = async () =>
      ((await get(emulator)).json as { vettingStatus: string }[]).map(({ vettingStatus }) => vettingStatus);
    expect((await post(emulator, EDUCATION)).status).toBe(201);
    expect(await statuses()).toEqual([]);
    expect((await call(emulator, "GET", QUALIFICATION)).json).toBe("none");
    expect(emulator.qualifications(CUSTOMER)).toHaveLength(1);
    clock.advance(60_000);
    expect(await statuses()).toEqual(["InReview"]);
    emulator.deny(CUSTOMER, "Education");
    expect(await statuses()).toEqual(["Denied"]);
    await post(emulator, EDUCATION);
    expect(await statuses()).toEqual(["Denied"]);
    clock.advance(60_000);
    expect(await statuses()).toEqual(["InReview"]);
  });

  test("ends by itself when its time has come", async () => {
    const clock = new VirtualClock();
    const emulator = await started({ clock, vetting: { afterMs: 3000 } });
    await post(emulator, EDUCATION);
    clock.advance(2999);
    expect(emulator.qualifications(CUSTOMER)[0]?.vettingStatus).toBe("InReview");
    clock.advance(1);
    expect((await get(emulator)).json).toEqual([{ qualification: "Education", vettingStatus: "Approved" }]);
    emulator.deny(CUSTOMER, "Education");
    clock.advance(10_000);
    expect(emulator.qualifications(CUSTOMER)[0]).toMatchObject({
      vettingStatus: "Denied",
      vettingReason: "No longer an Education Customer",
    });
  });

  test("ends for one customer in its own way", async () => {
    const clock = new VirtualClock();
    const vetting = { afterMs: 0, outcome: { denied: "Not an Academic Domain" } };
    const emulator = await started({ clock, customers: [{ id: CUSTOMER, vetting }, OTHER_CUSTOMER] });
    await post(emulator, EDUCATION);
    await call(emulator, "POST", qualificationsOf(OTHER_CUSTOMER), { body: EDUCATION });
    expect(emulator.qualifications(CUSTOMER)[0]).toMatchObject({ vettingReason: "Not an Academic Domain" });
    expect(emulator.qualifications(OTHER_CUSTOMER)[0]).toMatchObject({ vettingStatus: "InReview" });
  });

  test("moved by hand, it no longer ends by itself", async () => {
    const clock = new VirtualClock();
    const emulator = await started({ clock, vetting: { afterMs: 1000 } });
    await post(emulator, EDUCATION);
    emulator.deny(CUSTOMER, "Education", "Not an eligible Museum");
    clock.advance(5000);
    expect(emulator.qualifications(CUSTOMER)[0]).toMatchObject({ vettingReason: "Not an eligible Museum" });
  });

  test("a status that nobody knows yet is told as it is", async () => {
    const emulator = await started();
    emulator.setQualification(CUSTOMER, { qualification: "Education", vettingStatus: "Escalated" });
    expect((await get(emulator)).json).toMatchObject([{ vettingStatus: "Escalated" }]);
  });
});

describe("combinations", () => {
  const names = { EDUCATION, GCC, SOE };
  const allowed = ["EDUCATION SOE", "SOE EDUCATION", "GCC SOE", "SOE GCC"];
  const pairs = Object.keys(names).flatMap((first) =>
    Object.keys(names).map((second) => `${first} ${second}`),
  );

  test.each(pairs.filter((pair) => new Set(pair.split(" ")).size === 2))("%s", async (pair) => {
    const emulator = await started();
    const [first, second] = pair.split(" ") as (keyof typeof names)[];
    expect((await post(emulator, names[first as keyof typeof names])).status).toBe(201);
    const { status } = await post(emulator, names[second as keyof typeof names]);
    expect(status).toBe(allowed.includes(pair) ? 201 : 400);
    expect(emulator.submissions()).toHaveLength(allowed.includes(pair) ? 2 : 1);
  });

  test("nothing goes with Nonprofit; a denied one is in no other's way", async () => {
    const emulator = await started();
    emulator.setQualification(CUSTOMER, { qualification: "Nonprofit", vettingStatus: "Approved" });
    expect((await get(emulator)).json).toMatchObject([{ qualification: "Nonprofit" }]);
    expect((await post(emulator, EDUCATION)).status).toBe(400);
    emulator.deny(CUSTOMER, "Nonprofit");
    expect((await post(emulator, EDUCATION)).status).toBe(201);
  });
});

describe("submissions", () => {
  test("verification is requested three times at most; State-owned entity has none to request", async () => {
    const emulator = await started();
    for (const expected of [201, 201, 201, 400]) {
      expect((await post(emulator, EDUCATION)).status).toBe(expected);
      if (expected === 201) emulator.deny(CUSTOMER, "Education");
    }
    expect((await post(emulator, SOE)).status).toBe(201);
    expect(emulator.submissions().map(({ qualification }) => qualification)).toEqual([
      "Education",
      "Education",
      "Education",
      "StateOwnedEntity",
    ]);
    emulator.change({ maxVerifications: 4 });
    expect((await post(emulator, EDUCATION)).status).toBe(201);
  });

  test("a repeated MS-RequestId is the same call, in any case of it, and for its own customer only", async () => {
    const emulator = await started();
    const id = { "MS-RequestId": "037db222-6d8e-4d7f-ba78-df3dca33fb68" };
    const first = await post(emulator, EDUCATION, id);
    const second = await post(emulator, EDUCATION, { "MS-RequestId": id["MS-RequestId"].toUpperCase() });
    expect(second).toMatchObject({ status: 201, json: first.json });
    expect(emulator.submissions()).toHaveLength(1);
    const path = qualificationsOf(OTHER_CUSTOMER);
    await call(emulator, "POST", path, { body: EDUCATION, headers: id });
    expect(emulator.submissions(OTHER_CUSTOMER)).toHaveLength(1);
    emulator.change({ idempotent: false });
    await post(emulator, EDUCATION, id);
    expect(emulator.submissions(CUSTOMER)).toHaveLength(2);
  });

  test("a refused call is not remembered", async () => {
    const emulator = await started();
    const id = { "MS-RequestId": "037db222-6d8e-4d7f-ba78-df3dca33fb68" };
    expect((await post(emulator, { qualification: "Education" }, id)).status).toBe(400);
    expect((await post(emulator, EDUCATION, id)).status).toBe(201);
  });

  test("are recorded as they were sent", async () => {
    const clock = new VirtualClock();
    const emulator = await started({ clock });
    await post(emulator, EDUCATION, { "MS-RequestId": "r", "MS-CorrelationId": "c" });
    expect(emulator.submissions(CUSTOMER.toUpperCase())).toEqual([
      {
        customerId: CUSTOMER,
        qualification: "Education",
        contract: "qualifications",
        requestId: "r",
        correlationId: "c",
        body: JSON.stringify(EDUCATION),
        at: clock.now(),
      },
    ]);
  });
});

describe("bodies that are refused, and nothing is taken", () => {
  test.each<[string, unknown, number]>([
    ["no JSON", "{", 3000],
    ["no object", [EDUCATION], 3000],
    ["nothing", "", 3000],
    ["no qualification", {}, 3000],
    ["an unknown qualification", { qualification: "Charity" }, 900126],
    ["None", { qualification: "None" }, 3000],
    ["Nonprofit", { qualification: "Nonprofit" }, 3000],
    ["Education without a segment", { qualification: "Education" }, 3000],
    ["an unknown segment", { ...EDUCATION, educationSegment: "Kindergarten" }, 900126],
    ["a segment that is no text", { ...EDUCATION, educationSegment: 12 }, 3000],
    ["Government Community Cloud without a code", { qualification: "GovernmentCommunityCloud" }, 3000],
    ["an unknown code", { ...GCC, validationCode: "000000" }, 3000],
  ])("%s", async (_name, body, code) => {
    const emulator = await started();
    const answer = await post(emulator, body);
    expect(answer).toMatchObject({
      status: 400,
      json: { code, data: [], description: expect.any(String) as string },
    });
    expect(emulator.submissions()).toEqual([]);
    expect(emulator.qualifications(CUSTOMER)).toEqual([]);
  });
});

describe("contracts", () => {
  test("that of 2021 is refused by default, as since May 2023", async () => {
    const emulator = await started();
    expect((await post(emulator, { Qualification: "Education" })).status).toBe(400);
  });

  test("that of 2021 beside the current one: both bodies pass, a code comes in the query", async () => {
    const emulator = await started({ contracts: ["qualifications", "qualifications-2021"] });
    expect((await post(emulator, { Qualification: "Education" })).status).toBe(201);
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
    expect((await get(emulator)).json).toEqual([{ qualification: "Education", vettingStatus: "Approved" }]);
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
    expect((await get(emulator)).status).toBe(404);
    emulator.change({ contracts: ["qualifications"] });
    expect((await call(emulator, "GET", QUALIFICATION)).status).toBe(404);
  });
});

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
    await post(emulator, GCC);
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
    expect((await post(emulator, body)).status).toBe(201);
    expect((await call(emulator, "POST", qualificationsOf(OTHER_CUSTOMER), { body })).status).toBe(400);
    expect((await call(emulator, "GET", "/v1/customers/all/validations")).json).toContainEqual(
      expect.objectContaining({ validationId: "55", maxCreates: 1, remainingCreates: 0 }),
    );
  });
});

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
    expect((await get(emulator, token)).status).toBe(getStatus);
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
      expect(await get(emulator, wrong)).toMatchObject({ status: 401, json: { code: 400 } });
    }
    emulator.revokeAccessTokens();
    expect((await get(emulator, token)).status).toBe(401);
    expect((await get(emulator)).status).toBe(200);
  });

  test("multifactor authentication is asked for in three forms", async () => {
    const emulator = await started();
    const token = emulator.accessToken("withoutMfa");
    emulator.change({ mfa: { form: "empty" } });
    expect(await get(emulator, token)).toMatchObject({ status: 401, text: "" });
    emulator.change({ mfa: { form: "reasonPhrase" } });
    const old = await get(emulator, token);
    expect(old).toMatchObject({ status: 401, reason: "Unauthorized - MFA required", text: "" });
    expect(old.headers["www-authenticate"]).toBe('Bearer error="invalid_token"');
    emulator.change({ mfa: "notRequired" });
    expect((await get(emulator, token)).status).toBe(200);
  });

  test("it is asked for of a share of the calls, the same ones each time", async () => {
    const outcomes = async () => {
      const emulator = await started({ mfa: { form: "code", share: 0.5 }, seed: 7 });
      const token = emulator.accessToken("withoutMfa");
      const statuses: number[] = [];
      for (let call = 0; call < 20; call += 1) statuses.push((await get(emulator, token)).status);
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
    expect((await get(emulator)).headers.ismfacompliant).toBeUndefined();
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
    const answer = await get(emulator);
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
    expect((await get(emulator)).status).toBe(200);
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

test("no two customers share anything, however many calls come at once", async () => {
  const emulator = await started();
  await Promise.all([
    post(emulator, EDUCATION),
    call(emulator, "POST", qualificationsOf(OTHER_CUSTOMER), { body: GCC }),
  ]);
  expect(emulator.qualifications(CUSTOMER)).toMatchObject([{ qualification: "Education" }]);
  expect(emulator.qualifications(OTHER_CUSTOMER)).toMatchObject([
    { qualification: "GovernmentCommunityCloud" },
  ]);
});
