import { PartnerCenterClient } from "../../../provider/partnercenter";
import { examineSettings, EXPLICIT_MARKER } from "../../../provider/settings/settings";
import { config, env, read } from "./configured";

describe("readSettings", () => {
  test("the environment comes before configuration, an explicit provider before both", () => {
    expect(read(config, env).client().login).toMatchObject({
      tenantId: "env.onmicrosoft.com",
      refreshToken: "env-refresh",
    });
    expect(read(config).client().login).toMatchObject({ tenantId: "config.onmicrosoft.com" });
    const explicit = { ...config, [EXPLICIT_MARKER]: "true" };
    expect(read(explicit, env).client().login).toMatchObject({
      kind: "refreshToken",
      refreshToken: "config-refresh",
    });
  });

  test("a login is never mixed of two sources", () => {
    expect(() => read(config, { PARTNERCENTER_TENANT_ID: "t.com" }).client()).toThrow(
      "PARTNERCENTER_CLIENT_ID is not set. A login comes whole from one source",
    );
    expect(read(config, { PARTNERCENTER_ACCESS_TOKEN: "token" }).client().login).toEqual({
      kind: "accessToken",
      accessToken: "token",
    });
  });

  test("a cloud and its addresses come from one source, other settings each on their own", () => {
    const settings = read(
      { ...config, "partnercenter:apiBaseUrl": "https://config", "partnercenter:maxSubmissions": "5" },
      { PARTNERCENTER_ENVIRONMENT: "China", PARTNERCENTER_LIVE_DIFF: "false" },
    );
    expect(settings.client()).toMatchObject({ environment: "China", apiBaseUrl: undefined });
    expect(settings).toMatchObject({ maxSubmissions: 5, liveDiff: false });
    expect(read(config)).toMatchObject({ maxSubmissions: 3, liveDiff: true });
  });

  test("the kinds of login", () => {
    const app = { "partnercenter:tenantId": "t.com", "partnercenter:clientId": "c" };
    expect(read({ ...app, "partnercenter:clientSecret": "s" }).client().login.kind).toBe("clientSecret");
    expect(read({ ...app, "partnercenter:certificateFile": "c.pem" }).client().login.kind).toBe(
      "certificate",
    );
    expect(() => read(app).client()).toThrow(
      "partnercenter:refreshToken is not set. A submission needs an App+User login",
    );
    expect(() => read({}).client()).toThrow("No Partner Center login is set. Set PARTNERCENTER_TENANT_ID");
  });

  test("every wrong setting is named where it was set, and no secret is shown", () => {
    const wrong = { ...config, "partnercenter:environment": "Mars", "partnercenter:liveDiff": "yes" };
    expect(() => read(wrong, { PARTNERCENTER_MAX_SUBMISSIONS: "0" })).toThrow(
      /partnercenter:environment: .*PARTNERCENTER_MAX_SUBMISSIONS: .*partnercenter:liveDiff: /s,
    );
    expect(() => read({ ...config, "partnercenter:tenantId": "a b" })).toThrow(
      /partnercenter:tenantId: must be a tenant id/,
    );
    try {
      read({ ...config, "partnercenter:tenantId": "a b" });
    } catch (error) {
      expect(String(error)).not.toContain("config-secret");
    }
  });

  test("without a login, what needs none still works", () => {
    expect(read({ "partnercenter:liveDiff": "false" })).toMatchObject({ liveDiff: false });
  });

  test("all that is missing of a login is named at once", () => {
    expect(() => read({ "partnercenter:refreshToken": "r" }).client()).toThrow(
      "partnercenter:tenantId and partnercenter:clientId are not set.",
    );
  });

  test("the client names a wrong setting as the user has set it", () => {
    const message = (configured: Record<string, string>, environment: Record<string, string> = {}) => {
      try {
        new PartnerCenterClient(read(configured, environment).client()).close();
        return "";
      } catch (error) {
        return (error as Error).message;
      }
    };
    const wrong = { apiBaseUrl: "http://example.com", authorityHost: "nowhere" };
    const keys = Object.fromEntries(
      Object.entries(wrong).map(([name, value]) => [`partnercenter:${name}`, value]),
    );
    expect(message({ ...config, ...keys })).toMatch(
      /: partnercenter:apiBaseUrl must start with https:.*; partnercenter:authorityHost is no URL/,
    );
    expect(message({ ...config, ...keys, [EXPLICIT_MARKER]: "true" })).toMatch(
      /: the Provider's apiBaseUrl must .*; the Provider's authorityHost is/,
    );
    expect(message(config, { PARTNERCENTER_API_BASE_URL: "http://example.com" })).toMatch(
      /: PARTNERCENTER_API_BASE_URL must start/,
    );
    expect(message({}, { PARTNERCENTER_ACCESS_TOKEN: "two\nlines" })).toMatch(
      / PARTNERCENTER_ACCESS_TOKEN: holds a line break inside/,
    );
    expect(message(config)).toBe("");
  });

  test("what is not valid is named behind a colon, in one sentence", () => {
    expect(() => read({ ...config, "partnercenter:environment": "Mars", [EXPLICIT_MARKER]: "true" })).toThrow(
      /^The settings of the Partner Center provider are not valid: the Provider's environment: must be one of /,
    );
  });

  test("a remedy names a setting as the user has set it, of the file of authorities too", async () => {
    const client = new PartnerCenterClient(
      read({ ...config, "partnercenter:caFile": "/does/not/exist.pem" }).client(),
    );
    await expect(client.getCustomerQualifications("8f9a1c52-1d0e-4c5e-9a43-0a9f5b0c7d11")).rejects.toThrow(
      "Point partnercenter:caFile to a PEM file",
    );
    client.close();
  });

  test("says which source each setting comes from, and which is not used", () => {
    const { settings, problems } = examineSettings(
      (key) => ({ ...config, "partnercenter:environment": "Mars" })[key],
      { PARTNERCENTER_TENANT_ID: "t.com", PARTNERCENTER_CA_FILE: "ca.pem" },
    );
    expect(problems).toEqual([expect.stringMatching(/^partnercenter:environment: /)]);
    expect(settings.origins.map(({ label }) => label)).toEqual([
      "PARTNERCENTER_TENANT_ID",
      "PARTNERCENTER_CA_FILE",
      "partnercenter:environment",
    ]);
    expect(settings.unused.map(({ label }) => label)).toEqual([
      "partnercenter:tenantId",
      "partnercenter:clientId",
      "partnercenter:clientSecret",
      "partnercenter:refreshToken",
    ]);
    expect(settings.login).toEqual({ tenantId: "t.com" });
  });

  test("a setting with the same value in both sources is not unused", () => {
    const { settings } = examineSettings((key) => ({ ...config, "partnercenter:caFile": "ca.pem" })[key], {
      PARTNERCENTER_CA_FILE: "ca.pem",
      PARTNERCENTER_TENANT_ID: `${config["partnercenter:tenantId"]}\n`,
    });
    expect(settings.unused.map(({ name }) => name)).toEqual(["clientId", "clientSecret", "refreshToken"]);
  });
});
