// `partnercenter:liveDiff: false`, over all types of resources: previews ask nothing and need no login, a refresh looks.
import { startEmulator, type Emulator } from "../../../emulator";
import * as customer from "../../../provider/resources/customer";
import * as agreement from "../../../provider/resources/customerAgreement";
import * as qualification from "../../../provider/resources/customerQualification";
import type { Lifecycle } from "../../../provider/lifecycle/lifecycle";
import { Session } from "../../../provider/lifecycle/session";

const customerId = "00000000-0000-4000-8000-000000000001";
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

interface Type {
  lifecycle: Lifecycle;
  id: string;
  inputs: Record<string, unknown>;
  /** What the state holds. */
  outputs: Record<string, unknown>;
  /** What a refresh finds in its place. */
  refreshed: Record<string, unknown>;
}

const TYPES: Record<string, Type> = {
  CustomerQualification: {
    lifecycle: qualification,
    id: `${customerId}/Education`,
    inputs: { customerId, qualification: "Education", educationSegment: "K12" },
    outputs: { vettingStatus: "InReview", submissions: 1 },
    refreshed: { vettingStatus: "Approved" },
  },
  Customer: {
    lifecycle: customer,
    id: customerId,
    inputs: { customerId },
    outputs: { adopted: true, companyName: "As it was", relationshipToPartner: "reseller" },
    refreshed: { companyName: "Contoso" },
  },
  CustomerAgreement: {
    lifecycle: agreement,
    id: `${customerId}/MicrosoftCustomerAgreement`,
    inputs: { customerId },
    outputs: { accepted: false },
    refreshed: { accepted: true },
  },
};

let emulator: Emulator;
let said: string[];
const sessions: Session[] = [];

beforeEach(async () => {
  emulator = await startEmulator({ tls: false, customers: [{ id: customerId, companyName: "Contoso" }] });
  emulator.setQualification(customerId, { qualification: "Education", vettingStatus: "Approved" });
  emulator.acceptAgreement(customerId);
  said = [];
  jest.spyOn(process.stdout, "write").mockImplementation((text) => said.push(String(text)) > 0);
});
afterEach(async () => {
  jest.restoreAllMocks();
  for (const session of sessions.splice(0)) session.client.close();
  await emulator.close();
});

const offline = (more: Record<string, string> = {}): Session => {
  const settings: Record<string, string> = { "partnercenter:liveDiff": "false", ...more };
  return new Session((key) => settings[key]);
};

function online(more: Record<string, string> = {}, kind: "appUser" | "appOnly" = "appUser"): Session {
  const session = offline({
    "partnercenter:accessToken": emulator.accessToken(kind),
    "partnercenter:apiBaseUrl": emulator.url,
    ...more,
  });
  sessions.push(session);
  return session;
}

describe.each(Object.entries(TYPES))("%s", (_type, { lifecycle, id, inputs, outputs, refreshed }) => {
  const recorded = { ...inputs, ...outputs };

  test("without a login, a preview of a new one and of one that is there says that it did not look", async () => {
    const created = offline();
    expect(await lifecycle.check(created, {}, inputs)).toEqual({ inputs, failures: [] });
    expect(said.join("")).toMatch(/not looked at: `partnercenter:liveDiff` is false\./);
    said = [];
    const session = offline();
    await lifecycle.lookAhead(session, lifecycle.lookAheadKey(inputs) ?? "");
    expect(await lifecycle.check(session, inputs, inputs)).toEqual({ inputs, failures: [] });
    expect(await lifecycle.diff(session, recorded, inputs)).toMatchObject({ changes: false, replaces: [] });
    expect(said.join("")).toMatch(/not looked at: `partnercenter:liveDiff` is false\./);
  });

  test("with a login, a preview asks nothing either; what was edited is a change", async () => {
    const session = online();
    const edited = {
      ...inputs,
      ...(inputs["qualification"] ? { onDenied: "warn" } : { adoptExisting: false }),
    };
    const declared = lifecycle === agreement ? { ...inputs, waitForAcceptance: true } : edited;
    await lifecycle.check(session, inputs, declared);
    expect(await lifecycle.diff(session, recorded, declared)).toMatchObject({ changes: true });
    expect(emulator.requests).toEqual([]);
  });

  test("a refresh looks, and records", async () => {
    const { props } = await lifecycle.read(online(), id, recorded);
    expect(props).toMatchObject(refreshed);
  });

  test("what is read for the program is looked at", async () => {
    expect((await lifecycle.read(online(), id, {})).props).toMatchObject(refreshed);
  });

  test("a refresh while a setting is not known yet looks at nothing, keeps what is recorded, and says so", async () => {
    const session = offline({ "partnercenter:accessToken": UNKNOWN });
    expect((await lifecycle.read(session, id, recorded)).props).toMatchObject(recorded);
    expect(said.join("")).toMatch(/settings of (its|a) Provider are not known/);
  });
});

test("a refresh of an agreement with an application's login says that it did not look", async () => {
  const { lifecycle, id, inputs, outputs } = TYPES["CustomerAgreement"] as Type;
  const { props } = await lifecycle.read(online({}, "appOnly"), id, { ...inputs, ...outputs });
  expect(props).toMatchObject(outputs);
  expect(said.join("")).toMatch(/not looked at: agreements can be read by App\+User logins only/);
});
