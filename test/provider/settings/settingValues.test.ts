import { PartnerCenterClient } from "../../../provider/partnercenter";
import {
  environmentName,
  EXPLICIT_MARKER,
  SECRET_SETTINGS,
  SETTING_NAMES,
  type SettingName,
} from "../../../provider/settings/settings";
import { SETTINGS } from "../../../provider/settings/settingsTable";
import { config, read } from "./configured";

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
    expect(said).toContain(`not valid: ${environmentName(name)}: `);
    if (SECRET_SETTINGS.includes(name)) expect(said).not.toContain(right.slice(at));
    expect(message({ [configurationKey(name)]: wrong }, {})).toContain(`: ${configurationKey(name)}: `);
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
