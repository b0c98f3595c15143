import type { PushChannelParts } from "../../src/activity/push-channel.js";

const firstWaitMs = 1_000;
const longestWaitMs = 30_000;

/** How long to wait after so many failures in a row: 1, 2, 4 … up to 30 seconds. */
export function waitAfter(failures: number): number {
  return Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(failures - 1, 10));
}

export interface TryingParts extends Pick<PushChannelParts, "wait" | "onFault"> {
  /** Ends the trying. */
  readonly signal: AbortSignal;
}

/** A failure of a call, as the operator reads it, and how long the server asked to wait. */
export interface ReadFailure {
  readonly fault: Error;
  readonly afterMs?: number | undefined;
}

/**
 * Calls until it succeeds; a wait that the server asks for is kept. Resolves also when it is told to end.
 * @param read what an error of the call means
 */
export async function keepTrying(call: (signal: AbortSignal) => Promise<unknown>, read: (error: unknown) => ReadFailure, parts: TryingParts): Promise<void> {
  const { wait, onFault, signal } = parts;
  for (let failures = 1; !signal.aborted; failures += 1) {
    try {
      await call(signal);
      return;
    } catch (error) {
      if (signal.aborted) return;
      const { fault, afterMs } = read(error);
      onFault(fault);
      await wait(afterMs ?? waitAfter(failures), signal);
    }
  }
}
