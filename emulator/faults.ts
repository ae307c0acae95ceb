import { z } from "zod";
import { ERRORS, type ErrorName } from "./errors";
import type { EmulatorRequest } from "./http";

/** Which calls a fault strikes; what is absent matches everything. */
export interface RequestMatch {
  method?: string;
  /** A part of the path, or a pattern. */
  path?: string | RegExp;
  /** A part of the path as well: the customer. */
  customerId?: string;
  /** Calls of the API (default), of the login, or of both. */
  endpoint?: "api" | "login" | "any";
}

const ERROR_NAMES = Object.keys(ERRORS) as [ErrorName, ...ErrorName[]];

/** A value for Retry-After: seconds, a date, or whatever a test wants it to be. */
const retryAfter = z.union([z.number(), z.string()]).optional();

export const faultSchema = z.discriminatedUnion("kind", [
  /**
   * The connection is reset before anything is read. It strikes the next connection, whatever the match: nothing has
   * been read by then. While it waits, every answer ends its connection, so that the next call needs a new one.
   */
  z.strictObject({ kind: z.literal("refuse") }),
  /** The connection ends before the call is handled: nothing was taken. */
  z.strictObject({ kind: z.literal("dropBefore") }),
  /** The call is handled, and the connection ends without an answer. */
  z.strictObject({ kind: z.literal("dropAfter") }),
  /** The call is handled, and 500 is answered. */
  z.strictObject({ kind: z.literal("status500After") }),
  /** The call is handled, and this status is answered; an object or array as body is sent as JSON. */
  z.strictObject({
    kind: z.literal("statusAfter"),
    status: z.int().min(200).max(599),
    body: z.unknown().optional(),
  }),
  /** No answer ever, and nothing was taken. */
  z.strictObject({ kind: z.literal("stall") }),
  /** The call is handled, and no answer ever comes. */
  z.strictObject({ kind: z.literal("stallAfter") }),
  /** The call waits until the faults are cleared, and is then handled. */
  z.strictObject({ kind: z.literal("hold") }),
  /** The call is handled, and its answer waits until the faults are cleared. */
  z.strictObject({ kind: z.literal("holdAfter") }),
  /** The call is handled after so many milliseconds. */
  z.strictObject({ kind: z.literal("delay"), ms: z.number().min(0) }),
  /** The call is handled; the answer ends in the middle of its body. */
  z.strictObject({ kind: z.literal("cutBody"), afterBytes: z.int().min(0).optional() }),
  /** The answer in UTF-8 with a byte order mark. */
  z.strictObject({ kind: z.literal("bom") }),
  /** The answer in UTF-16, little-endian with a byte order mark unless it says otherwise. */
  z.strictObject({
    kind: z.literal("utf16"),
    bigEndian: z.boolean().optional(),
    withoutBom: z.boolean().optional(),
  }),
  /** 429, and nothing was taken. Without retryAfter there is no such header. */
  z.strictObject({ kind: z.literal("throttle"), retryAfter }),
  /** This status, and nothing was taken; an object or array as body is sent as JSON. */
  z.strictObject({
    kind: z.literal("status"),
    status: z.int().min(200).max(599),
    body: z.unknown().optional(),
    headers: z.record(z.string(), z.string()).optional(),
  }),
  /** One of the documented errors by name, and nothing was taken. */
  z.strictObject({ kind: z.literal("error"), error: z.enum(ERROR_NAMES) }),
  /** The call is handled, and its answer has this body, as it is, in place of its own. */
  z.strictObject({
    kind: z.literal("body"),
    body: z.string(),
    status: z.int().min(200).max(599).optional(),
    contentType: z.string().optional(),
  }),
  /** A redirect, and nothing was taken. */
  z.strictObject({ kind: z.literal("redirect"), location: z.string(), status: z.int().optional() }),
]);

/** What goes wrong with a call. */
export type Fault = z.infer<typeof faultSchema>;

interface Armed {
  match: RequestMatch;
  fault: Fault;
  /** Calls that it still strikes. */
  left: number;
  /** Whether it strikes this one. */
  strikes: () => boolean;
}

/** Faults that wait for their calls, in the order in which they were set. */
export class Faults {
  #armed: Armed[] = [];
  readonly #held = new Set<() => void>();

  /** @param changed - told when a call is held, and when it is held no more */
  constructor(private readonly changed: () => void = () => undefined) {}

  /** Strikes the next call that matches, or the next few. */
  next(match: RequestMatch, fault: Fault, times = 1): void {
    this.#armed.push({ match, fault, left: times, strikes: () => true });
  }

  /** Strikes a share of the calls that match, the same ones for the same seed, until it is cleared. */
  share(match: RequestMatch, fault: Fault, share: number, seed = 1): void {
    const random = seededRandom(seed);
    this.#armed.push({ match, fault, left: Infinity, strikes: () => random() < share });
  }

  /** Strikes every other call that matches, the first one too. @returns what ends this one and no other */
  everyOther(match: RequestMatch, fault: Fault): () => void {
    let calls = 0;
    const armed = { match, fault, left: Infinity, strikes: () => (calls += 1) % 2 === 1 };
    this.#armed.push(armed);
    return () => {
      this.#armed = this.#armed.filter((other) => other !== armed);
    };
  }

  /** Those that wait strike nothing any more, and what is held goes on. */
  clear(): void {
    this.#armed = [];
    for (const release of this.#held) release();
  }

  /** How many calls are held. */
  get held(): number {
    return this.#held.size;
  }

  /** Resolves once the faults are cleared; rejects when the caller leaves before. */
  async hold(signal?: AbortSignal): Promise<void> {
    let release = (): void => undefined;
    let leave = (): void => undefined;
    const released = new Promise<void>((resolve, reject) => {
      release = resolve;
      leave = () => reject(new Error("the caller has left"));
    });
    this.#held.add(release);
    this.changed();
    if (signal?.aborted) leave();
    signal?.addEventListener("abort", leave, { once: true });
    try {
      await released;
    } finally {
      this.#held.delete(release);
      this.changed();
      signal?.removeEventListener("abort", leave);
    }
  }

  /** Those that wait. */
  list(): { match: RequestMatch; fault: Fault; left: number }[] {
    return this.#armed.map(({ match, fault, left }) => ({ match, fault, left }));
  }

  /** Whether a connection is going to be reset. */
  get refusing(): boolean {
    return this.#armed.some(({ fault }) => fault.kind === "refuse");
  }

  /** Whether this new connection is to be reset. */
  takeRefusal(): boolean {
    return this.#take(({ fault }) => fault.kind === "refuse") !== undefined;
  }

  /** The fault that strikes this call. */
  take(request: EmulatorRequest, endpoint: "api" | "login"): Fault | undefined {
    // A call that could not have been refused, on a connection from before, is dropped; a share counts connections.
    return this.#take(
      ({ match, fault, left }) =>
        (fault.kind !== "refuse" || left !== Infinity) && matches(match, request, endpoint),
    );
  }

  #take(matching: (armed: Armed) => boolean): Fault | undefined {
    for (const armed of this.#armed) {
      if (!matching(armed) || !armed.strikes()) continue;
      armed.left -= 1;
      if (armed.left <= 0) this.#armed = this.#armed.filter((other) => other !== armed);
      return armed.fault;
    }
    return undefined;
  }
}

function matches(match: RequestMatch, request: EmulatorRequest, endpoint: "api" | "login"): boolean {
  const wanted = match.endpoint ?? "api";
  if (wanted !== "any" && wanted !== endpoint) return false;
  if (match.method !== undefined && match.method.toUpperCase() !== request.method) return false;
  if (
    match.customerId !== undefined &&
    !request.path.toLowerCase().includes(match.customerId.toLowerCase())
  ) {
    return false;
  }
  if (match.path === undefined) return true;
  return typeof match.path === "string" ? request.path.includes(match.path) : match.path.test(request.path);
}

/** Numbers in [0, 1) that are the same for the same seed, so that a run with random faults can be repeated. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    // xorshift-multiply over a Weyl sequence: small, and good enough to choose which call fails.
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}
