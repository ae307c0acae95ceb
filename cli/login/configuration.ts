import { examineSettings, type SettingName } from "../../provider/settings/settings";
import { failureOf, runPulumi, type StackOptions } from "../pulumi";
import { CommandFailure } from "../failure";
import { configurationNameOf } from "../settings";
import { type ProvenLogin, secretNote, type Stored } from "./prove";

const SECRETS: readonly SettingName[] = ["refreshToken", "clientSecret"];

/**
 * Stores the whole login in the stack's configuration, with the cloud that it is of. Secrets go through standard input:
 * an argument can be listed by others on the machine.
 * @param configured the stack's configuration as it is
 * @throws CommandFailure where `pulumi config` refuses
 */
export async function storeInConfiguration(
  login: ProvenLogin,
  configured: Readonly<Record<string, string>>,
  options: StackOptions,
  environment: NodeJS.ProcessEnv,
): Promise<Stored> {
  const changes = changesOf(login, configured);
  const done: string[] = [];
  for (const [name, value] of changes) {
    const key = `partnercenter:${name}`;
    const isSecret = SECRETS.includes(name);
    const args =
      value === undefined
        ? ["config", "rm", key]
        : ["config", "set", isSecret ? "--secret" : "--plaintext", key];
    const result = await runPulumi(args, options, environment, value);
    if (result.code !== 0) {
      const half =
        done.length === 0 ? "Nothing was stored." : `Only ${done.join(", ")} was stored: run this again.`;
      const why = [login.refreshToken, login.clientSecret ?? ""]
        .filter((secret) => secret !== "")
        .reduce((text, secret) => text.replaceAll(secret, "REDACTED"), failureOf(result));
      throw new CommandFailure(`\`pulumi config\` could not store ${key}: ${why}. ${half}`, 1);
    }
    done.push(key);
  }
  const removed = changes.filter(([, value]) => value === undefined).map(([name]) => `partnercenter:${name}`);
  return {
    place: `in ${configurationNameOf(options)}`,
    names: changes.filter(([, value]) => value !== undefined).map(([name]) => `partnercenter:${name}`),
    notes: [
      ...(removed.length === 0 ? [] : [`Removed, since it would come before: ${removed.join(", ")}.`]),
      ...(login.needsClientSecret ? [] : secretNote(login, "partnercenter:clientSecret")),
      ...overridden(environment),
    ],
    next: [
      "pulumi preview    # looks at Partner Center with this login",
      "partnercenter doctor    # where that fails",
    ],
  };
}

/** What is to be set (a value) or removed (undefined). The secrets come first: where they can't be set nothing changes. */
function changesOf(
  { tenantId, clientId, refreshToken, clientSecret, needsClientSecret, connection }: ProvenLogin,
  configured: Readonly<Record<string, string>>,
): [SettingName, string | undefined][] {
  const before = (name: SettingName) => configured[`partnercenter:${name}`];
  const cloud = connection.environment ?? "Global";
  const wanted: [SettingName, string | undefined][] = [
    ["refreshToken", refreshToken],
    ...(needsClientSecret ? ([["clientSecret", clientSecret]] as [SettingName, string | undefined][]) : []),
    ["tenantId", tenantId],
    ["clientId", clientId],
    ["environment", cloud === "Global" && before("environment") === undefined ? undefined : cloud],
    ["apiBaseUrl", connection.apiBaseUrl],
    ["authorityHost", connection.authorityHost],
    ["audience", connection.audience],
    // It would be used in place of the refresh token.
    ["accessToken", undefined],
    ["caFile", connection.caFile ?? before("caFile")],
  ];
  return wanted.filter(([name, value]) => value !== before(name));
}

/** A login of the environment comes before the one that was stored. */
function overridden(environment: NodeJS.ProcessEnv): string[] {
  const { settings } = examineSettings(() => undefined, environment);
  const names = settings.origins
    .filter(({ name }) => Object.hasOwn(settings.login, name))
    .map(({ label }) => label);
  return names.length === 0
    ? []
    : [
        `Warning: a login of the environment comes before the configuration. For this one to be used, unset ${names.join(", ")}.`,
      ];
}
