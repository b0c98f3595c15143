import { setTimeout as sleep } from "node:timers/promises";

interface WaitOptions {
  /** Give up after this long. */
  readonly timeoutMs: number;
  /** Pause between two looks. */
  readonly intervalMs?: number;
}

/** Asks again until `look` gives something other than `undefined`; `undefined` when the time is over. */
export async function waitUntil<T>(look: () => T | undefined | Promise<T | undefined>, { timeoutMs, intervalMs = 15 }: WaitOptions): Promise<T | undefined> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const found = await look();
    if (found !== undefined || performance.now() >= deadline) return found;
    await sleep(intervalMs);
  }
}
