#!/usr/bin/env node
import { onStop } from "../../lifecycle/cancellation";
import { COMPONENTS } from "./construct";
import { serve } from "./server";

/**
 * `pulumi-resource-partnercenter`: the plugin as the engine starts it, with the address of its own service. The first line
 * that it prints is its port.
 */

/** How often it is looked whether the engine is still there. */
const LOOK_AFTER_ENGINE_MS = 5000;
/** How long what is under way may go on without it. */
const LAST_MS = 30_000;

async function main(): Promise<void> {
  const [, , first, second] = process.argv;
  if (first === COMPONENTS && second !== undefined) {
    const { serveComponents } = await import("./components.js");
    return serveComponents(second);
  }
  const address = process.argv.slice(2).find((argument) => /^[\w.[\]:-]+:\d+$/.test(argument));
  const { port, service } = await serve({ address, configuration: process.env["PULUMI_CONFIG"] });
  onStop(() => service.cancel());
  if (address !== undefined) endWithEngine(() => service.cancel());
  process.stdout.write(`${port}\n`);
}

/** An engine that was killed closes nothing: its plugins would run for ever. */
function endWithEngine(cancel: () => void): void {
  const engine = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === engine) return;
    clearInterval(timer);
    cancel();
    setTimeout(() => process.exit(0), LAST_MS);
  }, LOOK_AFTER_ENGINE_MS);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
