import { PartnerCenterClient } from "../../../provider/partnercenter";
import {
  environmentName,
  examineSettings,
  EXPLICIT_MARKER,
  readSettings,
  SECRET_SETTINGS,
  SETTING_NAMES,
  type SettingName,
} from "../../../provider/settings/settings";
import { SETTINGS } from "../../../provider/settings/settingsTable";

const env = {
  PARTNERCENTER_TENANT_ID: "env.onmicrosoft.com",
  PARTNERCENTER_CLIENT_ID: "env-client",
  PARTNERCENTER_CLIENT_SECRET: "env-secret",
  PARTNERCENTER_REFRESH_TOKEN: "env-refresh",
};
const config = {
  "partnercenter:tenantId": "config.onmicrosoft.com",
  "partnercenter:clientId": "config-client",
  "partnercenter:clientSecret": "config-secret",
  "partnercenter:refreshToken": "config-refresh",
};
const read = (configured: Record<string, string>, environment: Record<string, string> = {}) =>
  readSettings((key) => configured[key], environment);

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

/** A right value of each setting, that stands for itself where it is shown. */
const RIGHT: Record<SettingName, string> = {
  tenantId: "contoso.onmicrosoft.com",
  clientId: "5c1e7d90-2a3b-4c4d-8e5f-60718293a4b5",
  clientSecret: "s3cret~of.the-client",
  refreshToken: "s3cret-refresh",
  refreshTokenFile: "/run/a folder/token",
  accessToken: "s3cret-access",
  certificateFile: "/run/a folder/certificate.pem",
  useOidc: "true",
  oidcToken: "s3cret-oidc",
  oidcTokenFile: "/run/a folder/oidc-token",
  oidcRequestUrl: "https://oidc.example/token?of=job",
  oidcRequestToken: "s3cret-request",
  adoPipelineServiceConnectionId: "7e3a9fb2-5d6e-4f70-8192-a3b4c5d6e7f8",
  environment: "China",
  apiBaseUrl: "https://api.example",
  authorityHost: "https://login.example",
  audience: "https://audience.example",
  caFile: "/run/a folder/ca.pem",
  contract: "qualifications-2021",
  requestsPerMinute: "300",
  maxSubmissions: "25",
  maxNewSubmissions: "40",
  liveDiff: "false",
  lockFolder: "/run/a folder/locks",
};
const TOKENLESS = SETTING_NAMES.filter((name) => name !== "accessToken");
const all = (change: (text: string) => string, key: (name: SettingName) => string) =>
  Object.fromEntries(TOKENLESS.map((name) => [key(name), change(RIGHT[name])]));
const configurationKey = (name: SettingName): string => `partnercenter:${name}`;

describe("white space", () => {
  const shown = (settings: ReturnType<typeof read>) => {
    const { settingName, ...client } = settings.client();
    void settingName;
    const { maxSubmissions, liveDiff, lockFolder } = settings;
    return { ...client, maxSubmissions, liveDiff, lockFolder };
  };
  const expected = shown(read(all(String, configurationKey)));

  test.each([" ", "\n", "\r\n", "\t", "\uFEFF", "\u00A0"])(
    "around a setting is no part of it: %j",
    (space) => {
      const around = (text: string): string => `${space}${text}${space}`;
      expect(shown(read({}, all(around, environmentName)))).toEqual(expected);
      expect(shown(read(all(around, configurationKey)))).toEqual(expected);
      expect(shown(read({ ...all(around, configurationKey), [EXPLICIT_MARKER]: "true" }))).toEqual(expected);
      expect(shown(read({}, { ...all(String, environmentName), PARTNERCENTER_ACCESS_TOKEN: space }))).toEqual(
        expected,
      );
      const token = read({}, { PARTNERCENTER_ACCESS_TOKEN: around("token") });
      expect(token.client().login).toMatchObject({ accessToken: "token" });
    },
  );

  test("alone is a setting that is not set", () => {
    expect(() => read({}, { PARTNERCENTER_REFRESH_TOKEN: "\r\n" }).client()).toThrow(
      "No Partner Center login is set",
    );
  });

  test.each(
    SETTING_NAMES.flatMap((name) =>
      ["\n", "\r", "\t", "\0", "\u200B", "\u2028"].map((c) => [name, c] as const),
    ),
  )("inside %s is refused by name, and no value is repeated: %j", (name, character) => {
    const isFile = SETTINGS[name].takes.kind === "file";
    // A file may have any name that a system allows.
    if (isFile && character === "\u200B") return;
    const right = RIGHT[name];
    const at = Math.min(3, right.length - 1);
    const wrong = `${right.slice(0, at)}${character}${right.slice(at)}`;
    const message = (configured: Record<string, string>, environment: Record<string, string>): string => {
      try {
        read(configured, environment);
        return "";
      } catch (error) {
        return (error as Error).message;
      }
    };
    const said = message({}, { [environmentName(name)]: wrong });
    expect(said).toContain(`not valid. ${environmentName(name)}: `);
    if (SECRET_SETTINGS.includes(name)) expect(said).not.toContain(right.slice(at));
    expect(message({ [configurationKey(name)]: wrong }, {})).toContain(`. ${configurationKey(name)}: `);
  });

  test("a space inside is refused where there can be none", () => {
    const words = [
      "refreshToken",
      "accessToken",
      "clientId",
      "apiBaseUrl",
      "authorityHost",
      "audience",
    ] as const;
    for (const name of words)
      expect(() => read({ [configurationKey(name)]: "https://a b" })).toThrow("holds a space inside");
    // Microsoft makes none with a space, but a secret could be chosen once.
    expect(read({ ...config, "partnercenter:clientSecret": "a b" }).client().login).toMatchObject({
      clientSecret: "a b",
    });
  });

  test("is no part of what a program gives the client itself, either", async () => {
    const client = (login: object, more: object = {}): PartnerCenterClient =>
      new PartnerCenterClient({ login: login as never, proxyEnvironment: {}, ...more });
    client({ kind: "accessToken", accessToken: "token\n" }, { apiBaseUrl: " https://localhost:1\n" }).close();
    expect(() => client({ kind: "accessToken", accessToken: " " })).toThrow("login.accessToken is missing");
    const refresh = { kind: "refreshToken", tenantId: "t", clientId: "c", refreshToken: "r" };
    expect(() => client({ ...refresh, clientSecret: "s3c\nret" })).toThrow(
      "login.clientSecret holds a line break",
    );
    expect(() => client(refresh, { authorityHost: "https://lo\ngin.example" })).toThrow(
      "authorityHost holds a line break inside",
    );
  });
});

test.each([
  ["environment", "Mars", "must be one of Global, USGovernment, China,"],
  ["environment", "global", "must be one of Global, USGovernment, China, in just this spelling"],
  ["contract", "v1", "must be one of qualifications, qualifications-2021, qualification-2018,"],
  ["liveDiff", "yes", "must be true or false"],
  ["requestsPerMinute", "1.5", "must be a whole number from 1 to 100000"],
] as const)("%s %s is refused in our own words, and not repeated", (name, value, words) => {
  expect(() => read({ [configurationKey(name)]: value })).toThrow(`partnercenter:${name}: ${words}`);
  expect(() => read({ [configurationKey(name)]: value })).not.toThrow(value);
});
