import { SettingsError } from "../failure";
import type { ClientSettings, Login } from "../partnercenter";
import { trimmed } from "../partnercenter/settingText";
import { type OidcSource, oidcSource } from "./oidc";
import { settingValue } from "./settingValue";
import {
  isSecretSetting,
  isSettingName,
  SETTING_NAMES,
  SETTINGS,
  type SettingName,
  type SettingValues,
} from "./settingsTable";
import { containsUnknown } from "../engineValues";

/**
 * Where the settings come from, and which of them belong together.
 *
 * An explicit `Provider` resource comes first, then the environment (`PARTNERCENTER_*`), then the stack's
 * configuration (`partnercenter:*`). Refresh and destroy see the configuration that the state recorded, so a rotated
 * secret reaches the default provider only through the environment. A login comes whole from one source, and so does
 * the cloud with its addresses: half of one and half of another would submit with the wrong partner's login.
 */

export { SETTING_NAMES, type SettingName } from "./settingsTable";

/** The settings that must never be shown. */
export const SECRET_SETTINGS: readonly SettingName[] = SETTING_NAMES.filter(isSecretSetting);

const LOGIN = SETTING_NAMES.filter((name) => SETTINGS[name].group === "login");
const CLOUD = SETTING_NAMES.filter((name) => SETTINGS[name].group === "cloud");
const ALONE = SETTING_NAMES.filter((name) => SETTINGS[name].group === "alone");

/** Set by the `Provider` resource class, so that its settings can be told from the stack's configuration. */
export const EXPLICIT_MARKER = "partnercenter:explicitProvider";

/** Where a setting comes from. */
export type SettingSource = "provider" | "environment" | "configuration";

/** A setting that somebody has set. */
export interface SettingOrigin {
  name: SettingName;
  source: SettingSource;
  /** As the user has named it, such as PARTNERCENTER_TENANT_ID or partnercenter:tenantId. */
  label: string;
}

export interface Settings {
  /** What the API client needs. @throws SettingsError where the login is not complete */
  client: () => ClientSettings;
  /** The same without the login. */
  connection: Omit<ClientSettings, "login">;
  /** What is set of the login, whether it is complete or not. Some of it is secret. */
  login: Readonly<Partial<SettingValues>>;
  /** Submissions per customer; Microsoft publishes three ("Sell to education customers"). */
  maxSubmissions: number;
  maxNewSubmissions: number | undefined;
  /** Whether previews look at the API. */
  liveDiff: boolean;
  /** Where the locks of this machine are; by default among the user's caches. */
  lockFolder: string | undefined;
  /** The settings that are used. */
  origins: readonly SettingOrigin[];
  /** The settings that are not: another source comes first, or none of it may be mixed with another's. */
  unused: readonly SettingOrigin[];
  /** What the user called a setting, or would call it beside those that are set. */
  label: (name: SettingName) => string;
}

/** Settings as they were given. */
type Values = Partial<Record<SettingName, string>>;
interface Source {
  kind: SettingSource;
  /** As an error names it. */
  label: (name: SettingName) => string;
  values: Values;
}

export const environmentName = (name: SettingName): string => SETTINGS[name].variable;
const configurationKey = (name: SettingName): string => `partnercenter:${name}`;

/**
 * @param configured what `configure` was given: the explicit provider's inputs or the stack's configuration
 * @param environment the process's environment variables
 * @throws SettingsError with every setting that is not valid
 */
export function readSettings(
  configured: (key: string) => string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): Settings {
  const { settings, problems } = examineSettings(configured, environment);
  if (problems.length === 0) return settings;
  throw new SettingsError(
    `The settings of the Partner Center provider are not valid: ${problems.join("; ")}.`,
  );
}

/** The settings without those that are not valid, and what is wrong with these. Arguments as of readSettings. */
export function examineSettings(
  configured: (key: string) => string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): { settings: Settings; problems: string[] } {
  const explicit = configured(EXPLICIT_MARKER) !== undefined;
  const own: Source = {
    kind: explicit ? "provider" : "configuration",
    label: explicit ? (name) => `the Provider's ${name}` : configurationKey,
    values: collect((name) => configured(configurationKey(name))),
  };
  const env: Source = {
    kind: "environment",
    label: environmentName,
    values: collect((name) => environment[environmentName(name)]),
  };
  const sources = explicit ? [own, env] : [env, own];

  const chosen = new Map<SettingName, Source>();
  for (const group of [LOGIN, CLOUD, ...ALONE.map((name) => [name])]) {
    const source = sources.find(({ values }) => group.some((name) => values[name] !== undefined));
    if (source) for (const name of group) chosen.set(name, source);
  }
  const loginSource = chosen.get("tenantId") ?? sources[0]!;
  const label = (name: SettingName): string => (chosen.get(name) ?? loginSource).label(name);
  const merged = Object.fromEntries([...chosen].map(([name, source]) => [name, source.values[name]]));
  const { data, problems } = validated(merged, label);
  const {
    maxSubmissions,
    maxNewSubmissions,
    liveDiff,
    lockFolder,
    requestsPerMinute,
    contract,
    caFile,
    ...rest
  } = data;
  const { environment: cloud, apiBaseUrl, authorityHost, audience, ...login } = rest;
  const connection: Settings["connection"] = {
    environment: cloud,
    apiBaseUrl,
    authorityHost,
    audience,
    caFile,
    contract,
    requestsPerMinute,
    settingName: (name) => (isSettingName(name) ? label(name) : name),
  };
  const set = (used: boolean) =>
    sources.flatMap((source) =>
      SETTING_NAMES.filter((name) => source.values[name] !== undefined)
        .filter((name) => (chosen.get(name) === source) === used)
        // The same value in both is used, whichever it is taken from.
        .filter((name) => used || source.values[name] !== chosen.get(name)?.values[name])
        .map((name) => ({ name, source: source.kind, label: source.label(name) })),
    );
  const settings: Settings = {
    client: () => {
      const { login: complete, names = {} } = loginOf(login, loginSource, environment);
      const settingName = (name: string) => (isSettingName(name) ? (names[name] ?? label(name)) : name);
      return { login: complete, ...connection, settingName };
    },
    connection,
    login,
    maxSubmissions,
    maxNewSubmissions,
    liveDiff,
    lockFolder,
    origins: set(true),
    unused: set(false),
    label,
  };
  return { settings, problems };
}

/** What a preview says of settings that are not known yet. */
export const SETTINGS_NOT_KNOWN = "The settings of its Provider are not known before `pulumi up`.";

/** Which settings are outputs that are not known before `pulumi up`. Then nothing can be looked at. */
export function unknownSettings(configured: (key: string) => unknown): SettingName[] {
  return SETTING_NAMES.filter((name) => containsUnknown(configured(configurationKey(name))));
}

/** What is valid, and what is wrong with the rest. */
function validated(given: Values, label: (name: SettingName) => string) {
  const problems: string[] = [];
  const values = Object.fromEntries(
    SETTING_NAMES.flatMap((name): [string, string | number | boolean][] => {
      const { takes } = SETTINGS[name];
      const text = given[name];
      if (text === undefined) return "default" in takes ? [[name, takes.default]] : [];
      const examined = containsUnknown(text)
        ? { problem: "is an output that is not known before `pulumi up`" }
        : settingValue(takes, text);
      if ("value" in examined) return [[name, examined.value]];
      problems.push(`${label(name)}: ${examined.problem}`);
      return "default" in takes ? [[name, takes.default]] : [];
    }),
  );
  return { data: values as SettingValues, problems };
}

function collect(value: (name: SettingName) => string | undefined): Values {
  const entries = SETTING_NAMES.map((name) => [name, trimmed(value(name) ?? "")] as const);
  return Object.fromEntries(entries.filter(([, text]) => text !== ""));
}

function loginOf(
  values: Readonly<Partial<SettingValues>>,
  source: Source,
  environment: Readonly<Record<string, string | undefined>>,
): { login: Login } & Pick<OidcSource, "names"> {
  const { tenantId, clientId, clientSecret, refreshToken, refreshTokenFile, accessToken, certificateFile } =
    values;
  if (accessToken !== undefined) return { login: { kind: "accessToken", accessToken } };
  if (!LOGIN.some((name) => values[name] !== undefined)) {
    throw new SettingsError(
      "No Partner Center login is set. Set PARTNERCENTER_TENANT_ID, PARTNERCENTER_CLIENT_ID, " +
        "PARTNERCENTER_CLIENT_SECRET and PARTNERCENTER_REFRESH_TOKEN in the environment, or the same as configuration " +
        "(`pulumi config set partnercenter:tenantId …`, secrets with `--secret`); `partnercenter login` makes a refresh token.",
    );
  }
  const whole =
    "A login comes whole from one source: the environment, the configuration or an explicit Provider.";
  if (tenantId === undefined || clientId === undefined) {
    const missing = (["tenantId", "clientId"] as const).filter((name) => values[name] === undefined);
    throw new SettingsError(
      `${missing.map(source.label).join(" and ")} ${missing.length > 1 ? "are" : "is"} not set. ${whole}`,
    );
  }
  const app = { tenantId, clientId };
  const oidc = oidcSource(values, environment, source.label);
  const { credential, names } = oidc ?? {};
  if (refreshToken !== undefined) {
    const login = { kind: "refreshToken", ...app, clientSecret, refreshToken, refreshTokenFile } as const;
    return { login: { ...login, ...credential }, names };
  }
  if (credential !== undefined) return { login: { kind: "oidc", ...app, ...credential }, names };
  if (certificateFile !== undefined) return { login: { kind: "certificate", ...app, certificateFile } };
  if (clientSecret !== undefined) return { login: { kind: "clientSecret", ...app, clientSecret } };
  throw new SettingsError(
    `${source.label("refreshToken")} is not set. A submission needs an App+User login (a refresh token); to look only, ` +
      `${source.label("clientSecret")}, ${source.label("certificateFile")} or ${source.label("useOidc")} is enough. ${whole}`,
  );
}
