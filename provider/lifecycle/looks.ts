import type { Clock } from "../partnercenter";
import { concernsEveryCustomer, Outages } from "./outage";
import type { Secrecy } from "./secrecy";

/** How old a look may be that a preview's answer rests on. It was made in this very run. */
const PREVIEW_LOOK_MAX_AGE_MS = 5 * 60_000;
/** How old a look may be that a submission rests on. */
export const ACTION_LOOK_MAX_AGE_MS = 10_000;

/** How long looks that are under way are waited for, to name their failures together. */
const OTHER_LOOKS_MS = 5_000;

interface Look {
  /** When it was asked for, then when it was sent: between them it may have waited for the budget of requests. */
  at: number;
  /** When it was answered. Retries may take longer than a preview's look may be old. */
  answeredAt?: number;
  /** A failure answers the same question of a preview again, but never an action. */
  failed: boolean;
  answer: Promise<unknown>;
}

/** What a look is about. */
export interface About {
  /** Whom a failure concerns; by default the key itself. */
  customer?: string;
  /** Nobody has asked for it yet, and perhaps nobody will: it says nothing about an outage. */
  ahead?: boolean;
}

/** Makes a look, and tells when it is sent. */
export type Read<T> = (onSend: () => void) => Promise<T>;

/**
 * The looks of one run, by what was looked at. A preview looks once at each; an action rests on a look of this moment. What
 * makes every look fail is told from one customer's failure.
 */
export class Looks {
  readonly #looks = new Map<string, Look>();
  readonly #outages = new Outages();
  /** Why every look fails, and since when that is known: it may pass while an `up` waits. */
  #outage: { error: Error; at: number } | undefined;
  #outageShown = false;

  constructor(
    private readonly clock: Clock,
    private readonly secrecy: Secrecy,
  ) {}

  /** What `read` answers, as a preview may use it: asked once per `key` and run, and never in an outage. */
  async forPreview<T>(key: string, read: Read<T>, { customer = key, ahead = false }: About = {}): Promise<T> {
    const outage = this.#outage;
    if (outage && this.clock.now() - outage.at <= PREVIEW_LOOK_MAX_AGE_MS) throw outage.error;
    const answer = this.secrecy.handed(this.#look(key, PREVIEW_LOOK_MAX_AGE_MS, read));
    try {
      return await (ahead ? answer : this.#judged(customer, answer));
    } catch (error) {
      // What nobody has asked for yet says nothing.
      if (!ahead && error instanceof Error && concernsEveryCustomer(error))
        this.#outage = { error, at: this.clock.now() };
      throw error;
    }
  }

  /** The same, recent enough to act on. */
  forAction<T>(key: string, read: Read<T>, { customer = key, ahead = false }: About = {}): Promise<T> {
    const answer = this.#look(key, ACTION_LOOK_MAX_AGE_MS, read);
    return ahead ? answer : this.#judged(customer, this.secrecy.handed(answer));
  }

  /** The answer to a look of this run, where a preview may still use one. */
  made<T>(key: string): Promise<T> | undefined {
    const known = this.#known(key, PREVIEW_LOOK_MAX_AGE_MS);
    return known && this.secrecy.handed(known.answer as Promise<T>);
  }

  /** The keys of this run's looks that failed like that; those that are under way are waited for a moment. */
  async failed(like: (error: unknown) => boolean): Promise<string[]> {
    const failed: string[] = [];
    const answers = [...this.#looks].map(([key, { answer }]) =>
      answer.catch((error: unknown) => {
        if (like(error)) failed.push(key);
      }),
    );
    const done = new AbortController();
    const enough = this.clock.sleep(OTHER_LOOKS_MS, done.signal).catch(() => undefined);
    await Promise.race([Promise.all(answers), enough]);
    done.abort();
    return failed;
  }

  /**
   * To be called when what was looked at has, or may have, changed, with the time of that where it is known: a look after
   * it stays good.
   */
  forget(key: string, changedAt = Infinity): void {
    const look = this.#looks.get(key);
    if (look && look.at <= changedAt) this.#looks.delete(key);
  }

  /**
   * Whether an error is every customer's and has been thrown before. During a refresh the engine goes on to ask for
   * every resource and would show as many errors as there are customers; one fails the run.
   */
  alreadyShown(error: unknown): boolean {
    if (!concernsEveryCustomer(error)) return false;
    const shown = this.#outageShown;
    this.#outageShown = true;
    return shown;
  }

  /** Judged by those who asked only: what is looked at ahead may be of no concern any more. */
  async #judged<T>(customer: string, answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      throw this.#outages.errorOrOutage(customer, error);
    }
  }

  /** A look that is recent enough. One that failed answers a preview again, but no action. */
  #known(key: string, maxAgeMs: number): Look | undefined {
    const known = this.#looks.get(key);
    if (!known) return undefined;
    const now = this.clock.now();
    const toAct = maxAgeMs === ACTION_LOOK_MAX_AGE_MS;
    const from = toAct ? known.at : (known.answeredAt ?? now);
    return now - from <= maxAgeMs && !(known.failed && toAct) ? known : undefined;
  }

  #look<T>(key: string, maxAgeMs: number, read: Read<T>): Promise<T> {
    const known = this.#known(key, maxAgeMs);
    if (known) return known.answer as Promise<T>;
    const look = { at: this.clock.now(), failed: false } as Look;
    const answer = read(() => (look.at = this.clock.now())).then((seen) => {
      this.#outages.succeeded();
      return seen;
    });
    look.answer = answer;
    this.#looks.set(key, look);
    const answered = (failed: boolean) => Object.assign(look, { failed, answeredAt: this.clock.now() });
    answer.then(
      () => answered(false),
      () => answered(true),
    );
    return answer;
  }
}
