import { setTimeout as realTime } from "node:timers/promises";
import type { ManualClock } from "./manual-clock.js";

const deadlineMs = 8_000;

/**
 * Lets time pass, quicker than it does, until something holds. The network runs in real time meanwhile.
 *
 * @param stepMs how much of the page's time passes in a millisecond of ours.
 */
export async function advanceUntil(clock: ManualClock, holds: () => boolean, stepMs = 20): Promise<void> {
  const end = Date.now() + deadlineMs;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`Still not so after ${deadlineMs} ms: ${String(holds)}`);
    await clock.pass(stepMs);
    await realTime(1);
  }
}
