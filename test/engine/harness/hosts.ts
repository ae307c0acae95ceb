// The two hosts of the lifecycle. One list of tests runs with both: `testEachHost` and `describeEachHost`.
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { root } from "./scratch";

/** What calls the lifecycle: Pulumi's dynamic provider server, for the Node classes; or the plugin. */
export type Host = "dynamic" | "plugin";

const HOSTS: readonly Host[] = ["dynamic", "plugin"];

/** Declares the tests once for each host. They hand `host` on to `newStack`. */
export const describeEachHost = (name: string, tests: (host: Host) => void): void =>
  describe.each(HOSTS)(`${name}, %s`, tests);

/** The same for one test. */
export const testEachHost = (name: string, work: (host: Host) => Promise<void>): void =>
  test.each(HOSTS)(`${name}, %s`, work);

/** The type of the resources of a class in the engine's outputs and states. */
export const typeToken = (host: Host, name: string): string =>
  host === "plugin" ? `partnercenter:index:${name}` : `pulumi-nodejs:dynamic/partnercenter:${name}`;

const plugin = join(root, "provider", "hosts", "plugin");
/** What is started as the plugin. */
export const pluginMain = join(root, "dist", "provider", "hosts", "plugin", "main.js");

/** From now on the standard program (program.js) declares its resources for this host. */
export function useHost(
  host: Host,
  stack: {
    scratch: string;
    env: NodeJS.ProcessEnv;
    directory: string;
    write(path: string, text: string): void;
  },
): void {
  const sdk = "pluginSdk.js";
  if (host === "dynamic") return rmSync(join(stack.directory, sdk), { force: true });
  stack.write(sdk, readFileSync(join(__dirname, sdk), "utf8"));
  stack.write("schema.json", readFileSync(join(plugin, "schema.json"), "utf8"));
  const folder = join(stack.scratch, "plugin-bin");
  if (existsSync(folder)) return;
  // As in `node_modules/.bin` of a program.
  mkdirSync(folder);
  symlinkSync(pluginMain, join(folder, "pulumi-resource-partnercenter"));
  stack.env["PATH"] = [folder, stack.env["PATH"]].join(delimiter);
}
