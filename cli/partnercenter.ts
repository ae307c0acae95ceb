#!/usr/bin/env node
import { program } from "./program";

// Who reads may have seen enough, as `head` does.
process.stdout.on("error", ({ code }: NodeJS.ErrnoException) => process.exit(code === "EPIPE" ? 0 : 1));

program(process.stdout)
  .parseAsync()
  .catch((error: unknown) => {
    process.stderr.write(`partnercenter: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
