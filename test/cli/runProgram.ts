import { EXIT } from "../../cli/failure";
import { program } from "../../cli/program";
import type { Output, Surroundings } from "../../cli/surroundings";

/** What a test puts around a command. */
export type Parts = Partial<Omit<Surroundings, "output">> & {
  /** Whether standard error is a terminal. */
  isTTY?: boolean;
  /** Of what kind standard output is. */
  output?: Omit<Output, "write">;
};

/** How a command ended. */
export interface Ended {
  output: string;
  errors: string;
  exitCode: number;
  /** What it failed with, as its message. */
  failure?: string;
}

/** Runs `partnercenter …` in this process. */
export async function runProgram(args: readonly string[], parts: Parts = {}): Promise<Ended> {
  const ended: Ended = { output: "", errors: "", exitCode: 0 };
  const { isTTY, output, ...rest } = parts;
  const command = program(
    { ...output, write: (text) => (ended.output += text) },
    {
      errors: { write: (text) => (ended.errors += text), isTTY },
      environment: {},
      setExitCode: (code) => (ended.exitCode = code),
      onInterrupt: () => () => undefined,
      ...rest,
    },
  );
  for (const each of [command, ...command.commands])
    each.exitOverride().configureOutput({
      writeErr: (text) => (ended.errors += text),
      writeOut: (text) => (ended.output += text),
    });
  await command.parseAsync([...args], { from: "user" }).catch((error: Error) => {
    ended.failure = error.message;
    ended.exitCode = EXIT.error;
  });
  return ended;
}
