// Runs a command in this process, as the command line would, and looks for secrets in what it says.
import type { Emulator } from "../../emulator";
import type { DoctorCommandParts } from "../../cli/doctor";
import type { LoginCommandParts } from "../../cli/login";
import { program } from "../../cli/program";

export interface Ran {
  code: number;
  stdout: string;
  stderr: string;
  /** The message of the error that it ended with. */
  error: string;
}

type Parts = Partial<LoginCommandParts & DoctorCommandParts>;

/** Runs `partnercenter <args>`; `said` is called with each piece of output. */
export async function runCommandLine(
  args: string[],
  parts: Parts,
  said: (text: string) => void = () => undefined,
): Promise<Ran> {
  const ran: Ran = { code: 0, stdout: "", stderr: "", error: "" };
  const write = (text: string) => {
    ran.stdout += text;
    said(text);
  };
  const note = (text: string) => {
    ran.stderr += text;
    said(text);
  };
  const command = program({ write }, { note, exit: (code) => (ran.code = code), ...parts });
  for (const each of [command, ...command.commands])
    each.exitOverride().configureOutput({ writeOut: write, writeErr: note });
  await command.parseAsync(args, { from: "user" }).catch((error: Error & { exitCode?: number }) => {
    ran.code = error.exitCode ?? 1;
    ran.error = error.message;
  });
  return ran;
}

/** What looks like a token of the emulator, and its application's secret. */
export function secretsIn({ stdout, stderr, error }: Ran, emulator: Emulator): string[] {
  const text = stdout + stderr + error;
  const tokens = text.match(/\b0\.[\w-]{40,}|\beyJ[\w-]{10,}\.[\w-]*/g) ?? [];
  return text.includes(emulator.partnerCenter.tenant.clientSecret) ? [...tokens, "client secret"] : tokens;
}
