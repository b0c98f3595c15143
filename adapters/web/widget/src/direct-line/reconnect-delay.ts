const firstDelayMs = 500;
const maxDelayMs = 20_000;

/**
 * How long to wait before the next attempt: doubled after each failure, and spread by chance so that thousands of
 * pages do not return to a restarted server in the same second.
 *
 * @param failures attempts that failed in a row, 0 or more.
 * @param chance from 0 to 1.
 */
export function reconnectDelay(failures: number, chance: number): number {
  const delay = Math.min(firstDelayMs * 2 ** failures, maxDelayMs);
  return delay / 2 + (delay / 2) * chance;
}
