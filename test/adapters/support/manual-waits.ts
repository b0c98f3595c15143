interface Waiting {
  readonly ms: number;
  readonly end: () => void;
}

/** Waits that end when a test says so, or when they are called off; those below `shortMs` end at once. */
export class ManualWaits {
  /** Every wait that was asked for, in milliseconds. */
  readonly asked: number[] = [];
  readonly #waiting = new Set<Waiting>();
  readonly #watchers = new Set<() => void>();

  readonly wait = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const waiting: Waiting = {
        ms,
        end: () => {
          this.#waiting.delete(waiting);
          resolve();
        },
      };
      this.asked.push(ms);
      if (signal?.aborted === true) return resolve();
      this.#waiting.add(waiting);
      signal?.addEventListener("abort", waiting.end, { once: true });
      for (const look of [...this.#watchers]) look();
    });

  /** Ends the oldest wait of this length, as soon as there is one. */
  async pass(ms: number): Promise<void> {
    for (;;) {
      const found = [...this.#waiting].find((one) => one.ms === ms);
      if (found !== undefined) return found.end();
      await new Promise<void>((resolve) => {
        const look = (): void => {
          this.#watchers.delete(look);
          resolve();
        };
        this.#watchers.add(look);
      });
    }
  }
}
