#!/usr/bin/env node
import "../compileCache";
import { onStop } from "../../lifecycle/cancellation";
import { ofCaches } from "../../lifecycle/ownFolder";
import { engineAddress } from "../engineLog";
import { COMPONENTS } from "./construct";
import { serve } from "./server";

/**
 * `pulumi-resource-partnercenter`: the plugin as the engine starts it, with the address of its own service. The first line
 * that it prints is its port.
 */

/** How often it is looked whether the engine is still there. */
const LOOK_AFTER_ENGINE_MS = 2000;
/** How long what is under way may go on without it. */
const LAST_MS = 30_000;

async function main(): Promise<void> {
  const [, , first, second] = process.argv;
  if (first === COMPONENTS && second !== undefined) {
    const { serveComponents } = await import("./components.js");
    endWithParent(() => Promise.resolve());
    return serveComponents(second);
  }
  const address = engineAddress();
  const running = await serve({
    address,
    configuration: process.env["PULUMI_CONFIG"],
    readOrders: readOrders(),
  });
  const { port, service } = running;
  onStop(() => service.cancel());
  // Without an engine's address it was started by hand, for an engine that attaches to it.
  if (address !== undefined) {
    endWithParent(() => {
      service.cancel();
      return running.close();
    });
  }
  process.stdout.write(`${port}\n`);
}

/** Where the order of reads is kept; nowhere for a user that has no home folder. */
function readOrders(): string | undefined {
  try {
    return ofCaches("reads");
  } catch {
    return undefined;
  }
}

/**
 * An engine that was killed closes nothing, and its plugins would run for ever.
 *
 * @param close - ends what is under way, and resolves when it has
 */
function endWithParent(close: () => Promise<void>): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    setTimeout(() => process.exit(0), LAST_MS);
    void close().then(() => process.exit(0));
  }, LOOK_AFTER_ENGINE_MS);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
