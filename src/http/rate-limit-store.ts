import type { FastifyRateLimitStore, FastifyRateLimitStoreCtor } from "@fastify/rate-limit";

/** Counts for all processes together. */
export interface SharedCounter {
  count(key: string, windowMs: number): Promise<{ readonly count: number; readonly remainingMs: number }>;
}

export type RateLimitStoreClass = FastifyRateLimitStoreCtor;

interface Window {
  count: number;
  endsAt: number;
}

/** More callers than this in a minute are not told apart any longer: the oldest are forgotten. */
const maxWindows = 50_000;

/**
 * The store behind @fastify/rate-limit. Routes of a group count together, and over all processes; a flood is turned
 * away by what this process knows already, without a query. Routes without a group are counted in this process only.
 * While the shared counter fails, this process counts alone.
 */
export function rateLimitStore(shared: SharedCounter, now: () => number): RateLimitStoreClass {
  const windows = new Map<string, Window>();

  function countHere(key: string, windowMs: number): Window {
    const found = windows.get(key);
    if (found !== undefined && found.endsAt > now()) {
      found.count += 1;
      return found;
    }
    const fresh = { count: 1, endsAt: now() + windowMs };
    windows.delete(key); // The order of the map is the order of the windows' starts.
    windows.set(key, fresh);
    const [oldest] = windows.keys();
    if (windows.size > maxWindows && oldest !== undefined) windows.delete(oldest);
    return fresh;
  }

  async function countEverywhere(key: string, windowMs: number, max: number): Promise<Window> {
    const here = countHere(key, windowMs);
    if (here.count > max) return here;
    try {
      const { count, remainingMs } = await shared.count(key, windowMs);
      here.count = Math.max(here.count, count);
      here.endsAt = now() + remainingMs;
    } catch {
      // The count of this process has to do.
    }
    return here;
  }

  return class Store implements FastifyRateLimitStore {
    readonly #isShared: boolean;

    constructor(options: { groupId?: string }) {
      this.#isShared = options.groupId !== undefined;
    }

    incr(key: string, callback: (error: Error | null, result?: { current: number; ttl: number }) => void, windowMs: number, max: number): void {
      const counted = this.#isShared ? countEverywhere(key, windowMs, max) : Promise.resolve(countHere(key, windowMs));
      void counted.then(({ count, endsAt }) => callback(null, { current: count, ttl: Math.max(0, endsAt - now()) }));
    }

    child(routeOptions: object): FastifyRateLimitStore {
      return new Store(routeOptions);
    }
  };
}
