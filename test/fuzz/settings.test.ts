// Settings of every kind, from the environment, the configuration and both: a client, or an error that names the
// setting and shows no secret.
import * as fc from "fast-check";
import { SettingsError } from "../../provider/failure";
import { PartnerCenterClient, PartnerCenterError } from "../../provider/partnercenter";
import {
  EXPLICIT_MARKER,
  readSettings,
  SECRET_SETTINGS,
  SETTING_NAMES,
  type SettingName,
} from "../../provider/settings/settings";
import { UNKNOWN } from "../../provider/engineValues";
import { holds, TIMEOUT_MS } from "./runs";

jest.setTimeout(TIMEOUT_MS);

const environmentName = (name: SettingName): string =>
  `PARTNERCENTER_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;

const RIGHT: Record<SettingName, string> = {
  tenantId: "0f5d1e2a-6b7c-4d8e-9fa0-b1c2d3e4f506",
  clientId: "5c1e7d90-2a3b-4c4d-8e5f-60718293a4b5",
  clientSecret: "s3cret-of-the-client",
  refreshToken: "s3cret-refresh-token",
  refreshTokenFile: "/tmp/token",
  accessToken: "s3cret-access-token",
  certificateFile: "/tmp/certificate.pem",
  useOidc: "true",
  oidcToken: "s3cret-oidc-token",
  oidcTokenFile: "/tmp/oidc-token",
  oidcRequestUrl: "https://oidc.example/token?of=job",
  oidcRequestToken: "s3cret-request-token",
  adoPipelineServiceConnectionId: "7e3a9fb2-5d6e-4f70-8192-a3b4c5d6e7f8",
  environment: "China",
  apiBaseUrl: "https://api.example",
  authorityHost: "https://login.example",
  audience: "https://api.example",
  caFile: "/tmp/ca.pem",
  contract: "qualifications-2021",
  requestsPerMinute: "450",
  maxSubmissions: "3",
  maxNewSubmissions: "40",
  liveDiff: "false",
  lockFolder: "/tmp/locks",
};

const wrong = fc.oneof(
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.constantFrom(
    "",
    " ",
    "\n",
    "true ",
    "TRUE",
    "0",
    "-1",
    "1e9",
    "0x10",
    "NaN",
    "Infinity",
    "null",
    "[]",
    "{}",
  ),
  fc.constantFrom(
    "http://elsewhere.example",
    "https://user:s3cret-password@host",
    "file:///etc/passwd",
    "//host",
  ),
  fc.constantFrom("__proto__", "constructor", "é", "\ud800", "a\r\nInjected: 1", "x".repeat(10_000), UNKNOWN),
);

const values = fc.record(
  Object.fromEntries(
    SETTING_NAMES.map((name) => [
      name,
      fc.oneof(
        { weight: 3, arbitrary: fc.constant(RIGHT[name]) },
        {
          weight: 1,
          arbitrary: SECRET_SETTINGS.includes(name) ? wrong.map((text) => `s3cret-${text}`) : wrong,
        },
      ),
    ]),
  ) as Record<SettingName, fc.Arbitrary<string>>,
  { requiredKeys: [] },
);

test("any settings: a client, or an error that says which setting is wrong", async () => {
  await holds(
    fc.property(values, values, fc.boolean(), (environment, configuration, explicit) => {
      const env = Object.fromEntries(
        Object.entries(environment).map(([name, text]) => [environmentName(name as SettingName), text]),
      );
      const configured = (key: string): string | undefined =>
        key === EXPLICIT_MARKER
          ? explicit
            ? "true"
            : undefined
          : configuration[key.replace("partnercenter:", "") as SettingName];
      try {
        new PartnerCenterClient({ ...readSettings(configured, env).client(), proxyEnvironment: {} }).close();
      } catch (error) {
        if (!(error instanceof SettingsError) && !(error instanceof PartnerCenterError)) throw error;
        expect(error.message).not.toMatch(/s3cret/);
        expect(error.message).not.toMatch(/TypeError|\[object |undefined/);
        expect(error.message.length).toBeLessThan(3000);
        const named = SETTING_NAMES.filter(
          (name) => error.message.includes(name) || error.message.includes(environmentName(name)),
        );
        expect(named).not.toEqual([]);
      }
    }),
    2000,
  );
});
