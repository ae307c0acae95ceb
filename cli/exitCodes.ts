import { INTERRUPTED } from "./failure";

/**
 * How the commands end, for scripts. 20 is nobody else's: `pulumi` has 0 to 9, Node up to 14, the shell and signals
 * 126 and more.
 */
export const EXIT = { ok: 0, error: 1, denied: 20, interrupted: INTERRUPTED } as const;

/** The codes that every command has. */
export const EXIT_CODES_HELP = `  0    done
  1    an error: what was asked for could not be done, or not for every customer
  130  ended by Ctrl-C`;
