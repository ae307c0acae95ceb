import { type Emulator, type EmulatorOptions, startEmulator } from "../emulator/index";
import { CommandFailure, EXIT } from "./failure";

/** @throws CommandFailure where somebody else has the port, or may keep it */
export async function startedOn(port: number, options: EmulatorOptions): Promise<Emulator> {
  try {
    return await startEmulator({ ...options, port });
  } catch (error) {
    const why = REFUSED_PORTS[(error as NodeJS.ErrnoException).code ?? ""];
    if (port === 0 || why === undefined) throw error;
    throw new CommandFailure(
      `--port ${port}: ${why}. Next: end what listens there, name another port, or leave --port away for one that is free.`,
      EXIT.error,
    );
  }
}

const REFUSED_PORTS: Readonly<Record<string, string>> = {
  EADDRINUSE: "it is in use already, perhaps by another emulator",
  EACCES: "this user may not listen on it (EACCES)",
};
