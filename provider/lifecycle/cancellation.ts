import { subscribe } from "node:diagnostics_channel";
import { setMaxListeners } from "node:events";
import type { ServerHttp2Stream } from "node:http2";
import { Refused } from "../failure";

/**
 * What the engine's first Ctrl-C, or SIGTERM, does to a provider process: no signal reaches it, for the engine starts
 * plugins in process groups of their own, but the call `Cancel`, after which the engine waits for what is under way.
 * The dynamic provider server answers that call and tells no provider. Node does: each call is an HTTP/2 stream with
 * a path ("Diagnostics Channel", built-in channels, HTTP/2). Where Node is too old for it nothing is heard, and a
 * wait lasts to its own end.
 */
const STARTED = "http2.server.stream.start";
const CLOSED = "http2.server.stream.close";
const CANCEL = "/pulumirpc.ResourceProvider/Cancel";

const PROBE_AFTER_MS = 1000;
/** How long after a SIGTERM of its own the process lives on at most, so that what is under way is recorded. */
const LAST_MS = 30_000;

/** Calls back when what is under way is to end. To be called once in a provider process. */
export function onStop(stop: () => void): void {
  subscribe(STARTED, (message) => {
    const { headers } = message as { headers: Readonly<Record<string, unknown>> };
    if (headers[":path"] === CANCEL) stop();
  });
  // Closed without an answer: the engine is most likely gone, and nobody waits for what is under way. Where it is
  // gone, nobody reads what is printed either, and that is certain.
  subscribe(CLOSED, (message) => {
    const { stream } = message as { stream: ServerHttp2Stream };
    if (stream.headersSent) return;
    stop();
    setTimeout(() => process.stdout.write("\n"), PROBE_AFTER_MS);
  });
  // Without this, the server would report the error by printing, which fails again, for ever.
  process.stdout.once("error", () => process.exit(1));
  // What stops a service or a container may signal every process of it, and the engine still wants the answers.
  process.once("SIGTERM", () => {
    stop();
    setTimeout(() => process.kill(process.pid, "SIGTERM"), LAST_MS);
  });
}

/** A request to stop concerns the calls that are under way, and none that comes later. */
export class Cancellation {
  #current = new AbortController();

  /** To be taken at the start of a call. */
  get signal(): AbortSignal {
    // Hundreds of calls wait for the same one.
    setMaxListeners(0, this.#current.signal);
    return this.#current.signal;
  }

  /** Ends what is under way. */
  cancel(): void {
    this.#current.abort();
    this.#current = new AbortController();
  }
}

/** What was under way ended before it was done, since the engine asked to stop. */
export class Interrupted extends Refused {
  override readonly name = "Interrupted";
}

/** Waits for what sends nothing that matters, unless the engine asks to stop before. @throws Interrupted with that message */
export async function unlessInterrupted<T>(
  signal: AbortSignal,
  work: Promise<T>,
  message: string,
): Promise<T> {
  let stop = (): void => undefined;
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(new Interrupted(message));
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([stopped, work]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
