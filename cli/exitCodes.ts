import { INTERRUPTED } from "./failure";

/**
 * How the commands end, for scripts. 20 and 21 are nobody else's: commander ends with 1, `pulumi` has the codes below 10 ("Pulumi
 * CLI exit codes"), Node those below 15, the shell those from 126 on.
 */
export const EXIT = { ok: 0, error: 1, denied: 20, overdue: 21, interrupted: INTERRUPTED } as const;

/** The codes that every command has. */
export const EXIT_CODES_HELP = `  ${EXIT.ok}    done
  ${EXIT.error}    an error: something that was asked for could not be done
  ${EXIT.interrupted}  ended by Ctrl-C before it was done`;
