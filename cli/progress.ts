import type { Clock } from "../provider/partnercenter";
import { duration } from "../provider/resources/customerQualification/progress";
import { displayWidth } from "./displayText";
import type { Output } from "./surroundings";

/** How far the reading of customers is. */
export interface ReadingState {
  /** Undefined while the customers are being listed. */
  total?: number;
  /** Customers that were listed, then those that were read. */
  done: number;
  /** Of those, the ones that could not be read. */
  failed: number;
  elapsedMs: number;
  /** What the request budget asks for, at least. */
  leastMs: number;
  requestsPerMinute: number;
  /** For how long Partner Center has asked to send nothing; 0 or absent: it has not. */
  pausedMs?: number;
}

/** Below this nothing is said of the time that is left, and nothing is known of the pace. */
const WORTH_SAYING_MS = 3000;

/** `Read 412 of 1,000 customers; about 82 s left: 450 requests a minute.` */
export function readingText(state: ReadingState): string {
  const { total, done, failed, elapsedMs, leastMs, requestsPerMinute, pausedMs = 0 } = state;
  const paused = `Partner Center has asked for a pause (429, throttled): going on in ${duration(pausedMs)}.`;
  if (total === undefined)
    return `Listing the customers: ${count(done)} so far.${pausedMs > 0 ? ` ${paused}` : ""}`;
  const read = `Read ${count(done)} of ${count(total)} customers${failed > 0 ? ` (${count(failed)} failed)` : ""}`;
  // An API that answers slower than the budget allows says how long it takes.
  const paceMs = elapsedMs < WORTH_SAYING_MS || done === 0 ? 0 : (elapsedMs / done) * (total - done);
  const leftMs = Math.max(leastMs, paceMs);
  if (pausedMs > 0 && done < total) return `${read}. ${paused}`;
  if (done >= total || leftMs < WORTH_SAYING_MS) return `${read}.`;
  const because = leastMs >= paceMs ? `: ${count(requestsPerMinute)} requests a minute` : "";
  return `${read}; about ${duration(leftMs)} left${because}.`;
}

export const count = (number: number): string => number.toLocaleString("en-US");

const LIVE_EVERY_MS = 100;
const LINE_EVERY_MS = 15_000;

/**
 * Shows how far something is: in a terminal as one line that changes and is gone at the end, elsewhere as a line now
 * and then, without control codes, so that a log reads well.
 */
export class LiveText {
  readonly #output: Output;
  readonly #clock: Clock;
  readonly #live: boolean;
  #shownAt: number;
  #text?: () => string;
  #timer?: NodeJS.Timeout;
  #drawn = false;

  constructor(output: Output, clock: Clock, environment: Readonly<Record<string, string | undefined>>) {
    this.#output = output;
    this.#clock = clock;
    this.#live = output.isTTY === true && environment["TERM"] !== "dumb";
    this.#shownAt = this.#live ? -Infinity : clock.now();
  }

  /** There is something new; `text` is asked only when it is shown. `now`: it is worth a line of a log. */
  update(text: () => string, now = false): void {
    this.#text = text;
    // Also while nothing comes in: the time that is left goes down, and a pause has its reason.
    this.#timer ??= setInterval(() => this.#showDue(), 1000).unref();
    if (now || this.#clock.now() - this.#shownAt >= (this.#live ? LIVE_EVERY_MS : LINE_EVERY_MS))
      this.#show();
  }

  #showDue(): void {
    if (this.#live || this.#clock.now() - this.#shownAt >= LINE_EVERY_MS) this.#show();
  }

  /** Takes the line away. */
  end(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    if (this.#drawn) this.#output.write("\r\u001b[K");
    this.#drawn = false;
    this.#text = undefined;
  }

  #show(): void {
    const text = this.#text?.();
    if (text === undefined) return;
    this.#shownAt = this.#clock.now();
    if (!this.#live) return void this.#output.write(`${text}\n`);
    // A line that the terminal wraps can't be taken back.
    const room = (this.#output.columns ?? 80) - 1;
    this.#output.write(`\r${displayWidth(text) <= room ? text : text.slice(0, room)}\u001b[K`);
    this.#drawn = true;
  }
}
