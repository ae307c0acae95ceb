import { type Command, InvalidArgumentError } from "commander";
import { SettingsError } from "../provider/failure";
import { examineSettings, readSettings, SECRET_SETTINGS, type Settings } from "../provider/settings/settings";
import { failureOf, projectFolder, runPulumi, type StackOptions } from "./pulumi";
import { isGuid } from "../provider/lifecycle/validation";
import { trimmed } from "../provider/partnercenter/settingText";

export type { StackOptions } from "./pulumi";

/** Where a command's settings come from, before they are read. */
export interface SettingsSources {
  /** The stack's configuration; empty where it was not read. */
  configuration: Readonly<Record<string, string>>;
  environment: NodeJS.ProcessEnv;
  /** The configuration as a message names it, such as "the configuration of stack dev"; absent where it was not read. */
  configurationName?: string;
  /** Secret settings that the configuration holds in clear, such as partnercenter:accessToken. */
  plainSecrets: readonly string[];
}

/** How the settings are looked for. */
export interface SettingsOptions extends StackOptions {
  /** Whether the configuration is read although the environment has a login. */
  withConfiguration?: boolean;
}

/** The settings that a `pulumi` command would use, and what a message needs. */
export interface CommandSettings extends Settings {
  /** Where the login comes from: "the environment", "the configuration of stack dev". */
  loginFrom: string;
}

/** Adds `--stack` and `--cwd`, for {@link commandSettings}. */
export function withStackOptions(command: Command): Command {
  return command
    .option("--stack <name>", "the stack whose configuration is read (default: the one that is selected)")
    .option("--cwd <folder>", "a folder of the Pulumi project (default: the current one)");
}

/** What `--help` says of them. */
export const SETTINGS_HELP = `
The login and the other settings are those that \`pulumi\` would use: the
environment (PARTNERCENTER_*) comes before the stack's configuration
(partnercenter:*). The configuration is read, by \`pulumi config\`, where the
environment has no login and this is a folder of a Pulumi project, and always
with --stack or --cwd. An explicit Provider of a program is not seen: give its
login in the environment.
`;

/**
 * Reads the settings that a `pulumi` command would use.
 * @throws SettingsError where a setting is not valid, or the configuration can't be read
 */
export async function commandSettings(
  options: SettingsOptions,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<CommandSettings> {
  const sources = await settingsSources(options, environment);
  return named(
    readSettings((key) => sources.configuration[key], environment),
    sources,
  );
}

/** The same, with what is wrong with them instead of an error. @throws SettingsError as settingsSources */
export async function examineCommandSettings(
  options: SettingsOptions,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<{ settings: CommandSettings; problems: string[]; sources: SettingsSources }> {
  const sources = await settingsSources(options, environment);
  const { settings, problems } = examineSettings((key) => sources.configuration[key], environment);
  return { settings: named(settings, sources), problems, sources };
}

/** @throws SettingsError where the configuration is needed and can't be read */
async function settingsSources(
  options: SettingsOptions,
  environment: NodeJS.ProcessEnv,
): Promise<SettingsSources> {
  const { stack, cwd, withConfiguration = false } = options;
  const asked = withConfiguration || stack !== undefined || cwd !== undefined;
  const folder = projectFolder(cwd);
  if (asked && folder === undefined) {
    throw new SettingsError(
      `${cwd ?? "The current folder"} is in no Pulumi project. Name a folder of one with --cwd.`,
    );
  }
  if (folder === undefined || (!asked && hasLogin(environment)))
    return { configuration: {}, environment, plainSecrets: [] };
  return {
    ...(await readConfiguration(options, environment)),
    environment,
    configurationName: configurationNameOf(options),
  };
}

/** As a message names it. */
export const configurationNameOf = ({ stack }: StackOptions) =>
  `the configuration of ${stack === undefined ? "the selected stack" : `stack ${stack}`}`;

function hasLogin(environment: NodeJS.ProcessEnv): boolean {
  return Object.keys(examineSettings(() => undefined, environment).settings.login).length > 0;
}

/** The stack's `partnercenter:` configuration, secrets in clear. @throws SettingsError */
async function readConfiguration(
  options: StackOptions,
  environment: NodeJS.ProcessEnv,
): Promise<Pick<SettingsSources, "configuration" | "plainSecrets">> {
  const result = await runPulumi(["config", "--show-secrets", "--json"], options, environment);
  if (result.code !== 0) {
    throw new SettingsError(
      `\`pulumi config\` could not read the stack's configuration: ${failureOf(result)}. Name the stack with --stack, or set the login in the environment (PARTNERCENTER_*).`,
    );
  }
  const values = JSON.parse(result.stdout) as Record<string, { value?: unknown; secret?: boolean }>;
  const ours = Object.entries(values).flatMap(([key, { value, secret }]) =>
    key.startsWith("partnercenter:") && typeof value === "string" ? [{ key, value, secret }] : [],
  );
  return {
    configuration: Object.fromEntries(ours.map(({ key, value }) => [key, value])),
    plainSecrets: ours
      .filter(({ key, secret }) => secret !== true && SECRET_KEYS.includes(key))
      .map(({ key }) => key),
  };
}

const SECRET_KEYS = SECRET_SETTINGS.map((name) => `partnercenter:${name}`);

function named(
  settings: Settings,
  { configurationName = "the configuration" }: SettingsSources,
): CommandSettings {
  const source = settings.origins.find(({ name }) => Object.hasOwn(settings.login, name))?.source;
  return { ...settings, loginFrom: source === "configuration" ? configurationName : "the environment" };
}

/** Which customers a command is about. */
export interface Which extends StackOptions {
  customer?: string[];
  all?: boolean;
}

/** Adds --customer and --all, one of which must be given. */
export function addCustomerOptions(command: Command): Command {
  return command
    .option("--customer <guid>", "a customer; can be repeated", customerIds)
    .option("--all", "all customers of the partner")
    .hook("preAction", () => {
      const { customer, all } = command.opts<Which>();
      if (customer !== undefined && all !== undefined)
        command.error("error: --customer and --all don't go together: name customers, or take them all");
      if (customer === undefined && all === undefined)
        command.error("error: name customers with --customer, or take them with --all");
    });
}

function customerIds(given: string, ids: string[] = []): string[] {
  const id = trimmed(given);
  if (!isGuid(id)) throw new InvalidArgumentError("It must be the customer's tenant id, a GUID.");
  const lowered = id.toLowerCase();
  return ids.includes(lowered) ? ids : [...ids, lowered];
}
