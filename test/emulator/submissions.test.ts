import { VirtualClock } from "../../emulator/index";
import {
  call,
  CUSTOMER,
  EDUCATION,
  GCC,
  getQualifications,
  OTHER_CUSTOMER,
  postQualification,
  qualificationsOf,
  SOE,
  started,
  stopAll,
} from "./calls";

afterEach(stopAll);

describe("combinations", () => {
  const names = { EDUCATION, GCC, SOE };
  const allowed = ["EDUCATION SOE", "SOE EDUCATION", "GCC SOE", "SOE GCC"];
  const pairs = Object.keys(names).flatMap((first) =>
    Object.keys(names).map((second) => `${first} ${second}`),
  );

  test.each(pairs.filter((pair) => new Set(pair.split(" ")).size === 2))("%s", async (pair) => {
    const emulator = await started();
    const [first, second] = pair.split(" ") as (keyof typeof names)[];
    expect((await postQualification(emulator, names[first as keyof typeof names])).status).toBe(201);
    const { status } = await postQualification(emulator, names[second as keyof typeof names]);
    expect(status).toBe(allowed.includes(pair) ? 201 : 400);
    expect(emulator.submissions()).toHaveLength(allowed.includes(pair) ? 2 : 1);
  });

  test("nothing goes with Nonprofit; a denied one is in no other's way", async () => {
    const emulator = await started();
    emulator.setQualification(CUSTOMER, { qualification: "Nonprofit", vettingStatus: "Approved" });
    expect((await getQualifications(emulator)).json).toMatchObject([{ qualification: "Nonprofit" }]);
    expect((await postQualification(emulator, EDUCATION)).status).toBe(400);
    emulator.deny(CUSTOMER, "Nonprofit");
    expect((await postQualification(emulator, EDUCATION)).status).toBe(201);
  });
});

describe("submissions", () => {
  test("verification is requested three times at most; State-owned entity has none to request", async () => {
    const emulator = await started();
    for (const expected of [201, 201, 201, 400]) {
      expect((await postQualification(emulator, EDUCATION)).status).toBe(expected);
      if (expected === 201) emulator.deny(CUSTOMER, "Education");
    }
    expect((await postQualification(emulator, SOE)).status).toBe(201);
    expect(emulator.submissions().map(({ qualification }) => qualification)).toEqual([
      "Education",
      "Education",
      "Education",
      "StateOwnedEntity",
    ]);
    emulator.change({ maxVerifications: 4 });
    expect((await postQualification(emulator, EDUCATION)).status).toBe(201);
  });

  test("a repeated MS-RequestId is the same call, in any case of it, and for its own customer only", async () => {
    const emulator = await started();
    const id = { "MS-RequestId": "037db222-6d8e-4d7f-ba78-df3dca33fb68" };
    const first = await postQualification(emulator, EDUCATION, id);
    const second = await postQualification(emulator, EDUCATION, {
      "MS-RequestId": id["MS-RequestId"].toUpperCase(),
    });
    expect(second).toMatchObject({ status: 201, json: first.json });
    expect(emulator.submissions()).toHaveLength(1);
    const path = qualificationsOf(OTHER_CUSTOMER);
    await call(emulator, "POST", path, { body: EDUCATION, headers: id });
    expect(emulator.submissions(OTHER_CUSTOMER)).toHaveLength(1);
    emulator.change({ idempotent: false });
    await postQualification(emulator, EDUCATION, id);
    expect(emulator.submissions(CUSTOMER)).toHaveLength(2);
  });

  test("a refused call is not remembered", async () => {
    const emulator = await started();
    const id = { "MS-RequestId": "037db222-6d8e-4d7f-ba78-df3dca33fb68" };
    expect((await postQualification(emulator, { qualification: "Education" }, id)).status).toBe(400);
    expect((await postQualification(emulator, EDUCATION, id)).status).toBe(201);
  });

  test("are recorded as they were sent", async () => {
    const clock = new VirtualClock();
    const emulator = await started({ clock });
    await postQualification(emulator, EDUCATION, { "MS-RequestId": "r", "MS-CorrelationId": "c" });
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
    const answer = await postQualification(emulator, body);
    expect(answer).toMatchObject({
      status: 400,
      json: { code, data: [], description: expect.any(String) as string },
    });
    expect(emulator.submissions()).toEqual([]);
    expect(emulator.qualifications(CUSTOMER)).toEqual([]);
  });
});

test("no two customers share anything, however many calls come at once", async () => {
  const emulator = await started();
  await Promise.all([
    postQualification(emulator, EDUCATION),
    call(emulator, "POST", qualificationsOf(OTHER_CUSTOMER), { body: GCC }),
  ]);
  expect(emulator.qualifications(CUSTOMER)).toMatchObject([{ qualification: "Education" }]);
  expect(emulator.qualifications(OTHER_CUSTOMER)).toMatchObject([
    { qualification: "GovernmentCommunityCloud" },
  ]);
});
