import * as nodeModule from "node:module";
import { makeOwn, ofCaches } from "../lifecycle/ownFolder";

/**
 * A process is started for every pulumi operation, and Node would compile the same files each time. This module is imported
 * first: it keeps what is compiled after it among the user's caches. Node compares the files with what it has compiled.
 */

/** By then a process has loaded what it needs. The engine kills providers, so their end is too late. */
const FLUSH_AFTER_MS = 500;

/**
 * They are there since Node 22.1 and 22.10. NODE_COMPILE_CACHE names another folder and NODE_DISABLE_COMPILE_CACHE turns it
 * off: Node reads both itself.
 */
const { enableCompileCache, flushCompileCache } = nodeModule as Partial<typeof nodeModule>;

try {
  const folder = ofCaches("compiled");
  makeOwn(folder);
  enableCompileCache?.(folder);
  setTimeout(() => flushCompileCache?.(), FLUSH_AFTER_MS).unref();
} catch {
  // Nothing can be kept there: they are compiled each time.
}
