#!/usr/bin/env node
import "../provider/hosts/compileCache";
import { CommandFailure, EXIT } from "./failure";
import { program } from "./program";

// Who reads may have seen enough, as `head` does.
process.stdout.on("error", ({ code }: NodeJS.ErrnoException) => process.exit(code === "EPIPE" ? 0 : 1));

program(process.stdout)
  .parseAsync()
  .catch((error: unknown) => {
    process.stderr.write(`partnercenter: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = error instanceof CommandFailure ? error.exitCode : 1;
    // Whoever pressed Ctrl-C does not wait for a timer.
    if (process.exitCode === EXIT.interrupted) process.exit();
  });
