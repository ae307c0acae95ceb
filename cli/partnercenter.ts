#!/usr/bin/env node
import { program } from "./program";

program(process.stdout)
  .parseAsync()
  .catch((error: unknown) => {
    process.stderr.write(`partnercenter: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
