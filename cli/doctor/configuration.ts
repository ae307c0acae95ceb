import { SettingsError } from "../../provider/failure";
import {
  type ClientSettings,
  type ErrorEntry,
  FINDINGS,
  type Login,
  PartnerCenterClient,
  PartnerCenterError,
  Reachability,
} from "../../provider/partnercenter";
import { hasOidcToken } from "../../provider/partnercenter/auth/oidcToken";
import { isLoopback } from "../../provider/partnercenter/proxy";
import type { SettingOrigin } from "../../provider/settings/settings";
import { type CommandSettings, examineCommandSettings, type StackOptions } from "../settings";
import { namedUnknown, unknownKeys, unknownVariables } from "../../provider/settings/unknownSettings";
import { type Check, ok } from "./report";

/** What the settings allow to be checked. */
export interface Setup {
  check: Check;
  /** Absent where the addresses can't be used. */
  connection?: Omit<ClientSettings, "login">;
  /** Absent where it is not complete. */
  login?: Login;
  /** What the user calls the file of rotated refresh tokens. */
  refreshTokenFileName: string;
}

const NO_FILE_NAME = "PARTNERCENTER_REFRESH_TOKEN_FILE";

/** Every setting at once. */
export async function checkConfiguration(
  options: StackOptions,
  environment: NodeJS.ProcessEnv,
): Promise<Setup> {
  let examined: Awaited<ReturnType<typeof examineCommandSettings>>;
  try {
    examined = await examineCommandSettings(options, environment);
  } catch (error) {
    return { check: broken(problemOf(error)), refreshTokenFileName: NO_FILE_NAME };
  }
  const { settings, problems, sources } = examined;
  const refreshTokenFileName = settings.label("refreshTokenFile");
  const connection = { ...settings.connection, proxyEnvironment: environment };
  const connectionProblem = problem(() => new Reachability(connection).close());
  let login: Login | undefined;
  const loginProblem = problem(() => {
    const client = settings.client();
    // Its addresses are judged above.
    new PartnerCenterClient({ login: client.login, settingName: client.settingName }).close();
    login = client.login;
  });
  const all = [...problems, ...[connectionProblem, loginProblem].filter((text) => text !== undefined)];
  const unknown = [...unknownVariables(environment), ...unknownKeys(Object.keys(sources.configuration))];
  const misspelt = unknown.length === 0 ? undefined : `No setting: ${namedUnknown(unknown)}`;
  return {
    check:
      all.length > 0 || login === undefined
        ? // What is missing may be there under another name.
          broken([...all, ...(misspelt === undefined ? [] : [misspelt])].join("; "))
        : judged(told(settings, login), sources.plainSecrets, misspelt),
    refreshTokenFileName,
    ...(connectionProblem === undefined && { connection }),
    ...(all.length === 0 && login && { login }),
  };
}

/** Neither a secret in clear nor a name that is no setting keeps anything from working. */
function judged(found: string, plainSecrets: readonly string[], misspelt: string | undefined): Check {
  const findings: [string, ErrorEntry][] = [];
  if (plainSecrets.length > 0) findings.push([`In clear: ${plainSecrets.join(", ")}.`, FINDINGS.plainSecret]);
  if (misspelt !== undefined) findings.push([`${misspelt}.`, FINDINGS.unknownSetting]);
  if (findings.length === 0) return ok("configuration", found);
  return {
    name: "configuration",
    result: "warning",
    found: [found, ...findings.flatMap(([what, { meaning }]) => [what, meaning])].join(" "),
    remedy: findings.map(([, { remedy }]) => remedy).join(" "),
  };
}

function problem(act: () => void): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    return problemOf(error);
  }
}

function problemOf(error: unknown): string {
  if (error instanceof SettingsError) return error.message.replace(/\.$/, "");
  if (error instanceof PartnerCenterError && error.name === "SettingsError")
    return /: (.*)$/m.exec(error.message.split("\n")[0] ?? "")?.[1] ?? error.message;
  throw error;
}

function broken(found: string): Check {
  return { name: "configuration", result: "failed", found: `${found}.`, remedy: FINDINGS.settings.remedy };
}

const KINDS: Readonly<Record<Login["kind"], string>> = {
  refreshToken: "App+User (refresh token)",
  clientSecret: "app-only (client secret)",
  certificate: "app-only (certificate)",
  oidc: "app-only (OIDC token)",
  accessToken: "a ready-made access token",
};

const provedByOidc = (login: Login): string =>
  login.kind === "refreshToken" && hasOidcToken(login)
    ? " with an OIDC token in the place of a client secret"
    : "";

function isOfThisMachine(address: string | undefined): boolean {
  return address !== undefined && URL.canParse(address) && isLoopback(new URL(address).hostname);
}

/** Names of settings, never values. */
function told(settings: CommandSettings, login: Login): string {
  const names = (origins: readonly SettingOrigin[]) => origins.map(({ label }) => label).join(", ");
  const ofLogin = settings.origins.filter(({ name }) => Object.hasOwn(settings.login, name));
  const others = settings.origins.filter(({ name }) => !Object.hasOwn(settings.login, name));
  return [
    `${KINDS[login.kind]}${provedByOidc(login)} from ${settings.loginFrom}: ${names(ofLogin)}.`,
    isOfThisMachine(settings.connection.apiBaseUrl)
      ? "Partner Center is an emulator on this machine: nothing of this reaches Microsoft."
      : `Cloud: ${settings.connection.environment ?? "Global"}.`,
    ...(others.length === 0 ? [] : [`Also set: ${names(others)}.`]),
    ...(settings.unused.length === 0
      ? []
      : [`Set and not used, for the other source comes first: ${names(settings.unused)}.`]),
  ].join(" ");
}
