// What a `get` reads, told apart from a record that was edited by hand.
import { look } from "../../../provider/resources/customerQualification/observe";
import { startEmulator, type Emulator } from "../../../emulator";
import * as customer from "../../../provider/resources/customer";
import * as customerAgreement from "../../../provider/resources/customerAgreement";
import * as customerQualification from "../../../provider/resources/customerQualification";
import { Session } from "../../../provider/lifecycle/session";

const CUSTOMER = "8f9a1c52-1d0e-4c5e-9a43-0a9f5b0c7d11";
const OTHER = "8f9a1c52-1d0e-4c5e-9a43-0a9f5b0c7d12";
const EDUCATION = `${CUSTOMER}/Education`;
const RECORD = {
  customerId: CUSTOMER,
  qualification: "Education",
  vettingStatus: "InReview",
  vettingReason: null,
  vettingCreateDate: null,
  submissionError: null,
};

let emulator: Emulator;
let session: Session;
beforeEach(async () => {
  jest.spyOn(process.stdout, "write").mockImplementation(() => true);
  emulator = await startEmulator({ tls: false, customers: [CUSTOMER, OTHER] });
  const settings: Record<string, string> = {
    "partnercenter:accessToken": emulator.accessToken(),
    "partnercenter:apiBaseUrl": emulator.url,
  };
  session = new Session((key) => settings[key]);
});
afterEach(async () => {
  jest.restoreAllMocks();
  session.client.close();
  await emulator.close();
});

describe("a record that was edited by hand is none that a `get` has read", () => {
  test.each<[string, object]>([
    ["null", { submissions: null }],
    ["missing", {}],
    ["no number", { submissions: "1" }],
  ])("with `submissions` %s, what is not listed any more stays in the state", async (_, edited) => {
    const { id, props } = await customerQualification.read(session, EDUCATION, { ...RECORD, ...edited });
    expect(id).toBe(EDUCATION);
    expect(props).toMatchObject({ customerId: CUSTOMER, vettingStatus: "None" });
    expect(props).not.toHaveProperty("__get");
  });

  test("with `submissions` null, the count stays as it is: version 0.1.0 marked no `get`", async () => {
    emulator.setQualification(CUSTOMER, { qualification: "Education", vettingStatus: "InReview" });
    const { props } = await customerQualification.read(session, EDUCATION, { ...RECORD, submissions: null });
    expect(props).toMatchObject({ submissions: null });
  });

  test("without `adopted`, a customer that is gone stays in the state, and is never created again", async () => {
    emulator.loseRelationship(CUSTOMER);
    for (const edited of [{ adopted: null }, {}]) {
      const record = { customerId: CUSTOMER, domain: "contoso.onmicrosoft.com", ...edited };
      const { id, props } = await customer.read(session, CUSTOMER, record);
      expect({ id, relationship: props.relationshipToPartner }).toEqual({
        id: CUSTOMER,
        relationship: "none",
      });
    }
  });
});

test("what a `get` has read is forgotten once it is gone, and kept while it can't be seen", async () => {
  emulator.setQualification(CUSTOMER, { qualification: "Education", vettingStatus: "Approved" });
  const { props } = await customerQualification.read(session, EDUCATION, { __provider: "" });
  expect(props).toMatchObject({ vettingStatus: "Approved", submissions: null, __get: true });
  const again = await customerQualification.read(session, EDUCATION, { ...props });
  expect(again.props).toEqual(props);
  emulator.vanish(CUSTOMER, "Education");
  session.looks.forget(CUSTOMER);
  expect(await customerQualification.read(session, EDUCATION, { ...props })).toEqual({ id: "", props: {} });
  emulator.loseRelationship(CUSTOMER);
  session.looks.forget(CUSTOMER);
  expect((await customerQualification.read(session, EDUCATION, { ...props })).props).toEqual(props);
});

describe("a `get` that can't be read", () => {
  const gets: [string, string, () => Promise<{ id: string; props: object }>, object][] = (
    [
      ["CustomerQualification", customerQualification, EDUCATION, { qualification: "Education" }],
      ["Customer", customer, CUSTOMER, {}],
      ["CustomerAgreement", customerAgreement, `${CUSTOMER}/MicrosoftCustomerAgreement`, {}],
    ] as const
  ).map(([name, lifecycle, id, identity]) => [
    name,
    id,
    () => lifecycle.read(session, id, { __provider: "", __preview: true }),
    { customerId: CUSTOMER, ...identity },
  ]);

  test.each(gets)(
    "%s: in a preview, answers who it is and why, and nothing else",
    async (_, id, get, identity) => {
      // One customer can be read, so that it is no outage.
      await look(session, OTHER);
      emulator.loseRelationship(CUSTOMER);
      const answer = await get();
      expect(answer.id).toBe(id);
      expect(answer.props).toMatchObject({
        ...identity,
        __notRead: expect.stringContaining(CUSTOMER) as string,
      });
      for (const [name, value] of Object.entries(answer.props))
        if (!["customerId", "qualification", "agreementType", "__notRead"].includes(name))
          expect([name, value]).toBe(name);
    },
  );

  test("in an `up`, fails: what depends on it must not be made of nothing", async () => {
    emulator.loseRelationship(CUSTOMER);
    await expect(customerQualification.read(session, EDUCATION, { __provider: "" })).rejects.toThrow("20002");
  });

  test("in an outage, fails in a preview as well", async () => {
    emulator.faultNext({}, { kind: "status", status: 401 }, 100);
    await expect(
      customerQualification.read(session, EDUCATION, { __provider: "", __preview: true }),
    ).rejects.toThrow("401");
  });
});
