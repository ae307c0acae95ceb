#!/usr/bin/env node
import { CommandFailure, INTERRUPTED } from "./failure";
import { program } from "./program";

program(process.stdout)
  .parseAsync()
  .catch((error: unknown) => {
    process.stderr.write(`partnercenter: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = error instanceof CommandFailure ? error.exitCode : 1;
    // Whoever pressed Ctrl-C does not wait for a timer.
    if (process.exitCode === INTERRUPTED) process.exit();
  });
