import { Command, InvalidArgumentError } from "commander";
import { trimmed } from "../../provider/partnercenter/settingText";
import { SETTINGS_HELP, type StackOptions, withStackOptions } from "../settings";
import { diagnose } from "./diagnose";
import { type Check, checkText, verdict } from "./report";

/** What the command does beside its work; a test puts its own. */
export interface DoctorCommandParts {
  write(text: string): unknown;
  environment?: NodeJS.ProcessEnv;
  /** How it ends; by default sets the process's exit code. */
  exit(code: number): unknown;
}

interface Options extends StackOptions {
  customer?: string;
  timeout: number;
  json?: boolean;
}

/** `partnercenter doctor`: what is wrong with the settings, the login and the way to Partner Center, one by one. */
export function doctorCommand({
  write,
  environment = process.env,
  exit = (code) => (process.exitCode = code),
}: Partial<DoctorCommandParts> & Pick<DoctorCommandParts, "write">): Command {
  return withStackOptions(
    new Command("doctor")
      .description(
        "Check the settings, the login and the way to Partner Center, each failure with its remedy.",
      )
      .option("--customer <guid>", "check the relationship with this customer as well", customer)
      .option("--timeout <seconds>", "the longest wait for an answer", seconds, 20)
      .option(
        "--json",
        "print `{ checks: [{ name, result, found, remedy?, code?, correlationId? }] }`",
        false,
      ),
  )
    .addHelpText("after", HELP)
    .action(async (options: Options) => {
      const checks: Check[] = [];
      for await (const check of diagnose({ ...options, timeoutMs: options.timeout * 1000 }, environment)) {
        checks.push(check);
        if (!options.json) write(checkText(check));
      }
      write(options.json ? `${JSON.stringify({ checks }, null, 2)}\n` : verdict(checks));
      if (checks.some(({ result }) => result === "failed")) exit(1);
    });
}

function customer(given: string): string {
  const id = trimmed(given);
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return id.toLowerCase();
  throw new InvalidArgumentError("It must be the customer's tenant id, a GUID.");
}

function seconds(text: string): number {
  const value = Number(text);
  if (Number.isFinite(value) && value >= 0.1 && value <= 600) return value;
  throw new InvalidArgumentError("It must be a number of seconds from 0.1 to 600.");
}

/** What `partnercenter doctor --help` says besides the options. */
export const HELP = `
Nothing is changed and nothing is submitted. A refresh token is used once, as
any run would: a new one is written to the file that the settings name for it.

What is checked, each where what it needs is well:
  configuration   every setting, and which source the login comes from; never
                  the value of a secret
  loginHost, api  that the hosts answer: name, connection, certificate, proxy
  clock           this machine's against theirs: tokens fail when they are more
                  than five minutes apart
  login           that Microsoft Entra gives a token
  audience        what the token is for: https://graph.windows.net is refused
  appUser         a user's token, or an application's alone, which can look and
                  not submit
  refreshToken    whether there is a newer one, and its age where it is known
  mfa             that Partner Center takes the sign-in for one with multifactor
                  authentication (ValidateMfa)
  role            that the login may read the partner's customers
and with --customer:
  relationship    that the customer is one of the partner's
  qualifications  that they can be read
  gdap            what is known of the customer's roles
${SETTINGS_HELP}
Examples:
  partnercenter doctor
  partnercenter doctor --stack dev --customer GUID
  partnercenter doctor --json

Results: ok; warning; failed; skipped, where what it needs has failed or it does
not apply. Exit codes: 0 nothing failed, there may be warnings; 1 something did.
`;
