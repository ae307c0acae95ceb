import { CLOUDS, ENVIRONMENTS } from "./clouds";
import { type Clock, systemClock } from "./clock";
import { CONTRACT_NAMES, type ContractName } from "./contracts";
import { PartnerCenterError } from "./errors/PartnerCenterError";
import { DEFAULT_LIMITER_BOUNDS, type LimiterBounds } from "./budget";
import { checkLogin, loginNames } from "./loginSettings";
import { isLoopback, proxiesOf } from "./proxy";
import { strayProblem, trimmed } from "./settingText";
import { DEFAULT_RETRY_POLICY, type RetryPolicy } from "./retry";
import type { Sender } from "./transport";
import type { ClientSettings, Login } from "./settings";

/** Settings with every default filled in. */
export interface ResolvedSettings {
  login: Login;
  apiBaseUrl: string;
  authorityHost: string;
  audience: string;
  tokenExchangeAudience: string;
  caFile?: string;
  contract: ContractName;
  bounds: LimiterBounds;
  retry: RetryPolicy;
  requestTimeoutMs: number;
  connectTimeoutMs: number;
  maxAnswerBytes: number;
  applicationName: string;
  locale: string;
  clock: Clock;
  ownClock: boolean;
  random: () => number;
  transport?: Sender;
  proxyEnvironment: NodeJS.ProcessEnv;
  settingName: (name: string) => string;
  onRefreshToken?: (refreshToken: string) => void;
}

/** Everything but whose login it is. */
export type ResolvedConnection = Omit<ResolvedSettings, "login" | "onRefreshToken">;

/**
 * Checks the settings and fills in the defaults.
 * @throws PartnerCenterError named SettingsError, with every problem at once.
 */
export function resolveSettings(settings: ClientSettings): ResolvedSettings {
  const problems: string[] = [];
  const login = withoutSpace(settings.login);
  checkLogin(problems, login, namesOf(settings));
  const connection = resolved(problems, settings);
  if (problems.length > 0) throw settingsError(problems);
  return { ...connection, login, onRefreshToken: settings.onRefreshToken };
}

/** The same before there is a login. @throws PartnerCenterError named SettingsError */
export function resolveConnection(settings: Omit<ClientSettings, "login">): ResolvedConnection {
  const problems: string[] = [];
  const connection = resolved(problems, settings);
  if (problems.length > 0) throw settingsError(problems);
  return connection;
}

const namesOf = ({ settingName = (name: string) => name }: Pick<ClientSettings, "settingName">) =>
  settingName;

/** Its texts without the white space around them. */
function withoutSpace<T>(settings: T): T {
  if (typeof settings !== "object" || settings === null) return settings;
  const entries = Object.entries(settings).map(([name, value]: [string, unknown]) => [
    name,
    typeof value === "string" ? trimmed(value) : value,
  ]);
  return Object.fromEntries(entries) as T;
}

function resolved(problems: string[], given: Omit<ClientSettings, "login">): ResolvedConnection {
  const settings = withoutSpace(given);
  const named = namesOf(settings);
  const environment = oneOf(problems, named("environment"), settings.environment ?? "Global", ENVIRONMENTS);
  const contract = oneOf(problems, named("contract"), settings.contract ?? "qualifications", CONTRACT_NAMES);
  const cloud = CLOUDS[environment];
  for (const name of ["applicationName", "locale"] as const) {
    // They become headers.
    if (!/^[\x20-\x7e]*$/.test(settings[name] ?? "")) problems.push(`${name} may hold printable ASCII only`);
  }
  const number = (name: keyof typeof settings, fallback: number) =>
    positiveInteger(problems, named(name), settings[name] as number | undefined, fallback);
  const requestsPerMinute = number("requestsPerMinute", DEFAULT_LIMITER_BOUNDS.requestsPerMinute);
  const burst = number("burst", Math.min(DEFAULT_LIMITER_BOUNDS.burst, requestsPerMinute));

  const apiBaseUrl = url(problems, named("apiBaseUrl"), settings.apiBaseUrl ?? cloud.apiBaseUrl, true);
  const proxyEnvironment = settings.proxyEnvironment ?? process.env;
  // This machine itself is never behind a proxy.
  if (apiBaseUrl !== "" && !isLoopback(new URL(apiBaseUrl).hostname))
    problems.push(...proxiesOf(proxyEnvironment).problems);
  const audience = settings.audience ?? cloud.audience;
  const stray = strayProblem(audience);
  if (stray !== undefined) problems.push(`${named("audience")} ${stray}`);

  return {
    apiBaseUrl,
    // MSAL speaks to an authority by TLS only, this machine included.
    authorityHost: url(
      problems,
      named("authorityHost"),
      settings.authorityHost ?? cloud.authorityHost,
      false,
    ),
    audience: audience.replace(/\/+$/, ""),
    tokenExchangeAudience: cloud.tokenExchangeAudience,
    caFile: settings.caFile,
    contract,
    bounds: {
      requestsPerMinute,
      burst: Math.min(burst, requestsPerMinute),
      maxConcurrentReads: number("maxConcurrentReads", DEFAULT_LIMITER_BOUNDS.maxConcurrentReads),
      maxConcurrentWrites: number("maxConcurrentWrites", DEFAULT_LIMITER_BOUNDS.maxConcurrentWrites),
    },
    retry: {
      ...DEFAULT_RETRY_POLICY,
      ...settings.retry,
      maxAttempts: number("maxAttempts", DEFAULT_RETRY_POLICY.maxAttempts),
      budgetMs: number("retryBudgetMs", DEFAULT_RETRY_POLICY.budgetMs),
    },
    requestTimeoutMs: number("requestTimeoutMs", 60_000),
    connectTimeoutMs: number("connectTimeoutMs", 10_000),
    maxAnswerBytes: number("maxAnswerBytes", 4 * 1024 * 1024),
    applicationName: settings.applicationName ?? "pulumi-partnercenter",
    locale: settings.locale ?? "en-US",
    clock: settings.clock ?? systemClock,
    ownClock: settings.clock !== undefined,
    random: settings.random ?? secureRandom,
    transport: settings.transport,
    proxyEnvironment,
    settingName: loginNames(named),
  };
}

/** A problem of the settings: every call of this login would fail with it. */
export function settingsError(problems: readonly string[]): PartnerCenterError {
  return new PartnerCenterError({
    name: "SettingsError",
    doing: "Setting up the Partner Center client",
    found: problems.join("; "),
    meaning: "The client's settings can't be used.",
    remedy: "Correct them: nothing was sent.",
    scope: "partner",
  });
}

function secureRandom(): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32;
}

function oneOf<T extends string>(problems: string[], name: string, value: T, allowed: readonly T[]): T {
  if (allowed.includes(value)) return value;
  problems.push(`${name} ${JSON.stringify(value)} is not one of ${allowed.join(", ")}`);
  return allowed[0] as T;
}

function positiveInteger(
  problems: string[],
  name: string,
  value: number | undefined,
  fallback: number,
): number {
  if (value === undefined) return fallback;
  if (!Number.isSafeInteger(value) || value < 1)
    problems.push(`${name} must be a whole number of at least 1`);
  return value;
}

function url(problems: string[], name: string, value: string, plainToLoopback: boolean): string {
  const stray = strayProblem(value);
  if (stray !== undefined) {
    // A URL's parser would leave a line break away, in the middle of a name as well.
    problems.push(`${name} ${stray}`);
    return "";
  }
  const parsed = URL.canParse(value) ? new URL(value) : undefined;
  // A URL may carry a password: it is not repeated.
  if (parsed === undefined || parsed.username !== "" || parsed.search !== "" || parsed.hash !== "") {
    problems.push(`${name} is no URL of the form https://host`);
    return "";
  }
  if (
    parsed.protocol !== "https:" &&
    !(parsed.protocol === "http:" && plainToLoopback && isLoopback(parsed.hostname))
  ) {
    problems.push(
      `${name} must start with https://${plainToLoopback ? " (http:// only to this machine)" : ""}`,
    );
  }
  return parsed.href.replace(/\/+$/, "");
}
