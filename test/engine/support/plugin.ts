// A program of plain resources of the plugin, as an SDK of any language registers them, and the plugin on PATH.
import { mkdirSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { newStack, root, type EngineStack, type StackOptions } from "../harness";

/** Declares what resources.json lists: `{ name, type, args, opts? }[]`, with aliases as the schema has them. */
export const pluginProgram = `"use strict";
const pulumi = require("@pulumi/pulumi");
for (const { name, type, args, opts } of require("./resources.json")) {
  const outputs = { vettingStatus: undefined, vettingReason: undefined, submissions: undefined };
  const aliases = [{ type: "pulumi-nodejs:dynamic/partnercenter:" + type }];
  const options = pulumi.mergeOptions({ aliases, version: "0.1.0" }, opts ?? {});
  const token = "partnercenter:index:" + type;
  if (type === "QualifiedTenant") {
    const made = new pulumi.ComponentResource(token, name, { ...args, qualified: undefined }, opts ?? {}, true);
    exports[name] = made.qualified;
    continue;
  }
  const made = new pulumi.CustomResource(token, name, { ...outputs, ...args }, options);
  exports[name] = made.vettingStatus;
}
`;

/** Where the engine finds the plugin of this checkout, as in `node_modules/.bin` of a program. */
export function pluginFolder(scratch: string): string {
  const folder = join(scratch, "plugin-bin");
  mkdirSync(folder);
  symlinkSync(
    join(root, "dist", "provider", "hosts", "plugin", "main.js"),
    join(folder, "pulumi-resource-partnercenter"),
  );
  return folder;
}

export async function pluginStack(options: StackOptions): Promise<EngineStack> {
  const stack = await newStack({ program: pluginProgram, ...options });
  stack.env["PATH"] = [pluginFolder(stack.scratch), stack.env["PATH"]].join(delimiter);
  return stack;
}
