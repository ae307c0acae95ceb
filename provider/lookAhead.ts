/** So many are under way at a time, or the one that is asked for would wait behind them. */
const MOST_UNDER_WAY = 48;

/**
 * The looks of one resource type that are made before they are asked for: the engine asks for one resource after the
 * other, and each look would take its whole latency.
 */
export class LookAhead {
  readonly #begin: (key: string) => Promise<unknown>;
  readonly #wanted = new Set<string>();
  /** Begun, or asked for. */
  readonly #begun = new Set<string>();
  #underWay = 0;

  /** @param begin - makes a look; the answer is kept where the one who asks finds it */
  constructor(begin: (key: string) => Promise<unknown>) {
    this.#begin = begin;
  }

  /** These will be asked for, in about this order. */
  want(keys: readonly string[]): void {
    for (const key of keys) if (!this.#begun.has(key)) this.#wanted.add(key);
    this.#beginWanted();
  }

  /** It is asked for now. */
  asked(key: string): void {
    this.#begun.add(key);
    this.#wanted.delete(key);
  }

  /** What has not been begun is no longer wanted. */
  forgetWanted(): void {
    this.#wanted.clear();
  }

  #beginWanted(): void {
    for (const key of this.#wanted) {
      if (this.#underWay >= MOST_UNDER_WAY) return;
      this.#wanted.delete(key);
      this.#begun.add(key);
      this.#underWay += 1;
      const ended = (): void => {
        this.#underWay -= 1;
        this.#beginWanted();
      };
      // What fails here fails again, and is told, when it is asked for.
      this.#begin(key).then(ended, ended);
    }
  }
}
