import { type Emulator } from "../../emulator/index";
import {
  call,
  CUSTOMER,
  EDUCATION,
  form,
  newCustomer,
  OTHER_CUSTOMER,
  QUALIFICATIONS,
  started,
  stopAll,
} from "./calls";

afterEach(stopAll);

/** A control call needs no token. */
const control = (emulator: Emulator, method: string, path: string, body?: unknown) =>
  call(emulator, method, `/emulator/${path}`, { token: null, body });
const post = (emulator: Emulator) => call(emulator, "POST", QUALIFICATIONS, { body: EDUCATION });
const EDUCATION_OF = `customers/${CUSTOMER}/qualifications/Education`;

test("a vetting is moved by hand", async () => {
  const emulator = await started();
  await post(emulator);
  const status = async () => (await control(emulator, "GET", `customers/${CUSTOMER}/qualifications`)).json;
  expect(await status()).toMatchObject([{ qualification: "Education", vettingStatus: "InReview" }]);
  expect((await control(emulator, "POST", `${EDUCATION_OF}/approve`)).json).toEqual({ done: true });
  expect(await status()).toMatchObject([{ vettingStatus: "Approved" }]);
  await control(emulator, "POST", `customers/${CUSTOMER}/qualifications/education/deny`);
  expect(await status()).toMatchObject([{ vettingReason: "No longer an Education Customer" }]);
  await control(emulator, "POST", `${EDUCATION_OF}/deny`, { reason: "Not an Academic Domain" });
  expect(await status()).toMatchObject([{ vettingReason: "Not an Academic Domain" }]);
  await control(emulator, "DELETE", EDUCATION_OF);
  expect(await status()).toEqual([]);
  await control(emulator, "PUT", EDUCATION_OF, { vettingStatus: "Escalated" });
  expect(await status()).toMatchObject([{ qualification: "Education", vettingStatus: "Escalated" }]);
});

test("customers come, lose their relationship and go", async () => {
  const emulator = await started({ customers: [OTHER_CUSTOMER] });
  const outcome = async () => (await call(emulator, "GET", QUALIFICATIONS)).status;
  expect(await outcome()).toBe(404);
  expect(
    (await control(emulator, "POST", "customers", { id: CUSTOMER, vetting: { afterMs: 0 } })).json,
  ).toMatchObject({
    id: CUSTOMER,
    related: true,
    verifications: 0,
    qualifications: [],
  });
  expect(await outcome()).toBe(200);
  await control(emulator, "POST", `customers/${CUSTOMER}/lose-relationship`);
  expect(await outcome()).toBe(403);
  await control(emulator, "POST", `customers/${CUSTOMER}/restore-relationship`);
  await post(emulator);
  expect((await control(emulator, "GET", `customers/${CUSTOMER}`)).json).toMatchObject({
    verifications: 1,
    qualifications: [{ vettingStatus: "Approved" }],
  });
  expect((await control(emulator, "GET", "customers")).json).toHaveLength(2);
  await control(emulator, "DELETE", `customers/${CUSTOMER}`);
  expect(await outcome()).toBe(404);
});

test("what was received and taken", async () => {
  const emulator = await started();
  await post(emulator);
  await call(emulator, "GET", QUALIFICATIONS);
  expect((await control(emulator, "GET", "requests")).json).toMatchObject([
    { method: "POST" },
    { method: "GET" },
  ]);
  expect((await control(emulator, "GET", "requests?after=1")).json).toMatchObject([{ number: 2 }]);
  expect((await control(emulator, "GET", "submissions")).json).toMatchObject([{ customerId: CUSTOMER }]);
  expect((await control(emulator, "GET", `submissions?customerId=${OTHER_CUSTOMER}`)).json).toEqual([]);
  await control(emulator, "DELETE", "requests");
  expect((await control(emulator, "GET", "statistics")).json).toEqual({
    requests: 0,
    requestsDropped: 0,
    throttled: 0,
    submissions: 1,
    inFlight: 0,
    mostInFlight: 0,
    partnerCallsInWindow: 0,
  });
});

test("faults, settings and the failures of a login", async () => {
  const emulator = await started();
  const match = { method: "POST", customerId: CUSTOMER };
  await control(emulator, "POST", "faults", { match, fault: { kind: "status500After" }, times: 2 });
  expect((await control(emulator, "GET", "faults")).json).toEqual([
    { match, fault: { kind: "status500After" }, left: 2 },
  ]);
  expect((await post(emulator)).status).toBe(500);
  expect(emulator.submissions()).toHaveLength(1);
  await control(emulator, "DELETE", "faults");
  expect((await post(emulator)).status).toBe(201);
  await control(emulator, "POST", "faults", { fault: { kind: "throttle" }, share: 1, seed: 3 });
  expect((await post(emulator)).status).toBe(429);
  emulator.clearFaults();

  await control(emulator, "PATCH", "settings", { latencyMs: 1, unknownCustomer: "noRelationship" });
  expect(emulator.latencyMs).toBe(1);
  expect((await control(emulator, "GET", "settings")).json).toMatchObject({
    latencyMs: 1,
    unknownCustomer: "noRelationship",
    maxVerifications: 3,
  });

  await control(emulator, "POST", "login-failures", { code: 700082 });
  const login = () => form(emulator, `/${emulator.partnerCenter.tenant.tenantId}/oauth2/token`, {});
  expect((await login()).json).toMatchObject({ error_codes: [700082] });
  await control(emulator, "POST", "login-failures", { code: 700082, times: 5 });
  await control(emulator, "DELETE", "login-failures");
  expect((await login()).json).toMatchObject({ error_codes: [700016] });
});

test("tokens and the environment to use", async () => {
  const emulator = await started();
  expect((await control(emulator, "GET", "environment")).json).toEqual(emulator.environment);
  const token = ((await control(emulator, "POST", "tokens")).json as { accessToken: string }).accessToken;
  expect((await call(emulator, "GET", QUALIFICATIONS, { token })).status).toBe(200);
  await control(emulator, "DELETE", "tokens");
  expect((await call(emulator, "GET", QUALIFICATIONS, { token })).status).toBe(401);
  const wrong = (await control(emulator, "POST", "tokens", { kind: "withoutMfa" })).json as {
    accessToken: string;
  };
  expect((await call(emulator, "GET", QUALIFICATIONS, { token: wrong.accessToken })).json).toMatchObject({
    code: 900421,
  });
});

test("a sign-in by device code is ended by a person", async () => {
  const emulator = await started();
  const { publicClientId } = emulator.partnerCenter.tenant;
  const begin = async () =>
    (await form(emulator, "/common/oauth2/v2.0/devicecode", { client_id: publicClientId })).json as {
      user_code: string;
    };
  const { user_code: first } = await begin();
  const { user_code: second } = await begin();
  expect((await control(emulator, "GET", "device-logins")).json).toHaveLength(2);
  await control(emulator, "POST", `device-logins/${first}`, { mfa: false });
  await control(emulator, "DELETE", `device-logins/${second}`);
  expect((await control(emulator, "GET", "device-logins")).json).toEqual([]);
});

test("validation codes", async () => {
  const emulator = await started();
  await control(emulator, "POST", "validation-codes", { validationId: "9", remainingCreates: 0 });
  expect((await control(emulator, "GET", "validation-codes")).json).toContainEqual(
    expect.objectContaining({ validationId: "9", maxCreates: null, remainingCreates: 0 }),
  );
});

test.each<[string, string, string, unknown, number, string]>([
  ["an unknown call", "GET", "nothing", undefined, 404, "no control call"],
  ["another method", "PUT", "requests", undefined, 405, "no control call"],
  ["a customer that is none", "GET", "customers/x", undefined, 400, "no customer x"],
  ["no GUID", "POST", "customers", { id: "contoso" }, 400, "must be a GUID"],
  ["a vetting that is not there", "POST", `${EDUCATION_OF}/approve`, undefined, 400, 'is None: no "approve"'],
  ["no JSON", "POST", "customers", "{", 400, "JSON"],
  ["an unknown fault", "POST", "faults", { fault: { kind: "flood" } }, 400, "kind"],
  ["an unknown key", "PATCH", "settings", { latency: 5 }, 400, "latency"],
  ["an unknown AADSTS code", "POST", "login-failures", { code: 1 }, 400, "must be one of"],
  [
    "times and share",
    "POST",
    "faults",
    { fault: { kind: "bom" }, times: 1, share: 1 },
    400,
    "exclude each other",
  ],
])("refused with its reason: %s", async (_name, method, path, body, status, reason) => {
  const emulator = await started();
  const answer = await control(emulator, method, path, body);
  expect(answer).toMatchObject({ status, json: { error: expect.stringContaining(reason) as string } });
});

test.each([
  ["cross-site", 403],
  ["same-site", 403],
  ["same-origin", 200],
  ["none", 200],
])("a call that a browser makes for a page: %s is answered with %d", async (site, status) => {
  const emulator = await started();
  emulator.setQualification(CUSTOMER, { qualification: "Education", vettingStatus: "InReview" });
  const headers = { "Sec-Fetch-Site": site };
  const answer = await call(emulator, "POST", `/emulator/${EDUCATION_OF}/approve`, { token: null, headers });
  expect(answer.status).toBe(status);
  expect(emulator.qualifications(CUSTOMER)).toMatchObject([
    { vettingStatus: status === 200 ? "Approved" : "InReview" },
  ]);
});

test("neither faults nor limits nor the record concern control calls", async () => {
  const emulator = await started({ throttle: { partner: { calls: 0, perMs: 1000 } } });
  emulator.faultNext({ endpoint: "any" }, { kind: "dropBefore" });
  expect((await control(emulator, "GET", "customers")).status).toBe(200);
  expect(emulator.requests).toEqual([]);
});

test("customers with all that is theirs, domains and agreements", async () => {
  const emulator = await started({ customers: [] });
  const seed = {
    id: CUSTOMER,
    domain: "fabrikam.onmicrosoft.com",
    companyName: "Fabrikam",
    billingProfile: { email: "a@fabrikam.example", defaultAddress: { city: "Seattle" } },
  };
  expect((await control(emulator, "POST", "customers", seed)).json).toMatchObject({
    domain: "fabrikam.onmicrosoft.com",
    companyName: "Fabrikam",
    billingProfile: { email: "a@fabrikam.example", defaultAddress: { city: "Seattle", country: "US" } },
    agreements: { directlySigned: false, confirmed: [] },
  });
  const { etag } = emulator.customer(CUSTOMER).billingProfile;
  await control(emulator, "PATCH", `customers/${CUSTOMER}/billing-profile`, { companyName: "Fabrikam AB" });
  expect(emulator.customer(CUSTOMER).billingProfile.companyName).toBe("Fabrikam AB");
  expect(emulator.customer(CUSTOMER).billingProfile.etag).not.toBe(etag);
  await control(emulator, "POST", `customers/${CUSTOMER}/accept-agreement`);
  expect((await control(emulator, "GET", `customers/${CUSTOMER}`)).json).toMatchObject({
    agreements: { directlySigned: true },
  });
  await control(emulator, "PUT", `customers/${CUSTOMER}/account-status`, { status: "Not Ready" });
  expect(emulator.customer(CUSTOMER).accountStatus?.status).toBe("Not Ready");
  await control(emulator, "PUT", `customers/${CUSTOMER}/account-status`, {});
  expect(emulator.customer(CUSTOMER).accountStatus).toBeUndefined();

  const taken = async () => (await call(emulator, "HEAD", "/v1/domains/taken.onmicrosoft.com")).status;
  expect(await taken()).toBe(404);
  await control(emulator, "PUT", "domains/taken.onmicrosoft.com");
  expect(await taken()).toBe(200);
  await control(emulator, "DELETE", "domains/taken.onmicrosoft.com");
  expect(await taken()).toBe(404);

  await control(emulator, "PATCH", "settings", { sandbox: true, partnerAttestation: true });
  expect(emulator.partnerCenter.behaviour.sandbox).toBe(true);
  await call(emulator, "POST", "/v1/customers", { body: newCustomer() });
  expect((await control(emulator, "GET", "creations")).json).toMatchObject([{ domain: "xyz.ccsctp.net" }]);
});
