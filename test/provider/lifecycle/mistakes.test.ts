// What a preview knows to be mistaken in a new resource, over all types: a customer that is none of the partner's.
import { startEmulator, type Emulator } from "../../../emulator";
import * as customer from "../../../provider/resources/customer";
import * as agreement from "../../../provider/resources/customerAgreement";
import * as qualification from "../../../provider/resources/customerQualification";
import { dynamicProvider } from "../../../provider/hosts/dynamic/dynamicProvider";
import type { Lifecycle } from "../../../provider/lifecycle/lifecycle";
import { Session } from "../../../provider/lifecycle/session";

const [customerId, other, unrelated, stranger] = [1, 2, 3, 9].map(
  (number) => `00000000-0000-4000-8000-00000000000${number}`,
) as [string, string, string, string];
const code = "GCC-112233";

const TYPES: Record<string, { lifecycle: Lifecycle; more: Record<string, unknown> }> = {
  CustomerQualification: {
    lifecycle: qualification,
    more: { qualification: "Education", educationSegment: "K12" },
  },
  Customer: { lifecycle: customer, more: {} },
  CustomerAgreement: { lifecycle: agreement, more: {} },
};

let emulator: Emulator;
let said: string[];
const sessions: Session[] = [];

beforeEach(async () => {
  emulator = await startEmulator({ tls: false, customers: [customerId, other, unrelated] });
  emulator.loseRelationship(unrelated);
  said = [];
  jest.spyOn(process.stdout, "write").mockImplementation((text) => said.push(String(text)) > 0);
});
afterEach(async () => {
  jest.restoreAllMocks();
  for (const session of sessions.splice(0)) session.client.close();
  await emulator.close();
});

function newSession(previewing: boolean): Session {
  const settings: Record<string, string> = {
    "partnercenter:accessToken": emulator.accessToken(),
    "partnercenter:apiBaseUrl": emulator.url,
  };
  const session = new Session((key) => settings[key]);
  session.previewing = previewing;
  sessions.push(session);
  return session;
}

describe.each(Object.entries(TYPES))("%s", (_type, { lifecycle, more }) => {
  const inputs = (id: string) => ({ customerId: id, ...more });

  test.each([
    [
      "nobody knows",
      stranger,
      /^is no customer of this partner\. Reading .*MS-CorrelationId.*Check the customer's id/,
    ],
    [
      "is not the partner's",
      unrelated,
      /^is no customer of this partner\. .*20002.*MS-CorrelationId.*relationship/,
    ],
  ])("a new one of a customer that %s fails the preview by its id", async (_name, id, reason) => {
    const { failures } = await lifecycle.check(newSession(true), {}, inputs(id));
    expect(failures).toEqual([{ property: "customerId", reason: expect.stringMatching(reason) }]);
    expect(failures[0]?.reason).not.toMatch(/\n/);
  });

  test("the others of the program that were looked at are named with it", async () => {
    const session = newSession(true);
    const ahead = [stranger, unrelated, other].map((id) =>
      lifecycle.lookAhead(session, id).catch(() => undefined),
    );
    const { failures } = await lifecycle.check(session, {}, inputs(stranger));
    await Promise.all(ahead);
    expect(failures[0]?.reason).toMatch(new RegExp(`Nor are these: ${unrelated}\\.$`));
  });

  test("in an `up` it is left to the creation, which fails alone", async () => {
    const { failures } = await lifecycle.check(newSession(false), {}, inputs(stranger));
    expect(failures).toEqual([]);
    await expect(lifecycle.create(newSession(false), inputs(stranger))).rejects.toThrow(stranger);
  });

  test("one that is in the state is a drift", async () => {
    const { inputs: kept, failures } = await lifecycle.check(
      newSession(true),
      inputs(unrelated),
      inputs(unrelated),
    );
    expect(failures).toEqual([]);
    expect(kept).toHaveProperty("drift");
  });

  test("what may pass is a drift", async () => {
    const headers = { "Retry-After": "0" };
    emulator.faultShare({ customerId: other }, { kind: "status", status: 503, body: "", headers }, 1);
    const session = newSession(true);
    // Somebody else could be read: it is no outage.
    await lifecycle.check(session, {}, inputs(customerId));
    const { inputs: kept, failures } = await lifecycle.check(session, {}, inputs(other));
    expect(failures).toEqual([]);
    expect(kept).toHaveProperty("drift.notObserved", expect.stringContaining("503"));
  });
});

test("all that is wrong with a new resource is listed at once", async () => {
  const { failures } = await qualification.check(
    newSession(true),
    {},
    { customerId: stranger, qualification: "Education", website: "not one" },
  );
  expect(failures.map(({ property }) => property).sort()).toEqual([
    "customerId",
    "educationSegment",
    "website",
  ]);
});

describe("a validation code", () => {
  const government = (validationCode: string, more = {}) => ({
    customerId,
    qualification: "GovernmentCommunityCloud",
    validationCode,
    ...more,
  });
  beforeEach(() => {
    const validation = { organizationName: "Agency", validationId: code, maxCreates: 5, remainingCreates: 5 };
    emulator.putValidationCode(validation);
    emulator.putValidationCode({ ...validation, validationId: "GCC-445566", remainingCreates: 0 });
  });
  const codesRead = () => emulator.requests.filter(({ path }) => path.includes("/validations")).length;

  test.each([
    [
      "wrong",
      "GCC-999999",
      /^validationCode: is not among the \d+ validation codes of this partner\. Next: .* Nothing is submitted for CustomerQualification [0-9a-f-]{36}\/Gov/,
    ],
    ["used up", "GCC-445566", /^validationCode: has no creates left \(of 5\)\. Next: /],
  ])(
    "that is %s fails the preview of a new one, without its value or its property",
    async (_name, wrong, reason) => {
      const session = newSession(true);
      for (const id of [customerId, other]) {
        const { failures } = await qualification.check(session, {}, { ...government(wrong), customerId: id });
        expect(failures).toEqual([{ property: "", reason: expect.stringMatching(reason) }]);
        expect(JSON.stringify([failures, said])).not.toContain(wrong);
      }
      expect(codesRead()).toBe(1);
    },
  );

  test("that is right, or not known yet, is nothing to fail for", async () => {
    const session = newSession(true);
    for (const one of [code, "04da6b54-80e4-46f7-96ec-b56ff0331ba9"])
      expect((await qualification.check(session, {}, government(one))).failures).toEqual([]);
  });

  test("is not asked about where nothing is submitted: adopted, looked at in an `up`, or recorded", async () => {
    emulator.setQualification(customerId, {
      qualification: "GovernmentCommunityCloud",
      vettingStatus: "Approved",
    });
    expect((await qualification.check(newSession(true), {}, government("GCC-999999"))).failures).toEqual([]);
    const inputs = { ...government("GCC-999999"), customerId: other };
    expect((await qualification.check(newSession(false), {}, inputs)).failures).toEqual([]);
    expect((await qualification.check(newSession(true), inputs, inputs)).failures).toEqual([]);
    expect(codesRead()).toBe(0);
  });

  test("that can't be read is said, and the preview goes on", async () => {
    emulator.faultShare({ path: /validations/ }, { kind: "status", status: 403, body: "{}" }, 1);
    const { failures } = await qualification.check(newSession(true), {}, government("GCC-999999"));
    expect(failures).toEqual([]);
    expect(said.join("")).toMatch(/validation codes could not be read, so they are not checked/);
  });

  test("that is wrong and asked to be submitted again is a line of the preview, and an update", async () => {
    const denied = {
      vettingStatus: "Denied",
      vettingReason: "Not eligible",
      vettingCreateDate: "2026-11-02T08:00:00Z",
    };
    emulator.setQualification(customerId, { qualification: "GovernmentCommunityCloud", ...denied });
    const recorded = { ...government("GCC-999999"), ...denied, submissions: 1 };
    const news = government("GCC-999999", { resubmit: "1" });
    const session = newSession(true);
    expect((await qualification.check(session, government("GCC-999999"), news)).failures).toEqual([]);
    expect(await qualification.diff(session, recorded, news)).toMatchObject({ changes: true });
    expect(said.join("")).toMatch(
      /`validationCode` is not among the \d+ .*`pulumi up` fails, and submits nothing\./,
    );
    expect(said.join("")).not.toContain("GCC-999999");
  });
});

test("the program's mark makes it a preview, and is no input", async () => {
  const provider = dynamicProvider(qualification, { session: newSession(false) });
  const news = { customerId: stranger, qualification: "Education", educationSegment: "K12" };
  const preview = await provider.check!({}, { ...news, __declared: { preview: true } });
  expect(preview.failures).toHaveLength(1);
  expect(preview.inputs).toEqual(news);
  const up = await provider.check!({}, { ...news, __declared: { preview: false } });
  expect(up.failures).toEqual([]);
});
