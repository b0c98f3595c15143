import type { Counter } from "../../../src/activity/push-channel.js";

/** Counts in memory, as the database does. */
export class MemoryCounter implements Counter {
  readonly counts = new Map<string, number>();

  addOne(name: string, most: number): Promise<boolean> {
    const count = this.counts.get(name) ?? 0;
    if (count >= most) return Promise.resolve(false);
    this.counts.set(name, count + 1);
    return Promise.resolve(true);
  }
}
