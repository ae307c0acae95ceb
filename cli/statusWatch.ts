import { InvalidArgumentError } from "commander";
import { duration } from "../provider/resources/customerQualification/progress";
import { isPartnerCenterError } from "../provider/lifecycle/outage";
import { SettingsError } from "../provider/failure";
import { printable } from "./displayText";
import { CommandFailure } from "./failure";
import { changesSince, changesTexts } from "./report/changes";
import { asPrevious, withEarlier } from "./report/kept";
import type { Previous } from "./report/previous";
import { type Look, look, type LookOptions, printed, type StatusOptions } from "./statusLook";
import { headTexts } from "./statusReport";
import { clockOf, interruptibly, type Output, type Surroundings } from "./surroundings";

/** A vetting takes days, and every reading is a request for each customer. */
export const USUAL_INTERVAL = "15m";
const LEAST_MS = 60_000;
const UNIT_MS = { m: 60_000, h: 3_600_000 } as const;

/** `15m` or `2h` in milliseconds. @throws InvalidArgumentError */
export function watchIntervalOf(text: string): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)([mh])$/.exec(text.trim()) ?? [];
  const ms = Number(number) * UNIT_MS[unit as keyof typeof UNIT_MS];
  if (!(ms >= LEAST_MS)) throw new InvalidArgumentError("It must be a time such as 15m or 2h, at least 1m.");
  return ms;
}

/** Clears the screen and begins at its top; what was there can still be scrolled to. */
const CLEAR = "\u001b[2J\u001b[H";

/**
 * Reads again and again until Ctrl-C. A terminal shows how all stand, with what has changed since the beginning; what was shown
 * last stays there at the end. Elsewhere only what changes is printed, without control codes.
 * @throws Error where the first reading fails; of a later one it is said, and the next is waited for
 */
export async function watchStatus(
  options: StatusOptions,
  around: Surroundings,
  intervalMs: number,
  { previous, webhook }: Pick<LookOptions, "previous" | "webhook">,
): Promise<void> {
  const isLive = around.output.isTTY === true && around.environment["TERM"] !== "dumb";
  const screen = isLive ? new Screen(options, around, intervalMs, previous) : new Lines(around);
  let last = previous;
  for (let again = false; ; again = true) {
    try {
      const seen = await look(options, around, {
        ...{ previous: last, webhook, again },
        // How far each reading is would be most of a log.
        progress: again && !isLive ? SILENT : undefined,
        print: (one) => {
          screen.show(one);
          // Also where it can't be written: what was told once is not told again.
          last = asPrevious(withEarlier(one.reading, last, options.all === true), one.when);
        },
      });
      if (seen.reading.interrupted) return;
    } catch (error) {
      if (!again || !isSaid(error)) throw error;
      screen.failed(error);
    }
    if (await interrupted(around, intervalMs)) return;
  }
}

const SILENT: Output = { write: () => undefined };

/** Waits for the next reading. */
async function interrupted(around: Surroundings, ms: number): Promise<boolean> {
  return interruptibly(around, async (signal) => {
    await clockOf(around)
      .sleep(ms, signal)
      .catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
    return signal.aborted;
  });
}

/** What may be different at the next reading; anything else is a mistake of this command. */
const isSaid = (error: unknown): error is Error =>
  isPartnerCenterError(error) ||
  (error instanceof Error && isPartnerCenterError(error.cause)) ||
  error instanceof SettingsError ||
  error instanceof CommandFailure;

/** In a terminal: all of it, drawn anew. */
class Screen {
  #since?: Previous;

  constructor(
    private readonly options: StatusOptions,
    private readonly around: Surroundings,
    private readonly intervalMs: number,
    since?: Previous,
  ) {
    this.#since = since;
  }

  show({ reading, when }: Look): void {
    const { options, around, intervalMs } = this;
    const changes = this.#since && changesSince(this.#since, reading, when, options.all === true);
    this.#since ??= asPrevious(reading, when);
    const report = printed({ reading, when, changes }, options, around.output.columns);
    around.output.write(
      `${CLEAR}${report}\nRead at ${timeOf(when.now)}, every ${duration(intervalMs)}. Ctrl-C ends.\n`,
    );
  }

  failed(error: Error): void {
    this.around.output.write(failureText(error, this.around));
  }
}

/** In a log: the counts once, then what changes. */
class Lines {
  #begun = false;
  #failure?: string;

  constructor(private readonly around: Surroundings) {}

  show({ reading, when, changes }: Look): void {
    const head = this.#begun ? [] : headTexts(reading, when).filter((text) => text !== "");
    this.#begun = true;
    this.#failure = undefined;
    const changed = changes === undefined || changes.changes.length === 0 ? [] : changesTexts(changes);
    for (const text of [...head, ...changed]) this.around.output.write(`${text}\n`);
  }

  /** Once, however long it lasts. */
  failed(error: Error): void {
    // Its message has ids that are others each time.
    const kind = isPartnerCenterError(error)
      ? [error.name, error.httpStatus, error.code].join(" ")
      : error.message;
    if (this.#failure !== kind) this.around.output.write(failureText(error, this.around));
    this.#failure = kind;
  }
}

const failureText = ({ message }: Error, around: Surroundings): string =>
  `${timeOf(clockOf(around).now())}: this reading failed. ${printable(message)}\n`;

const timeOf = (ms: number): string => `${new Date(ms).toISOString().slice(0, 16).replace("T", " ")} UTC`;
