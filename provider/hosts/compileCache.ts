import { mkdirSync } from "node:fs";
import * as nodeModule from "node:module";
import { isOwn, ofCaches } from "../lifecycle/ownFolder";

/**
 * A process is started for every pulumi operation, and Node would compile the same files each time. Imported before them, this
 * keeps what was compiled among the user's caches. Node compares the files with what it has compiled.
 */

/** What a process needs is loaded by then. The engine kills a provider's, so it is not left for the end. */
const FLUSH_AFTER_MS = 500;

/** Since Node 22.1, and 22.10. Node itself hears who has named another folder, or wants none. */
const { enableCompileCache, flushCompileCache } = nodeModule as Partial<typeof nodeModule>;

try {
  const folder = ofCaches("compiled");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (isOwn(folder)) {
    enableCompileCache?.(folder);
    setTimeout(() => flushCompileCache?.(), FLUSH_AFTER_MS).unref();
  }
} catch {
  // Nothing can be kept there: they are compiled each time.
}
