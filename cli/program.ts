import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { doctorCommand, type DoctorCommandParts } from "./doctor";
import { historyCommand } from "./history";
import { importCommand } from "./import";
import { EXIT_CODES_HELP } from "./failure";
import { emulatorCommand, type EmulatorCommandParts } from "./emulator";
import { loginCommand, type LoginCommandParts } from "./login";
import { statusCommand } from "./status";
import { type Output, surroundings, type Surroundings } from "./surroundings";

const note = (text: string) => process.stderr.write(text);

/** The `partnercenter` command. What it prints goes to `output`. */
export function program(
  output: Output,
  parts: Partial<EmulatorCommandParts & Surroundings & LoginCommandParts & DoctorCommandParts> = {},
): Command {
  const around = surroundings({ ...parts, output });
  return new Command("partnercenter")
    .description("Microsoft Partner Center for Pulumi: tools for who operates it.")
    .version(version())
    .configureOutput({ writeOut: (text) => output.write(text) })
    .addHelpText("after", HELP)
    .showHelpAfterError("(--help shows what there is)")
    .addCommand(loginCommand({ write: (text) => output.write(text), note, ...parts }))
    .addCommand(doctorCommand({ write: (text) => output.write(text), ...parts }))
    .addCommand(statusCommand(around))
    .addCommand(historyCommand(around))
    .addCommand(importCommand(around))
    .addCommand(emulatorCommand({ write: (text) => output.write(text), ...parts }));
}

const HELP = `
A usual order:
  partnercenter login         sign in with multifactor authentication, for a
                              refresh token
  partnercenter doctor        check settings, login, role, clock and network,
                              each failure with what to do
  partnercenter status --all  where every customer stands: denied and why, in
                              review, approved
  partnercenter history --all
                              who submitted in the last 90 days, when, through
                              what
  partnercenter import --all  take over what exists, for \`pulumi import\`
and, to try all of it without an account:
  partnercenter emulator      Partner Center on this machine; prints the
                              environment to use it

Nothing here submits a qualification or changes a customer: only \`pulumi up\`
does.

Exit codes:
${EXIT_CODES_HELP}
A command's own help has more of them, and what it prints with --json.
`;

/** The package's version: this file lies in its `cli/`, or compiled in its `dist/cli/`. */
function version(): string {
  const file = ["..", "../.."]
    .map((up) => join(__dirname, up, "package.json"))
    .find((path) => existsSync(path));
  if (file === undefined) throw new Error("package.json is missing beside this command");
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}
