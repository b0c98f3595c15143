import type { DeliveryResult } from "../../activity/push-channel.js";
import type { ClaimedDelivery, DeliveryRecord } from "./delivery-queue.js";

/** An answer that comes later than this helps nobody. */
const maxAgeMs = 24 * 60 * 60 * 1000;
/** With the waits below, some eight hours: a server that takes it at last would have done so by then. */
const maxAttempts = 100;
/** Before the second attempt at most; it doubles with each further one … */
const firstWaitMs = 1_000;
/** … up to this. */
const longestWaitMs = 5 * 60 * 1000;

/** What is given beside the result. */
interface Circumstances {
  readonly now: Date;
  /** From 0 up to 1: spreads attempts that failed together. */
  readonly chance: number;
}

/** What an attempt means for the delivery: it is over, or is tried again after a while. */
export function judgeDelivery(
  result: DeliveryResult,
  delivery: Pick<ClaimedDelivery, "attempt" | "createdAt">,
  { now, chance }: Circumstances,
): DeliveryRecord {
  if (result.outcome === "sent") return { state: "sent", providerMessageId: result.providerMessageId };
  if (result.outcome === "refused") {
    const { reason, isUnreachable, isBlocked } = result;
    return { state: "refused", reason, isUnreachable, ...(isBlocked !== undefined && { isBlocked }) };
  }
  const { reason, afterMs = 0, isUncertain = false, isForAll = false } = result;
  // Where everybody waits, it is not this message that fails: its turn comes with the others'.
  const leastMs = backOffMs(isForAll ? 1 : delivery.attempt, chance);
  const waitMs = Math.min(Math.max(afterMs, leastMs), maxAgeMs);
  const ageMs = now.getTime() - delivery.createdAt.getTime();
  if (delivery.attempt >= maxAttempts || ageMs + waitMs > maxAgeMs) return { state: "given_up", reason, isUncertain };
  return { state: "pending", reason, waitMs, isUncertain };
}

/** Between half of the wait and the whole of it. */
function backOffMs(attempt: number, chance: number): number {
  const wholeMs = Math.min(firstWaitMs * 2 ** (attempt - 1), longestWaitMs);
  return Math.round((wholeMs * (1 + chance)) / 2);
}
