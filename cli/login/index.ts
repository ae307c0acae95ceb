import { Command, InvalidArgumentError, Option } from "commander";
import { SettingsError } from "../../provider/failure";
import {
  CLOUDS,
  type DeviceCodePrompt,
  type Environment,
  ENVIRONMENTS,
  signInByDeviceCode,
} from "../../provider/partnercenter";
import { trimmed } from "../../provider/partnercenter/settingText";
import { settingValue } from "../../provider/settings/settingValue";
import { SETTINGS } from "../../provider/settings/settingsTable";
import { CommandFailure, EXIT } from "../failure";
import { examineCommandSettings, type StackOptions, withStackOptions } from "../settings";
import { HELP } from "./help";
import { type Proof, prove, type SignIn, type Stored } from "./prove";
import { type Destination, destinationOf, prepare } from "./store";

/** What the command does beside its work; a test puts its own. */
export interface LoginCommandParts {
  /** To standard output. */
  write(text: string): unknown;
  /** To standard error. */
  note(text: string): unknown;
  environment?: NodeJS.ProcessEnv;
  /** Ends the waiting; by default Ctrl-C does. */
  signal?: AbortSignal;
}

interface Options extends StackOptions {
  to: Destination;
  tenantId?: string;
  clientId?: string;
  environment?: Environment;
  allowNoMfa?: boolean;
  json?: boolean;
}

/** `partnercenter login`: a sign-in by device code that ends in a refresh token which was seen to work. */
export function loginCommand(parts: LoginCommandParts): Command {
  return withStackOptions(
    new Command("login")
      .description("Sign a user in with multifactor authentication, and store the refresh token.")
      .requiredOption(
        "--to <where>",
        "where the refresh token goes: config, file:PATH or stdout",
        destination,
      )
      .option("--tenant-id <id>", "the partner's own tenant (default: of the settings)")
      .option("--client-id <id>", "the app registration (default: of the settings)")
      .addOption(
        new Option("--environment <cloud>", "the cloud (default: of the settings, else Global)").choices(
          ENVIRONMENTS,
        ),
      )
      .option("--allow-no-mfa", "store it although the sign-in had no multifactor authentication")
      .option("--json", "print what was done as JSON; not with --to stdout"),
  )
    .addHelpText("after", HELP)
    .action(async (options: Options, command: Command) => {
      if (options.json && options.to.kind === "stdout")
        command.error("error: --json does not go with --to stdout, which is for the token alone");
      await login(options, parts);
    });
}

function destination(text: string): Destination {
  const parsed = destinationOf(text);
  if (parsed === undefined) throw new InvalidArgumentError("It is one of config, file:PATH and stdout.");
  return parsed;
}

async function login(options: Options, parts: LoginCommandParts): Promise<void> {
  const environment = parts.environment ?? process.env;
  const write = (text: string) => void parts.write(text);
  const say = options.json || options.to.kind === "stdout" ? (text: string) => void parts.note(text) : write;
  // What can't be stored is found out before anybody signs in.
  const withConfiguration = options.to.kind === "config";
  const examined = await examineCommandSettings({ ...options, withConfiguration }, environment);
  const signIn = signInOf(options, examined);
  const store = await prepare(options.to, options, environment, examined.sources.configuration);
  const { signal, forget } = interruption(parts.signal);
  try {
    const made = await signInByDeviceCode({
      ...signIn.connection,
      tenantId: signIn.tenantId,
      clientId: signIn.clientId,
      clientSecret: signIn.clientSecret,
      signal,
      onPrompt: (prompt) => say(invitation(prompt, signIn)),
    });
    const proof = await prove(signIn, made, options.allowNoMfa === true, signal);
    signal.throwIfAborted();
    forget();
    const stored = await store({ ...signIn, ...proof });
    if (options.to.kind === "stdout") write(`${proof.refreshToken}\n`);
    if (options.json) write(`${JSON.stringify(summary(signIn, proof, stored), null, 2)}\n`);
    else say(conclusion(signIn, proof, stored));
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new CommandFailure("interrupted: nothing was stored.", EXIT.interrupted);
  } finally {
    forget();
  }
}

/** Ctrl-C, or what a test has in its place. */
function interruption(given: AbortSignal | undefined): { signal: AbortSignal; forget: () => void } {
  if (given) return { signal: given, forget: () => undefined };
  const controller = new AbortController();
  const abort = () => controller.abort();
  process.once("SIGINT", abort);
  process.once("SIGTERM", abort);
  return {
    signal: controller.signal,
    forget: () => {
      process.removeListener("SIGINT", abort);
      process.removeListener("SIGTERM", abort);
    },
  };
}

/** Whose sign-in, by which application, in which cloud. @throws SettingsError */
function signInOf(
  options: Options,
  { settings, problems }: Awaited<ReturnType<typeof examineCommandSettings>>,
): SignIn {
  if (problems.length > 0) throw new SettingsError(`The settings are not valid: ${problems.join("; ")}.`);
  const { login } = settings;
  const tenantId = optionOf("tenantId", options.tenantId) ?? login.tenantId;
  const clientId = optionOf("clientId", options.clientId) ?? login.clientId;
  if (tenantId === undefined || clientId === undefined) {
    const missing = [
      ...(tenantId === undefined ? ["the partner's tenant (--tenant-id)"] : []),
      ...(clientId === undefined ? ["the app registration (--client-id)"] : []),
    ];
    throw new SettingsError(
      `Name ${missing.join(" and ")}: no setting does. See \`partnercenter login --help\`.`,
    );
  }
  if (!/^[\w.-]+$/.test(tenantId) || /^(common|organizations|consumers)$/i.test(tenantId)) {
    throw new SettingsError(
      `The tenant ${JSON.stringify(tenantId)} is neither a GUID nor a domain: name the partner's own tenant.`,
    );
  }
  const same = clientId.toLowerCase() === login.clientId?.toLowerCase();
  const cloud = options.environment ?? settings.connection.environment ?? "Global";
  // The addresses are those of another cloud.
  const kept = cloud === (settings.connection.environment ?? "Global") ? settings.connection : {};
  const { caFile, requestsPerMinute, settingName } = settings.connection;
  return {
    tenantId,
    clientId,
    clientSecret: same ? login.clientSecret : undefined,
    connection: { caFile, requestsPerMinute, settingName, ...kept, environment: cloud },
    audience: kept.audience ?? CLOUDS[cloud].audience,
  };
}

/** An option in the place of a setting, by the setting's own rule. @throws SettingsError */
function optionOf(name: "tenantId" | "clientId", given: string | undefined): string | undefined {
  if (given === undefined || trimmed(given) === "") return undefined;
  const examined = settingValue(SETTINGS[name].takes, trimmed(given));
  if ("value" in examined) return String(examined.value);
  const option = name.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`);
  throw new SettingsError(`--${option} ${examined.problem}.`);
}

function invitation({ verificationUri, userCode, expiresInSeconds }: DeviceCodePrompt, { tenantId }: SignIn) {
  return [
    "To sign in, open this page in a browser, on whichever machine:",
    `  ${verificationUri}`,
    `and enter the code ${userCode}. Sign in with multifactor authentication, as a user`,
    `of tenant ${tenantId} who is an Admin agent in Partner Center.`,
    `Waiting for it, ${Math.round(expiresInSeconds / 60)} minutes at most. Ctrl-C ends it.`,
    "",
  ].join("\n");
}

function summary(signIn: SignIn, { username, mfaCompliant, needsClientSecret }: Proof, stored: Stored) {
  return {
    tenantId: signIn.tenantId,
    clientId: signIn.clientId,
    environment: signIn.connection.environment,
    ...(username !== undefined && { username }),
    ...(mfaCompliant !== undefined && { mfaCompliant }),
    needsClientSecret,
    stored: stored.names,
    place: stored.place,
    notes: stored.notes,
  };
}

function conclusion(signIn: SignIn, { username, mfaCompliant, refusal }: Proof, stored: Stored): string {
  const mfa = {
    true: "with multifactor authentication",
    false: "without multifactor authentication",
    undefined: "whether with multifactor authentication, Partner Center did not say",
  }[String(mfaCompliant) as "true" | "false" | "undefined"];
  return [
    `Signed in${username === undefined ? "" : ` as ${username}`}, ${mfa}.`,
    `The refresh token works: it was redeemed for ${signIn.audience}${refusal ? "" : ", and Partner Center took it"}.`,
    ...(refusal ? [`Warning: Partner Center refuses it: ${refusal.remedy}`] : []),
    `Stored ${stored.place}${stored.names.length === 0 ? "" : `: ${stored.names.join(", ")}`}.`,
    ...stored.notes,
    "It ends after 90 days without use, and at once when it is revoked, such as by a",
    "changed password. Every use brings a new one; whether that prolongs the stored",
    "one is not documented, so keep the new one, or sign in again within 90 days.",
    "Next:",
    ...stored.next.map((line) => `  ${line}`),
    "",
  ].join("\n");
}
