import type { ChannelStore } from "../../../src/activity/push-channel.js";

/** Keeps in memory what the database would, by the clock that it is given. */
export class MemoryStore implements ChannelStore {
  readonly kept = new Map<string, { readonly value: string; readonly until: number }>();
  readonly #now: () => number;
  #changing = Promise.resolve();

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  get(name: string): Promise<unknown> {
    const found = this.kept.get(name);
    return Promise.resolve(found === undefined || found.until <= this.#now() ? undefined : (JSON.parse(found.value) as unknown));
  }

  set(name: string, value: unknown, forMs = Infinity): Promise<void> {
    if (value === undefined) this.kept.delete(name);
    else this.kept.set(name, { value: JSON.stringify(value), until: this.#now() + forMs });
    return Promise.resolve();
  }

  change<T>(name: string, change: (value: unknown) => Promise<{ value: unknown; result: T }>): Promise<T> {
    const changed = this.#changing.then(async () => {
      const { value, result } = await change(await this.get(name));
      await this.set(name, value);
      return result;
    });
    this.#changing = changed.then(
      () => undefined,
      () => undefined,
    );
    return changed;
  }
}
