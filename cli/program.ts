import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { doctorCommand, type DoctorCommandParts } from "./doctor";
import { importCommand } from "./import";
import { emulatorCommand, type EmulatorCommandParts } from "./emulator";
import { loginCommand, type LoginCommandParts } from "./login";

const note = (text: string) => process.stderr.write(text);

/** The `partnercenter` command. What it prints goes to `output`. */
export function program(
  output: { write(text: string): unknown },
  parts: Partial<EmulatorCommandParts & LoginCommandParts & DoctorCommandParts> = {},
): Command {
  return new Command("partnercenter")
    .description("Microsoft Partner Center for Pulumi: tools for who operates it.")
    .version(version())
    .configureOutput({ writeOut: (text) => output.write(text) })
    .showHelpAfterError("(--help shows what there is)")
    .addCommand(loginCommand({ write: (text) => output.write(text), note, ...parts }))
    .addCommand(doctorCommand({ write: (text) => output.write(text), ...parts }))
    .addCommand(importCommand({ write: (text) => output.write(text), note }))
    .addCommand(emulatorCommand({ write: (text) => output.write(text), ...parts }));
}

/** The package's version: this file lies in its `cli/`, or compiled in its `dist/cli/`. */
function version(): string {
  const file = ["..", "../.."]
    .map((up) => join(__dirname, up, "package.json"))
    .find((path) => existsSync(path));
  if (file === undefined) throw new Error("package.json is missing beside this command");
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}
