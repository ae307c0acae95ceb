import { type EmulatorLogin, ENTRA_ERROR_CODES } from "../../../emulator";
import type { Login } from "../../../provider/partnercenter";
import { connect, customer, EDUCATION, emulator, posts } from "./emulated";
import { errorOf } from "./support";

/* How the client logs in, against Partner Center in one process. */

// Many logins over real sockets: slow where many share a machine.
jest.setTimeout(30_000);

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
