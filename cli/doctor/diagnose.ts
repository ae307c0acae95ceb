import {
  type ClientSettings,
  CLOUDS,
  entryOfCode,
  FINDINGS,
  isAppOnly,
  type Login,
  PartnerCenterClient,
  Reachability,
  type Reached,
  type TokenFacts,
} from "../../provider/partnercenter";
import type { StackOptions } from "../settings";
import { checkAccess } from "./access";
import { checkConfiguration } from "./configuration";
import { checkCustomer } from "./customer";
import { type Check, CHECK_NAMES, type CheckName, failed, ok, skipped, warned, wrong } from "./report";
import { refreshTokenCheck } from "./refreshToken";

export interface DiagnoseOptions extends StackOptions {
  /** Tenant id, a GUID. */
  customer?: string;
  /** The longest wait for an answer. */
  timeoutMs: number;
}

/** All checks, each as it is finished. */
export async function* diagnose(
  options: DiagnoseOptions,
  environment: NodeJS.ProcessEnv,
): AsyncGenerator<Check, void, undefined> {
  const setup = await checkConfiguration(options, environment);
  yield setup.check;
  const { login } = setup;
  if (setup.connection === undefined) return yield* skipFrom("loginHost", "configuration failed", options);
  const connection = { ...setup.connection, ...patience(options.timeoutMs) };
  const hosts = await reached(connection, login);
  yield* [hosts.loginHost, hosts.api, clockCheck(hosts.reached)];
  if (login === undefined) return yield* skipFrom("login", "configuration failed", options);
  if (hosts.loginHost.result === "failed") return yield* skipFrom("login", "loginHost failed", options);

  const fresh: string[] = [];
  const onRefreshToken = (token: string) => void fresh.push(token);
  const client = new PartnerCenterClient({ ...connection, login, onRefreshToken });
  try {
    const ofFile = refreshTokenCheck(login, setup.refreshTokenFileName);
    const { check, facts } = await loginCheck(client, login);
    yield check;
    if (facts === undefined) return yield* skipFrom("audience", "login failed", options);
    const audience = audienceCheck(facts, connection);
    yield audience;
    yield kindCheck(facts, login);
    yield await ofFile(fresh.length > 0);
    if (audience.result === "failed") return yield* skipFrom("mfa", "audience failed", options);
    if (hosts.api.result === "failed") return yield* skipFrom("mfa", "api failed", options);
    const access = await checkAccess(client, facts, login);
    yield* access.checks;
    if (options.customer === undefined) return;
    if (!access.allowed) return yield* skipFrom("relationship", access.why, options);
    yield* checkCustomer(client, options.customer, facts);
  } finally {
    client.close();
  }
}

/** The checks from one on, none of which can be made. */
function* skipFrom(
  first: CheckName,
  why: string,
  { customer }: DiagnoseOptions,
): Generator<Check, void, undefined> {
  const last = customer === undefined ? CHECK_NAMES.indexOf("relationship") : CHECK_NAMES.length;
  for (const name of CHECK_NAMES.slice(CHECK_NAMES.indexOf(first), last)) yield skipped(name, why);
}

/** Whoever watches does not wait as long as a pipeline does. */
function patience(timeoutMs: number): Partial<ClientSettings> {
  return {
    requestTimeoutMs: timeoutMs,
    connectTimeoutMs: Math.min(timeoutMs, 10_000),
    maxAttempts: 2,
    retry: { longestRetryAfterMs: timeoutMs },
  };
}

async function reached(connection: Omit<ClientSettings, "login">, login: Login | undefined) {
  const reachability = new Reachability(connection);
  const answers: Reached[] = [];
  const check = async (name: CheckName, reach: () => Promise<Reached>): Promise<Check> => {
    try {
      const answer = await reach();
      answers.push(answer);
      return ok(name, `${answer.host} answers.`);
    } catch (error) {
      return failed(name, error);
    }
  };
  try {
    const [loginHost, api] = await Promise.all([
      login?.kind === "accessToken"
        ? skipped("loginHost", "a ready-made access token needs no login")
        : check("loginHost", () => reachability.login(login?.tenantId)),
      check("api", () => reachability.api()),
    ]);
    return { loginHost, api, reached: answers };
  } finally {
    reachability.close();
  }
}

const CLOCK_FAILS_MS = 5 * 60_000;
/** A date has whole seconds, and an answer may have been long under way. */
const CLOCK_WARNS_MS = 60_000;

function clockCheck(answers: readonly Reached[]): Check {
  const offsets = answers.map(({ clockAheadMs }) => clockAheadMs).filter((ms) => ms !== undefined);
  if (offsets.length === 0) return skipped("clock", "no host gave its date");
  // One host alone may be wrong itself, or a cache.
  const offsetMs = offsets.reduce((least, ms) => (Math.abs(ms) < Math.abs(least) ? ms : least));
  const distance = Math.abs(offsetMs);
  if (distance <= CLOCK_WARNS_MS) return ok("clock", "It agrees with the hosts' to within a minute.");
  const found = `It is ${Math.round(distance / 1000)} seconds ${offsetMs > 0 ? "ahead of" : "behind"} the hosts'.`;
  return (distance > CLOCK_FAILS_MS ? wrong : warned)("clock", found, FINDINGS.clock);
}

async function loginCheck(
  client: PartnerCenterClient,
  login: Login,
): Promise<{ check: Check; facts?: TokenFacts }> {
  try {
    const facts = await client.logIn();
    if (login.kind !== "accessToken") {
      const whose = facts.username ?? `the application ${login.clientId}`;
      return { check: ok("login", `Microsoft Entra gave a token for ${whose}.`), facts };
    }
    if (facts.expiresAt !== undefined && facts.expiresAt <= Date.now()) {
      const found = `It ended at ${new Date(facts.expiresAt).toISOString()}.`;
      return { check: wrong("login", found, FINDINGS.accessTokenEnded) };
    }
    return { check: warned("login", "It is used as it is.", FINDINGS.accessTokenEnds), facts };
  } catch (error) {
    return { check: failed("login", error) };
  }
}

/** The Partner Center API's own id, which a token may name instead. */
const API_APPLICATION_ID = "fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd";

function audienceCheck({ audience }: TokenFacts, connection: Omit<ClientSettings, "login">): Check {
  if (audience === undefined)
    return skipped("audience", "the token can't be read; Partner Center is asked below");
  const plain = audience.toLowerCase().replace(/\/+$/, "");
  const known = [...Object.values(CLOUDS).map((cloud) => cloud.audience), API_APPLICATION_ID];
  if (known.includes(plain)) return ok("audience", `The token is for ${audience}.`);
  const asked = connection.audience?.toLowerCase().replace(/\/+$/, "");
  // Another API under another name: it will say.
  if (plain === asked && !/graph\.(windows\.net|chinacloudapi\.cn)$/.test(plain))
    return ok("audience", `The token is for ${audience}, as the settings ask.`);
  return wrong("audience", `The token is for ${audience}.`, entryOfCode("900420"));
}

function kindCheck({ kind }: TokenFacts, login: Login): Check {
  if (isAppOnly(login) || kind === "app-only")
    return warned("appUser", "It is app-only: it can look and not submit.", entryOfCode("900329"));
  if (kind === undefined && login.kind === "accessToken")
    return skipped("appUser", "the token can't be read");
  return ok("appUser", "It is a user's (App+User).");
}
