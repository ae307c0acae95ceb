/** So many are under way at a time, or the one that is asked for would wait behind them. */
const MOST_UNDER_WAY = 100;

type Begin = (key: string) => Promise<unknown>;

/**
 * The looks of one resource type that are made before they are asked for: the engine asks for one resource after the
 * other, and each look would take its whole latency.
 */
export class LookAhead {
  readonly #begin: Begin;
  readonly #wanted = new Map<string, Begin>();
  /** Begun, or asked for. */
  readonly #begun = new Set<string>();
  #underWay = 0;

  /** @param begin - makes a look; the answer is kept where the one who asks finds it */
  constructor(begin: Begin) {
    this.#begin = begin;
  }

  /** These will be asked for, in about this order. Each is looked at once, in whichever way it was first wanted. */
  want(keys: readonly string[], begin: Begin = this.#begin): void {
    for (const key of keys) if (!this.#begun.has(key) && !this.#wanted.has(key)) this.#wanted.set(key, begin);
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
    for (const [key, begin] of this.#wanted) {
      if (this.#underWay >= MOST_UNDER_WAY) return;
      this.#wanted.delete(key);
      this.#begun.add(key);
      this.#underWay += 1;
      const ended = (): void => {
        this.#underWay -= 1;
        this.#beginWanted();
      };
      // What fails here fails again, and is told, when it is asked for.
      begin(key).then(ended, ended);
    }
  }
}
