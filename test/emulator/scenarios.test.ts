// Each scenario does what its text says: to a client over a socket, and to a preview of a program that was deployed before.
import { type Emulator, VirtualClock } from "../../emulator/index";
import { SCENARIOS } from "../../emulator/scenarios/table";
import { PartnerCenterClient } from "../../provider/partnercenter";
import * as qualification from "../../provider/resources/customerQualification";
import { Session } from "../../provider/lifecycle/session";
import { clientOf, errorOf, VirtualClock as ClientClock } from "../provider/partnercenter/support";
import { call, CUSTOMER, EDUCATION, form, OTHER_CUSTOMER, QUALIFICATIONS, started, stopAll } from "./calls";

const MINUTE = 60_000;
const inputs = { customerId: CUSTOMER, qualification: "Education", educationSegment: "K12" };
/** What `up` has recorded of a submission. */
const recorded = { ...inputs, vettingStatus: "InReview", submissions: 1 };

let clock: VirtualClock;
let emulator: Emulator;
let said: string[];
const closing: { close(): void }[] = [];

const closed = <T extends PartnerCenterClient>(client: T): T => {
  closing.push(client);
  return client;
};

beforeEach(async () => {
  said = [];
  jest.spyOn(process.stdout, "write").mockImplementation((text) => said.push(String(text)) > 0);
  clock = new VirtualClock();
  emulator = await started({ clock });
  await submit();
});
afterEach(async () => {
  jest.restoreAllMocks();
  for (const one of closing.splice(0)) one.close();
  await stopAll();
});

const control = async (method: string, path: string, to = emulator) =>
  call(to, method, `/emulator/${path}`, { token: null });
const begin = async (name: string) => (await control("POST", `scenarios/${name}`)).json;
const backToNormal = async () => (await control("DELETE", "scenarios")).json;
const submit = async (path = QUALIFICATIONS) =>
  expect((await call(emulator, "POST", path, { body: EDUCATION })).status).toBe(201);

/** That `pulumi up` fails over it and submits nothing. */
async function upFails(message: RegExp) {
  await expect(qualification.update(provider(), recorded, inputs)).rejects.toThrow(message);
  expect(emulator.submissions()).toHaveLength(1);
}

/** How Education stands, as the API answers it to a client. */
async function read(clientClock = new ClientClock()) {
  const login = { kind: "accessToken", accessToken: emulator.accessToken() } as const;
  const client = closed(clientOf(emulator.url, { login, clock: clientClock }));
  const items = await client.getCustomerQualifications(CUSTOMER);
  return items.map(({ vettingStatus, vettingReason }) => vettingReason ?? vettingStatus);
}

function provider(token = emulator.accessToken()): Session {
  const settings: Record<string, string> = {
    "partnercenter:accessToken": token,
    "partnercenter:apiBaseUrl": emulator.url,
  };
  const session = new Session((key) => settings[key]);
  closed(session.client);
  return session;
}

/** What `pulumi preview` would show of the qualification. */
async function preview(token?: string) {
  said = [];
  const session = provider(token);
  const checked = (await qualification.check(session, recorded, inputs)).inputs as { drift?: object };
  const { changes } = await qualification.diff(session, recorded, checked);
  return { changes, drift: checked.drift, said: said.join("") };
}

test("each has a text for all that a person wants to know, and a name for a path", () => {
  expect(SCENARIOS.map(({ name }) => name)).toEqual([
    "approved-in-a-minute",
    "denied",
    "unlisted",
    "relationship-ended",
    "throttled",
    "mfa-enforced",
  ]);
  for (const { name, title, does, preview: shown } of SCENARIOS) {
    expect(name).toMatch(/^[a-z-]+$/);
    for (const text of [title, does, shown]) expect(text).toMatch(/^[A-Z].{10,160}$/s);
  }
});

test("A school is approved in a minute", async () => {
  clock.advance(MINUTE / 2);
  expect(await begin("approved-in-a-minute")).toEqual({ met: "1 customer is approved in a minute." });
  await submit(QUALIFICATIONS.replace(CUSTOMER, OTHER_CUSTOMER));
  clock.advance(MINUTE - 1);
  expect(await read()).toEqual(["InReview"]);
  expect(await preview()).toEqual({ changes: false, drift: undefined, said: "" });
  clock.advance(1);
  expect(await read()).toEqual(["Approved"]);
  const shown = await preview();
  expect(shown).toMatchObject({ changes: false, drift: undefined });
  expect(shown.said).toMatch(/was InReview, is Approved.*Nothing to do/);
  expect(emulator.qualifications(OTHER_CUSTOMER)).toMatchObject([{ vettingStatus: "Approved" }]);
});

test("A school is denied", async () => {
  expect(await begin("denied")).toEqual({ met: "1 customer is denied." });
  expect(await read()).toEqual(["Not an Education Customer"]);
  expect(await preview()).toMatchObject({
    changes: true,
    drift: {
      vettingStatus: "InReview or Approved => Denied",
      vettingReason: "Not an Education Customer",
      nextStep: expect.stringContaining("admin center") as string,
    },
  });
  await upFails(/is Denied .*Nothing was submitted/);
  // What is submitted now is denied as well.
  await submit();
  expect(await read()).toEqual(["Not an Education Customer"]);
});

test("an approved school is denied with the reason that fits", async () => {
  emulator.approve(CUSTOMER, "Education");
  await begin("denied");
  expect(await read()).toEqual(["No longer an Education Customer"]);
  await backToNormal();
  expect(await read()).toEqual(["Approved"]);
});

test("A qualification is no longer listed", async () => {
  expect(await begin("unlisted")).toEqual({ met: "1 customer is without a qualification." });
  expect(await read()).toEqual([]);
  expect(await preview()).toMatchObject({
    changes: true,
    drift: { vettingStatus: "InReview or Approved => None", nextStep: expect.any(String) as string },
  });
  await upFails(/is not listed .*Nothing was submitted/);
});

test("A customer ends the relationship", async () => {
  expect(await begin("relationship-ended")).toEqual({
    met: expect.stringMatching(/^It is Contoso \(/) as string,
  });
  expect((await errorOf(read())).httpStatus).toBe(403);
  expect(await preview()).toMatchObject({
    changes: true,
    drift: { notObserved: expect.stringContaining("No relationship") as string },
  });
  await upFails(/could not be observed[^]*Nothing was submitted/);
  // The others are as they were.
  const others = await call(emulator, "GET", QUALIFICATIONS.replace(CUSTOMER, OTHER_CUSTOMER));
  expect(others.status).toBe(200);
});

test("The partner is throttled", async () => {
  await begin("throttled");
  const clientClock = new ClientClock();
  emulator.clearRequests();
  expect(await read(clientClock)).toEqual(["InReview"]);
  expect(await read(clientClock)).toEqual(["InReview"]);
  expect(emulator.requests.map(({ status }) => status)).toEqual([429, 200, 429, 200]);
  expect(clientClock.slept.filter((ms) => ms >= 2000)).toHaveLength(2);
});

test("Multifactor authentication is enforced", async () => {
  const token = emulator.accessToken();
  await begin("mfa-enforced");
  const { drift, said: error } = await preview(token).catch((thrown: unknown) => ({
    drift: undefined,
    said: String(thrown),
  }));
  expect(drift).toBeUndefined();
  expect(error).toMatch(/900421.*Sign in again interactively with multifactor authentication/s);
  // A sign-in of now is let in; the old one is again, once everything is back to normal.
  expect(await read()).toEqual(["InReview"]);
  await backToNormal();
  expect((await call(emulator, "GET", QUALIFICATIONS, { token })).status).toBe(200);
});

test("with enforced multifactor authentication an old refresh token is worth an access token that is refused", async () => {
  const { tenant } = emulator.partnerCenter;
  const status = async (refreshToken: string) => {
    const answer = await form(emulator, `/${tenant.tenantId}/oauth2/v2.0/token`, {
      client_id: tenant.clientId,
      client_secret: tenant.clientSecret,
      grant_type: "refresh_token",
      refresh_token: refreshToken,
      scope: "https://api.partnercenter.microsoft.com/user_impersonation",
    });
    const { access_token: token, refresh_token: next } = answer.json as Record<string, string>;
    return { status: (await call(emulator, "GET", QUALIFICATIONS, { token })).status, next: next ?? "" };
  };
  const old = emulator.refreshToken();
  await begin("mfa-enforced");
  const first = await status(old);
  expect(first.status).toBe(401);
  // The token that came in its place is of the same sign-in.
  expect((await status(first.next)).status).toBe(401);
  expect((await status(emulator.refreshToken())).status).toBe(200);
  await backToNormal();
  expect((await status(first.next)).status).toBe(200);
});

describe("back to normal", () => {
  const everything = async (token: string) => ({
    settings: (await control("GET", "settings")).json,
    customers: (await control("GET", "customers")).json,
    faults: (await control("GET", "faults")).json,
    calls: [
      (await call(emulator, "GET", QUALIFICATIONS, { token })).json,
      (await call(emulator, "GET", QUALIFICATIONS, { token })).status,
    ],
  });

  test.each(SCENARIOS.map(({ name }) => name))("%s leaves nothing behind", async (name) => {
    await submit(QUALIFICATIONS.replace(CUSTOMER, OTHER_CUSTOMER));
    emulator.approve(OTHER_CUSTOMER, "Education");
    const token = emulator.accessToken();
    const before = await everything(token);
    await begin(name);
    expect(await everything(token)).not.toEqual(before);
    clock.advance(2 * MINUTE);
    await backToNormal();
    expect(await everything(token)).toEqual(before);
  });

  test("the next scenario begins where everything was before the last", async () => {
    await begin("denied");
    await begin("relationship-ended");
    expect(emulator.qualifications(CUSTOMER)).toMatchObject([{ vettingStatus: "InReview" }]);
    expect((await control("GET", "overview")).json).toMatchObject({
      scenario: { name: "relationship-ended", title: "A customer ends the relationship" },
    });
    await begin("approved-in-a-minute");
    expect((await call(emulator, "GET", QUALIFICATIONS)).status).toBe(200);
    await backToNormal();
    expect((await control("GET", "overview")).json).not.toHaveProperty("scenario");
    expect(await backToNormal()).toEqual({ done: true });
  });

  test("what a person has decided meanwhile stays, and so does a setting that somebody has changed", async () => {
    await begin("denied");
    emulator.approve(CUSTOMER, "Education");
    const vetting = { afterMs: 5, outcome: "Approved" } as const;
    emulator.change({ vetting });
    await backToNormal();
    expect(emulator.qualifications(CUSTOMER)).toMatchObject([{ vettingStatus: "Approved" }]);
    expect(emulator.partnerCenter.behaviour.vetting).toEqual(vetting);
  });

  test("a program's own submission is not undone; what has not ended by then waits", async () => {
    await begin("unlisted");
    await submit();
    await backToNormal();
    expect(emulator.qualifications(CUSTOMER)).toHaveLength(1);
    await begin("approved-in-a-minute");
    await submit(QUALIFICATIONS.replace(CUSTOMER, OTHER_CUSTOMER));
    await backToNormal();
    clock.advance(2 * MINUTE);
    for (const id of [CUSTOMER, OTHER_CUSTOMER])
      expect(emulator.qualifications(id)).toMatchObject([{ vettingStatus: "InReview" }]);
  });

  test("faults that a person has set stay", async () => {
    emulator.faultNext({ method: "DELETE" }, { kind: "stall" });
    await begin("throttled");
    expect((await control("GET", "faults")).json).toHaveLength(2);
    await backToNormal();
    expect((await control("GET", "faults")).json).toMatchObject([{ fault: { kind: "stall" } }]);
  });
});

test("without any customer each begins, and says so; an unknown one is an error and ends none", async () => {
  emulator = await started({ customers: [] });
  for (const { name } of SCENARIOS)
    expect(await begin(name)).toEqual({ met: expect.stringMatching(/\.$/) as string });
  expect((await control("GET", "scenarios")).json).toMatchObject({
    current: { name: "mfa-enforced" },
    scenarios: SCENARIOS.map(({ name, title, does, preview: shown }) => ({
      name,
      title,
      does,
      preview: shown,
    })),
  });
  const refused = await control("POST", "scenarios/nothing");
  expect(refused).toMatchObject({
    status: 400,
    json: {
      error: expect.stringMatching(
        /^there is no scenario nothing, only approved-in-a-minute, denied/,
      ) as string,
    },
  });
  expect((await control("GET", "scenarios")).json).toMatchObject({ current: { name: "mfa-enforced" } });
});
