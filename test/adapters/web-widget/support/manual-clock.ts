import type { Clock } from "../../../../adapters/web/widget/src/platform/clock.js";

/** Time that passes only when a test says so. */
export interface ManualClock extends Clock {
  /** Lets time pass, and waits for what that set off. */
  pass(ms: number): Promise<void>;
}

export function createManualClock(): ManualClock {
  let now = 1_000_000;
  let timers: { at: number; run: () => void }[] = [];
  return {
    now: () => now,
    after(delayMs, run) {
      const timer = { at: now + delayMs, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
    async pass(ms) {
      const end = now + ms;
      await settled();
      for (;;) {
        const next = timers.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
        if (next === undefined) break;
        now = next.at;
        timers = timers.filter((each) => each !== next);
        next.run();
        await settled();
      }
      now = end;
    },
  };
}

/** All promises that are ready have been followed. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
