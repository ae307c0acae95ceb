/** Tells whoever waits for something that it may be so now. */
export class Changes {
  readonly #waiting = new Set<() => void>();

  /** Something has changed. */
  happened(): void {
    for (const look of this.#waiting) look();
  }

  /** Resolves when it is so; rejects with what the question throws. */
  until(isSo: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        try {
          if (!isSo()) return;
          resolve();
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
        this.#waiting.delete(look);
      };
      this.#waiting.add(look);
      look();
    });
  }
}
