import {
  DEFAULT_CUSTOMERS,
  type Emulator,
  type EmulatorLogin,
  ENTRA_ERROR_CODES,
  type Fault,
  MICROSOFT_LIMITS,
  startEmulator,
} from "../../../emulator";
import {
  type ClientSettings,
  CONTRACT_NAMES,
  type Login,
  PartnerCenterClient,
  type QualificationRequest,
  sameVetting,
} from "../../../provider/partnercenter";
import { DEFAULT_LIMITER_BOUNDS } from "../../../provider/partnercenter/budget";
import { errorOf } from "./support";

/* The client against Partner Center in one process: real sockets, TLS, MSAL against its token endpoint. */

// Hundreds of requests over real sockets: slow where many share a machine.
jest.setTimeout(30_000);

const [CUSTOMER] = DEFAULT_CUSTOMERS;
const EDUCATION: QualificationRequest = {
  qualification: "Education",
  educationSegment: "K12",
  website: "contoso.edu",
};
const GCC: QualificationRequest = { qualification: "GovernmentCommunityCloud", validationCode: "123456" };

let emulator: Emulator;
let client: PartnerCenterClient | undefined;

beforeAll(async () => {
  emulator = await startEmulator({ contracts: CONTRACT_NAMES });
});
afterAll(() => emulator.close());

let customers = 0;
let customer = CUSTOMER as string;

beforeEach(() => {
  customer = `00000000-0000-4000-8000-${String(++customers).padStart(12, "0")}`;
  emulator.addCustomer(customer);
  emulator.clearRequests();
});
afterEach(() => {
  client?.close();
  emulator.clearFaults();
  emulator.change({ idempotent: true, listBehindMs: 0, mfa: { form: "code" } });
});

/** Retries as in earnest, in a thousandth of the time. */
function connect(settings: Partial<ClientSettings> & { login: Login }): PartnerCenterClient {
  client = new PartnerCenterClient({
    apiBaseUrl: emulator.url,
    authorityHost: emulator.url,
    caFile: emulator.caFile,
    proxyEnvironment: {},
    retry: { firstDelayMs: 1, longestDelayMs: 30, longestRetryAfterMs: 20 },
    ...settings,
  });
  return client;
}

const withToken = (settings: Partial<ClientSettings> = {}) =>
  connect({ login: { kind: "accessToken", accessToken: emulator.accessToken() }, ...settings });

async function loginOf(kind: EmulatorLogin): Promise<Login> {
  const environment = await emulator.environmentFor(kind);
  const value = (name: string) => environment[`PARTNERCENTER_${name}`] ?? "";
  const application = { tenantId: value("TENANT_ID"), clientId: value("CLIENT_ID") };
  switch (kind) {
    case "refreshToken":
      return {
        kind,
        ...application,
        clientSecret: value("CLIENT_SECRET"),
        refreshToken: value("REFRESH_TOKEN"),
      };
    case "clientSecret":
      return { kind, ...application, clientSecret: value("CLIENT_SECRET") };
    case "certificate":
      return { kind, ...application, certificateFile: value("CERTIFICATE_FILE") };
    case "oidc":
      return {
        kind,
        ...application,
        oidcRequestUrl: value("OIDC_REQUEST_URL"),
        oidcRequestToken: value("OIDC_REQUEST_TOKEN"),
      };
    case "accessToken":
      return { kind, accessToken: value("ACCESS_TOKEN") };
  }
}

const posts = () =>
  emulator.requests.filter(({ method, endpoint }) => method === "POST" && endpoint === "api");

describe("logins", () => {
  test.each(["refreshToken", "clientSecret", "certificate", "oidc", "accessToken"] as const)(
    "%s reads",
    async (kind) => {
      expect(await connect({ login: await loginOf(kind) }).getCustomerQualifications(customer)).toEqual([]);
    },
  );

  test.each(["refreshToken", "accessToken"] as const)("%s submits", async (kind) => {
    const { item } = await connect({ login: await loginOf(kind) }).submitCustomerQualification(
      customer,
      EDUCATION,
    );
    expect(item).toMatchObject({ qualification: "Education", vettingStatus: "InReview" });
    expect(emulator.submissions(customer)).toHaveLength(1);
  });

  test("a public client, without a secret", async () => {
    const { partnerCenter } = emulator;
    const login: Login = {
      kind: "refreshToken",
      tenantId: partnerCenter.tenant.tenantId,
      clientId: partnerCenter.tenant.publicClientId,
      refreshToken: emulator.refreshToken({ publicClient: true }),
    };
    expect(await connect({ login }).getCustomerQualifications(customer)).toEqual([]);
  });

  test("a revoked access token is renewed once for all calls", async () => {
    const client = connect({ login: await loginOf("refreshToken") });
    await client.getCustomerQualifications(customer);
    emulator.revokeAccessTokens();
    emulator.clearRequests();
    await Promise.all(Array.from({ length: 8 }, () => client.getCustomerQualifications(customer)));
    const tokens = emulator.requests.filter(
      ({ endpoint, method }) => endpoint === "login" && method === "POST",
    );
    expect(tokens).toHaveLength(1);
  });

  test.each([
    ["withoutMfa", "MfaRequiredError", "partner"],
    ["wrongAudience", "InvalidAudienceError", "partner"],
    ["otherTenant", "AccessDeniedError", "partner"],
    ["expired", "AccessDeniedError", "partner"],
    ["withoutRole", "InsufficientPrivilegesError", "customer"],
    ["appOnly", "AppOnlyNotSupportedError", "partner"],
  ] as const)("a token %s: %s, and nothing was taken", async (kind, name, scope) => {
    const login: Login = { kind: "accessToken", accessToken: emulator.accessToken(kind) };
    const error = await errorOf(connect({ login }).submitCustomerQualification(customer, EDUCATION));
    expect(error).toMatchObject({ name, scope, submission: "notTaken" });
    expect(posts()).toHaveLength(1);
    expect(emulator.submissions(customer)).toEqual([]);
  });

  test.each(["code", "empty", "reasonPhrase"] as const)(
    "multifactor authentication asked for by %s",
    async (form) => {
      emulator.change({ mfa: { form } });
      const login: Login = { kind: "accessToken", accessToken: emulator.accessToken("withoutMfa") };
      const error = await errorOf(connect({ login }).getCustomerQualifications(customer));
      expect(error).toMatchObject({ scope: "partner", httpStatus: 401 });
      expect(error.remedy).toContain("multifactor authentication");
    },
  );

  test.each(ENTRA_ERROR_CODES.map((code) => [code]))("AADSTS%i is asked once and shown", async (code) => {
    // A secret that a public client must not send is left away, once.
    const times = code === 700025 ? 2 : 1;
    emulator.failLogin(code, times);
    const error = await errorOf(
      connect({ login: await loginOf("refreshToken") }).getCustomerQualifications(customer),
    );
    expect(error).toMatchObject({ code: `AADSTS${code}`, scope: "partner" });
    // Only mistakes in the request itself, which this client does not make, have no row of the table.
    expect(/Look its code up/.test(error.remedy)).toBe([70003, 700023, 900144].includes(code));
    expect(
      emulator.requests.filter(({ endpoint, method }) => endpoint === "login" && method === "POST"),
    ).toHaveLength(times);
  });
});

describe("every request of the reference pages, in the emulator's record", () => {
  test.each([
    ["qualifications", EDUCATION, "POST", "/qualifications", {}, EDUCATION],
    ["qualifications", GCC, "POST", "/qualifications", {}, GCC],
    [
      "qualifications",
      { qualification: "StateOwnedEntity" },
      "POST",
      "/qualifications",
      {},
      { qualification: "StateOwnedEntity" },
    ],
    ["qualifications-2021", EDUCATION, "POST", "/qualifications", {}, { Qualification: "Education" }],
    [
      "qualifications-2021",
      GCC,
      "POST",
      "/qualifications",
      { code: "123456" },
      { Qualification: "GovernmentCommunityCloud" },
    ],
    ["qualification-2018", EDUCATION, "PUT", "/qualification", {}, 1],
    ["qualification-2018", GCC, "PUT", "/qualification", { code: "123456" }, 3],
  ] as const)("%s: %j", async (contract, request, method, path, query, body) => {
    const client = withToken({ contract });
    const { item, found } = await client.submitCustomerQualification(customer, request);
    expect({ qualification: item.qualification, found }).toEqual({
      qualification: request.qualification,
      found: false,
    });
    const [sent] = emulator.requests.filter((recorded) => recorded.method === method);
    expect(sent).toMatchObject({ path: `/v1/customers/${customer}${path}`, query });
    expect(JSON.parse(sent?.body ?? "")).toEqual(body);
    const [listed, ...others] = await client.getCustomerQualifications(customer);
    expect(others).toEqual([]);
    // A read gives the date more exactly than the submission's answer.
    expect(listed && sameVetting(listed, item)).toBe(true);
  });

  test.each(["qualifications", "qualifications-2021"] as const)(
    "%s: vetting is followed",
    async (contract) => {
      const client = withToken({ contract });
      await client.submitCustomerQualification(customer, EDUCATION);
      emulator.deny(customer, "Education", "Not an Academic Domain");
      expect(await client.getCustomerQualifications(customer)).toMatchObject([
        { qualification: "Education", vettingStatus: "Denied", vettingReason: "Not an Academic Domain" },
      ]);
      emulator.approve(customer, "Education");
      expect(await client.getCustomerQualifications(customer)).toMatchObject([{ vettingStatus: "Approved" }]);
      emulator.vanish(customer, "Education");
      expect(await client.getCustomerQualifications(customer)).toEqual([]);
    },
  );

  test("validation codes, and the one that a customer used", async () => {
    const client = withToken();
    const [before] = await client.getValidationCodes();
    expect(before).toMatchObject({ validationId: "123456", maxCreates: 100 });
    await client.submitCustomerQualification(customer, GCC);
    const [after] = await client.getValidationCodes();
    expect(after?.remainingCreates).toBe((before?.remainingCreates ?? 0) - 1);
    expect(await client.getCustomerValidationCode(customer)).toMatchObject({
      validationId: "123456",
      customerId: customer,
    });
  });
});

describe("a bad day", () => {
  const everyAttempt = 1000;
  /** Only where no answer comes is there anything to wait for. */
  const patience = ({ kind }: Fault) => (kind.startsWith("stall") ? { requestTimeoutMs: 2000 } : {});
  const taken: Fault[] = [
    { kind: "dropAfter" },
    { kind: "status500After" },
    { kind: "statusAfter", status: 503, body: "" },
    { kind: "statusAfter", status: 408, body: "" },
    { kind: "statusAfter", status: 302, body: "" },
    { kind: "statusAfter", status: 201, body: "" },
    { kind: "stallAfter" },
    { kind: "cutBody" },
    { kind: "body", body: "<html></html>" },
    { kind: "body", body: "{}" },
  ];
  test.each(taken)(
    "taken, but $kind $status $body, at every attempt: one submission, found by a look",
    async (fault) => {
      // Even where the API would not recognise a repeated MS-RequestId.
      emulator.change({ idempotent: false });
      emulator.faultNext({ method: "POST" }, fault, everyAttempt);
      const result = await withToken(patience(fault)).submitCustomerQualification(customer, EDUCATION);
      expect(result).toMatchObject({
        found: true,
        sent: true,
        item: { qualification: "Education", vettingStatus: "InReview" },
      });
      expect(emulator.submissions(customer)).toHaveLength(1);
      expect(posts()).toHaveLength(1);
    },
  );

  test.each([...taken, { kind: "delay", ms: 60_000 } as const])(
    "taken, but $kind $status $body, and the list is behind: sent once, and the outcome is open",
    async (fault) => {
      emulator.change({ idempotent: false, listBehindMs: 60_000 });
      emulator.faultNext({ method: "POST" }, fault, everyAttempt);
      const client = withToken({ requestTimeoutMs: 2000 });
      const error = await errorOf(client.submitCustomerQualification(customer, EDUCATION));
      expect(error.submission).toMatch(/^(unknown|taken)$/);
      expect(error.message).toContain("; 5 looks afterwards show nothing new");
      expect(emulator.submissions(customer)).toHaveLength(1);
      expect(posts()).toHaveLength(1);
    },
  );

  test("submitted over a denial that the list still shows: sent once, and the outcome is open", async () => {
    emulator.change({ idempotent: false, listBehindMs: 60_000 });
    emulator.setQualification(customer, { qualification: "Education", vettingStatus: "Denied" });
    emulator.faultNext({ method: "POST" }, { kind: "status500After" }, everyAttempt);
    const client = withToken();
    const [before] = await client.getCustomerQualifications(customer);
    const error = await errorOf(client.submitCustomerQualification(customer, EDUCATION, { before }));
    expect(error.submission).toBe("unknown");
    expect(emulator.submissions(customer)).toHaveLength(1);
    expect(posts()).toHaveLength(1);
  });

  test.each<Fault>([
    { kind: "dropBefore" },
    { kind: "stall" },
    { kind: "status", status: 500, body: {} },
    { kind: "redirect", location: "/" },
  ])("not taken, but $kind $status: nobody can tell, so it is not sent again", async (fault) => {
    emulator.faultNext({ method: "POST" }, fault);
    const error = await errorOf(withToken(patience(fault)).submitCustomerQualification(customer, EDUCATION));
    expect(error.submission).toBe("unknown");
    expect(posts()).toHaveLength(1);
  });

  const notTaken: Fault[] = [
    { kind: "throttle", retryAfter: 1 },
    { kind: "throttle", retryAfter: "1000000" },
    { kind: "throttle" },
    { kind: "refuse" },
  ];
  test.each(notTaken)(
    "not taken: $kind $status $retryAfter, twice: sent again until it is, once",
    async (fault) => {
      emulator.change({ idempotent: false });
      emulator.faultNext({ method: "POST" }, fault, 2);
      const result = await withToken(patience(fault)).submitCustomerQualification(customer, EDUCATION);
      expect(result.found).toBe(false);
      expect(emulator.submissions(customer)).toHaveLength(1);
      expect(new Set(posts().map(({ requestId }) => requestId)).size).toBe(1);
    },
  );

  test.each(taken)(
    "taken, but $kind $status $body, and the API is gone: an error that says what is not known",
    async (fault) => {
      emulator.faultNext({ method: "POST" }, fault);
      emulator.faultNext({ method: "GET" }, { kind: "dropBefore" }, everyAttempt);
      const error = await errorOf(
        withToken(patience(fault)).submitCustomerQualification(customer, EDUCATION),
      );
      expect(error.submission).toMatch(/^(unknown|taken)$/);
      expect(error.message).toContain("no look afterwards succeeded");
      expect(emulator.submissions(customer)).toHaveLength(1);
      expect(posts()).toHaveLength(1);
    },
  );

  test("a host that is down took nothing", async () => {
    const client = withToken();
    await emulator.goOffline();
    const error = await errorOf(client.submitCustomerQualification(customer, EDUCATION)).finally(() =>
      emulator.goOnline(),
    );
    expect(error).toMatchObject({ name: "ConnectionError", submission: "notTaken", scope: "partner" });
  });

  test.each<Fault>([
    { kind: "bom" },
    { kind: "utf16" },
    { kind: "utf16", bigEndian: true },
    { kind: "utf16", withoutBom: true },
  ])("an answer in $kind $bigEndian $withoutBom is read", async (fault) => {
    emulator.setQualification(customer, { qualification: "StateOwnedEntity" });
    emulator.faultNext({ method: "GET" }, fault);
    expect(await withToken().getCustomerQualifications(customer)).toEqual([
      { qualification: "StateOwnedEntity" },
    ]);
  });

  test("a redirect is not followed", async () => {
    emulator.faultNext({ method: "GET" }, { kind: "redirect", location: `${emulator.url}/v1/stolen` });
    expect((await errorOf(withToken().getCustomerQualifications(customer))).name).toBe("RedirectError");
    expect(emulator.requests.filter(({ path }) => path.includes("stolen"))).toEqual([]);
  });

  test("a third of all calls fails in many ways, and no customer ends with two submissions", async () => {
    const many = Array.from(
      { length: 30 },
      (_, index) => `00000000-0000-4000-9000-${String(index).padStart(12, "0")}`,
    );
    for (const id of many) emulator.addCustomer(id);
    const client = withToken({ maxAttempts: 8 });
    const faults: Fault[] = [
      { kind: "dropAfter" },
      { kind: "dropBefore" },
      { kind: "status500After" },
      { kind: "cutBody" },
      { kind: "throttle" },
    ];
    faults.forEach((fault, index) => emulator.faultShare({}, fault, 0.07, index + 1));
    const ended = await Promise.allSettled(
      many.map((id) => client.submitCustomerQualification(id, EDUCATION)),
    );
    emulator.clearFaults();
    // What was dropped before it was taken stays open, as far as a client can know.
    const open = ended.map(({ status }) => status === "rejected");
    for (const [index, id] of many.entries())
      expect({ id, taken: emulator.submissions(id).length }).toEqual({ id, taken: open[index] ? 0 : 1 });
    expect(open.filter(Boolean).length).toBeLessThan(many.length / 3);
    expect(ended.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []))).toEqual(
      open.filter(Boolean).map(() => expect.objectContaining({ submission: "unknown" }) as unknown),
    );
  });
});

test("400 customers read at once stay below Microsoft's limits", async () => {
  const limited = await startEmulator({ tls: false, throttle: MICROSOFT_LIMITS });
  const client = new PartnerCenterClient({
    login: { kind: "accessToken", accessToken: limited.accessToken() },
    apiBaseUrl: limited.url,
    burst: 400,
  });
  try {
    await Promise.all(Array.from({ length: 400 }, () => client.getCustomerQualifications(CUSTOMER)));
    expect(limited.requests.filter(({ status }) => status === 429)).toEqual([]);
    expect(limited.mostInFlight).toBeLessThanOrEqual(DEFAULT_LIMITER_BOUNDS.maxConcurrentReads);
  } finally {
    client.close();
    await limited.close();
  }
});
