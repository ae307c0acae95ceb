/** A command's failure with an exit code of its own; its message is what the user reads. */
export class CommandFailure extends Error {
  override readonly name = "CommandFailure";

  constructor(
    message: string,
    readonly exitCode: number,
  ) {
    super(message);
  }
}

/**
 * How the commands end, for scripts. 20 and 21 are nobody else's: commander ends with 1, `pulumi` has the codes below 10 ("Pulumi
 * CLI exit codes"), Node those below 15, the shell those from 126 on: 130 is what it gives a program that Ctrl-C has ended.
 */
export const EXIT = { ok: 0, error: 1, denied: 20, overdue: 21, interrupted: 130 } as const;

/** The codes that every command has. */
export const EXIT_CODES_HELP = `  ${EXIT.ok}    done
  ${EXIT.error}    an error: something that was asked for could not be done
  ${EXIT.interrupted}  ended by Ctrl-C before it was done`;
