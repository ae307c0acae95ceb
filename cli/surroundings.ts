import type { Clock } from "../provider/partnercenter";
import { systemClock } from "../provider/partnercenter/clock";

/** Where a command writes: a stream of the process, or a test's. */
export interface Output {
  write(text: string): unknown;
  isTTY?: boolean;
  /** Of the terminal. */
  columns?: number;
}

/** What a command has around it; a test puts its own. */
export interface Surroundings {
  output: Output;
  errors: Output;
  environment: NodeJS.ProcessEnv;
  /** Time of the client, if not the machine's. */
  clock?: Clock;
  /** Calls back at Ctrl-C; the answer stops listening, so that the next Ctrl-C ends the process. */
  onInterrupt: (interrupt: () => void) => () => void;
  setExitCode: (code: number) => void;
}

/** The process's, except what is given. */
export function surroundings(given: Partial<Surroundings> & Pick<Surroundings, "output">): Surroundings {
  return {
    errors: process.stderr,
    environment: process.env,
    onInterrupt: (interrupt) => {
      process.once("SIGINT", interrupt);
      return () => process.removeListener("SIGINT", interrupt);
    },
    setExitCode: (code) => (process.exitCode = code),
    ...given,
  };
}

export const clockOf = ({ clock }: Surroundings): Clock => clock ?? systemClock;

/** Does what Ctrl-C ends. */
export async function interruptibly<T>(
  { onInterrupt }: Surroundings,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const interrupted = new AbortController();
  const stopListening = onInterrupt(() => interrupted.abort());
  try {
    return await work(interrupted.signal);
  } finally {
    stopListening();
  }
}
